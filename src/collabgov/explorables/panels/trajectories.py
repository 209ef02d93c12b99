"""Columns of the path against time, with a bar while a leader is present."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from collabgov.engine.model import Model
from collabgov.engine.run import spans
from collabgov.explorables.panels import axes
from collabgov.explorables.panels.pagerun import Function, PageRun


@dataclass(frozen=True)
class Trajectories:
    """Lines over time; a faint line keeps the setting before.

    Parameters
    ----------
    columns : dict of str to str
        Column of the path → its name in the key; at most three.
    label, unit : str
        Labels of the vertical and the horizontal axis.
    y : tuple of float
        Range of the vertical axis.
    bar : str
        Column that is 1 while the leader is present; none if empty.
    every : float
        Time between two rows of the path, in `unit`.
    steps : bool
        Whether values hold until the next row: a step history.
    """

    columns: Mapping[str, str]
    _: KW_ONLY
    label: str
    unit: str
    y: tuple[float, float] = (0.0, 1.0)
    bar: str = ""
    every: float = 1.0
    steps: bool = False
    function: ClassVar[Function | None] = None
    histories: ClassVar[int] = 1

    def check(self, model: Model) -> None:
        """Refuse columns that are not in the path, with the names there are."""
        named = [*self.columns, *([self.bar] if self.bar else [])]
        if unknown := sorted(set(named) - set(model.path[1:])):
            raise ValueError(
                f"no column {unknown}; there are {', '.join(model.path[1:])}"
            )

    def told(self, run: PageRun) -> dict[str, Any]:
        """What the page has to know."""
        columns = list(run.model.path[1:])
        return {
            "kind": "trajectories",
            "columns": len(columns),
            "series": [
                {"at": columns.index(c), "label": n} for c, n in self.columns.items()
            ],
            "bar": columns.index(self.bar) if self.bar else None,
            "y": list(self.y),
            "steps": self.steps,
            "every": self.every,
            "unit": self.unit,
        }

    def marks(self, run: PageRun) -> list[dict[str, str]]:
        """What moves: a line each, and the bar."""
        lines = [line(run.column(c), *self.y, steps=self.steps) for c in self.columns]
        if self.bar:
            lines.append(presence(run.column(self.bar)))
        return [{"d": d} for d in lines]

    def drawing(self, run: PageRun) -> str:
        """The finished drawing, with its key."""
        found = [mark["d"] for mark in self.marks(run)]
        lines = "".join(
            f'<path class="xp-ghost xp-s{k}" d=""/>'
            f'<path class="xp-mark xp-line xp-s{k}" d="{found[k]}"/>'
            for k in range(len(self.columns))
        )
        below = axes.presence(found[-1]) if self.bar else ""
        end = self.every * len(run.column(next(iter(self.columns))))
        names = [
            (axes.sample(f"xp-line xp-s{k}"), name)
            for k, name in enumerate(self.columns.values())
        ]
        names.append((axes.sample("xp-ghost xp-s0"), "the setting before"))
        return axes.key(names) + axes.axes(
            lines,
            x=(0, end),
            y=self.y,
            labels=(self.label, self.unit),
            after=below,
        )

    def rows(self, run: PageRun) -> list[list[str]]:
        """Nine rows of the path, evenly spaced, below a row of names."""
        found = [run.column(c) for c in self.columns]
        at = [round_half_up(k * (len(found[0]) - 1) / 8) for k in range(9)]
        body = [[f"{i * self.every:.4g}", *(f"{v[i]:z.3f}" for v in found)] for i in at]
        return [[self.unit, *self.columns.values()], *body]


def round_half_up(value: float) -> int:
    """The nearest whole number, halves upwards as in the page."""
    return int(np.floor(value + 0.5))


def line(
    values: NDArray[np.float64], low: float, high: float, *, steps: bool = False
) -> str:
    """Path data on a square of 1,000, y downwards.

    Examples
    --------
    >>> line(np.array([-1.0, 0.5, 2.0]), 0, 1)
    'M0.0,1000.0L500.0,500.0L1000.0,0.0'
    """
    y = axes.scaled(values, low, high)
    if not steps:
        return axes.polyline(1000 * np.arange(len(y)) / (len(y) - 1), y)
    edges = 1000 * np.arange(len(y) + 1) / len(y)
    return axes.polyline(np.repeat(edges, 2)[1:-1], np.repeat(y, 2))


def presence(here: NDArray[np.float64]) -> str:
    """Path data of a bar that is there while a leader is."""
    scale = 1000 / len(here)
    return "".join(f"M{a * scale:.1f},0H{b * scale:.1f}" for a, b in spans(here))
