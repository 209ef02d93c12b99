"""A departure: what is done with the leader, after the leader, and without one."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from collabgov.engine.model import Model
from collabgov.explorables.panels import axes
from collabgov.explorables.panels.pagerun import Function, PageRun
from collabgov.explorables.panels.trajectories import line, round_half_up

NAMES = {"path": "the leader leaves", "stays": "she stays", "empty": "nobody leads"}

KINDS = ("xp-line xp-s0", "xp-also xp-s1", "xp-also xp-s2")


def key() -> str:
    """What each line stands for; the same in every departure."""
    names = [*zip(map(axes.sample, KINDS), NAMES.values(), strict=True)]
    return axes.key([*names, (axes.sample("xp-ghost xp-s0"), "the setting before")])


@dataclass(frozen=True)
class Departed:
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
    function: ClassVar[Function | None] = None
    histories: ClassVar[int] = 1

    @property
    def others(self) -> dict[str, Mapping[str, float]]:
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

    def told(self, run: PageRun) -> dict[str, Any]:
        """What the page has to know."""
        columns, model = list(run.model.path[1:]), run.model
        return {
            "kind": "departed",
            "columns": len(columns),
            "at": columns.index(self.column),
            "base": run.lists[-1].tolist() if model.actors else None,
            "public": float(run.p.public) if model.actors else None,
            "leave": run.p._fields.index(self.leave),
            "rate": self.rate,
            "every": self.every,
            "unit": self.unit,
            "y": list(self.y),
            "smallest": self.smallest,
        }

    def values(self, run: PageRun, part: str) -> NDArray[np.float64]:
        """What is followed, step by step, in one of the runs."""
        columns = run.model.path[1:]
        at, path = columns.index(self.column), run.parts[part]
        if not run.model.actors:
            return path.reshape(-1, len(columns))[:, at]
        base, public = run.lists[-1], run.p.public
        views = path.reshape(-1, len(columns), len(base))[:, at]
        return (abs(base - public) - abs(views - public)).mean(axis=1)

    def first(self, run: PageRun) -> int:
        """First step without the leader."""
        return int(np.ceil(getattr(run.p, self.leave) * self.rate - 1e-9))

    def left(self, run: PageRun) -> NDArray[np.float64]:
        """Share of the effect that is left; NaN while there is a leader, or no effect."""
        goes, stays, empty = (self.values(run, part) for part in NAMES)
        gap, first = stays - empty, self.first(run)
        shares = np.full(len(gap), np.nan)
        if first > 0 and gap[first - 1] >= self.smallest:
            known = (np.arange(len(gap)) >= first) & (gap >= 0.2 * gap[first - 1])
            shares[known] = (goes - empty)[known] / gap[known]
        return shares

    def marks(self, run: PageRun) -> list[dict[str, str]]:
        """What moves: three lines, and a bar while the leader is there."""
        found = [{"d": line(self.values(run, part), *self.y)} for part in NAMES]
        end = 1000 * self.first(run) / len(self.values(run, "path"))
        return [*found, {"d": f"M0,0H{min(1000, end):.1f}"}]

    def drawing(self, run: PageRun) -> str:
        """The finished drawing, with its key."""
        *found, bar = (mark["d"] for mark in self.marks(run))
        lines = '<path class="xp-ghost xp-s0" d=""/>' + "".join(
            f'<path class="xp-mark {kind}" d="{d}"/>'
            for kind, d in zip(KINDS, found, strict=True)
        )
        x = (0, self.every * len(self.values(run, "path")))
        drawn = axes.axes(
            lines,
            x=x,
            y=self.y,
            labels=(self.label, self.unit),
            after=axes.presence(bar),
        )
        return key() + drawn

    def rows(self, run: PageRun) -> list[list[str]]:
        """Each twelfth of the time and the last step, below a row of names."""
        found = [self.values(run, part) for part in NAMES]
        shares, n = self.left(run), len(found[0])
        body = []
        for k in range(13):
            i = min(n - 1, round_half_up(k * n / 12))
            share = "–" if np.isnan(shares[i]) else f"{shares[i]:z.3f}"
            values = (f"{v[i]:z.3f}" for v in found)
            body.append([f"{i * self.every:.4g}", *values, share])
        return [[self.unit, *NAMES.values(), "share left"], *body]
