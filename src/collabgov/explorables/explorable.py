"""A figure that a reader can move: the model's own kernel runs again in the page.

What a cell shows is finished: a drawing of a run at build. Where scripts run, the page
runs the same source again, compares its first numbers with those of the build, and only
then lets the reader move anything.
"""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from collabgov.engine.model import Model
from collabgov.explorables import markup
from collabgov.explorables.controls import Baseline, Choice, Control, Slider, control
from collabgov.explorables.page_spec import draws, page_spec
from collabgov.explorables.panels.departure_lines import DepartureLines
from collabgov.explorables.panels.network import Network
from collabgov.explorables.panels.page_run import Function, PageRun, page_run
from collabgov.explorables.panels.panel import Panel
from collabgov.explorables.panels.phase_line import PhaseLine
from collabgov.explorables.panels.stacked_columns import StackedColumns
from collabgov.explorables.panels.survival import Survival
from collabgov.explorables.panels.trajectories import Trajectories

__all__ = [  # all that a cell needs for a figure
    "Baseline",
    "Choice",
    "DepartureLines",
    "Explorable",
    "Network",
    "PhaseLine",
    "Slider",
    "StackedColumns",
    "Survival",
    "Trajectories",
    "explorable",
]


@dataclass(frozen=True)
class Explorable:
    """The figure; made by `explorable`."""

    model: Model
    title: str
    alt: str
    panels: tuple[Panel, ...]
    sliders: tuple[Slider, ...]
    choices: tuple[Choice, ...]
    fixed: Mapping[str, Any]
    seed: int
    on_touch: bool
    baseline: Baseline | None

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict:
        """HTML for a page, a sentence elsewhere."""
        run = self.run()
        page = markup.page_figure(self, run, page_spec(self, run), self.source())
        return {"text/html": page, "text/plain": f"{self.title}. {self.alt}"}

    @property
    def ident(self) -> str:
        """Name of the element in the page."""
        return markup.ident(self.title)

    @property
    def functions(self) -> tuple[Function, ...]:
        """What the panels draw besides the kernel's run."""
        return tuple(panel.function for panel in self.panels if panel.function)

    @property
    def further_runs(self) -> dict[str, Mapping[str, float]]:
        """Runs besides the first: name → fields of the record that differ."""
        found: dict[str, Mapping[str, float]] = {}
        for panel in self.panels:
            found |= panel.further_runs
        return found

    @property
    def histories(self) -> int:
        """How many histories run at each movement."""
        return max(panel.histories for panel in self.panels)

    def source(self) -> str:
        """The text of all that runs in the page."""
        run = [self.model.kernel, *(f.function for f in self.functions)]
        return "\n\n".join(map(inspect.getsource, run))

    def values(self, options: Sequence[str] = ()) -> dict[str, Any]:
        """Parameters and settings under some options, the first of each if left out."""
        names = options or [next(iter(choice.options)) for choice in self.choices]
        chosen = dict(self.fixed)
        for choice, name in zip(self.choices, names, strict=True):
            chosen |= choice.options[name]
        return chosen

    def controls(self) -> list[Control]:
        """The sliders, completed."""
        record = self.model.record(self.model.values(**self.values()))
        return [control(slider, self.model, record) for slider in self.sliders]

    def run(self) -> PageRun:
        """The run that the page shows first."""
        given = list(self.model.arguments(self.seed, **self.values()))
        if self.model.draws is not None:
            given[-3] = draws(self)
        return page_run(
            self.model, tuple(given), self.functions, self.histories, self.further_runs
        )


def explorable(
    model: Model,
    *,
    title: str,
    alt: str,
    sliders: Sequence[str | Slider],
    chart: Panel | Sequence[Panel],
    choices: Sequence[Choice] = (),
    fixed: Mapping[str, Any] | None = None,
    seed: int = 0,
    on_touch: bool = False,
    baseline: Baseline | None = None,
) -> Explorable:
    """A figure with sliders that runs the model's kernel in the reader's browser.

    Parameters
    ----------
    model : Model
        Whose kernel runs.
    title, alt : str
        Heading, and what the figure shows: a sentence.
    sliders : sequence of str or Slider
        Fields of the kernel's record.
    chart : panel or sequence of panels
        What is drawn: see `collabgov.explorables.panels`.
    choices : sequence of Choice
        Choices among options; every combination is worked out at build.
    fixed : dict, optional
        Parameters and settings that differ from the model's defaults.
    seed : int
        Seed of the draws, which travel with the figure.
    on_touch : bool
        Whether the runtime waits for the reader's first touch.
    baseline : Baseline, optional
        A second run that the sentence below the figure compares with.

    Returns
    -------
    Explorable
        Shown by a notebook cell.

    Raises
    ------
    ValueError
        If a slider is no field of the record, its value lies outside its range, or a
        panel asks for what the model does not have (with the names).

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import MODEL
    >>> chart = Trajectories({"effort": "effort"}, label="effort", unit="quarter")
    >>> figure = explorable(MODEL, title="One history", alt="Effort rises.",
    ...                     sliders=["gain"], chart=chart)
    >>> 'type="range"' in figure._repr_mimebundle_()["text/html"]
    True
    """
    made = tuple(Slider(s) if isinstance(s, str) else s for s in sliders)
    panels = tuple(chart) if isinstance(chart, Sequence) else (chart,)
    for panel in panels:
        panel.check(model)
    if baseline and baseline.output not in model.outputs:
        names = ", ".join(model.outputs)
        raise ValueError(f"no output {baseline.output!r}; there are {names}")
    figure = Explorable(
        model,
        title,
        alt,
        panels,
        made,
        tuple(choices),
        fixed or {},
        seed,
        on_touch,
        baseline,
    )
    figure.controls()
    return figure
