"""Many runs: Sobol points, compiled kernel, one table."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import current_thread, main_thread
from typing import Any

import numba
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from tqdm import tqdm

from collabgov.engine import refused, shared_causes
from collabgov.engine.chunk import chunk, outputs
from collabgov.engine.model import Model
from collabgov.engine.parameters import rounded

SEED = 20240
CHUNK = 32  # points whose draws are held at a time by one thread


def sample(
    model: Model,
    points: int = 2048,
    seed: int = SEED,
    box: str = "full",
    rho: float | None = None,
    start: int = 0,
) -> pd.DataFrame:
    """Scrambled Sobol points in the model's box.

    Parameters
    ----------
    model : Model
        Its parameters are the columns, in their order.
    points : int
        Number of points; a power of two keeps the sequence balanced.
    seed : int
        Seed of the scrambling.
    box : {"full", "middle"}
        The whole ranges, or the middle half of each.
    rho : float, optional
        What the cases of a point share, 0 to 1; drawn if left out.
    start : int
        Number of the first point: those before it are skipped, not made.

    Returns
    -------
    DataFrame
        One row a point, in the parameters' units; of a model with cases one row a case,
        with the point as index and the columns of `shared_causes.spread` before.

    Raises
    ------
    ValueError
        For another `box`, fewer than one point, a `start` below 0, or more points than
        `refused.MOST` GiB hold.

    References
    ----------
    Owen, A. B. (1998). Scrambling Sobol' and Niederreiter–Xing points. Journal of
    Complexity 14(4), 466–489; as in ``scipy.stats.qmc.Sobol``.
    """
    from scipy.stats import qmc  # slow to import, and not every page samples

    if points < 1:
        raise ValueError(f"points must be at least 1, got {points}")
    if box not in ("full", "middle"):
        raise ValueError(f"box must be 'full' or 'middle', got {box!r}")
    if start < 0:
        raise ValueError(f"start must be at least 0, got {start}")
    columns = shared_causes.width(model)
    refused.memory(f"{points} points", sample=3 * points * columns)
    sequence = qmc.Sobol(columns, scramble=True, seed=seed)
    unit = (sequence.fast_forward(start) if start else sequence).random(points)
    marks = pd.DataFrame(index=pd.RangeIndex(points))
    if model.cases:
        marks, unit = shared_causes.spread(model, unit, rho, middle=box == "middle")
    marks.index += start
    low = np.array([p.low for p in model.parameters])
    high = np.array([p.high for p in model.parameters])
    if box == "middle":
        low, high = (3 * low + high) / 4, (low + 3 * high) / 4
    rates = pd.DataFrame(low + unit * (high - low), marks.index, list(model.names))
    return pd.concat([marks, rounded(rates, model.parameters)], axis=1)


def run(
    model: Model,
    points: int = 2048,
    seed: int = SEED,
    box: str = "full",
    runs: Iterable[str] | None = None,
    client: Any = None,
) -> pd.DataFrame:
    """All runs of a model at the points of its box, histories averaged.

    Parameters
    ----------
    model : Model
        What is run.
    points : int
        Number of Sobol points.
    seed : int
        Seed of the points and of all that is drawn.
    box : {"full", "middle"}
        The whole ranges, or the middle half of each.
    runs : iterable of str, optional
        Names of runs; all if left out.
    client : dask.distributed.Client, optional
        Where the chunks run; threads of this process if left out.

    Returns
    -------
    DataFrame
        One row a point: the parameters, then ``<run>.<output>``. The numbers depend on
        model, seed and number of points alone, not on threads or chunks.

    Raises
    ------
    ValueError
        For an unknown run, another `box`, or fewer than one point.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import MODEL
    >>> rows = run(MODEL, points=4, runs=["none", "s"])
    >>> list(rows.columns[30:33]), len(rows)
    (['slow', 'none.effort', 'none.paralysed_at'], 4)
    """
    table = sample(model, points, seed, box)
    return at(model, table, seed=seed, runs=runs, client=client)


def at(
    model: Model,
    table: pd.DataFrame,
    *,
    seed: int = SEED,
    redraw: int | None = None,
    runs: Iterable[str] | None = None,
    histories: int | None = None,
    client: Any = None,
) -> pd.DataFrame:
    """All runs of a model at given points, histories averaged.

    Parameters
    ----------
    model : Model
        What is run.
    table : DataFrame
        One row a point or case; columns are parameters or settings, defaults for the
        rest; `rho` only passes through. What is drawn for a point depends on `seed`
        and its number, the index, alone.
    seed, runs, client
        As for `run`.
    redraw : int, optional
        Another seed for the histories' draws alone; lists stay those of `seed`.
    histories : int, optional
        Histories averaged at each point; the model's own number if left out.

    Returns
    -------
    DataFrame
        `table`, then ``<run>.<output>``.

    Raises
    ------
    ValueError
        For an unknown run or column, a value outside its domain, no history, points
        that differ in their number of steps or actors, a table beyond `refused.MOST`,
        or an output that is no finite number.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import MODEL
    >>> willing = pd.DataFrame({"selfish": [0.9, 0.1]})
    >>> at(MODEL, willing, runs=["none"])["none.effort"].round(2).tolist()
    [0.05, 0.67]
    """
    names = list(model.runs) if runs is None else list(runs)
    if unknown := sorted(set(names) - set(model.runs)):
        raise ValueError(f"unknown run {unknown}; there are {', '.join(model.runs)}")
    histories = model.histories if histories is None else histories
    if histories < 1:
        raise ValueError(f"histories must be at least 1, got {histories}")
    given = table.drop(columns=shared_causes.SHARED, errors="ignore")
    _check(model, given)
    chunks = [given.iloc[k : k + CHUNK] for k in range(0, len(given), CHUNK)]
    seeds = (seed, seed if redraw is None else redraw)
    work = partial(chunk, model, runs=names, seeds=seeds, histories=histories)
    columns = [f"{r}.{o}" for r in names for o in outputs(model, r)]
    size = {"table": table.size, "outputs": 2 * len(table) * len(columns)}
    refused.memory(f"{len(table)} points and {len(names)} runs", **size)
    values = np.empty((len(table), len(columns)))
    done = _mapped(work, chunks, client)
    if current_thread() is main_thread():  # not where a part is done for another's bar
        # disable=None: no bar in logs and pages
        done = tqdm(done, total=len(chunks), delay=2, leave=False, disable=None)
    for k, part in enumerate(done):
        values[k * CHUNK : k * CHUNK + len(part)] = part
    _finite(values, columns, given)
    found = pd.DataFrame(values, columns=columns, index=table.index)
    return pd.concat([table, found], axis=1)


def _finite(values: NDArray, columns: list[str], table: pd.DataFrame) -> None:
    """Refuse outputs that are no finite numbers, with the first point that has any."""
    lost = ~np.isfinite(values).all(axis=1)
    if not lost.any():
        return
    k = int(lost.argmax())
    at = f"point {table.index[k]} ({lost.sum()} of {len(values)} have such): "
    outputs = dict(zip(columns, values[k].tolist(), strict=True))
    refused.finite(outputs, table.iloc[k].to_dict(), at)


def _check(model: Model, table: pd.DataFrame) -> None:
    """Refuse columns that there are not, and values outside their domains."""
    for name, column in table.items():
        ends = column.unique().tolist()
        if name in model.names and len(column):  # a range needs no more than its ends
            ends = [column.min(skipna=False), column.max(skipna=False)]
        for value in ends:
            model.values(**{str(name): value})


def _mapped(work: Callable, chunks: Sequence[Any], client: Any) -> Iterable[NDArray]:
    """Results in the order of the chunks, on a cluster or on this process's threads."""
    if client is not None:
        yield from client.gather(client.map(work, chunks))
        return
    yield from map(work, chunks[:1])  # compiles, before threads would do it twice
    with ThreadPoolExecutor(numba.get_num_threads()) as pool:
        yield from pool.map(work, chunks[1:])
