import numpy as np
import pytest

from collabgov.methods import survival
from collabgov.records import tables


def test_the_curve_is_kaplan_and_meiers_product_by_hand():
    curve = survival.survival_curve([1, 2, 2, 3, 5], [1, 1, 0, 1, 0])
    assert curve.to_dict() == pytest.approx({0: 1, 1: 4 / 5, 2: 3 / 5, 3: 3 / 10})


def test_a_curve_that_never_reaches_half_has_no_median():
    assert np.isinf(
        survival.median_survival(survival.survival_curve([1, 9, 9], [1, 0, 0]))
    )


def test_rulers_of_democracies_and_others_agree_with_the_published_figures():
    spells = tables.read("ruler_spells")
    democratic = spells["regime"].str.endswith("Dem")
    medians = [
        survival.median_survival(
            survival.survival_curve(
                spells.loc[m, "duration"], spells.loc[m, "observed"]
            )
        )
        for m in (democratic, ~democratic)
    ]
    assert medians == [3, 6]
