"""The stress test that all studies share: the leader leaves, and what is left?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.claims import store
from collabgov.engine import ensemble
from collabgov.engine.model import Model

if TYPE_CHECKING:
    from collabgov.claims.study import Study

SMALLEST = 0.1  # effects below this are not counted: nothing is there to be left
Followed = str | Callable[..., NDArray[np.float64]]


@dataclass(frozen=True)
class Departure:
    """How the leader of a study leaves.

    Parameters
    ----------
    stays, leaves, empty : dict
        Changes that keep the leader, let him or her leave for good at step `at`, and
        leave the place empty, without rules, from the start.
    column : str or callable
        Column of the path that is followed; or, where the path does not hold it as
        such, a function of the kernel's arguments after the run → one number a step.
    smallest : float
        Effects below this are not counted.
    at : int or str
        Step of the departure; or the parameter that holds it, rounded up.
    horizon : int
        Steps followed after it.
    length : str
        Setting that holds the length of a run, in the unit of `Model.step`.
    variants : dict of str to dict
        Further changes under which the test is repeated.
    floor : float
        A point is lost to the comparison as soon as leader and empty place differ by
        less than this share of what they differed by at the departure.
    """

    _: KW_ONLY
    stays: Mapping[str, Any]
    leaves: Mapping[str, Any]
    empty: Mapping[str, Any]
    column: Followed
    smallest: float = SMALLEST
    at: int | str
    horizon: int
    length: str
    variants: Mapping[str, Mapping[str, Any]]
    floor: float = 0.0


def paths(
    model: Model, table: pd.DataFrame, column: Followed, **changes: Any
) -> NDArray[np.float64]:
    """One path a point, without averaging, shape (points, steps).

    Parameters
    ----------
    model : Model
        What is run.
    table : DataFrame
        One row a point; columns are parameters.
    column : str or callable
        Column of the path, or a function of the kernel's arguments after the run.
    **changes
        Parameters and settings that differ from the point.

    Returns
    -------
    ndarray, shape (points, steps)
        The first history that an ensemble has at each point.

    Raises
    ------
    ValueError
        For an unknown column or name, or a value outside its domain.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import MODEL
    >>> paths(MODEL, ensemble.sample(MODEL, 4), "effort", quarters=12).shape
    (4, 12)
    """
    follow = column if callable(column) else _column(model, column)
    found = []
    for i, row in zip(table.index, table.to_dict("records"), strict=True):
        values = model.values(**{**row, **changes})
        arguments = model.arranged(values, ensemble.SEED, int(i))
        model.compiled(*arguments)
        found.append(follow(*arguments))
    return np.array(found)


def _column(model: Model, name: str) -> Callable[..., NDArray[np.float64]]:
    """What reads a column out of the path among a kernel's arguments."""
    columns = model.path[1:]
    if name not in columns:
        raise ValueError(f"no column {name!r}; there are {', '.join(columns)}")
    return lambda *given: given[-2][columns.index(name) :: len(columns)]


def left(
    stays: NDArray,
    leaves: NDArray,
    empty: NDArray,
    at: int | NDArray[np.int64],
    floor: float = 0.0,
    smallest: float = SMALLEST,
) -> NDArray[np.float64]:
    """Share of the leader's effect that is left after a departure.

    Parameters
    ----------
    stays, leaves, empty : ndarray, shape (points, steps)
        Paths with the leader, with the leader leaving at step `at`, without a leader.
    at : int, or ndarray of int, shape (points,)
        First step without the leader.
    floor, smallest : float
        As for `Departure`.

    Returns
    -------
    ndarray, shape (counted points, steps − at + 1)
        Column 0 is the last step with the leader, where the share is 1. Points whose
        effect there is below `smallest` are not counted; a share is NaN where leader
        and empty place have come to do the same, and from where a point is lost on.
        The latest departure decides how many steps there are.

    Examples
    --------
    >>> stays, empty = np.ones((1, 4)), np.zeros((1, 4))
    >>> leaves = np.array([[1.0, 1.0, 0.5, 0.25]])
    >>> left(stays, leaves, empty, at=2)
    array([[1.  , 0.5 , 0.25]])
    """
    last = np.broadcast_to(at, len(stays)) - 1
    steps = last[:, None] + np.arange(stays.shape[1] - last.max(initial=0))
    gap, moved = (
        np.take_along_axis(some - empty, steps, axis=1) for some in (stays, leaves)
    )
    some = gap[:, 0] >= smallest
    gap, moved = gap[some], moved[some]
    gap[gap == 0] = np.nan
    gap[np.logical_or.accumulate(gap < floor * gap[:, :1], axis=1)] = np.nan
    return moved / gap


def half_lives(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """First step at which less than half is left; infinite if that is never seen.

    Where leader and empty place have come to do the same, nothing is left.

    Parameters
    ----------
    shares : ndarray, shape (points, steps + 1)
        As `left` returns them.

    Returns
    -------
    ndarray, shape (points,)
        Steps since the departure.

    Examples
    --------
    >>> half_lives(np.array([[1, 0.6, 0.4], [1, 0.9, 0.8]]))
    array([ 2., inf])
    """
    below = ~(shares >= 0.5)  # NaN too
    return np.where(below.any(axis=1), below.argmax(axis=1), np.inf)


def effects(study: Study, points: int = 2048) -> pd.DataFrame:
    """What is left of the leader's effect, step by step, in every variant of a study.

    Parameters
    ----------
    study : Study
        The study: its `departure` says how the leader leaves, and the variants.
    points : int
        Number of Sobol points.

    Returns
    -------
    DataFrame
        Index: variant and step since the departure; columns `left` (median share),
        `low`, `high` (quartiles); and, the same on all rows of a variant, `n` points
        counted, `half_life` (median, steps) with its quartiles `half_low`,
        `half_high`, `longer`, the share whose half-life exceeds the horizon, and
        `lost`, the share of points lost before it; `halved` is the median half-life
        of those that have one. Computed once and kept.

    Raises
    ------
    ValueError
        If the study has no departure, or for fewer than one point.
    """
    if study.departure is None:
        raise ValueError(f"{study.slug} has no departure")
    label = f"{study.slug}-departure-{points}"
    given = (study.model, study.departure, points)
    return store.kept(label, _effects, *given, wait="some seconds")


def _effects(model: Model, spec: Departure, points: int) -> pd.DataFrame:
    """Compute the table of `effects`."""
    table = ensemble.sample(model, points)
    found = {
        name: _variant(model, table, spec, changes)
        for name, changes in spec.variants.items()
    }
    return pd.concat(found, names=["variant", "step"])


def _variant(
    model: Model, table: pd.DataFrame, spec: Departure, changes: Mapping[str, Any]
) -> pd.DataFrame:
    """One variant: medians and quartiles over the counted points."""
    at = when(spec, table)
    length = {spec.length: (int(at.max()) + spec.horizon) * model.step}
    runs = [
        paths(model, table, spec.column, **{**length, **changes, **run})
        for run in (spec.stays, spec.leaves, spec.empty)
    ]
    shares = left(*runs, at, spec.floor, spec.smallest)
    lives = half_lives(shares)
    lost = np.zeros(len(lives), dtype=bool)
    if spec.floor > 0:  # else a share is NaN where nothing is left
        ends = np.minimum(lives, shares.shape[1] - 1).astype(int)
        lost = np.isnan(shares[np.arange(len(lives)), ends])
    known = lives[~lost]
    low, median, high = np.nanquantile(shares, [0.25, 0.5, 0.75], axis=0)
    # an order statistic: a quartile between a number and "never" must not be averaged
    quartiles = np.quantile(known, [0.25, 0.5, 0.75], method="inverted_cdf")
    return pd.DataFrame({"left": median, "low": low, "high": high}).assign(
        n=len(shares),
        half_low=quartiles[0],
        half_life=quartiles[1],
        half_high=quartiles[2],
        longer=float((np.isinf(lives) & ~lost).mean()),
        lost=float(lost.mean()),
        halved=_median(known[np.isfinite(known)]),
    )


def _median(lives: NDArray[np.float64]) -> float:
    """Median; infinite where there is none."""
    return float(np.median(lives)) if lives.size else np.inf


def when(spec: Departure, table: pd.DataFrame) -> NDArray[np.int64]:
    """First step without the leader, of each point.

    Parameters
    ----------
    spec : Departure
        How the leader leaves.
    table : DataFrame
        One row a point.

    Returns
    -------
    ndarray of int, shape (points,)

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import DEPARTURE
    >>> when(DEPARTURE, pd.DataFrame({"gain": [0.9, 1.1]}))
    array([40, 40])
    """
    if isinstance(spec.at, int):
        return np.full(len(table), spec.at)
    return np.ceil(table[spec.at].to_numpy()).astype(np.int64)
