"""A figure that a reader can move: the model's own kernel runs again in the page.

What a cell shows is finished: a drawing of a run at build. Where scripts run, the page
runs the same source again, compares its first numbers with those of the build, and only
then lets the reader move anything.
"""

import base64
import inspect
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from itertools import product
from typing import Any

import numpy as np

from collabgov.evidence.model import Model
from collabgov.press import plot


@dataclass(frozen=True)
class Slider:
    """One field of the kernel's record that a reader moves.

    Parameters
    ----------
    name : str
        A field of the record; where the model has a parameter of that name, range,
        unit and meaning come from there.
    low, high, step : float, optional
        Range and step; the parameter's range and a hundredth of it if left out.
    label, unit : str
        What it is, and in what it is measured; the parameter's own if left out.
    """

    name: str
    _: KW_ONLY
    low: float | None = None
    high: float | None = None
    step: float | None = None
    label: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Choice:
    """A choice among options that set several values at once.

    Parameters
    ----------
    label : str
        What is chosen.
    options : dict of str to dict
        Name of the option → parameters and settings that it sets.
    """

    label: str
    options: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Trajectories:
    """Columns of the path against time, with a bar while a leader is present.

    Parameters
    ----------
    columns : dict of str to str
        Column of the path → its name in the key.
    label, unit : str
        Labels of the vertical and the horizontal axis.
    y : tuple of float
        Range of the vertical axis.
    bar : str
        Column that is 1 while the leader is present; none if empty.
    """

    columns: Mapping[str, str]
    _: KW_ONLY
    label: str
    unit: str
    y: tuple[float, float] = (0.0, 1.0)
    bar: str = ""


@dataclass(frozen=True)
class Control:
    """A slider as the page shows it, with the value that it starts from."""

    name: str
    low: float
    high: float
    step: float
    value: float
    label: str
    unit: str


@dataclass(frozen=True)
class Explorable:
    """The figure; made by `explorable`."""

    model: Model
    title: str
    alt: str
    chart: Trajectories
    sliders: tuple[Slider, ...]
    choices: tuple[Choice, ...]
    fixed: Mapping[str, Any]
    seed: int
    on_touch: bool

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict:
        """HTML for a page, a sentence elsewhere."""
        source = inspect.getsource(self.model.kernel)
        page = plot.page_figure(self, spec(self), source)
        return {"text/html": page, "text/plain": f"{self.title}. {self.alt}"}

    @property
    def ident(self) -> str:
        """Name of the element in the page."""
        return "xp-" + "".join(c if c.isalnum() else "-" for c in self.title.lower())

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


def explorable(
    model: Model,
    *,
    title: str,
    alt: str,
    sliders: Sequence[str | Slider],
    chart: Trajectories,
    choices: Sequence[Choice] = (),
    fixed: Mapping[str, Any] | None = None,
    seed: int = 0,
    on_touch: bool = False,
) -> Explorable:
    """A figure with sliders that runs the model's kernel in the reader's browser.

    Parameters
    ----------
    model : Model
        Its kernel takes `p`, draws, path and out.
    title, alt : str
        Heading, and what the figure shows: a sentence.
    sliders : sequence of str or Slider
        Fields of the kernel's record.
    chart : Trajectories
        What is drawn.
    choices : sequence of Choice
        Choices among options; every combination is worked out at build.
    fixed : dict, optional
        Parameters and settings that differ from the model's defaults.
    seed : int
        Seed of the draws, which travel with the figure.
    on_touch : bool
        Whether the runtime waits for the reader's first touch.

    Returns
    -------
    Explorable
        Shown by a notebook cell.

    Raises
    ------
    ValueError
        If a slider is no field of the record, its value lies outside its range, or a
        column is not in the path (with the names).

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
    figure = Explorable(
        model, title, alt, chart, made, tuple(choices), fixed or {}, seed, on_touch
    )
    named = [*chart.columns, *([chart.bar] if chart.bar else [])]
    unknown = sorted(set(named) - set(model.path[1:]))
    if unknown:
        raise ValueError(f"no column {unknown}; there are {', '.join(model.path[1:])}")
    figure.controls()
    return figure


def control(slider: Slider, model: Model, record: Any) -> Control:
    """A slider completed from the model's parameters, with its value in a record."""
    if slider.name not in record._fields:
        raise ValueError(
            f"slider {slider.name!r} is no field of the record; there are "
            f"{', '.join(record._fields)}"
        )
    table = {parameter.name: parameter for parameter in model.parameters}
    parameter = table.get(slider.name)
    low = slider.low if slider.low is not None else getattr(parameter, "low", None)
    high = slider.high if slider.high is not None else getattr(parameter, "high", None)
    if low is None or high is None:
        raise ValueError(f"slider {slider.name!r} is no parameter: give low and high")
    value = float(getattr(record, slider.name))
    if not low <= value <= high:
        raise ValueError(f"slider {slider.name}: {value:g} is outside {low:g}–{high:g}")
    label = slider.label or getattr(parameter, "meaning", slider.name)
    unit = slider.unit or getattr(parameter, "unit", "")
    step = slider.step or (high - low) / 100
    return Control(slider.name, low, high, step, value, label, unit)


def spec(figure: Explorable) -> dict[str, Any]:
    """All that the page has to know of a figure, as JSON takes it."""
    model, chart = figure.model, figure.chart
    p, *lists, path, out = model.arguments(figure.seed, **figure.values())
    model.kernel(p, *lists, path, out)
    columns = list(model.path[1:])
    records = _records(figure)
    return {
        "kernel": {
            "kernel": model.kernel.__name__,  # ty: ignore[missing-attribute]
            "fields": list(p._fields),
            "path": len(path),
            "out": len(out),
        },
        "records": records,
        "choices": [{"name": f"choice{k}"} for k in range(len(figure.choices))],
        "sliders": _places(figure.sliders, list(p._fields), records),
        "columns": len(columns),
        "series": [
            {"at": columns.index(c), "label": n} for c, n in chart.columns.items()
        ],
        "bar": columns.index(chart.bar) if chart.bar else None,
        "y": list(chart.y),
        "draws": _packed(lists[0]) if model.draws is not None else None,
        "expected": path.tolist(),
    }


def _records(figure: Explorable) -> dict[str, list[float]]:
    """The kernel's record under every combination of options."""
    model = figure.model
    return {
        "|".join(options): [
            *map(float, model.record(model.values(**figure.values(options))))
        ]
        for options in product(*(choice.options for choice in figure.choices))
    }


def _places(
    sliders: Sequence[Slider], fields: list[str], records: Mapping[str, list[float]]
) -> list[dict[str, Any]]:
    """Where in the record each slider's field stands, and whether options move it."""
    found = np.ptp(np.array(list(records.values())), axis=0) > 0
    places = {slider.name: fields.index(slider.name) for slider in sliders}
    return [
        {"name": n, "at": at, "varies": bool(found[at])} for n, at in places.items()
    ]


def _packed(draws: Any) -> str:
    """Draws bit for bit, little-endian doubles in base64."""
    return base64.b64encode(np.asarray(draws, dtype="<f8").tobytes()).decode()
