"""Imitation in a small population: closed forms for copying what pays.

Of n members k cooperate. In a step one member compares itself with another and copies
it with a chance that grows with the difference in pay-off. The gap, what a cooperator
gets above a defector, is a straight line in the share that cooperates.
"""

import numpy as np
from numpy.typing import NDArray


def _gaps(
    n: int, gap_all: float, gap_none: float, self_play: bool = True
) -> NDArray[np.float64]:
    """The gap at k = 0 … n."""
    if n < 2:
        raise ValueError(f"n must be at least 2, got {n}")
    k = np.arange(n + 1)
    share = k / n if self_play else (k - 1) / (n - 1)
    return gap_none + (gap_all - gap_none) * share


def fixation(
    n: int,
    k0: int,
    gap_all: float,
    gap_none: float,
    beta: float,
    self_play: bool = True,
) -> float:
    """Chance that k0 cooperators among n end up being all, without drift.

    Parameters
    ----------
    n, k0 : int
        Members, and cooperators at the start.
    gap_all, gap_none : float
        Gap where all cooperate, and where none does.
    beta : float
        How sharply a difference in pay-off decides; not negative.
    self_play : bool
        Whether a member counts itself among the cooperators, so that the share is
        k / n; else the gap depends on the others alone, (k − 1) / (n − 1).

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    ValueError
        If there are fewer than two members, `k0` is not among 0 … n, or `beta` is
        negative.

    References
    ----------
    Traulsen, A., Nowak, M. A. & Pacheco, J. M. (2006). Stochastic dynamics of invasion
    and fixation. Physical Review E 74, 011909. To be checked.

    Examples
    --------
    >>> round(fixation(10, 1, gap_all=0.7, gap_none=-0.3, beta=1), 6)
    0.11304
    """
    gaps = _gaps(n, gap_all, gap_none, self_play)
    if not 0 <= k0 <= n:
        raise ValueError(f"k0 must lie in [0, {n}], got {k0}")
    if not beta >= 0:
        raise ValueError(f"beta must not be negative, got {beta}")
    # product of T-/T+ up to each state; the largest exponent taken out
    powers = np.concatenate([[0.0], -beta * np.cumsum(gaps[1:n])])
    terms = np.exp(powers - powers.max())
    return float(terms[:k0].sum() / terms.sum())


def transitions(
    n: int, gap_all: float, gap_none: float, beta: float, drift: float
) -> NDArray[np.float64]:
    """Transition matrix of the number that cooperate.

    Parameters
    ----------
    n : int
        Members.
    gap_all, gap_none, beta : float
        As for `fixation`.
    drift : float
        Chance that a step is a change for reasons other than pay-off, in [0, 1].

    Returns
    -------
    ndarray, shape (n + 1, n + 1)
        Rows add up to 1.

    Raises
    ------
    ValueError
        If there are fewer than two members, or `drift` leaves [0, 1].

    Examples
    --------
    >>> transitions(2, gap_all=0, gap_none=0, beta=1, drift=0).round(3)[1].tolist()
    [0.125, 0.75, 0.125]
    """
    if not 0 <= drift <= 1:
        raise ValueError(f"drift must lie in [0, 1], got {drift}")
    gaps = _gaps(n, gap_all, gap_none)
    share = np.arange(n + 1) / n
    meet = (1 - drift) * share * (1 - share)
    up = meet / (1 + np.exp(-beta * gaps)) + drift * (1 - share)
    down = meet / (1 + np.exp(beta * gaps)) + drift * share
    return np.diag(1 - up - down) + np.diag(up[:-1], 1) + np.diag(down[1:], -1)


def stationary(
    n: int, gap_all: float, gap_none: float, beta: float, drift: float
) -> NDArray[np.float64]:
    """How often k = 0 … n cooperate in the long run.

    Parameters
    ----------
    n, gap_all, gap_none, beta
        As for `fixation`.
    drift : float
        As for `transitions`; above 0, or all or none would stay for ever.

    Returns
    -------
    ndarray, shape (n + 1,)
        Shares of time; they add up to 1.

    Raises
    ------
    ValueError
        If there are fewer than two members, or `drift` is 0 or leaves [0, 1].

    Examples
    --------
    >>> stationary(5, gap_all=0.4, gap_none=-0.6, beta=5, drift=0.05).round(3)[:1]
    array([0.523])
    """
    if drift == 0:
        raise ValueError("drift must lie in (0, 1], got 0")
    matrix = transitions(n, gap_all, gap_none, beta, drift)
    up, down = np.diag(matrix, 1), np.diag(matrix, -1)
    powers = np.concatenate([[0.0], np.cumsum(np.log(up) - np.log(down))])
    weights = np.exp(powers - powers.max())
    return weights / weights.sum()
