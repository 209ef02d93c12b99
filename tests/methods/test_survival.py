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
    chi2, p = survival.log_rank(spells["duration"], spells["observed"], democratic)
    assert chi2 == pytest.approx(260.5, abs=0.1)
    assert p < 1e-50


def test_equal_groups_show_no_difference():
    chi2, p = survival.log_rank([1, 2, 3] * 2, [1] * 6, [0, 0, 0, 1, 1, 1])
    assert chi2 == pytest.approx(0, abs=1e-12) and p == pytest.approx(1)
