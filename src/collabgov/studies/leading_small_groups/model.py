"""From a point of the box to the kernel's record, and the runs that are compared."""

from collections.abc import Mapping
from typing import Any

from collabgov.engine.model import Model
from collabgov.studies.leading_small_groups.kernel import (
    OTHERWISE,
    RISKS,
    SUFFIXES,
    Group,
    lg_fit,
    lg_measures,
    lg_run,
)
from collabgov.studies.leading_small_groups.parameters import PARAMETERS
from collabgov.studies.leading_small_groups.settings import NEVER, SETTINGS


def record(values: Mapping[str, Any]) -> Group:
    """The kernel's record: pull and fit of the point's type on its issue, and the form.

    Parameters
    ----------
    values : mapping
        Complete: all parameters and settings.

    Returns
    -------
    Group
        All fields are floats.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups.model import MODEL, record
    >>> round(record(MODEL.values(type="strong", issue=0)).fit, 2)
    0.81
    """
    given = {k: values[k] for k in Group._fields if values.get(k) is not None}
    fields = _chair(values) | given
    fields["legal"] = 0.0 if values["rules"] == "none" else values["legal"]
    fields["replace"] = values["rules"] == "replace"
    fields["steps"] = values["quarters"]
    fields |= {name: values["form"] == name for name in OTHERWISE}
    return Group(**{name: float(value) for name, value in fields.items()})


def _chair(v: Mapping[str, Any]) -> dict[str, float]:
    """What a type of group brings to the point's issue."""
    if v["type"] == "none":
        return {"authority": 0.0, "coord": 0.0, "fit": 0.0, "autonomy": 0.0}
    suffix = SUFFIXES[v["type"]]
    removes = [v[f"e_{suffix}{k}"] for k in (1, 2, 3)]
    return {
        "authority": v.get(f"auth_{suffix}", 0.0),  # a chair among equals has none
        "coord": v[f"coord_{suffix}"],
        "fit": lg_fit(RISKS[min(2, int(v["issue"]))], removes),
        "autonomy": v[f"cost_{suffix}"],
    }


RUNS: dict[str, dict[str, Any]] = {
    "none": {"type": "none"},
    "s": {"type": "strong"},
    "w": {"type": "weak"},
    "f": {"type": "self_forming"},
    **{
        f"{suffix}{k}": {"type": name, "issue": k}
        for name, suffix in SUFFIXES.items()
        for k in range(3)
    },
    "stay": {"type": "strong", "tenure": NEVER},
    "auth": {"type": "strong", "tenure": NEVER, "coord": 0.0},
    "coord": {"type": "self_forming", "tenure": NEVER},
    "sLa": {"type": "strong", "rules": "add"},
    "sLr": {"type": "strong", "rules": "replace"},
    "wLa": {"type": "weak", "rules": "add"},
    "wLr": {"type": "weak", "rules": "replace"},
    "fLa": {"type": "self_forming", "rules": "add"},
    "fLr": {"type": "self_forming", "rules": "replace"},
    "dep": {"type": "strong", "forced": 20},
    "depLa": {"type": "strong", "forced": 20, "rules": "add"},
    "depLr": {"type": "strong", "forced": 20, "rules": "replace"},
    "lo": {"type": "strong", "selfish": 0.3},
    "hi": {"type": "strong", "selfish": 0.8},
}

MODEL = Model(
    lg_run,
    parameters=PARAMETERS,
    settings=SETTINGS,
    runs=RUNS,
    record=record,
    outputs=(
        "effort",
        "paralysed_at",
        "paralysed",
        "chaired",
        "effort_chaired",
        "effort_vacant",
    ),
    path=("quarter", "effort", "trust", "chair"),
    steps=lambda v: int(v["quarters"]),
    draws=lambda v: 2 * int(v["quarters"]),
    histories=20,
    measures=lg_measures,
    measured=("deviation", "halved"),
)
