"""How fast something changes, against where it stands: its rests and its tipping point."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Any

from collabgov.engine.model import Model
from collabgov.explorables.drawing.shapes import scaled
from collabgov.explorables.panels import axes
from collabgov.explorables.panels.page_run import Function, PageRun
from collabgov.explorables.panels.panel import Panel


@dataclass(frozen=True)
class PhaseLine(Panel):
    """A curve of change against state; where it crosses zero the state rests.

    A filled dot is a rest that draws its surroundings in, a ring one that pushes them
    away: the tipping point between two rests.

    Parameters
    ----------
    rate : callable
        ``rate(p, path)``, plain Python under the kernel's rules: writes state and
        change of `points` states, the state ascending: x0, f(x0), x1, f(x1), …
    label, unit : str
        Labels of the vertical and the horizontal axis.
    x, y : tuple of float
        Ranges of the axes; `y` must hold 0.
    points : int
        Number of states.
    """

    rate: Callable[..., Any]
    _: KW_ONLY
    label: str
    unit: str
    x: tuple[float, float] = (0.0, 1.0)
    y: tuple[float, float] = (-1.0, 1.0)
    points: int = 101

    @property
    def function(self) -> Function:
        """What the page runs besides the kernel."""
        return Function(self.rate, 2 * self.points)

    def check(self, model: Model) -> None:
        """Refuse a vertical axis on which change could not be told from none."""
        if not self.y[0] < 0 < self.y[1]:
            raise ValueError(f"y must hold 0, got {self.y}")

    def page_spec(self, run: PageRun) -> dict[str, Any]:
        """All that the page has to know."""
        return {
            "kind": "phase_line",
            "part": self.function.name,
            "x": list(self.x),
            "y": list(self.y),
            "unit": self.unit,
        }

    def drawing(self, run: PageRun) -> str:
        """The finished drawing, with its key."""
        curve, held, tipping, _ = [mark["d"] for mark in self.marks(run)]
        zero = 1000 - scaled(0, *self.y)
        inside = (
            f'<path class="xp-zero" d="M0,{zero:.1f}H1000"/>'
            f"{axes.ghost()}"
            f'<path class="xp-mark xp-line xp-s0" d="{curve}"/>'
            f'<path class="xp-mark xp-rest" d="{held}"/>'
            f'<path class="xp-mark xp-tipping" d="{tipping}"/>'
            f'<path class="xp-mark xp-hole" d="{tipping}"/>'
        )
        names = [
            (axes.line_sample("xp-line xp-s0"), "change"),
            (axes.dot_sample("xp-rest"), "rest"),
            (
                axes.dot_sample("xp-tipping") + axes.dot_sample("xp-hole"),
                "tipping point",
            ),
        ]
        return axes.key(names) + axes.with_axes(
            inside, x=self.x, y=self.y, labels=(self.label, self.unit)
        )
