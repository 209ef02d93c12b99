"""What a reader moves in a figure: sliders, choices, and a second run to compare with."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any

from collabgov.engine.model import Model


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
class Baseline:
    """A second run with some values changed, to say how far the first is ahead.

    Parameters
    ----------
    label : str
        What the second run is called: "lots".
    changes : dict
        Parameters and settings that differ in it.
    output : str
        Output of the kernel that is compared.
    """

    label: str
    _: KW_ONLY
    changes: Mapping[str, Any]
    output: str


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
