"""The runs that claims compare, and the model."""

from collections.abc import Mapping
from typing import Any

from collabgov.engine.model import Model
from collabgov.studies.relational_leadership.kernel import Region, rl_run
from collabgov.studies.relational_leadership.parameters import (
    FORMED,
    PARAMETERS,
    SETTINGS,
)

TERM = 5.0  # years of one term of office
RUNS: dict[str, dict[str, Any]] = {
    "lead": {},
    "none": {"effort": 0.0},
    "m0": {"mission": 0.0},
    # mission drives the leader only: the trickle stays
    "m0L": {"effort": lambda v: v["effort"] * (1 - v["alpha"])},
    # a twentieth, not 0: 0 to any power is 0, and sigma would be a switch
    "s0": {"s0": 0.05},
    "s6": {"s0": 0.6},
    "R0": {"resources": 0.0},
    "R2": {"resources": 0.2},
    "noT": {"trust_skill": 0.0},
    "noL": {"learn_skill": 0.0},
    "none_hi": {"effort": 0.0, "x0": 1.5, "s0": 1.0, "trust0": 1.0},
    "none_R1": {"effort": 0.0, "resources": 1.0},
    "temp": {"stop": TERM, "kept": 0.0},
    "templ": {"stop": TERM},
}


def record(values: Mapping[str, Any]) -> Region:
    """The kernel's record: parameters and settings by name, and the form's numbers.

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
    >>> record(MODEL.values()).mission
    1.0
    """
    values = {**values, **FORMED[values["form"]]}
    return Region(*[float(values[name]) for name in Region._fields])


MODEL = Model(
    rl_run,
    parameters=PARAMETERS,
    settings=SETTINGS,
    runs=RUNS,
    record=record,
    outputs=("x", "trust", "k", "value", "bypass"),
    path=("year", "x", "trust", "k"),
    steps=lambda v: int(v["years"] / 0.05 + 0.5),
    step=0.05,
)
