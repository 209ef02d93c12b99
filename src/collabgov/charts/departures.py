"""Charts of what is left, several departures beside each other."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from IPython.display import HTML

from collabgov.charts.figures import FAINT, WIDTH, canvas, show
from collabgov.charts.time_series import styled


def decay_panels(
    curves: Mapping[str, pd.DataFrame],
    *,
    label: str,
    units: Mapping[str, str],
    **words: Any,
) -> HTML:
    """Small panels below one another's names, with the same lines and one vertical axis.

    Parameters
    ----------
    curves : mapping of str to DataFrame
        Title of the panel → index: time; columns: lines; values: share left, in [0, 1].
    label : str
        Label of the vertical axis.
    units : mapping of str to str
        Title of the panel → label of its horizontal axis.
    **words
        As for `figures.show`.
    """
    shape = {"ncols": len(curves), "sharey": True, "squeeze": False}
    with canvas(figsize=(WIDTH, 3.3), **shape) as (figure, grid):
        for cell, (title, table) in zip(grid[0], curves.items(), strict=True):
            for column, style in styled(table.items()):
                cell.plot(table.index, column, **style)
            cell.axhline(0.5, color=FAINT, linewidth=1, zorder=0)
            cell.set_title(title, loc="left")
            cell.set(ylim=(0, 1.05), xlabel=units[title])
            cell.set_xlim(table.index[0], table.index[-1])
        grid[0][0].set_ylabel(label)
        handles = grid[0][0].get_legend_handles_labels()
        figure.legend(*handles, loc="outside upper left", ncols=2, borderaxespad=0.2)
        return show(figure, data=pd.concat(curves, names=["", "time"]), **words)
