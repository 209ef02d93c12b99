"""Charts that set numbers side by side."""

from typing import Any

import numpy as np
import pandas as pd
from IPython.display import HTML

from collabgov.charts.figures import (
    BLUE,
    DASHES,
    INK,
    ORANGE,
    PALETTE,
    WIDTH,
    canvas,
    show,
)


def grouped_bars(
    table: pd.DataFrame, *, label: str, digits: int = 2, **words: Any
) -> HTML:
    """Horizontal bars, one group a row of the table, one bar a column.

    Parameters
    ----------
    table : DataFrame
        Index: names of the groups; columns: names of the bars.
    label : str
        Label of the horizontal axis.
    digits : int
        Decimals of the numbers beside the bars.
    **words
        As for `figures.show`.
    """
    height = 0.8 / table.shape[1]
    tall = 0.9 + 0.34 * table.size
    with canvas(figsize=(WIDTH, tall)) as (figure, axes):
        for k, name in enumerate(table.columns):
            y = np.arange(len(table)) + (k - (table.shape[1] - 1) / 2) * height
            fill = {"color": PALETTE[k]} if k % 2 == 0 else {"color": "none"}
            axes.barh(
                y,
                table[name],
                height * 0.9,
                label=name,
                edgecolor=PALETTE[k],
                linewidth=1.6,
                hatch="" if k % 2 == 0 else "///",
                **fill,
            )
            for place, value in zip(y, table[name], strict=True):
                axes.text(
                    max(value, 0.0) + 0.015 * table.to_numpy().max(),
                    place,
                    f"{value:.{digits}f}",
                    va="center",
                )
        axes.set(yticks=range(len(table)), yticklabels=table.index, xlabel=label)
        axes.invert_yaxis()
        axes.margins(x=0.12)
        if table.shape[1] > 1:  # outside the axes, which long names make narrow
            figure.legend(loc="outside upper left", ncols=2, columnspacing=1.2)
        return show(figure, data=table, digits=digits, **words)


def intervals(table: pd.DataFrame, *, label: str, **words: Any) -> HTML:
    """A dot with a line from low to high for each row.

    Parameters
    ----------
    table : DataFrame
        Index: names; columns: three numbers, low, middle, high.
    label : str
        Label of the horizontal axis.
    **words
        As for `figures.show`.
    """
    with canvas(figsize=(WIDTH, 0.8 + 0.36 * len(table))) as (figure, axes):
        low, middle, high = (table.iloc[:, k] for k in range(3))
        y = np.arange(len(table))
        axes.hlines(y, low, high, color=BLUE, linewidth=3)
        axes.plot(middle, y, "o", color=ORANGE, markersize=8, markeredgecolor=INK)
        axes.set(yticks=y, yticklabels=table.index, xlim=(0, 1), xlabel=label)
        axes.invert_yaxis()
        return show(figure, data=table, **words)


def named_points(
    table: pd.DataFrame, *, label: str, unit: str, level: float, **words: Any
) -> HTML:
    """Points on one line, each with its name, against a level that matters.

    Parameters
    ----------
    table : DataFrame
        Columns `x`, `y`, `name`.
    label, unit : str
        Labels of the vertical and the horizontal axis.
    level : float
        Where a horizontal line is drawn.
    **words
        As for `figures.show`.
    """
    with canvas(figsize=(WIDTH, 3.0)) as (figure, axes):
        axes.plot(table["x"], table["y"], "o-", color=BLUE)
        axes.axhline(level, color=INK, linewidth=1, linestyle=DASHES[1])
        for _, row in table.iterrows():
            axes.annotate(
                row["name"],
                (row["x"], row["y"]),
                (-6, 8),
                textcoords="offset points",
                ha="right",
            )
        axes.set(xlabel=unit, ylabel=label)
        axes.margins(0.2, 0.2)
        return show(figure, data=table.set_index("name"), **words)
