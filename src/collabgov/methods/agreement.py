"""Do coders agree? Krippendorff's alpha and its kin, with intervals over units."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from collabgov.methods import disagreement
from collabgov.methods.code_values import coded, placed
from collabgov.methods.codes import matrix, read

__all__ = [
    "LEVELS",
    "bootstrap_alpha",
    "krippendorff_alpha",
    "matrix",
    "percent_agreement",
    "read",
]

#: What the distance of two codes may mean.
LEVELS = tuple(disagreement.LEVELS)
BLOCK = 256  # resamples that are held at a time


def krippendorff_alpha(
    data: ArrayLike, level: str = "nominal", order: Sequence[Any] | None = None
) -> float:
    """Agreement beyond chance: 1 where coders agree in all, 0 where by chance alone.

    Parameters
    ----------
    data : array_like, shape (coders, units)
        Codes, NaN where one is missing. Above the nominal level they must be numbers,
        or have an order. Units with fewer than two codes do not count.
    level : {"nominal", "ordinal", "interval", "ratio"}
        What the distance of two codes means.
    order : sequence, optional
        All codes from the lowest to the highest; for the ordinal level.

    Returns
    -------
    float
        At most 1; below 0 where coders agree less than by chance.

    Raises
    ------
    ValueError
        For another level, data without two coders, words on a level that needs numbers,
        negative codes on a ratio level, no unit with two codes, or only one code in use.

    References
    ----------
    Krippendorff, K. (2004). Content analysis, 2nd ed., ch. 11. Sage.

    Examples
    --------
    Krippendorff's own data, four observers and twelve units:

    >>> from collabgov.records import tables
    >>> data = matrix(tables.read("four_observers"))
    >>> round(krippendorff_alpha(data), 4)
    0.7434
    >>> round(krippendorff_alpha(data, "interval"), 4)
    0.8491
    >>> marks = [["low", "high", "low"], ["low", "middle", "low"]]
    >>> round(krippendorff_alpha(marks, "ordinal", ["low", "middle", "high"]), 2)
    0.93
    """
    some = disagreement.codings(_numbers(data, level, order))
    alpha = disagreement.alphas(some, level)(np.ones((1, len(some.given))))[0]
    if np.isnan(alpha):
        raise ValueError("all coders gave one code: there is no chance to agree beyond")
    return float(alpha)


def bootstrap_alpha(
    data: ArrayLike,
    rng: np.random.Generator,
    level: str = "nominal",
    resamples: int = 10_000,
    order: Sequence[Any] | None = None,
) -> NDArray[np.float64]:
    """Alphas of resampled units: how far alpha hangs on which units were coded.

    Parameters
    ----------
    data, level, order
        As for `krippendorff_alpha`.
    rng : Generator
        Draws the units, as many as there are, with replacement.
    resamples : int
        Number of resamples.

    Returns
    -------
    ndarray, shape (resamples,)
        NaN where a resample holds fewer than two codes; a warning tells how many do.
        Quantiles of it are the interval; it covers the choice of units, not of coders.

    Raises
    ------
    ValueError
        As `krippendorff_alpha`, or for fewer than one resample.

    Examples
    --------
    >>> from collabgov.records import tables
    >>> data = matrix(tables.read("four_observers"))
    >>> alphas = bootstrap_alpha(data, np.random.default_rng(1))
    >>> np.quantile(alphas, [0.025, 0.975]).round(1)
    array([0.4, 1. ])
    """
    if resamples < 1:
        raise ValueError(f"resamples must be at least 1, got {resamples}")
    some = disagreement.codings(_numbers(data, level, order))
    alpha, units = disagreement.alphas(some, level), len(some.given)
    block = max(1, min(BLOCK, disagreement.CELLS // max(units, len(some.codes))))
    sizes = [min(block, resamples - k) for k in range(0, resamples, block)]
    found = np.concatenate([alpha(_times(rng, size, units)) for size in sizes])
    if lost := int(np.isnan(found).sum()):
        told = (
            f"{lost} of {resamples} resamples hold one code alone: they have no alpha"
        )
        warnings.warn(told, stacklevel=2)
    return found


def _times(rng: np.random.Generator, size: int, units: int) -> NDArray[np.float64]:
    """How often each unit is drawn in each of some resamples."""
    picked = rng.integers(units, size=(size, units))
    picked += units * np.arange(size)[:, None]
    times = np.bincount(picked.ravel(), minlength=size * units)
    return times.reshape(size, units).astype(float)


def percent_agreement(data: ArrayLike) -> float:
    """Share of pairs of codes given to the same unit that are equal.

    Parameters
    ----------
    data : array_like, shape (coders, units)
        Numbers or words, NaN where a code is missing.

    Returns
    -------
    float
        In [0, 1]; agreement by chance is not taken off.

    Raises
    ------
    ValueError
        For data without two coders, or no unit with two codes.

    Examples
    --------
    >>> round(percent_agreement([[1, 2, 3], [1, 2, 1]]), 2)
    0.67
    """
    some = disagreement.codings(_numbers(data, "nominal"))
    pairs = some.counts.multiply(some.counts).sum(axis=1) - some.given  # equal ones
    return float((pairs * some.weight).sum() / some.given.sum())


def _numbers(
    data: ArrayLike, level: str, order: Sequence[Any] | None = None
) -> NDArray[np.float64]:
    """Codes, coders × units, as numbers that mean what the level says."""
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(LEVELS)}, got {level!r}")
    if order is not None and level != "ordinal":
        raise ValueError(f"an order is for the ordinal level, got it for {level}")
    table = _table(data)
    codes = coded(table) if order is None else placed(table, order)
    if codes.dtype == object:
        codes = _numbered(codes, level)
    if level == "ratio" and (low := np.nanmin(codes, initial=0)) < 0:
        raise ValueError(f"ratios need codes from 0 on, got {low}")
    if not ((~np.isnan(codes)).sum(axis=0) >= 2).any():
        raise ValueError("no unit has two codes")
    return codes


def _table(data: ArrayLike) -> NDArray[Any]:
    """Codes, coders × units; of a masked array what is not masked."""
    if isinstance(data, np.ma.MaskedArray):
        data = np.ma.filled(data.astype(object), np.nan)
    is_table = isinstance(data, np.ndarray | pd.DataFrame)
    table = np.asarray(data) if is_table else np.array(data, dtype=object)
    if table.ndim != 2 or len(table) < 2:
        raise ValueError(f"need coders × units, two coders at least, got {table.shape}")
    return table


def _numbered(words: NDArray[Any], level: str) -> NDArray[np.float64]:
    """Any numbers for words, which on the nominal level are as good as others."""
    number, known = pd.factorize(words.ravel())
    if level != "nominal":
        more = " or have an order" * (level == "ordinal")
        raise ValueError(f"{level} codes must be numbers{more}, got {known[0]!r:.80}")
    return np.where(number < 0, np.nan, number).reshape(words.shape)
