"""Composite indices on real figures: scaling, changes of rank, inequality."""

from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


def scaled(values: pd.DataFrame, how: str = "maximum") -> pd.DataFrame:
    """Columns brought to a common scale.

    Parameters
    ----------
    values : DataFrame
        Not negative, one row a unit.
    how : {"maximum", "range"}
        Divided by the column's maximum; or from 0.01 at its minimum to 1.

    Returns
    -------
    DataFrame
        In [0, 1].

    Raises
    ------
    ValueError
        For another `how`, a negative, missing or infinite value, or a column that has no scale:
        all zero, or, by its range, all equal.

    Examples
    --------
    >>> beds = pd.DataFrame({"beds": [40.0, 50.0]})
    >>> scaled(beds)["beds"].tolist(), scaled(beds, "range")["beds"].tolist()
    ([0.8, 1.0], [0.01, 1.0])
    """
    if how not in ("maximum", "range"):
        raise ValueError(f"how must be 'maximum' or 'range', got {how!r}")
    if not (values >= 0).all(axis=None):
        low = values.min(skipna=False).min(skipna=False)
        raise ValueError(f"values must not be negative or missing, got {low}")
    if np.isinf(values).any(axis=None):
        raise ValueError("values must be finite, got inf")
    low = values.min() * (how == "range")
    span = values.max() - low
    if flat := [name for name, width in span.items() if width == 0]:
        raise ValueError(f"column {flat[0]} has no scale, all is {low[flat[0]]:g}")
    return values / span if how == "maximum" else 0.01 + 0.99 * (values - low) / span


def flips(first: ArrayLike, second: ArrayLike) -> int:
    """Pairs of units that two indices put in opposite order.

    Parameters
    ----------
    first, second : array_like of float, shape (units,)
        Two indices of the same units.

    Returns
    -------
    int
        Without ties, Kendall's τ is 1 − 2 · flips / pairs.

    Raises
    ------
    ValueError
        If the two are not of as many units, or one has no value.

    References
    ----------
    Kendall, M. G. (1938). A new measure of rank correlation. Biometrika 30, 81–93.

    Examples
    --------
    >>> flips([1, 2, 3], [1, 3, 2])
    1
    """
    one, two = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if one.ndim != 1 or one.shape != two.shape:
        raise ValueError(f"need as many of the one, got {one.shape} and {two.shape}")
    if np.isnan(one).any() or np.isnan(two).any():
        raise ValueError("every unit needs both indices, got NaN")
    pairs = combinations(range(len(one)), 2)
    return sum(bool((one[i] - one[j]) * (two[i] - two[j]) < 0) for i, j in pairs)


def gini(values: ArrayLike, weights: ArrayLike) -> float:
    """Gini coefficient of a figure per head, by population.

    Parameters
    ----------
    values : array_like of float, shape (units,)
        What a unit has per head; not negative.
    weights : array_like of float, shape (units,)
        Its population; above 0.

    Returns
    -------
    float
        0 where all have the same; twice the area between Lorenz curve and diagonal.

    Raises
    ------
    ValueError
        For a negative or infinite value, a weight that is not above 0 or infinite,
        nothing to hold, or more of the one than of the other.

    References
    ----------
    Gini, C. (1912). Variabilità e mutabilità. Bologna.

    Examples
    --------
    >>> gini([1, 1], [3, 1]), gini([0, 1], [1, 1])
    (0.0, 0.5)
    """
    value, weight = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    if value.ndim != 1 or value.shape != weight.shape:
        told = "need a weight for each value"
        raise ValueError(f"{told}, got {value.shape} and {weight.shape}")
    if np.isinf([value, weight]).any():
        raise ValueError("need finite values and weights, got inf")
    if not ((value >= 0).all() and (weight > 0).all() and value.any()):
        told = "need values >= 0, one of them above, and weights > 0"
        raise ValueError(f"{told}, got {values}, {weights}")
    order = np.argsort(value)
    people = np.append(0, weight[order].cumsum()) / weight.sum()
    held = np.append(0, (value * weight)[order].cumsum()) / (value * weight).sum()
    return float(1 - ((held[1:] + held[:-1]) * np.diff(people)).sum())
