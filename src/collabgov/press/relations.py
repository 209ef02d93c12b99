"""Charts of how things go together: clouds, curves, ranks, and a circle of causes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, Rectangle

from collabgov.press.charts import MARKS, legend
from collabgov.press.figures import (
    BLUE,
    DASHES,
    FAINT,
    INK,
    ORANGE,
    PALETTE,
    WIDTH,
    canvas,
    show,
)


def cloud(
    x: pd.Series,
    y: pd.Series,
    *,
    corner: tuple[float, float],
    note: str,
    label: str,
    unit: str,
    cells: int = 20,
    **words: Any,
) -> HTML:
    """Many points as dots on a grid, larger where there are more; one corner shaded.

    Parameters
    ----------
    x, y : Series
        Coordinates of the points.
    corner : tuple of float
        Where the shaded upper right corner begins.
    note : str
        What the corner is.
    label, unit : str
        Labels of the vertical and the horizontal axis.
    cells : int
        Cells of the grid in each direction.
    **words
        As for `figures.show`.
    """
    counts, xs, ys = np.histogram2d(x, y, bins=cells)
    i, j = counts.nonzero()
    place = (xs[:-1] + np.diff(xs) / 2)[i], (ys[:-1] + np.diff(ys) / 2)[j]
    with canvas(figsize=(WIDTH, 3.8)) as (figure, axes):
        size = (xs[-1] - corner[0], ys[-1] - corner[1])
        axes.add_patch(Rectangle(corner, *size, color=FAINT, alpha=0.5, linewidth=0))
        share = counts[i, j] / counts.max()
        axes.scatter(*place, s=3 + 90 * share, color=BLUE, linewidth=0)
        axes.axhline(corner[1], color=INK, linewidth=1)
        axes.axvline(corner[0], color=INK, linewidth=1, linestyle=DASHES[1])
        axes.text(xs[-1], ys[-1], note, ha="right", va="top", color=INK)
        axes.set(xlabel=unit, ylabel=label)
        return show(figure, data=_quarters(x, y, corner, (unit, label)), **words)


def _quarters(
    x: pd.Series, y: pd.Series, corner: tuple[float, float], names: tuple[str, str]
) -> pd.DataFrame:
    """Share of the points in each of the four quarters that meet at a corner."""
    right, above = x >= corner[0], y > corner[1]
    columns = right.map({True: f"≥ {corner[0]:g}", False: f"< {corner[0]:g}"})
    rows = above.map({True: f"> {corner[1]:g}", False: f"≤ {corner[1]:g}"})
    data = pd.crosstab(rows, columns, normalize=True)
    data.columns = [f"{names[0]} {name}" for name in data.columns]
    data.index = [f"{names[1]} {name}" for name in data.index]
    return data


def ranks(
    table: pd.DataFrame,
    *,
    groups: Mapping[str, Sequence[str]],
    label: str,
    **words: Any,
) -> HTML:
    """Ranks of many units under several measures: who crosses whom.

    Parameters
    ----------
    table : DataFrame
        Index: units; columns: measures; values: ranks, 1 the best.
    groups : mapping of str to sequence of str
        Groups that stand out, with their units; all others are faint. A group without
        units stands in the key alone.
    label : str
        Label of the vertical axis.
    **words
        As for `figures.show`.
    """
    with canvas(figsize=(WIDTH, 5.4)) as (figure, axes):
        axes.plot(table.T.to_numpy(), color=FAINT, linewidth=0.8)
        named = [unit for units in groups.values() for unit in units]
        places = _apart(table.loc[named].iloc[:, -1], 1.7)
        for k, (name, units) in enumerate(groups.items()):
            _group(axes, table.loc[list(units)], k, name)
        for unit, place in places.items():
            axes.text(table.shape[1] - 0.85, place, unit, va="center", fontsize=10)
        ticks = [str(c).replace(" ", "\n", 1) for c in table.columns]
        axes.set(xticks=range(table.shape[1]), xticklabels=ticks, ylabel=label)
        axes.set(ylim=(len(table) + 4, 0), yticks=[1, 10, 20, len(table)])
        axes.set_xlim(-0.3, table.shape[1] - 0.2)
        axes.tick_params(axis="x", labelsize=10)
        legend(axes, 1)
        return show(figure, data=table, digits=0, **words)


def _group(axes: Axes, rows: pd.DataFrame, k: int, name: str) -> None:
    """The lines of one group."""
    if rows.empty:
        axes.plot([], color="none", label=name)
    look: dict[str, Any] = {"color": PALETTE[k], "linestyle": DASHES[k]}
    look["marker"] = MARKS[k]
    for n, line in enumerate(rows.to_numpy()):
        axes.plot(line, label=name if n == 0 else None, **look)


def _apart(ends: pd.Series, gap: float) -> dict[str, float]:
    """Where names stand that must be at least a gap apart, from the top down."""
    found: dict[str, float] = {}
    last = -gap
    for unit, end in ends.sort_values().items():
        last = max(float(end), last + gap)
        found[str(unit)] = last
    return found


def circle(
    rates: Sequence[Mapping[str, float]],
    *,
    nodes: Sequence[str],
    titles: Sequence[str],
    **words: Any,
) -> HTML:
    """Circles of causes side by side, arrows as wide as their rates.

    Parameters
    ----------
    rates : sequence of dict of str to float
        For each circle the name of each arrow, node to next node → its rate.
    nodes : sequence of str
        Names of the nodes, three of them, in the order of the arrows.
    titles : sequence of str
        Title of each circle.
    **words
        As for `figures.show`.
    """
    turn = np.pi / 2 - 2 * np.pi * np.arange(3) / 3
    spots = np.column_stack([np.cos(turn), np.sin(turn)])
    with canvas(1, len(rates), figsize=(WIDTH, 2.7), squeeze=False) as (figure, grid):
        for axes, some, title in zip(grid[0], rates, titles, strict=True):
            for k, (name, rate) in enumerate(some.items()):
                _arrow(axes, spots[k], spots[(k + 1) % 3], f"{name} {rate:g}", rate)
            for spot, node in zip(spots, nodes, strict=True):
                axes.text(spot[0], spot[1], node, ha="center", va="center", color=INK)
            axes.set(xlim=(-1.7, 1.7), ylim=(-1.15, 1.2), title=title, aspect="equal")
            axes.axis("off")
        data = pd.DataFrame(list(rates), index=list(titles))
        return show(figure, data=data, **words)


def _arrow(
    axes: Axes, start: np.ndarray, end: np.ndarray, name: str, rate: float
) -> None:
    """An arrow bent outwards, as wide as its rate, with its name."""
    axes.add_patch(
        FancyArrowPatch(
            tuple(start),
            tuple(end),
            connectionstyle="arc3,rad=-0.2",
            arrowstyle="-|>,head_length=0.5,head_width=0.3",
            mutation_scale=14,
            shrinkA=26,
            shrinkB=26,
            linewidth=0.8 + 5 * rate,
            color=ORANGE,
        )
    )
    x, y = start + end
    side = "center" if abs(x) < 0.1 else "left" if x > 0 else "right"
    far = 0.98 if side == "center" else 0.8
    axes.text(far * x, far * y, name, ha=side, va="center", fontsize=10, color=INK)
