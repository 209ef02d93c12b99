"""Sums in place of pairs: every level against the pairs themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabgov.methods import disagreement


def far(level, codes, each):
    """Squared distances of all pairs of codes, by their definition."""
    one, other = codes[:, None], codes
    if level == "nominal":
        return (one != other).astype(float)
    if level == "ratio":
        both = np.where(one + other == 0, 1, one + other)
        return ((one - other) / both) ** 2
    rank = each.cumsum() - each / 2 if level == "ordinal" else codes
    return (rank[:, None] - rank) ** 2


def by_pairs(table, times, level):
    """Alpha of units that stand so often, from the table of all pairs."""
    codes = np.unique(table[~np.isnan(table)])
    met = np.zeros((len(codes), len(codes)))
    for unit, often in zip(table.T, times, strict=True):
        n = np.array([(unit == code).sum() for code in codes], dtype=float)
        if n.sum() > 1:
            met += often * (np.outer(n, n) - np.diag(n)) / (n.sum() - 1)
    each = met.sum(axis=0)
    apart = far(level, codes, each)
    by_chance = (np.outer(each, each) * apart).sum()
    if (each > 0).sum() < 2:
        return np.nan
    return 1 - (each.sum() - 1) * (met * apart).sum() / by_chance


@pytest.mark.parametrize("level", disagreement.LEVELS)
@given(seed=st.integers(0, 10**6))
def test_alphas_by_sums_are_those_by_pairs(level, seed):
    rng = np.random.default_rng(seed)
    table = rng.choice([0, 1, 2.5, 40], size=(rng.integers(2, 6), 7))
    table[rng.random(table.shape) < 0.3] = np.nan
    times = rng.integers(0, 3, size=(4, 7)).astype(float)
    found = disagreement.alphas(disagreement.codings(table), level)(times)
    known = [by_pairs(table, row, level) for row in times]
    assert found == pytest.approx(known, abs=1e-9, nan_ok=True)


def test_a_far_code_takes_nothing_from_the_others():
    """A resample without it is as exact as if it had never been there."""
    table = np.array([[1.0, 2, 3, 4, 1e12], [1.0, 2, 2, 4, 1e12]])
    alphas = disagreement.alphas(disagreement.codings(table), "interval")
    without = disagreement.alphas(disagreement.codings(table[:, :4]), "interval")
    times = np.array([[1.0, 1, 2, 1, 0]])
    assert alphas(times) == pytest.approx(without(times[:, :4]), rel=1e-9)


def test_codes_of_which_the_squares_vanish_beside_others_are_refused():
    table = np.array([[3.0, 4, 1e200], [4.0, 4, 1e200]])
    with pytest.raises(ValueError, match=r"got 3 and 4 beside 3 and 1e\+200"):
        disagreement.alphas(disagreement.codings(table), "interval")
