"""Actors on a circle round their leader: what each thinks, who is tied, who is met."""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from html import escape
from typing import Any

import networkx
import numpy as np
from numpy.typing import NDArray

from collabgov.engine.model import Model
from collabgov.explorables.panels import axes
from collabgov.explorables.panels.page_run import PageRun
from collabgov.explorables.panels.panel import Panel

RADIUS = 430.0  # of the circle, on a square of 1,000


@dataclass(frozen=True)
class Network(Panel):
    """The last step of a run on a network.

    Filled dots are actors for the leader's goal, rings actors against it, the larger
    the firmer; a spoke is the tie to the leader, the heavier the closer. Bars below
    count how often each was met.

    Parameters
    ----------
    blocks : dict of str to str
        The three numbers of an actor and step in the order in which the kernel writes
        them (each for all actors, before the next): commitment in [−1, 1], tie in
        [0, 1], met 0 or 1 → their names on the page.
    actors : str
        Field of the record that counts the actors.
    weights : int
        Which of the kernel's lists holds who listens to whom, a square matrix.
    """

    blocks: Mapping[str, str]
    _: KW_ONLY
    actors: str = "n"
    weights: int = 0

    def check(self, model: Model) -> None:
        """Refuse another number of blocks, and a model without lists."""
        if len(self.blocks) != 3:
            raise ValueError(f"blocks must name 3 numbers, got {list(self.blocks)}")
        if model.lists is None:
            raise ValueError("a network needs a model whose kernel takes lists")

    def count(self, run: PageRun) -> int:
        """Number of actors."""
        return int(getattr(run.p, self.actors))

    def page_spec(self, run: PageRun) -> dict[str, Any]:
        """All that the page has to know."""
        return {
            "kind": "network",
            "actors": self.count(run),
            "places": self.places(run).round(1).tolist(),
            "names": list(self.blocks.values()),
        }

    def places(self, run: PageRun) -> NDArray[np.float64]:
        """Where each actor stands; neighbours in the network stand near each other."""
        graph = networkx.from_numpy_array(self.tied(run))
        spread = networkx.kamada_kawai_layout(graph)
        angles = {i: np.arctan2(y, x) for i, (x, y) in spread.items()}
        turn = {i: k for k, i in enumerate(sorted(angles, key=lambda i: angles[i]))}
        around = [2 * np.pi * turn[i] / len(turn) for i in range(len(turn))]
        return 500 + RADIUS * np.column_stack([np.cos(around), np.sin(around)])

    def tied(self, run: PageRun) -> NDArray[np.bool_]:
        """Whether of two actors one listens to the other; shape (actors, actors)."""
        weights = np.array(run.lists[self.weights])[
            : self.count(run), : self.count(run)
        ]
        return (weights + weights.T) > 0

    def drawing(self, run: PageRun) -> str:
        """The finished drawing, with its key and the bars of meetings."""
        at, marks = self.places(run), self.marks(run)
        chords = "".join(
            f"M{at[a, 0]:.1f},{at[a, 1]:.1f}L{at[b, 0]:.1f},{at[b, 1]:.1f}"
            for a, b in np.argwhere(np.triu(self.tied(run), 1))
        )
        drawn: list[str] = []
        for i, (x, y) in enumerate(at):
            spoke, dot, hole = (m["stroke-width"] for m in marks[3 * i : 3 * i + 3])
            here = f"M{x:.1f},{y:.1f}h0"
            drawn += [
                f'<path class="xp-mark xp-spoke" d="M500,500L{x:.1f},{y:.1f}" stroke-width="{spoke}"/>',
                f'<path class="xp-mark xp-actor" d="{here}" stroke-width="{dot}"/>',
                f'<path class="xp-mark xp-hole" d="{here}" stroke-width="{hole}"/>',
            ]
        bars = "".join(
            f'<path class="xp-mark xp-met" d="{marks[3 * len(at) + i]["d"]}"/>'
            for i in range(len(at))
        )
        return self.key() + (
            f'<div class="xp-plot xp-net">'
            f'<svg {axes.SQUARE}><path class="xp-chord" d="{chords}"/>{"".join(drawn)}'
            '<path class="xp-leader" d="M500,500h0"/></svg></div>'
            f'<p class="xp-below">{escape(list(self.blocks.values())[2])}, by actor</p>'
            f'<div class="xp-strip"><svg {axes.SQUARE}>{bars}</svg></div>'
        )

    def key(self) -> str:
        """Names of the marks."""
        commitment, tie, _ = self.blocks.values()
        wide = ' stroke-width="8"'
        ring = axes.dot_sample("xp-actor").replace(" d=", wide + " d=")
        hole = axes.dot_sample("xp-hole").replace(" d=", ' stroke-width="4" d=')
        items: Sequence[tuple[str, str]] = [
            (axes.dot_sample("xp-leader"), "the leader"),
            (ring, f"{commitment}: for"),
            (ring + hole, f"{commitment}: against"),
            (axes.line_sample("xp-spoke").replace(" d=", ' stroke-width="3" d='), tie),
        ]
        return axes.key(items)
