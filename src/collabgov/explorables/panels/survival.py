"""How many of several histories have not yet ended, against time."""

from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from collabgov.engine.model import Model
from collabgov.explorables.panels import axes
from collabgov.explorables.panels.pagerun import PageRun


@dataclass(frozen=True)
class Survival:
    """Share of those that began and have not yet ended, as steps.

    All histories are watched to the same end, so the Kaplan–Meier curve is the plain
    share. Those that end by `begun` never began: they are counted, not drawn.

    Parameters
    ----------
    time, event : str
        Outputs of the kernel: when it ended; 1 if it did.
    begun : float
        Until when an end means that it never began.
    end : float
        How long all are watched.
    label, unit : str
        Labels of the vertical and the horizontal axis.
    never : str
        What those are called that never began.
    histories : int
        How many histories, each with draws of its own.
    """

    time: str
    event: str
    _: KW_ONLY
    begun: float
    end: float
    label: str
    unit: str
    never: str = "never began"
    histories: int = 40
    function: ClassVar[None] = None

    def check(self, model: Model) -> None:
        """Refuse outputs that there are not, and a model without chance."""
        if unknown := sorted({self.time, self.event} - set(model.outputs)):
            raise ValueError(
                f"no output {unknown}; there are {', '.join(model.outputs)}"
            )
        if model.draws is None:
            raise ValueError("several histories need a model with chance")

    def told(self, run: PageRun) -> dict[str, Any]:
        """What the page has to know."""
        names = run.model.outputs
        return {
            "kind": "survival",
            "outputs": len(names),
            "time": names.index(self.time),
            "event": names.index(self.event),
            "begun": self.begun,
            "end": self.end,
            "unit": self.unit,
            "label": self.label,
            "never": self.never,
        }

    def curve(
        self, run: PageRun
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
        """Times of an end, the share left after each, and how many began."""
        time, ended = run.outputs(self.time), run.outputs(self.event) > 0.5
        began = ~(ended & (time <= self.begun))
        at = np.unique(time[ended & began])
        left = [((time > t) | ~ended)[began].sum() for t in at]
        return at, np.array(left) / max(1, began.sum()), int(began.sum())

    def marks(self, run: PageRun) -> list[dict[str, str]]:
        """What moves: the steps."""
        at, left, _ = self.curve(run)
        x = axes.scaled(np.repeat(np.r_[0.0, at, self.end], 2)[1:-1], 0, self.end)
        y = axes.scaled(np.repeat(np.r_[1.0, left], 2), 0, 1)
        return [{"d": axes.polyline(x, y)}]

    def drawing(self, run: PageRun) -> str:
        """The finished drawing, with its key."""
        inside = (
            '<path class="xp-ghost xp-s0" d=""/>'
            f'<path class="xp-mark xp-line xp-s0" d="{self.marks(run)[0]["d"]}"/>'
        )
        names = [
            (axes.sample("xp-line xp-s0"), self.label),
            (axes.sample("xp-ghost xp-s0"), "the setting before"),
        ]
        labels = (self.label, self.unit)
        return axes.key(names) + axes.axes(
            inside, x=(0, self.end), y=(0, 1), labels=labels
        )

    def rows(self, run: PageRun) -> list[list[str]]:
        """Every step, below a row of names; last, how many never began."""
        at, left, began = self.curve(run)
        steps = [[f"{t:.4g}", f"{s:z.3f}"] for t, s in zip(at, left, strict=True)]
        return [
            [self.unit, self.label],
            ["0", "1.000"],
            *steps,
            [self.never, f"{self.histories - began} of {self.histories}"],
        ]
