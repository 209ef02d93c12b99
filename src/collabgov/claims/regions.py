"""Where in the box a predicate holds or fails: drivers, and one region."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def drivers(
    rows: pd.DataFrame, signs: NDArray, names: Iterable[str], top: int = 3
) -> list[tuple[str, float, float]]:
    """Parameters on which the balance hangs most.

    Parameters
    ----------
    rows : DataFrame
        One row a counted point.
    signs : ndarray, shape (rows,)
        1 support, −1 oppose, 0 silent; or 1 and 0 for a yes/no predicate.
    names : iterable of str
        The parameters.
    top : int
        How many to return.

    Returns
    -------
    list of tuple
        ``(name, low, high)``: mean of `signs` in the lowest and in the highest third of
        the points by that parameter, strongest difference first.

    Examples
    --------
    >>> rows = pd.DataFrame({"a": range(9), "b": [1, 2, 3] * 3})
    >>> drivers(rows, np.array([0, 0, 0, 0, 0, 1, 1, 1, 1]), ["a", "b"], top=1)
    [('a', 0.0, 1.0)]
    """
    found = []
    for name in names:
        low, high = rows[name].quantile([1 / 3, 2 / 3])
        below, above = (rows[name] <= low).to_numpy(), (rows[name] > high).to_numpy()
        if below.any() and above.any():
            found.append((name, float(signs[below].mean()), float(signs[above].mean())))
    return sorted(found, key=lambda d: -abs(d[2] - d[1]))[:top]


@dataclass(frozen=True)
class Condition:
    """One parameter between two bounds: ``low < parameter <= high``.

    Parameters
    ----------
    parameter : str
        Its name.
    low, high : float
        In the parameter's unit; infinite where there is no bound.
    """

    parameter: str
    low: float = -inf
    high: float = inf


@dataclass(frozen=True)
class Region:
    """A part of the box, and how well it catches what is looked for.

    Parameters
    ----------
    conditions : tuple of Condition
        All of them hold there.
    coverage : float
        Share of all points looked for that lie in it.
    density : float
        Share of its points that are looked for.
    """

    conditions: tuple[Condition, ...]
    coverage: float
    density: float


def _tightest(path: list[Condition]) -> tuple[Condition, ...]:
    """Conditions from the root of a tree down, of two on one side the deeper."""
    return tuple({(c.parameter, c.low == -inf): c for c in path}.values())


def leaves(
    rows: pd.DataFrame, holds: NDArray[np.bool_], names: list[str]
) -> list[tuple[tuple[Condition, ...], NDArray[np.bool_]]]:
    """Parts of the box that a tree of depth 2 tells apart by whether `holds`.

    Parameters
    ----------
    rows : DataFrame
        One row a counted point.
    holds : ndarray of bool, shape (rows,)
        Where the predicate holds.
    names : list of str
        The parameters.

    Returns
    -------
    list of tuple
        Every node of the tree but its root as ``(conditions, mask)``, each with at
        least a twentieth of the rows.

    References
    ----------
    Breiman, L., Friedman, J., Olshen, R. & Stone, C. (1984). Classification and
    Regression Trees; as in ``sklearn.tree.DecisionTreeClassifier``.
    """
    from sklearn.tree import DecisionTreeClassifier  # slow to import

    size = max(1, len(rows) // 20)
    tree = DecisionTreeClassifier(max_depth=2, min_samples_leaf=size, random_state=0)
    grown = tree.fit(rows[names], holds).tree_
    inside = tree.decision_path(rows[names]).toarray().astype(bool)
    found = []

    def walk(node: int, path: list[Condition]) -> None:
        if path:
            found.append((_tightest(path), inside[:, node]))
        if grown.children_left[node] != -1:  # not a leaf
            name, cut = names[grown.feature[node]], float(grown.threshold[node])
            walk(grown.children_left[node], [*path, Condition(name, high=cut)])
            walk(grown.children_right[node], [*path, Condition(name, low=cut)])

    walk(0, [])
    return found


def region(
    rows: pd.DataFrame, holds: NDArray[np.bool_], names: list[str]
) -> Region | None:
    """The part of a depth-2 tree that catches `holds` best.

    "Best" is the harmonic mean of coverage and density.

    Parameters
    ----------
    rows : DataFrame
        One row a counted point.
    holds : ndarray of bool, shape (rows,)
        Where the predicate holds.
    names : list of str
        The parameters.

    Returns
    -------
    Region or None
        None where all points or none hold.

    Examples
    --------
    >>> rows = pd.DataFrame({"a": np.arange(100.0)})
    >>> region(rows, rows["a"].to_numpy() > 74, ["a"]).conditions
    (Condition(parameter='a', low=74.5, high=inf),)
    """
    if holds.all() or not holds.any():
        return None
    best, found = -1.0, None
    for conditions, mask in leaves(rows, holds, names):
        hits = (mask & holds).sum()
        score = 2 * hits / (holds.sum() + mask.sum())  # their harmonic mean
        if score > best:
            coverage, density = hits / holds.sum(), hits / mask.sum()
            best, found = score, Region(conditions, float(coverage), float(density))
    return found
