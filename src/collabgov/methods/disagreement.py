"""How far codes of the same unit lie apart, and codes that chance puts together.

Sums over codes stand in for the table of all pairs wherever they can, so that a
thousand units of continuous codes are no more than some thousand numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

Floats = NDArray[np.float64]
# times that each unit was drawn, times that each code was given: seen, and by chance
Apart = Callable[[Floats, Floats], tuple[Floats, Floats]]
CELLS = 2**22  # of a table of distances that is held at a time
WIDEST = (
    1e150  # ratio of the widest to the smallest gap of which the square is a number
)


@dataclass(frozen=True)
class Codings:
    """Codes of the units that have two or more.

    Parameters
    ----------
    table : ndarray, shape (coders, units)
        NaN where there is no code, or one alone.
    codes : ndarray
        Codes in use, ascending.
    counts : sparse array, shape (units, codes)
        How often each unit was given each code.
    given : ndarray, shape (units,)
        Number of codes of each unit.
    """

    table: Floats
    codes: Floats
    counts: csr_array
    given: Floats

    @property
    def weight(self) -> Floats:
        """Weight of each pair of a unit, so that every code of it counts once."""
        return 1 / np.maximum(self.given - 1, 1)


def codings(table: Floats) -> Codings:
    """Codes of the units that have two or more.

    Examples
    --------
    >>> some = codings(np.array([[1.0, 2.0, 5.0], [1.0, 3.0, np.nan]]))
    >>> some.codes.tolist(), some.given.tolist()
    ([1.0, 2.0, 3.0], [2.0, 2.0, 0.0])
    """
    paired = (~np.isnan(table)).sum(axis=0) >= 2
    table = np.where(paired, table, np.nan)
    unit = np.nonzero(~np.isnan(table).T)[0]
    codes, which = np.unique(table.T[~np.isnan(table).T], return_inverse=True)
    shape = (table.shape[1], len(codes))
    counts = coo_array((np.ones(len(unit)), (unit, which)), shape=shape).tocsr()
    return Codings(table, codes, counts, (~np.isnan(table)).sum(axis=0).astype(float))


def alphas(some: Codings, level: str) -> Callable[[Floats], Floats]:
    """Krippendorff's alpha of resampled units, as a function of what was drawn.

    Parameters
    ----------
    some : Codings
        Codes of all units.
    level : {"nominal", "ordinal", "interval", "ratio"}
        What the distance of two codes means.

    Returns
    -------
    callable
        Times that each unit was drawn, shape (resamples, units) → alphas, NaN where
        fewer than two codes are in use.

    Examples
    --------
    >>> some = codings(np.array([[1.0, 1.0, 2.0], [1.0, 2.0, 2.0]]))
    >>> alphas(some, "nominal")(np.array([[1, 1, 1], [3, 0, 0]])).round(2).tolist()
    [0.44, nan]
    """
    apart = LEVELS[level](some)

    def alpha(times: Floats) -> Floats:
        each = (some.counts.T @ times.T).T
        seen, by_chance = apart(times, each)
        one = (each > 0).sum(axis=1) < 2
        by_chance[one] = np.nan
        return 1 - seen * (each.sum(axis=1) - 1) / by_chance

    return alpha


def _nominal(some: Codings) -> Apart:
    """Equal or not: pairs that differ are all pairs less the equal ones."""
    equal = some.counts.multiply(some.counts).sum(axis=1)
    units = (some.given**2 - equal) * some.weight

    def apart(times: Floats, each: Floats) -> tuple[Floats, Floats]:
        return times @ units, each.sum(axis=1) ** 2 - (each**2).sum(axis=1)

    return apart


def _interval(some: Codings) -> Apart:
    """Squared differences: twice the number of codes times their squares about the mean."""
    codes = _scaled(some.codes)
    entry = some.counts.tocoo()
    mean = some.counts @ codes / np.maximum(some.given, 1)
    squares = entry.data * (codes[entry.col] - mean[entry.row]) ** 2
    within = np.bincount(entry.row, squares, minlength=len(some.given))
    units = 2 * some.given * within * some.weight

    def apart(times: Floats, each: Floats) -> tuple[Floats, Floats]:
        total = np.maximum(each.sum(axis=1), 1)
        about = codes - (each @ codes / total)[:, None]
        return times @ units, 2 * total * (each * about**2).sum(axis=1)

    return apart


def _scaled(codes: Floats) -> Floats:
    """Codes of which the largest is 1, as intervals have no unit."""
    found = codes / np.abs(codes).max(initial=np.finfo(float).tiny)
    gaps = np.diff(found)
    if len(gaps) and found[-1] - found[0] > WIDEST * gaps.min():
        k = int(gaps.argmin())
        told = (
            f"{codes[k]:g} and {codes[k + 1]:g} beside {codes[0]:g} and {codes[-1]:g}"
        )
        raise ValueError(
            f"codes must not lie 1e150 times closer than others, got {told}"
        )
    return found


def _ordinal(some: Codings) -> Apart:
    """Squared differences of middle ranks, which hang on what was drawn."""
    counts, given, weight = some.counts, some.given, some.weight

    def apart(times: Floats, each: Floats) -> tuple[Floats, Floats]:
        total = each.sum(axis=1)
        rank = each.cumsum(axis=1) - (each + total[:, None]) / 2  # 0 in the middle
        squares = (((times * given * weight) @ counts) * rank**2).sum(axis=1)
        sums = (times * weight * (counts @ rank.T).T ** 2).sum(axis=1)
        return 2 * (squares - sums), 2 * total * (each * rank**2).sum(axis=1)

    return apart


def _ratio(some: Codings) -> Apart:
    """Squared differences of two codes by their sum: a table of pairs, part by part."""
    rows = (_by_sum(row, some.table) for row in some.table)
    units = sum(np.nansum(row, axis=0) for row in rows) * some.weight
    codes, size = some.codes, max(1, CELLS // max(1, len(some.codes)))

    def apart(times: Floats, each: Floats) -> tuple[Floats, Floats]:
        by_chance = np.zeros(len(each))
        for k in range(0, len(codes), size):
            far = _by_sum(codes[:, None], codes[k : k + size])
            by_chance += ((each @ far) * each[:, k : k + size]).sum(axis=1)
        return times @ units, by_chance

    return apart


def _by_sum(one: Floats, other: Floats) -> Floats:
    """Squared differences by the sum; 0 for two zeros."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    scale = np.where(high == 0, 1, high)
    return ((high - low) / scale / (1 + low / scale)) ** 2


LEVELS = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}
