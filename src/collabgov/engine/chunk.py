"""Some points of an ensemble: records, draws and lists, and the compiled loop."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.engine import refused
from collabgov.engine.compiled import sweep
from collabgov.engine.model import Model
from collabgov.engine.randomness import for_draws, for_lists
from collabgov.engine.threshold import Threshold, crossing

Seeds = tuple[int, int]  # of a point's lists, of its histories' draws


def outputs(model: Model, run: str) -> tuple[str, ...]:
    """Names of what one run gives.

    Parameters
    ----------
    model : Model
        What is run.
    run : str
        Name of the run.

    Returns
    -------
    tuple of str
    """
    spec = model.threshold
    more = (spec.name,) if spec is not None and run in spec.runs else ()
    return (*model.outputs, *model.measured, *more)


def chunk(
    model: Model, table: pd.DataFrame, *, runs: list[str], seeds: Seeds, histories: int
) -> NDArray[np.float64]:
    """Mean outputs of all runs at some points.

    Parameters
    ----------
    model : Model
        What is run.
    table : DataFrame
        One row a point; its index numbers the points.
    runs : list of str
        Names of runs.
    seeds : tuple of int
        Seed of the points' lists, and of their histories' draws.
    histories : int
        Histories averaged.

    Returns
    -------
    ndarray, shape (points, outputs of all runs)

    Raises
    ------
    ValueError
        If points differ in their number of steps or actors, the kernel reaches beyond
        its lists there or divides by zero, or draws would need more memory than
        `refused.MOST`.
    """
    rows = [model.values() | row for row in table.to_dict("records")]
    draws: dict[int, NDArray] = {}
    found = []
    for name in runs:
        values = [model.point(row, name) for row in rows]
        width = _same(values, model.draws) if model.draws else 0
        if width not in draws:  # all runs of a point use the same
            shape = (histories if width else 1, width)  # no draws: all would be alike
            numbers = len(rows) * shape[0] * width
            refused.memory(f"{len(rows)} points at a time", draws=numbers)
            draws[width] = np.empty((len(rows), *shape))
            for k, i in enumerate(table.index):
                for_draws(seeds[1], int(i)).random(out=draws[width][k])
        lists = _lists(model, values, table.index, seeds[0])
        found.append(_mean(model, values, lists, draws[width]))
        spec = model.threshold
        if spec is not None and name in spec.runs:
            found.append(_crossing(model, spec, values, lists, draws[width]))
    return np.concatenate(found, axis=1)


def _same(values: list[dict[str, Any]], count: Callable, what: str = "steps") -> int:
    """A number that must be the same at all points of a run."""
    if len(found := {count(v) for v in values}) > 1:
        raise ValueError(
            f"points must not differ in their number of {what}, got {found}"
        )
    return found.pop()


def _lists(
    model: Model, values: list[dict[str, Any]], index: Iterable[int], seed: int
) -> list[NDArray[np.float64]]:
    """The kernel's further lists, each with one entry a point."""
    if model.lists is None:
        return []
    pairs = zip(values, index, strict=True)
    made = [model.lists(v, for_lists(seed, int(i))) for v, i in pairs]
    return [np.array(some, dtype=float) for some in zip(*made, strict=True)]


def _mean(
    model: Model,
    values: list[dict[str, Any]],
    lists: list[NDArray[np.float64]],
    draws: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Outputs of one run averaged over histories, shape (points, outputs)."""
    return _loop(model, values, lists, draws)(_rows(model, values))


def _rows(model: Model, values: list[dict[str, Any]]) -> NDArray:
    """The records of some points, one row each."""
    records = [model.record(v) for v in values]
    fields = [(name, float) for name in records[0]._fields]
    return np.array([tuple(record) for record in records], dtype=fields)


def _loop(
    model: Model,
    values: list[dict[str, Any]],
    lists: list[NDArray[np.float64]],
    draws: NDArray[np.float64],
) -> Callable[[NDArray], NDArray[np.float64]]:
    """Records → outputs averaged over histories, shape (points, outputs)."""
    _same(values, model.steps)
    if model.actors is not None:
        _same(values, model.actors, "actors")
    refused.memory("a run", path=model.cells(values[0]))
    path = model.blank(values[0])
    out = np.zeros(len(model.outputs) + len(model.measured))
    shape = (len(model.outputs), len(lists), model.draws is not None)
    loop = sweep(model.kernel, model.measures, *shape)

    def done(rows: NDArray) -> NDArray[np.float64]:
        total = np.zeros((len(rows), len(out)))
        try:
            loop(rows, *lists, draws, path, out, total)
        except refused.FAULTS:  # once more, one by one: at which point?
            for k in range(len(rows)):
                some = (a[k : k + 1] for a in (rows, *lists, draws))
                _one(model, loop, [*some, path, out, total])
        return total

    return done


def _one(model: Model, loop: Callable, given: list[NDArray]) -> None:
    """Run one point alone, and say what is wrong there if it cannot be."""
    *some, path, out, _ = given
    try:
        loop(*given)
    except refused.FAULTS as error:
        row, *lists, draws = (a[0] for a in some)
        chance = [] if model.draws is None else [draws[0]]
        told = [row, *lists, *chance, path, out]
        raise refused.failed(model.kernel, error, told) from None


def _crossing(
    model: Model,
    spec: Threshold,
    values: list[dict[str, Any]],
    lists: list[NDArray[np.float64]],
    draws: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Where each point of one run crosses: the field moves in all records at once.

    Shape (points, 1).
    """
    changed = [v | dict(spec.changes) for v in values]
    rows, done = _rows(model, changed), _loop(model, changed, lists, draws)
    place = (*model.outputs, *model.measured).index(spec.output)

    def outcome(moved: NDArray[np.float64]) -> NDArray[np.float64]:
        rows[spec.field] = moved
        return done(rows)[:, place]

    return crossing(spec, outcome, len(rows))[:, None]
