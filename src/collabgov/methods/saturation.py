"""When has one heard it all? Interviews, codes that are rare, and rules for stopping."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

RAREST = 1e-4  # below it the sum of `expected_interviews` would take minutes


def _shares(frequencies: ArrayLike) -> NDArray[np.float64]:
    """Frequencies as an array, if each is a share above 0."""
    p = np.asarray(frequencies, dtype=float).ravel()
    if not len(p):
        raise ValueError("there is no code")
    for share in p:
        if not 0 < share <= 1:
            raise ValueError(f"a frequency must lie in (0, 1], got {share}")
    return p


def saturation(
    frequencies: ArrayLike, interviews: ArrayLike
) -> float | NDArray[np.float64]:
    """Expected number of codes heard at least once.

    Parameters
    ----------
    frequencies : array_like of float, shape (codes,)
        Share of interviews in which each code comes up, in (0, 1]; codes come up
        independently.
    interviews : array_like of int
        Numbers of interviews.

    Returns
    -------
    float or ndarray
        Of the shape of `interviews`; at most the number of codes.

    Raises
    ------
    ValueError
        For no code, a frequency outside (0, 1], or a negative or missing number of interviews.

    Examples
    --------
    >>> saturation([0.5, 0.5], [0, 1, 2]).tolist()
    [0.0, 1.0, 1.5]
    """
    p, n = _shares(frequencies), np.asarray(interviews, dtype=float)
    if not (n >= 0).all():
        told = "interviews must not be negative or missing"
        raise ValueError(f"{told}, got {n[~(n >= 0)].flat[0]:g}")
    heard = (1 - (1 - p) ** n[..., None]).sum(axis=-1)
    return float(heard) if n.ndim == 0 else heard


def expected_interviews(frequencies: ArrayLike) -> float:
    """Expected number of interviews until every code has been heard.

    Parameters
    ----------
    frequencies : array_like of float, shape (codes,)
        As for `saturation`; none below 1e-4.

    Returns
    -------
    float
        At least 1; about ``1 / min(frequencies)`` where one code is much rarer than
        the rest.

    Raises
    ------
    ValueError
        For no code, or a frequency outside [1e-4, 1].

    Examples
    --------
    >>> round(expected_interviews([0.5, 0.5]), 6)       # 2 + 2 − 4/3
    2.666667
    """
    p = _shares(frequencies)
    if p.min() < RAREST:
        raise ValueError(f"a frequency must be at least {RAREST:g}, got {p.min():g}")
    total, n, block = 0.0, 0, 4096
    while True:  # the sum of P(not all heard after n), n = 0, 1 …
        all_heard = (1 - (1 - p) ** np.arange(n, n + block)[:, None]).prod(axis=1)
        total += float((1 - all_heard).sum())
        n += block
        if (1 - p.min()) ** n * len(p) < 1e-12 * p.min():
            return total


def stopped(
    frequencies: Sequence[float],
    rng: np.random.Generator,
    quiet: int = 3,
    studies: int = 20_000,
) -> pd.DataFrame:
    """Studies that stop after some interviews in a row without a new code.

    Parameters
    ----------
    frequencies : sequence of float
        As for `saturation`.
    rng : Generator
        Draws when each code first comes up.
    quiet : int
        Interviews in a row that must bring nothing new.
    studies : int
        Number of simulated studies.

    Returns
    -------
    DataFrame
        One row a study: `interviews` held, `heard` codes, and `missed_0`, `missed_1` …
        (1 where that code was never heard, in the order given).

    Raises
    ------
    ValueError
        For no code, a frequency outside (0, 1], or `quiet` or `studies` below 1.

    Examples
    --------
    >>> found = stopped([0.9, 0.1], np.random.default_rng(1))
    >>> round(float(found["missed_1"].mean()), 2)       # near (1 − .1)⁴
    0.65
    """
    p = _shares(frequencies)
    for name, count in {"quiet": quiet, "studies": studies}.items():
        if count < 1:
            raise ValueError(f"{name} must be at least 1, got {count}")
    first = rng.geometric(p, size=(studies, len(p)))
    order = np.sort(first, axis=1)
    before = np.hstack([np.zeros((studies, 1), dtype=int), order[:, :-1]])
    late = order - before > quiet  # the rule stopped before this code came up
    index = np.where(late.any(axis=1), late.argmax(axis=1), len(p))
    last = np.hstack([np.zeros((studies, 1), dtype=int), order])
    held = last[np.arange(studies), index] + quiet
    missed = (first > held[:, None]).astype(int)
    columns = [f"missed_{k}" for k in range(len(p))]
    table = pd.DataFrame(missed, columns=columns)
    table.insert(0, "heard", len(p) - missed.sum(axis=1))
    table.insert(0, "interviews", held)
    return table
