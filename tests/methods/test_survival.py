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


@pytest.mark.parametrize(
    ("durations", "observed", "said"),
    [
        ([], [], "each spell needs a length"),
        ([1, 2], [1], r"got shapes \(2,\) and \(1,\)"),
        ([1, np.nan], [1, 1], r"must lie in \[0, inf\), got nan"),
        ([1, -2], [1, 1], r"must lie in \[0, inf\), got -2"),
        ([1, np.inf], [1, 1], r"must lie in \[0, inf\), got inf"),
        ([1, 2], [1, 0.5], "observed must be 0 or 1, got 0.5"),
        ([1, 2], [1, np.nan], "observed must be 0 or 1, got nan"),
    ],
)
def test_spells_that_are_none_are_refused(durations, observed, said):
    with pytest.raises(ValueError, match=said):
        survival.survival_curve(durations, observed)
