"""A departure: what is done with the leader, after the leader, and without one."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any

from collabgov.engine.model import Model
from collabgov.explorables.drawing.departure_lines import NAMES
from collabgov.explorables.panels import axes
from collabgov.explorables.panels.page_run import PageRun
from collabgov.explorables.panels.panel import Panel

# classes of the three lines, in the order of their names
LINES = ("xp-line xp-s0", "xp-also xp-s1", "xp-also xp-s2")


def key() -> str:
    """What each line stands for; the same in every departure."""
    names = [*zip(map(axes.line_sample, LINES), NAMES.values(), strict=True)]
    return axes.key([*names, axes.ghost_sample()])


@dataclass(frozen=True)
class DepartureLines(Panel):
    """Three runs of one kernel: the leader leaves, stays, was never there.

    Parameters
    ----------
    column : str
        Column of the path that is followed. With actors: their views, of which the
        public value is drawn, against their end without a leader (the last list).
    label, unit : str
        Labels of the vertical and the horizontal axis.
    every : float
        Time between two rows of the path, in `unit`.
    leave : str
        Field of the record that holds when the leader leaves.
    rate : float
        Steps of the path in one unit of that field.
    stays, empty : dict
        Fields of the record that differ in the other two runs.
    y : tuple of float
        Range of the vertical axis.
    smallest : float
        An effect below this is none.
    """

    column: str
    _: KW_ONLY
    label: str
    unit: str
    every: float
    leave: str
    rate: float
    stays: Mapping[str, float]
    empty: Mapping[str, float]
    y: tuple[float, float] = (0.0, 1.0)
    smallest: float = 0.1

    @property
    def further_runs(self) -> dict[str, Mapping[str, float]]:
        """The runs besides the first, by name."""
        return {"stays": self.stays, "empty": self.empty}

    def check(self, model: Model) -> None:
        """Refuse a column or field that there is not, with the names there are."""
        if self.column not in model.path[1:]:
            names = ", ".join(model.path[1:])
            raise ValueError(f"no column {self.column!r}; there are {names}")
        fields = model.record(model.values())._fields
        named = {self.leave, *self.stays, *self.empty}
        if unknown := sorted(named - set(fields)):
            raise ValueError(f"no field {unknown}; there are {', '.join(fields)}")

    def page_spec(self, run: PageRun) -> dict[str, Any]:
        """All that the page has to know."""
        columns, model = list(run.model.path[1:]), run.model
        return {
            "kind": "departure_lines",
            "columns": len(columns),
            "at": columns.index(self.column),
            "ends_without": run.lists[-1].tolist() if model.actors else None,
            "public": float(run.p.public) if model.actors else None,
            "leave": run.p._fields.index(self.leave),
            "rate": self.rate,
            "every": self.every,
            "unit": self.unit,
            "y": list(self.y),
            "smallest": self.smallest,
        }

    def width(self, run: PageRun) -> int:
        """Numbers of the path in one step."""
        return len(run.model.path[1:]) * (len(run.lists[-1]) if run.model.actors else 1)

    def drawing(self, run: PageRun) -> str:
        """The finished drawing, with its key."""
        *paths, bar = (mark["d"] for mark in self.marks(run))
        lines = axes.ghost() + "".join(
            f'<path class="xp-mark {kind}" d="{d}"/>'
            for kind, d in zip(LINES, paths, strict=True)
        )
        x = (0, self.every * len(run.parts["path"]) / self.width(run))
        drawn = axes.with_axes(
            lines,
            x=x,
            y=self.y,
            labels=(self.label, self.unit),
            after=axes.presence_bar(bar),
        )
        return key() + drawn
