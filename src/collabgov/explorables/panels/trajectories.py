"""Columns of the path against time, with a bar while a leader is present."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any

from collabgov.engine.model import Model
from collabgov.explorables.panels import axes
from collabgov.explorables.panels.page_run import PageRun
from collabgov.explorables.panels.panel import Panel


@dataclass(frozen=True)
class Trajectories(Panel):
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

    def check(self, model: Model) -> None:
        """Refuse columns that are not in the path, with the names there are."""
        named = [*self.columns, *([self.bar] if self.bar else [])]
        if unknown := sorted(set(named) - set(model.path[1:])):
            raise ValueError(
                f"no column {unknown}; there are {', '.join(model.path[1:])}"
            )

    def page_spec(self, run: PageRun) -> dict[str, Any]:
        """All that the page has to know."""
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

    def drawing(self, run: PageRun) -> str:
        """The finished drawing, with its key."""
        paths = [mark["d"] for mark in self.marks(run)]
        lines = "".join(
            f'{axes.ghost(k)}<path class="xp-mark xp-line xp-s{k}" d="{paths[k]}"/>'
            for k in range(len(self.columns))
        )
        below = axes.presence_bar(paths[-1]) if self.bar else ""
        end = self.every * len(run.column(next(iter(self.columns))))
        names = [
            (axes.line_sample(f"xp-line xp-s{k}"), name)
            for k, name in enumerate(self.columns.values())
        ]
        names.append(axes.ghost_sample())
        return axes.key(names) + axes.with_axes(
            lines,
            x=(0, end),
            y=self.y,
            labels=(self.label, self.unit),
            after=below,
        )
