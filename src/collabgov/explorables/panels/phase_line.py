"""How fast something changes, against where it stands: its rests and its tipping point."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from collabgov.engine.model import Model
from collabgov.explorables.panels import axes
from collabgov.explorables.panels.pagerun import Function, PageRun


@dataclass(frozen=True)
class PhaseLine:
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
    histories: ClassVar[int] = 1

    @property
    def function(self) -> Function:
        """What the page runs besides the kernel."""
        return Function(self.rate, 2 * self.points)

    def check(self, model: Model) -> None:
        """Refuse a vertical axis on which change could not be told from none."""
        if not self.y[0] < 0 < self.y[1]:
            raise ValueError(f"y must hold 0, got {self.y}")

    def told(self, run: PageRun) -> dict[str, Any]:
        """What the page has to know."""
        return {
            "kind": "phase",
            "part": self.function.name,
            "x": list(self.x),
            "y": list(self.y),
            "unit": self.unit,
        }

    def curve(self, run: PageRun) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """States, and the change at each."""
        pairs = run.parts[self.function.name].reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def marks(self, run: PageRun) -> list[dict[str, str]]:
        """What moves: the curve, the rests, the tipping points (twice: a ring)."""
        state, change = self.curve(run)
        drawn = self.inside(state, change)
        found = rests(state, change)
        zero = float(axes.scaled(np.zeros(1), *self.y)[0])
        held, tipping = (
            axes.dots(axes.scaled(np.array(r), *self.x).tolist(), [zero] * len(r))
            for r in found
        )
        return [{"d": d} for d in (drawn, held, tipping, tipping)]

    def inside(self, state: NDArray[np.float64], change: NDArray[np.float64]) -> str:
        """The curve where it is on the drawing; it ends where it leaves, not flat."""
        low, high = self.y
        shown = (change >= low) & (change <= high)
        ends = np.flatnonzero(np.diff(np.r_[0, shown, 0])).reshape(-1, 2)
        x, y = axes.scaled(state, *self.x), axes.scaled(change, low, high)
        return "".join(axes.polyline(x[a:b], y[a:b]) for a, b in ends)

    def drawing(self, run: PageRun) -> str:
        """The finished drawing, with its key."""
        curve, held, tipping, _ = [mark["d"] for mark in self.marks(run)]
        zero = 1000 - float(axes.scaled(np.zeros(1), *self.y)[0])
        inside = (
            f'<path class="xp-zero" d="M0,{zero:.1f}H1000"/>'
            '<path class="xp-ghost xp-s0" d=""/>'
            f'<path class="xp-mark xp-line xp-s0" d="{curve}"/>'
            f'<path class="xp-mark xp-rest" d="{held}"/>'
            f'<path class="xp-mark xp-tipping" d="{tipping}"/>'
            f'<path class="xp-mark xp-hole" d="{tipping}"/>'
        )
        names = [
            (axes.sample("xp-line xp-s0"), "change"),
            (axes.spot("xp-rest"), "rest"),
            (axes.spot("xp-tipping") + axes.spot("xp-hole"), "tipping point"),
        ]
        return axes.key(names) + axes.axes(
            inside, x=self.x, y=self.y, labels=(self.label, self.unit)
        )

    def rows(self, run: PageRun) -> list[list[str]]:
        """Every rest and tipping point, below a row of names."""
        held, tipping = rests(*self.curve(run))
        found = [(x, "rest") for x in held] + [(x, "tipping point") for x in tipping]
        return [[self.unit, "kind"], *([f"{x:z.3f}", k] for x, k in sorted(found))]


def rests(
    state: NDArray[np.float64], change: NDArray[np.float64]
) -> tuple[list[float], list[float]]:
    """Where change crosses zero: downwards (rests) and upwards (tipping points).

    Parameters
    ----------
    state, change : ndarray, shape (points,)
        States, ascending, and the change at each.

    Returns
    -------
    tuple of list of float
        States by linear interpolation; a state that cannot fall below the first point,
        or rise above the last, rests there.

    Examples
    --------
    >>> rests(np.array([0, 0.5, 1]), np.array([-1.0, 1.0, -1.0]))
    ([0.0, 0.75], [0.25])
    """
    held, tipping = [], []
    if change[0] <= 0:
        held.append(float(state[0]))
    for k in range(len(state) - 1):
        a, b = float(change[k]), float(change[k + 1])
        if a > 0 >= b or (a < 0 <= b):
            x = float(state[k] + (state[k + 1] - state[k]) * a / (a - b))
            (held if a > 0 else tipping).append(round(x, 9))
    if change[-1] > 0:
        held.append(float(state[-1]))
    return held, tipping
