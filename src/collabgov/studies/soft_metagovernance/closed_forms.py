"""Where commitment and ties come to rest, known without a run."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from collabgov.methods.linear_systems import solution


def friedkin_johnsen(
    w: ArrayLike, stub: ArrayLike, y0: ArrayLike
) -> NDArray[np.float64]:
    """Where commitment comes to rest without a leader.

    Closed form of `sm_run` with no contacts and no orders, where everybody is heard and
    the first view holds: in the forms "bounded" and "drifting" it is another place.

    Parameters
    ----------
    w : array_like, shape (n, n)
        How much actor i listens to actor j; rows add up to 1.
    stub : array_like, shape (n,)
        Share of the first view that an actor keeps, in [0, 1]; somebody keeps some.
    y0 : array_like, shape (n,)
        First views.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If a row does not add up to 1, a share leaves [0, 1], or nobody keeps any.

    References
    ----------
    Friedkin, N. E. & Johnsen, E. C. (1999). Social influence networks and opinion
    change. Advances in Group Processes 16, 1–29.

    Examples
    --------
    Two who listen to each other alone; the first keeps half of her view, the second
    a quarter of his:

    >>> friedkin_johnsen([[0, 1], [1, 0]], [0.5, 0.25], [1, 0]).round(6).tolist()
    [0.8, 0.6]
    """
    stub = np.asarray(stub, dtype=float)
    return solution(_kept_back(np.asarray(w, float), stub), stub * np.asarray(y0))


def reach_of(w: ArrayLike, stub: ArrayLike) -> NDArray[np.float64]:
    """How far each actor's view counts in the end, directly and through others.

    Parameters
    ----------
    w, stub : array_like
        As for `friedkin_johnsen`.

    Returns
    -------
    ndarray, shape (n,)
        1 on average.

    Raises
    ------
    ValueError
        As for `friedkin_johnsen`.

    Examples
    --------
    >>> reach_of([[0, 1], [1, 0]], [0.5, 0.5]).tolist()
    [1.0, 1.0]
    """
    left = _kept_back(np.asarray(w, float), np.asarray(stub, float))
    total = solution(left.T, np.ones(len(left)))  # columns of the inverse, added up
    return total / total.mean()


def _kept_back(w: NDArray, stub: NDArray) -> NDArray[np.float64]:
    """What end states, taken times it, are: first views, each by its stubbornness."""
    if not np.allclose(w.sum(axis=1), 1):
        raise ValueError(f"rows of w must add up to 1, got {w.sum(axis=1).tolist()}")
    if not (np.min(stub) >= 0 and np.max(stub) <= 1):
        raise ValueError(f"stub must lie in [0, 1], got {stub.tolist()}")
    if not stub.any():
        raise ValueError(f"stub must be above 0 for somebody, got {stub.tolist()}")
    return np.eye(len(w)) - (1 - stub)[:, None] * w


def tie_level(bond: float, fade: float, contact: float = 1.0) -> float:
    """Tie at which building and fading balance, where a meeting builds less and less.

    Parameters
    ----------
    bond, fade : float
        Share of the missing tie that a meeting builds, share of a tie lost a period.
    contact : float
        Share of the periods in which the actor is met, in [0, 1]; exact for 1, and the
        level of the mean for less.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    ValueError
        If a share leaves [0, 1], or nothing is built and nothing fades.

    Examples
    --------
    >>> round(tie_level(0.3, 0.1), 6)
    0.75
    """
    for name, value in {"bond": bond, "fade": fade, "contact": contact}.items():
        if not 0 <= value <= 1:
            raise ValueError(f"{name} must lie in [0, 1], got {value}")
    if bond * contact + fade == 0:
        raise ValueError("bond · contact + fade must be above 0, got 0")
    return bond * contact / (bond * contact + fade)
