"""The model of the chapter: what the equations are given, and in which runs."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from collabgov.engine.model import Model
from collabgov.studies.synergistic_inertia.agglomerations import (
    REGIONS,
    SIZE,
    STEPS,
    WATCHING,
)
from collabgov.studies.synergistic_inertia.kernel import (
    OTHERWISE,
    Region,
    si_measures,
    si_run,
)
from collabgov.studies.synergistic_inertia.parameters import PARAMETERS, SETTINGS

DIMENSIONS = {"w": "weakness", "d": "deviation", "n": "reinforcement"}
LINKS = {"wd": 0.0, "dn": 0.0, "nw": 0.0}
OFF = {
    "r": {**LINKS, "push": 0.0, "tempt": 0.0, "copy": 0.0},
    "f": {"friction": 0.0},
    "e": {"ineq": 0.0},
}


def _faster(letters: str, part: float = 1.0) -> dict[str, Any]:
    """A correction: some rates of repair are raised by a part of the effort."""
    return {
        f"fix_{k}": lambda v, k=k: v[f"fix_{k}"] + part * v["effort"] for k in letters
    }


RUNS: dict[str, dict[str, Any]] = {
    "act": {},
    **{
        letters: {k: v for letter in letters for k, v in OFF[letter].items()}
        for letters in ("r", "f", "e", "rf", "re", "fe", "rfe")
    },
    "nolink": LINKS,
    "noimit": {**LINKS, "copy": 0.0},
    "nopush": {"push": 0.0, "tempt": 0.0, "friction": 0.0},
    "wonly": {"tempt": 0.0, "copy": 0.0},
    "wflat": {"tempt": 0.0, "copy": 0.0, "nw": 0.0},
    **{k: _faster(k) for k in "wdn"},
    **{f"{k}3": _faster(k, 1 / 3) for k in "wdn"},
    "pack": _faster("wdn"),
    "pack3": _faster("wdn", 1 / 3),
    **{f"less_{k}": _faster("wdn".replace(k, "")) for k in "wdn"},
    "h0": {"superior": 0.0},
}


def record(values: Mapping[str, Any]) -> Region:
    """The kernel's record; a common superior is near in the Pearl River Delta alone.

    Parameters
    ----------
    values : mapping
        Complete: all parameters and settings.

    Returns
    -------
    Region
        All fields are floats.

    Examples
    --------
    >>> [record(MODEL.values(case=case)).superior for case in REGIONS]
    [0.0, 0.0, 0.5]
    """
    fields = {name: values.get(name, 0.0) for name in Region._fields}
    fields["n"] = len(STEPS[values["case"]])
    fields["superior"] = values["superior"] if values["case"] == "prd" else 0.0
    fields["reading"] = values["reading"] == "relief"
    fields |= {name: values["form"] == name for name in OTHERWISE}
    return Region(**{name: float(value) for name, value in fields.items()})


def lists(values: Mapping[str, Any], rng: Any) -> tuple[np.ndarray, ...]:
    """Whom each watches, what each can do, and the state at the start.

    Parameters
    ----------
    values : mapping
        Complete: all parameters and settings.
    rng : Generator
        Not used: nothing is drawn.

    Returns
    -------
    tuple of ndarray
        Shapes (7, 7), (7,) and (35,); what stands beyond the governments is not read.
    """
    cap, steps = np.ones(SIZE), STEPS[values["case"]]
    cap[: len(steps)] = values["level"] + values["ineq"] * np.array(steps)
    return WATCHING[values["case"]], cap, np.full(5 * SIZE, 0.05)


MODEL = Model(
    si_run,
    parameters=PARAMETERS,
    settings=SETTINGS,
    runs=RUNS,
    record=record,
    lists=lists,
    outputs=(
        *("a", "d", "r", "potential", "actual", "alone", "inertia"),
        *("d_potential", "d_actual", "b", "advantage"),
    ),
    path=("year", "a", "d", "r"),
    step=0.05,
    steps=lambda v: int(v["years"] / 0.05 + 0.5),
    measures=si_measures,
    measured=("half_time_a", "half_time_d"),
    cases={"case": REGIONS},
)


def relay(stages: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Runs that hand on their state: what changes on the way, and when.

    Parameters
    ----------
    stages : sequence of mapping
        Parameters and settings of each stage; `years` is its length.

    Returns
    -------
    DataFrame
        One row a stage, columns the outputs of the model at its end.

    Raises
    ------
    ValueError
        For an unknown name, or a value outside its domain.

    Examples
    --------
    >>> two = relay([{"years": 7}, {"years": 8}])
    >>> round(float(two["a"].iloc[-1] - MODEL.run(years=15)["a"]), 12)
    0.0
    """
    found, handed = [], None
    for stage in stages:
        *given, state, path, out = MODEL.arguments(**stage)
        state[:] = state if handed is None else handed
        MODEL.compiled(*given, state, path, out)
        handed = state
        found.append(dict(zip(MODEL.outputs, out, strict=True)))
    return pd.DataFrame(found)
