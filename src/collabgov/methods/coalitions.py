"""What a package owes to its parts: Shapley values, interactions, smallest sets.

A subset of n parts is a number from 0 to 2**n - 1: bit j is set where part j is in it.
"""

from math import factorial

import numpy as np
from numpy.typing import ArrayLike, NDArray


def _players(worth: NDArray) -> int:
    """Number of parts, from the number of subsets on the last axis."""
    size = worth.shape[-1] if worth.ndim else 0
    n = max(size, 1).bit_length() - 1
    if size != 2**n or n < 1:
        raise ValueError(f"need one entry for each subset, 2**n of them, got {size}")
    return n


def _bits(n: int) -> NDArray[np.bool_]:
    """Which parts are in which subset, shape (2**n, n)."""
    return (np.arange(2**n)[:, None] >> np.arange(n)) & 1 == 1


def shapley(worth: ArrayLike) -> NDArray[np.float64]:
    """Shapley value of every part: its mean contribution over all orders of joining.

    Parameters
    ----------
    worth : array_like, shape (..., 2**n)
        Worth of every subset.

    Returns
    -------
    ndarray, shape (..., n)
        They add up to the worth of all parts less that of none.

    Raises
    ------
    ValueError
        If the number of subsets is no power of two above one.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. In Contributions to the Theory
    of Games II, 307–317.

    Examples
    --------
    A left glove and two right ones; only a pair is worth anything.

    >>> shapley([0, 0, 0, 1, 0, 1, 0, 1]).round(3)
    array([0.667, 0.167, 0.167])
    """
    worth = np.asarray(worth, dtype=float)
    n = _players(worth)
    inside = _bits(n)
    size = inside.sum(axis=1)
    weight = np.array([factorial(s) * factorial(n - s - 1) for s in range(n)])
    weight = weight / factorial(n)
    values = []
    for j in range(n):
        without = np.flatnonzero(~inside[:, j])
        gains = worth[..., without | 1 << j] - worth[..., without]
        values.append((gains * weight[size[without]]).sum(axis=-1))
    return np.stack(values, axis=-1)


def interaction(worth: ArrayLike) -> NDArray[np.float64]:
    """Interaction index of every pair: how much more two parts bring together.

    Parameters
    ----------
    worth : array_like, shape (..., 2**n)
        Worth of every subset.

    Returns
    -------
    ndarray, shape (..., n, n)
        Symmetric, 0 on the diagonal; above 0 where the two reinforce one another, below
        where one makes the other superfluous.

    Raises
    ------
    ValueError
        If the number of subsets is no power of two above one.

    References
    ----------
    Grabisch, M. & Roubens, M. (1999). An axiomatic approach to the concept of
    interaction among players in cooperative games. International Journal of Game
    Theory 28, 547–565.

    Examples
    --------
    >>> interaction([0, 0, 0, 1]).tolist()         # worth something only together
    [[0.0, 1.0], [1.0, 0.0]]
    """
    worth = np.asarray(worth, dtype=float)
    n = _players(worth)
    inside = _bits(n)
    size = inside.sum(axis=1)
    weight = np.array([factorial(s) * factorial(n - s - 2) for s in range(n - 1)])
    weight = weight / factorial(n - 1)
    found = np.zeros((*worth.shape[:-1], n, n))
    for j in range(n):
        for k in range(j):
            base = np.flatnonzero(~inside[:, j] & ~inside[:, k])
            one, other = base | 1 << j, base | 1 << k
            more = worth[..., one | other] - worth[..., one] - worth[..., other]
            more = (more + worth[..., base]) * weight[size[base]]
            found[..., j, k] = more.sum(axis=-1)
            found[..., k, j] = found[..., j, k]
    return found


def minimal_sets(lasting: ArrayLike) -> NDArray[np.bool_]:
    """Which subsets are enough while none of their own subsets is.

    Parameters
    ----------
    lasting : array_like of bool, shape (..., 2**n)
        Which subsets are enough.

    Returns
    -------
    ndarray of bool, shape (..., 2**n)

    Raises
    ------
    ValueError
        If the number of subsets is no power of two above one.

    References
    ----------
    The INUS condition of Mackie, J. L. (1965), Causes and conditions, American
    Philosophical Quarterly 2(4), 245–264: a part of a set that is enough, and of which
    no part can be spared. To be checked.

    Examples
    --------
    Part 0 alone is enough, and so are 1 and 2 together.

    >>> enough = [False, True, False, True, False, True, True, True]
    >>> np.flatnonzero(minimal_sets(enough)).tolist()
    [1, 6]
    """
    enough = np.asarray(lasting, dtype=bool)
    subsets = np.arange(2 ** _players(enough))
    minimal = enough.copy()
    for whole in subsets:
        smaller = subsets[(subsets & whole == subsets) & (subsets != whole)]
        minimal[..., whole] &= ~enough[..., smaller].any(axis=-1)
    return minimal
