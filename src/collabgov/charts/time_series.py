"""Charts of what happens over time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import fill
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import HTML
from matplotlib.axes import Axes

from collabgov.charts import event_lanes
from collabgov.charts.figures import (
    BLUE,
    DASHES,
    GREY,
    PALETTE,
    WIDTH,
    canvas,
    show,
)
from collabgov.engine.run import Run, spans

MARKERS = "osD^v"


def legend(axes: Axes, columns: int = 2, sample: float = 2.4) -> None:
    """A legend above the drawing, where it covers nothing; samples in letter heights."""
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=columns,
        borderaxespad=0.2,
        handlelength=sample,
        columnspacing=1.2,
    )


def styled(items: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each thing to be drawn as a line, with the colour, dash and name of its line."""
    for (name, what), colour, dash in zip(items, PALETTE, DASHES, strict=False):
        yield what, {"color": colour, "linestyle": dash, "label": str(name)}


def _presence_bar(axes: Axes, here: np.ndarray, y: float) -> None:
    """A bar along the foot of the drawing, filled while the leader is there."""
    widths = [(a, b - a) for a, b in spans(here)]
    axes.broken_barh(widths, (y, 0.035), color=GREY, linewidth=0)


def small_multiples(
    runs: Sequence[Sequence[Run]],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    framed: Sequence[tuple[int, int]],
    notes: Sequence[Sequence[str]],
    bar: str,
    **words: Any,
) -> HTML:
    """A grid of small histories; framed ones are marked, all carry a note.

    Parameters
    ----------
    runs, notes : nested sequences
        One run and one short text a cell.
    rows, columns : sequence of str
        Names of the rows and columns.
    framed : sequence of tuple of int
        Cells, as (row, column), that get a thick frame.
    bar : str
        Column that is 1 while the leader is present.
    **words
        As for `figures.show`.
    """
    shape, shared = (len(rows), len(columns)), {"sharex": True, "sharey": True}
    with canvas(*shape, figsize=(WIDTH, 4.6), **shared) as (figure, grid):
        for i, j in np.ndindex(shape):
            cell: Axes = grid[i, j]
            path = runs[i][j].path
            thick = (i, j) in framed
            cell.plot(path.iloc[:, 1], color=BLUE if thick else GREY, linewidth=1.6)
            _presence_bar(cell, path[bar].to_numpy(), -0.08)
            cell.set(ylim=(-0.1, 1), xticks=[], yticks=[0, 1])
            cell.text(0.04, 0.96, notes[i][j], transform=cell.transAxes, va="top")
            for spine in cell.spines.values():
                spine.set(
                    visible=True,
                    linewidth=2.4 if thick else 0.6,
                    color=BLUE if thick else GREY,
                )
            if i == 0:
                cell.set_title(columns[j])
            if j == 0:
                cell.set_ylabel(rows[i])
        return show(figure, **words)


def decay(table: pd.DataFrame, *, label: str, unit: str, **words: Any) -> HTML:
    """What is left of an effect, one line a column, by time since a departure.

    Parameters
    ----------
    table : DataFrame
        Index: steps; columns: names of the lines; values in [0, 1].
    label, unit : str
        Labels of the vertical and the horizontal axis.
    **words
        As for `figures.show`.
    """
    return lines(table, label=label, unit=unit, levels={0.5: "half"}, **words)


def lines(
    table: pd.DataFrame,
    *,
    label: str,
    unit: str,
    y: tuple[float, float] = (0.0, 1.0),
    levels: Mapping[float, str] | None = None,
    points: bool = False,
    digits: int = 2,
    **words: Any,
) -> HTML:
    """One line a column of a table, over its index.

    Parameters
    ----------
    table : DataFrame
        Index: numbers, ascending, or names in order; columns: names of the lines.
    label, unit : str
        Labels of the vertical and the horizontal axis.
    y : tuple of float
        Range of the vertical axis.
    levels : mapping of float to str, optional
        Heights of horizontal lines, and the name of each.
    points : bool
        Mark every value: few were worked out, and nothing is known between them.
    digits : int
        Decimals in the folded table.
    **words
        As for `figures.show`.
    """
    x = _positions(table.index)
    with canvas(figsize=(WIDTH, 3.4)) as (figure, axes):
        for (line, style), marker in zip(styled(table.items()), MARKERS, strict=False):
            axes.plot(x, line, marker=marker if points else None, **style)
        for level, name in (levels or {}).items():
            _level(axes, level, name)
        axes.set(ylim=y, xlabel=unit, ylabel=label)
        _ticks(axes, table.index, points)
        if not points:
            axes.set_xlim(x[0], x[-1])
        if table.shape[1] > 1:
            legend(axes, 1 if table.shape[1] < 4 or points else 2)
        return show(figure, data=table, digits=digits, **words)


def _positions(index: pd.Index) -> np.ndarray:
    """Where the values of an index stand; names stand in order."""
    numbers = pd.api.types.is_numeric_dtype(index)
    return index.to_numpy(dtype=float) if numbers else np.arange(len(index))


def _ticks(axes: Axes, index: pd.Index, points: bool) -> None:
    """A tick at every name, or at each of few points; whole numbers on a long axis."""
    x = _positions(index)
    if not pd.api.types.is_numeric_dtype(index):
        axes.set_xticks(x, index)
    elif points and len(x) < 8:
        axes.set_xticks(x, [f"{value:g}" for value in x])
    elif x[-1] - x[0] > 5:
        axes.locator_params(axis="x", integer=True)


def _level(axes: Axes, height: float, name: str) -> None:
    """A horizontal line that matters, with its name at its right end."""
    axes.axhline(height, color=GREY, linewidth=1, zorder=0)
    place = axes.get_yaxis_transform()
    axes.text(1.01, height, fill(name, 9), va="center", transform=place)


def survival_curves(
    curves: Mapping[str, pd.Series], *, label: str, unit: str, **words: Any
) -> HTML:
    """The share that is still there, by time: steps, a curve each.

    Parameters
    ----------
    curves : mapping of str to Series
        Name → share by time (index).
    label, unit : str
        Labels of the vertical and the horizontal axis.
    **words
        As for `figures.show`.
    """
    with canvas(figsize=(WIDTH, 3.4)) as (figure, axes):
        for curve, style in styled(curves.items()):
            axes.step(curve.index, curve, where="post", **style)
        axes.set(ylim=(0, 1.02), xlabel=unit, ylabel=label)
        axes.set_xlim(left=0)
        if len(curves) > 1:
            legend(axes, 1 if len(curves) < 4 else 2)
        return show(figure, **words)


def timeline(table: pd.DataFrame, **words: Any) -> HTML:
    """Dated events, numbered as in the table below; open marks are poorly sourced.

    Parameters
    ----------
    table : DataFrame
        Columns `case`, `date` (text that begins with the year), `confidence` (H, M, L);
        further columns go into the folded table. Dates ascend within a case.
    **words
        As for `figures.show`.
    """
    placed, cases = event_lanes.placed(table)
    top = placed["lane"].max()
    with canvas(figsize=(WIDTH, 1.1 + 0.2 * top)) as (figure, axes):
        event_lanes.draw(axes, placed)
        axes.set_yticks(cases, cases.index)
        axes.set_ylim(top + 1, -1)
        axes.margins(x=0.06)
        axes.grid(axis="x")
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        legend(axes, 3, sample=1.0)
        return show(figure, data=table.set_index(placed["number"]), **words)
