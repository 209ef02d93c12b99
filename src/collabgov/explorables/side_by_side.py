"""Several models side by side under one set of controls.

Each figure is an explorable of its own, which checks its numbers against the build's.
A common control only moves a control of each: how far is for the author to say.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from html import escape
from typing import Any

import numpy as np

from collabgov.explorables import markup
from collabgov.explorables.controls import Control
from collabgov.explorables.explorable import Explorable


@dataclass(frozen=True)
class CommonSlider:
    """A slider that moves one slider of every figure.

    Parameters
    ----------
    name : str
        Its name in the page.
    label, unit : str
        What it is, and in what it is measured.
    low, high, step : float
        Range and step.
    moves : sequence of (str, float)
        For each figure the slider that it moves, and by how much its value is
        multiplied on the way: 12 where years become months.
    """

    name: str
    _: KW_ONLY
    label: str
    unit: str
    low: float
    high: float
    step: float
    moves: Sequence[tuple[str, float]]


@dataclass(frozen=True)
class SideBySide:
    """The figures and their controls; made by `side_by_side`."""

    title: str
    note: str
    figures: tuple[Explorable, ...]
    sliders: tuple[CommonSlider, ...]
    key: str

    @property
    def ident(self) -> str:
        """Name of the element in the page."""
        return markup.ident(self.title)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict:
        """HTML for a page, a sentence elsewhere."""
        shown = "".join(f._repr_mimebundle_()["text/html"] for f in self.figures)
        page = (
            f'<div class="xp-beside" id="{self.ident}" data-xp-beside role="group" '
            f'aria-label="{escape(self.title)}"><p>{escape(self.title)}</p>'
            f'<script type="application/json" class="xp-drives">{self.drives()}</script>'
            f"{self.controls()}<p>{escape(self.note)}</p>{self.key}"
            f'<div class="xp-together">{shown}</div></div>'
        )
        alts = " ".join(figure.alt for figure in self.figures)
        return {"text/html": page, "text/plain": f"{self.title}. {alts}"}

    def drives(self) -> str:
        """Which control of which figure each common one moves, as JSON."""
        found: Mapping[str, list] = {
            slider.name: [
                [figure.ident, name, times]
                for figure, (name, times) in zip(
                    self.figures, slider.moves, strict=True
                )
            ]
            for slider in self.sliders
        } | {
            f"choice{k}": [
                [figure.ident, f"choice{k}", None] for figure in self.figures
            ]
            for k in range(len(self.figures[0].choices))
        }
        return json.dumps(found).replace("<", "\\u003c")

    def controls(self) -> str:
        """Choices and sliders; asleep until every figure's first run has agreed."""
        first = self.figures[0]
        rows = []
        for k in range(len(first.choices)):
            row = markup.choice_row(first, k)
            rows.append(row.replace(f"{first.ident}-choice{k}", f"{self.ident}-c{k}"))
        rows += [markup.slider_row(self.ident, self.control(s)) for s in self.sliders]
        return (
            f'<form autocomplete="off"><fieldset disabled>{"".join(rows)}'
            '<div class="xp-buttons"><button type="reset">Reset to the book’s values'
            "</button></div></fieldset></form>"
        )

    def control(self, slider: CommonSlider) -> Control:
        """A common slider, at the value that all figures start from."""
        s, starts = slider, set()
        for figure, (name, times) in zip(self.figures, s.moves, strict=True):
            (own,) = (c for c in figure.controls() if c.name == name)
            starts.add(round(own.value / times, 9))
            stops = times * np.array([s.low, s.high, s.step]) - [own.low, own.low, 0]
            if np.abs(stops / own.step - np.rint(stops / own.step)).max() > 1e-9:
                raise ValueError(
                    f"slider {s.name}: {own.name} cannot stand where it is moved; "
                    f"its step is {own.step:g}"
                )
        if len(starts) != 1:
            raise ValueError(f"slider {s.name}: figures must start alike, got {starts}")
        return Control(s.name, s.low, s.high, s.step, starts.pop(), s.label, s.unit)


def side_by_side(
    figures: Sequence[Explorable],
    *,
    title: str,
    note: str,
    sliders: Sequence[CommonSlider],
    key: str = "",
) -> SideBySide:
    """Several explorable figures that one set of controls moves together.

    Parameters
    ----------
    figures : sequence of Explorable
        All with the same choices, by name of label and options.
    title, note : str
        Heading, and a sentence on what may be compared.
    sliders : sequence of CommonSlider
        The common sliders.
    key : str
        Markup of one key for all figures, which then show none of their own.

    Returns
    -------
    SideBySide
        Shown by a notebook cell.

    Raises
    ------
    ValueError
        If the figures' choices differ, or a common slider's values at the start do, or
        one of its positions is none of a figure's own slider.

    Examples
    --------
    >>> from collabgov.explorables.controls import Slider
    >>> from collabgov.explorables.explorable import explorable
    >>> from collabgov.explorables.panels.trajectories import Trajectories
    >>> from collabgov.studies.leading_small_groups import MODEL
    >>> chart = Trajectories({"effort": "effort"}, label="effort", unit="quarter")
    >>> two = [explorable(MODEL, title=t, alt="Effort rises.", chart=chart,
    ...                   sliders=[Slider("gain", step=0.1)]) for t in ("one", "other")]
    >>> gain = CommonSlider("both", label="gain", unit="effort", low=0.4, high=1.4, step=0.1,
    ...               moves=[("gain", 1), ("gain", 1)])
    >>> side_by_side(two, title="Two", note="Alike.", sliders=[gain]).ident
    'xp-two'
    """
    choices = [[(c.label, list(c.options)) for c in f.choices] for f in figures]
    if any(other != choices[0] for other in choices):
        raise ValueError(f"figures must share their choices, got {choices}")
    made = SideBySide(title, note, tuple(figures), tuple(sliders), key)
    made.controls()
    return made
