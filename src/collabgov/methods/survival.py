"""How long something lasts: Kaplan–Meier curves, by statsmodels."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


def survival_curve(durations: ArrayLike, observed: ArrayLike) -> pd.Series:
    """Share still there after each time, by Kaplan and Meier.

    Parameters
    ----------
    durations : array_like of float, shape (spells,)
        Lengths of the spells.
    observed : array_like of int, shape (spells,)
        1 if the end was seen, 0 if the spell was still running.

    Returns
    -------
    Series
        Share by time, from 1 at time 0.

    Raises
    ------
    ValueError
        For no spell, one without a length or with a negative one, an `observed` other
        than 0 and 1, or more of the one than of the other.

    References
    ----------
    Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete
    observations. Journal of the American Statistical Association 53, 457–481.

    Examples
    --------
    >>> survival_curve([1, 2, 3, 4], [1, 1, 0, 1]).round(9).tolist()
    [1.0, 0.75, 0.5, 0.0]
    """
    from statsmodels.duration.survfunc import SurvfuncRight  # slow to import

    lengths, seen = np.asarray(durations, float), np.asarray(observed, float)
    if lengths.ndim != 1 or lengths.shape != seen.shape or not len(lengths):
        told = "each spell needs a length and whether its end was seen"
        raise ValueError(f"{told}, got shapes {lengths.shape} and {seen.shape}")
    for length in lengths[~((lengths >= 0) & (lengths < np.inf))][:1]:
        raise ValueError(f"the length of a spell must lie in [0, inf), got {length}")
    for mark in seen[~np.isin(seen, (0, 1))][:1]:
        raise ValueError(f"observed must be 0 or 1, got {mark}")
    found = SurvfuncRight(lengths, seen.astype(int))
    times = np.r_[0.0, found.surv_times]
    return pd.Series(np.r_[1.0, found.surv_prob], index=times, name="share")


def median_survival(curve: pd.Series) -> float:
    """First time at which at most half is left; infinite if that is never seen.

    Examples
    --------
    >>> median_survival(survival_curve([1, 2, 3, 4], [1, 1, 0, 1]))
    2.0
    """
    below = curve.index[curve <= 0.5 + 1e-12]  # a half may come out a hair above
    return float(below[0]) if len(below) else float("inf")
