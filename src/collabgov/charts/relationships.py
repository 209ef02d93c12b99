"""Charts of how things go together: clouds, ranks, and circles of causes."""

from collections.abc import Mapping, Sequence
from itertools import chain, cycle
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.text import Text

from collabgov.charts.figures import (
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
from collabgov.charts.time_series import MARKERS, legend

ROUND = {"boxstyle": "round,pad=0.15", "facecolor": "none", "edgecolor": "none"}


def point_density(
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


def bump_chart(
    table: pd.DataFrame,
    *,
    groups: Mapping[str, Sequence[str]],
    label: str,
    named: Sequence[str] | None = None,
    **words: Any,
) -> HTML:
    """A bump chart: ranks of many units under several measures, who crosses whom.

    Parameters
    ----------
    table : DataFrame
        Index: units; columns: measures; values: ranks, 1 the best.
    groups : mapping of str to sequence of str
        Groups that stand out, with their units; all others are faint. A group without
        units has no line.
    label : str
        Label of the vertical axis.
    named : sequence of str, optional
        Units of the groups that bear their name at the end of a line of its own look,
        the others of their groups being thin; all by default. Neighbours would meet.
    **words
        As for `figures.show`.
    """
    heavy_units = list(chain(*groups.values())) if named is None else named
    with canvas(figsize=(WIDTH, 5.4)) as (figure, axes):
        axes.plot(table.T.to_numpy(), color=FAINT, linewidth=0.8)
        styles = cycle(zip(DASHES, MARKERS, strict=True))
        for (name, units), colour in zip(groups.items(), PALETTE, strict=False):
            axes.plot([], color=colour, label=name if units else None)
            for unit in units:
                line, heavy = table.loc[unit], unit in heavy_units
                dash, marker = next(styles) if heavy else ("-", None)
                style = {"linestyle": dash, "marker": marker, "linewidth": 1 + heavy}
                axes.plot(line, color=colour, **style)
                if heavy:
                    axes.text(table.shape[1] - 0.85, line.iloc[-1], unit, va="center")
        ticks = ["\n".join(str(c).partition(" ")[::2]) for c in table.columns]
        axes.set(xticks=range(table.shape[1]), xticklabels=ticks, ylabel=label)
        axes.set(ylim=(len(table) + 1, 0), yticks=[1, 10, 20, len(table)])
        axes.set_xlim(-0.3, table.shape[1] - 0.2)
        legend(axes, 1)
        return show(figure, data=table, digits=0, **words)


def causal_circles(
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
    corners = np.column_stack([1.2 * np.cos(turn), np.sin(turn)])
    with canvas(1, len(rates), figsize=(WIDTH, 2.1), squeeze=False) as (figure, grid):
        for axes, circle, title in zip(grid[0], rates, titles, strict=True):
            placed = [
                axes.text(*corner, node, ha="center", va="center", bbox=ROUND)
                for corner, node in zip(corners, nodes, strict=True)
            ]
            for k, (name, rate) in enumerate(circle.items()):
                _arrow(axes, placed[k], placed[(k + 1) % 3], rate)
                _rate(axes, corners[k] + corners[(k + 1) % 3], f"{name} {rate:g}")
            axes.set(xlim=(-1.7, 1.7), ylim=(-1.15, 1.15), title=title, aspect="equal")
            axes.axis("off")
        data = pd.DataFrame(list(rates), index=list(titles))
        return show(figure, data=data, **words)


def _arrow(axes: Axes, start: Text, end: Text, rate: float) -> None:
    """An arrow from word to word, bent outwards and as wide as its rate."""
    arrow = FancyArrowPatch(
        start.get_position(),
        end.get_position(),
        patchA=start.get_bbox_patch(),
        patchB=end.get_bbox_patch(),
        connectionstyle="arc3,rad=-0.2",
        arrowstyle="-|>,head_length=0.5,head_width=0.3",
        mutation_scale=14,
        linewidth=0.8 + 5 * rate,
        color=ORANGE,
        zorder=4,  # after the words, whose size is known once they are drawn
    )
    axes.add_patch(arrow)


def _rate(axes: Axes, middle: np.ndarray, name: str) -> None:
    """The name of an arrow and its rate, outside its bend."""
    x, y = middle
    side = "center" if abs(x) < 0.1 else "left" if x > 0 else "right"
    far = 1.0 if side == "center" else 0.8
    axes.text(far * x, far * y, name, ha=side, va="center", fontsize=11)
