"""Dated events as numbered marks, in as many lanes as keep them apart."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from collabgov.charts.figures import BLUE, GREY, ORANGE

# confidence, marker, colour, name in the legend
CONFIDENCES = (
    ("H", "o", BLUE, "official"),
    ("M", "D", ORANGE, "press"),
    ("L", "s", "none", "weak"),
)


def placed(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Where each event stands: its number, year and lane.

    Parameters
    ----------
    table : DataFrame
        Columns `case`, `date`, `confidence`, as for `collabgov.charts.time_series.timeline`.

    Returns
    -------
    DataFrame
        The same with `number`, from 1, `year`, and `lane`, from 0 at the top.
    Series
        Case → the middle of its lanes.
    """
    years = table["date"].astype(str).str[:4].astype(int)
    gap = float(np.ptp(years)) / 11  # the width of a mark and its number
    top, lanes = 0.0, []
    for _, dates in years.groupby(table["case"], sort=False):
        lanes.append(pd.Series(_lanes(dates, gap), dates.index) + top)
        top = lanes[-1].max() + 1.8
    lane = pd.concat(lanes)
    number = np.arange(1, len(table) + 1)
    middles = lane.groupby(table["case"], sort=False).agg(
        lambda x: (x.min() + x.max()) / 2
    )
    return table.assign(number=number, year=years, lane=lane), middles


def _lanes(years: pd.Series, gap: float) -> list[int]:
    """A lane for each year, so that in no lane two are nearer than a gap.

    Examples
    --------
    >>> _lanes(pd.Series([1992, 2013, 2013, 2014, 2022]), gap=5)
    [0, 0, 1, 2, 0]
    """
    last: list[int] = []  # year in each lane
    lanes = []
    for year in years:
        free = (k for k, before in enumerate(last) if year - before >= gap)
        lane = next(free, len(last))
        last[lane : lane + 1] = [year]
        lanes.append(lane)
    return lanes


def draw(axes: Axes, events: pd.DataFrame) -> None:
    """A mark for each event by how it is sourced, its number beside it."""
    for confidence, marker, colour, name in CONFIDENCES:
        alike = events[events["confidence"] == confidence]
        if alike.empty:
            continue
        edge = GREY if colour == "none" else colour
        axes.scatter(
            alike["year"],
            alike["lane"],
            marker=marker,
            facecolor=colour,
            edgecolor=edge,
            s=36,
            label=name,
            zorder=3,
        )
    for x, y, number in zip(
        events["year"], events["lane"], events["number"], strict=True
    ):
        axes.annotate(
            str(number),
            (x, y),
            (5, 0),
            textcoords="offset points",
            va="center_baseline",
            fontsize=11,
        )
