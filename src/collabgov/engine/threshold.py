"""Where along one field of a record an output crosses a level."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Outcome = Callable[[NDArray[np.float64]], NDArray[np.float64]]


@dataclass(frozen=True)
class Threshold:
    """The smallest value of a field from which an output reaches a level.

    Such as a critical mass: the smallest share of partners from which cooperation
    lasts by itself.

    Parameters
    ----------
    name : str
        Name of what is found; it stands beside the model's outputs.
    field : str
        Field of the kernel's record that is moved; the output must not fall as it
        rises.
    output : str
        Output that is watched.
    level : float
        What it has to reach.
    changes : dict
        Parameters and settings that differ from the run while it is looked for.
    runs : tuple of str
        Runs of an ensemble for which it is looked for.
    low, high, top : float
        Ends of the search; where the level is not even reached at `top`, the answer is
        `high`, "never".
    halvings : int
        Halvings of the span from `low` to `high`.
    """

    name: str
    _: KW_ONLY
    field: str
    output: str
    level: float
    changes: Mapping[str, Any]
    runs: tuple[str, ...]
    low: float = 0.0
    high: float = 1.0
    top: float = 0.999
    halvings: int = 9


def crossing(spec: Threshold, outcome: Outcome, points: int) -> NDArray[np.float64]:
    """Where each of some points crosses, by halving.

    Parameters
    ----------
    spec : Threshold
        What is looked for.
    outcome : callable
        Values of the field, one a point, → outputs, one a point.
    points : int
        Number of points.

    Returns
    -------
    ndarray, shape (points,)
        A value that reaches the level, at most ``(high - low) / 2**halvings`` above
        the smallest that does; `high` where none does.

    Examples
    --------
    >>> spec = Threshold("root", field="x", output="y", level=0.25, changes={}, runs=())
    >>> crossing(spec, lambda x: x * x, points=1).round(2)
    array([0.5])
    """
    low, high = np.full(points, spec.low), np.full(points, spec.high)
    never = outcome(np.full(points, spec.top)) < spec.level
    for _ in range(spec.halvings):
        middle = (low + high) / 2
        reached = outcome(middle) >= spec.level
        low, high = np.where(reached, low, middle), np.where(reached, middle, high)
    return np.where(never, spec.high, high)
