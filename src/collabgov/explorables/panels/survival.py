"""How many of several histories have not yet ended, against time."""

from dataclasses import KW_ONLY, dataclass
from typing import Any

from collabgov.engine.model import Model
from collabgov.explorables.panels import axes
from collabgov.explorables.panels.page_run import PageRun
from collabgov.explorables.panels.panel import Panel


@dataclass(frozen=True)
class Survival(Panel):
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

    def check(self, model: Model) -> None:
        """Refuse outputs that there are not, and a model without chance."""
        if unknown := sorted({self.time, self.event} - set(model.outputs)):
            raise ValueError(
                f"no output {unknown}; there are {', '.join(model.outputs)}"
            )
        if model.draws is None:
            raise ValueError("several histories need a model with chance")

    def page_spec(self, run: PageRun) -> dict[str, Any]:
        """All that the page has to know."""
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

    def drawing(self, run: PageRun) -> str:
        """The finished drawing, with its key."""
        (steps,) = self.marks(run)
        inside = f'{axes.ghost()}<path class="xp-mark xp-line xp-s0" d="{steps["d"]}"/>'
        names = [
            (axes.line_sample("xp-line xp-s0"), self.label),
            axes.ghost_sample(),
        ]
        labels = (self.label, self.unit)
        return axes.key(names) + axes.with_axes(
            inside, x=(0, self.end), y=(0, 1), labels=labels
        )
