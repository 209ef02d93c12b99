"""The same stress test on five studies: who leaves, and what is left when."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.claims import departure, places, store
from collabgov.engine import ensemble
from collabgov.studies import load
from collabgov.synthesis.departures import STRESSES, WINDOW, Cell, Stress

CLOCKS = {  # times of the curves: ten years; and two slowest time constants of a point
    "months": np.arange(0, WINDOW / 2 + 1, 3.0),
    "own": np.arange(0, 2.01, 0.1).round(1),
}


def lives(slug: str, place: str = "full", points: int = 2048) -> pd.DataFrame:
    """When half of the effect is gone, in every cell of a study and at every point.

    Parameters
    ----------
    slug : str
        The study.
    place : {"full", "middle", "w"}
        The whole box, its middle half, or the study's own world. In the latter two
        only the cells of which the store is switched are run.
    points : int
        Number of Sobol points of the box.

    Returns
    -------
    DataFrame
        Index: cell and row of `table`; columns: `counted`, whether there was an effect
        to lose; `lost`, whether the empty place caught up before it halved; `life`,
        months, infinite if not within `WINDOW`; `clock`, the point's slowest time
        constant in months. Computed once and kept.

    Raises
    ------
    ValueError
        For a study or place that there is not.

    Examples
    --------
    >>> lives("leading_small_groups", "top")
    Traceback (most recent call last):
    ...
    ValueError: place must be one of full, middle, w, got 'top'
    """
    return _kept(slug, place, points)[["counted", "lost", "life", "clock"]]


def curves(slug: str, clock: str = "months", points: int = 2048) -> pd.DataFrame:
    """What is left of the effect by time, in every cell of a study.

    Parameters
    ----------
    slug : str
        The study.
    clock : {"months", "own"}
        Time in months, or in slowest time constants of each point.
    points : int
        Number of Sobol points.

    Returns
    -------
    DataFrame
        Index: cell and time; columns `left` (median share of the effect over the
        points still followed), `low`, `high` (quartiles).

    Raises
    ------
    ValueError
        For a study or clock that there is not.
    """
    if clock not in CLOCKS:
        raise ValueError(f"clock must be months or own, got {clock!r}")
    found = _kept(slug, "full", points)
    found = found[found["counted"]][[f"{clock} {t:g}" for t in CLOCKS[clock]]]
    found.columns = pd.Index(CLOCKS[clock], name="time")
    by_cell = found.groupby("cell", sort=False).quantile([0.25, 0.5, 0.75])
    return by_cell.stack().unstack(1).set_axis(["low", "left", "high"], axis=1)


def table(slug: str, place: str = "full", points: int = 2048) -> pd.DataFrame:
    """The points of a place: one row a point or case, columns the model's inputs.

    Parameters
    ----------
    slug, place, points
        As for `lives`.

    Returns
    -------
    DataFrame
        Its rows are those that `lives` numbers.

    Raises
    ------
    ValueError
        For a study or place that there is not.
    """
    if place not in places.BOXES:
        known = ", ".join(places.BOXES)
        raise ValueError(f"place must be one of {known}, got {place!r}")
    if slug not in STRESSES:
        known = ", ".join(STRESSES)
        raise ValueError(f"no study {slug!r}; there are {known} in the synthesis")
    model = STRESSES[slug].model
    if place == "w":
        return places.own_world(load(slug))[[*model.cases, *model.names]]
    found = ensemble.sample(model, points, box=place)
    return found[[*model.cases, *model.names]]


def compute() -> None:
    """All tables of the chapter, so that its page finds them."""
    for slug, stress in STRESSES.items():
        for place in places.BOXES if stress.switches else ["full"]:
            lives(slug, place)


def _kept(slug: str, place: str, points: int) -> pd.DataFrame:
    """Half-lives and what is left at the times of the curves, at every point."""
    rows, label = table(slug, place, points), f"{slug}-stress-{place}-{points}"
    given = (STRESSES[slug], place, rows)
    return store.kept(label, _cells, *given, wait="half a minute")


def _cells(stress: Stress, place: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Compute the table of all cells that are asked for in a place."""
    switched = {name for pair in stress.switches for name in pair}
    names = [n for n in stress.cells if place == "full" or n in switched]
    found = {name: cell_lives(stress, stress.cells[name], rows) for name in names}
    return pd.concat(found, names=["cell", "row"])


def cell_lives(stress: Stress, cell: Cell, rows: pd.DataFrame) -> pd.DataFrame:
    """One departure at some points: the columns of `lives`, then the curves' times.

    Parameters
    ----------
    stress : Stress
        The study's test.
    cell : Cell
        The departure.
    rows : DataFrame
        One row a point or case.

    Returns
    -------
    DataFrame
        One row a point, numbered from 0.
    """
    spec, at = stress.spec, departure.when(stress.spec, rows)
    runs, clock = stress.paths(cell, rows), stress.clocks(cell, rows)
    counted = effects(*runs[::2], at) >= spec.smallest
    left = departure.left(*runs, at, spec.floor, spec.smallest)
    left = left[:, : round(WINDOW / stress.months) + 1]
    life, lost = halved(left)
    found = pd.DataFrame({"counted": counted, "clock": clock}).assign(lost=False)
    found.loc[counted, "lost"] = lost
    found.loc[counted, "life"] = np.where(lost, np.nan, stress.months * life)
    shown = _shown(left, stress.months, clock[counted])
    return found.join(shown.set_index(np.flatnonzero(counted)))


def effects(
    stays: NDArray[np.float64], empty: NDArray[np.float64], at: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What the leader had moved by the last step before the departure.

    Parameters
    ----------
    stays, empty : ndarray, shape (points, steps)
        Paths with the leader, and without.
    at : ndarray of int, shape (points,)
        First step without.

    Returns
    -------
    ndarray, shape (points,)

    Examples
    --------
    >>> effects(np.array([[0.5, 0.9]]), np.array([[0.0, 0.2]]), np.array([2]))
    array([0.7])
    """
    return np.take_along_axis(stays - empty, at[:, None] - 1, axis=1)[:, 0]


def halved(left: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Steps until half is left, and whether the comparison was lost before.

    Parameters
    ----------
    left : ndarray, shape (points, steps)
        As `departure.left` gives it.

    Returns
    -------
    life : ndarray, shape (points,)
        Infinite if it is never seen to halve.
    lost : ndarray of bool, shape (points,)

    Examples
    --------
    >>> halved(np.array([[1, 0.9, 0.4], [1, np.nan, np.nan], [1, 0.9, 0.8]]))
    (array([ 2.,  1., inf]), array([False,  True, False]))
    """
    life = departure.half_lives(left)
    ends = np.minimum(life, left.shape[1] - 1).astype(int)
    return life, np.isnan(left[np.arange(len(left)), ends])


def _shown(
    left: NDArray[np.float64], months: float, clock: NDArray[np.float64]
) -> pd.DataFrame:
    """What is left at the times of both clocks; nothing beyond the window."""
    time, found = months * np.arange(left.shape[1]), {}
    for name, grid in CLOCKS.items():
        at = grid if name == "months" else np.outer(clock, grid)
        at = np.broadcast_to(at, (len(left), len(grid)))
        rows = zip(at, left, strict=True)
        values = [np.interp(a, time, one, right=np.nan) for a, one in rows]
        columns = [f"{name} {t:g}" for t in grid]
        found[name] = pd.DataFrame(values, columns=columns)
    return pd.concat(found.values(), axis=1)
