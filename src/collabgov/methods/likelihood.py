"""What a few cases are worth: likelihood ratios between hypotheses."""

from collections.abc import Sequence
from math import exp, fsum, log, log10, prod

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

SMALLEST = 1e-300  # product of shares that still has all its digits
WIDEST = 700  # logarithm of a ratio that is a number
CLASSES = ("low", "middling", "high")


def classes(values: ArrayLike, low: float, high: float) -> pd.Categorical:
    """Outcome classes: low below `low`, high from `high` on, middling between.

    Parameters
    ----------
    values : array_like of float
        Outcomes.
    low, high : float
        The two cuts, ``low < high``.

    Returns
    -------
    Categorical
        Ordered low, middling, high.

    Raises
    ------
    ValueError
        If the cuts are not in order, or an outcome is missing.

    Examples
    --------
    >>> list(classes([0.1, 0.25, 0.6], 0.25, 0.6))
    ['low', 'middling', 'high']
    """
    if not low < high:
        raise ValueError(f"need low < high, got {low} and {high}")
    outcomes = np.asarray(values, dtype=float)
    if lost := int(np.isnan(outcomes).sum()):
        raise ValueError(f"every case needs an outcome, got NaN for {lost}")
    codes = np.digitize(outcomes, [low, high])
    return pd.Categorical.from_codes(codes, list(CLASSES), ordered=True)


def shares(found: pd.Categorical) -> pd.Series:
    """Share of each class, in order.

    Parameters
    ----------
    found : Categorical
        As `classes` returns it; not empty.

    Returns
    -------
    Series
        Index low, middling, high; adds up to 1.

    Examples
    --------
    >>> shares(classes([0.1, 0.2, 0.5, 0.9], 0.25, 0.6)).tolist()
    [0.5, 0.25, 0.25]
    """
    counts = pd.Series(found).value_counts(sort=False)
    return counts / counts.sum()


def likelihood_ratio(first: Sequence[float], second: Sequence[float]) -> float:
    """How much likelier the cases are under the first hypothesis than the second.

    Parameters
    ----------
    first, second : sequence of float
        Share of worlds with each case's outcome under either hypothesis; one number a
        case, each in (0, 1].

    Returns
    -------
    float
        Above 0; 1 where the cases do not tell the hypotheses apart.

    Raises
    ------
    ValueError
        If the numbers of cases differ, a share is not in (0, 1], or so many cases lie
        so far apart that no number holds their ratio.

    References
    ----------
    Fairfield, T. & Charman, A. (2017), Political Analysis 25(3), 363–380 (not checked).

    Examples
    --------
    >>> round(likelihood_ratio([0.95], [0.05]), 6)
    19.0
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} cases under one, {len(second)} under the other")
    for share in (*first, *second):
        if not 0 < share <= 1:
            raise ValueError(f"a share must lie in (0, 1], got {share}")
    one, other = prod(first), prod(second)
    if min(one, other) < SMALLEST:  # too many cases for a product of shares
        one, other = _apart(first, second), 1.0
    return one / other


def _apart(first: Sequence[float], second: Sequence[float]) -> float:
    """The ratio from the logarithms of its shares."""
    weight = fsum(log(a) - log(b) for a, b in zip(first, second, strict=True))
    if abs(weight) > WIDEST:
        told = "a ratio must be a number"
        raise ValueError(f"{told}, got 10 to the power of {weight / log(10):.0f}")
    return exp(weight)


def decibels(ratio: float) -> float:
    """Weight of evidence, ``10 log10(ratio)``; 1 dB is hardly noticed, 10 dB is strong.

    Parameters
    ----------
    ratio : float
        Likelihood ratio, above 0.

    Returns
    -------
    float
        Decibels.

    Raises
    ------
    ValueError
        If the ratio is not above 0.

    Examples
    --------
    >>> [round(decibels(a / b), 2) for a, b in ((0.95, 0.5), (0.3, 0.05), (0.95, 0.05))]
    [2.79, 7.78, 12.79]
    """
    if not ratio > 0:
        raise ValueError(f"a ratio must be positive, got {ratio}")
    return 10 * log10(ratio)
