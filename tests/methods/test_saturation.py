"""Saturation, against closed forms and counts by hand."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabgov.methods.saturation import expected_interviews, saturation, stopped

share = st.floats(0.02, 1)


def test_the_first_interview_brings_the_sum_of_the_frequencies():
    assert saturation([0.9, 0.3, 0.05], 1) == pytest.approx(1.25)
    assert saturation([0.9, 0.3, 0.05], 10**6) == pytest.approx(3)


@given(p=st.lists(share, min_size=1, max_size=4))
def test_expected_interviews_follow_inclusion_and_exclusion(p):
    known = 0.0
    for some in range(1, 2 ** len(p)):
        chosen = [q for k, q in enumerate(p) if some >> k & 1]
        none = np.prod([1 - q for q in chosen])
        known += (-1) ** (len(chosen) + 1) / (1 - none)
    assert expected_interviews(p) == pytest.approx(known, rel=1e-9)


def test_a_code_that_is_rare_takes_about_one_over_its_frequency():
    assert expected_interviews([0.001]) == pytest.approx(1000)
    assert expected_interviews([1.0, 1.0]) == 1


def test_the_rarest_code_that_is_taken_is_summed_in_seconds():
    start = time.process_time()
    assert expected_interviews([0.5, 0.1, 1e-4]) == pytest.approx(1e4, rel=1e-3)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("rare", [9.9e-5, 1e-9, 5e-324])
def test_a_code_too_rare_to_be_summed_is_refused_at_once(rare):
    with pytest.raises(ValueError, match=f"must be at least 0.0001, got {rare:g}"):
        expected_interviews([0.5, rare])


def test_a_lone_code_is_missed_as_often_as_it_is_not_heard_in_time():
    found = stopped([0.2], np.random.default_rng(1), quiet=3, studies=100_000)
    assert found["missed_0"].mean() == pytest.approx(0.8**3, abs=0.006)
    assert set(found.loc[found["missed_0"] == 1, "interviews"]) == {3}


def test_a_study_stops_after_so_many_quiet_interviews():
    rng = np.random.default_rng(2)
    found = stopped([0.6, 0.3, 0.05], rng, quiet=4, studies=500)
    again = np.random.default_rng(2).geometric([0.6, 0.3, 0.05], size=(500, 3))
    for first, row in zip(again, found.itertuples(), strict=True):
        last, n = 0, 0
        while n - last < 4:
            n += 1
            last = n if n in first else last
        assert row.interviews == n
        assert row.heard == (first <= n).sum()
        assert (row.missed_0, row.missed_1, row.missed_2) == tuple(first > n)


def test_a_rule_that_waits_longer_misses_less():
    rng = np.random.default_rng(3)
    missed = [stopped([0.5, 0.05], rng, q)["missed_1"].mean() for q in (1, 3, 10, 60)]
    assert missed == sorted(missed, reverse=True)
    assert missed[-1] < 0.06


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: saturation([], 1), "there is no code"),
        (lambda: saturation([0.5, 0], 1), r"must lie in \(0, 1\], got 0.0"),
        (lambda: saturation([0.5], -1), "must not be negative or missing, got -1"),
        (lambda: saturation([0.5], [1, np.nan]), "negative or missing, got nan"),
        (lambda: expected_interviews([1.2]), r"must lie in \(0, 1\], got 1.2"),
        (
            lambda: stopped([0.5], np.random.default_rng(1), quiet=0),
            "quiet must be at least 1, got 0",
        ),
        (
            lambda: stopped([0.5], np.random.default_rng(1), studies=0),
            "studies must be at least 1, got 0",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
