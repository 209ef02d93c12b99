import numpy as np
import pandas as pd
import pytest

from collabgov.synthesis import hypothesis, stress

CELLS = [pair for test in stress.STRESSES.values() for pair in test.switches]


def lives(on, off):
    """Half-lives of all cells, those with the store on and those with it off."""
    found = {}
    for pair in CELLS:
        for name, months in zip(pair, (on, off), strict=True):
            known = np.isnan(months)
            found[name] = pd.DataFrame(
                {"counted": True, "lost": known, "life": months, "clock": 12.0}
            )
    return pd.concat(found, names=["cell", "row"])


def decided(on, off, times=40):
    """Word of the rule on many copies of some pairs of half-lives."""
    table = lives(np.tile(on, times), np.tile(off, times).astype(float))
    return hypothesis.decided(lambda slug, place: table).iloc[0]


def test_half_of_the_points_must_last_half_as_long_again():
    assert decided([3.0, 4.4, 9, 4], [3, 3, 3, 3])["word"] == "not met"
    assert decided([3.0, 4.5, 9, 4], [3, 3, 3, 3])["word"] == "met"


def test_a_tenth_may_be_shorter_and_no_more():
    on = np.array([9.0] * 9 + [2.0])
    assert decided(on, [3] * 10)["word"] == "met"
    on[0] = 2.0
    assert decided(on, [3] * 10)["word"] == "not met"


def test_where_neither_halves_the_store_makes_no_difference():
    row = decided([np.inf, np.inf, 9], [np.inf, 3, 3])
    assert row["shorter"] == 0 and row["longer 2"] == pytest.approx(2 / 3)


def test_points_lost_in_either_run_are_left_out():
    assert decided([np.nan, 9.0], [3, 3])["n"] == 40


def test_few_points_carry_no_word():
    assert decided([9.0], [3], times=99)["word"] == "too few"
    assert decided([9.0], [3], times=100)["word"] == "met"


def test_a_number_and_never_are_not_averaged():
    assert hypothesis.ordered([1.0, np.inf], [0.5])[0] == 1
    assert np.isnan(hypothesis.ordered([], [0.5])).all()


def test_only_models_with_a_loop_of_trust_have_a_loop_number():
    with pytest.raises(ValueError, match="no loop of trust and joint work in 'soft"):
        hypothesis.loop_number("soft_metagovernance", pd.DataFrame())
