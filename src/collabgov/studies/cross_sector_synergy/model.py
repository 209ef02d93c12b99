"""The model of one reform: records, measures at a dose, and the runs of a point."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from collabgov.engine.model import Model
from collabgov.engine.threshold import Threshold
from collabgov.studies.cross_sector_synergy.kernel import (
    GAINS,
    OBSTACLES,
    SILO_FORMS,
    Drivers,
    xs_levers,
    xs_run,
)
from collabgov.studies.cross_sector_synergy.parameters import PARAMETERS
from collabgov.studies.cross_sector_synergy.settings import SETTINGS, SUBSETS

DOSE = 0.2
FULL = 63  # all six measures
SINGLES = tuple(1 << j for j in range(6))


def record(values: Mapping[str, Any]) -> Drivers:
    """The kernel's record: obstacles taken away, measures applied.

    Parameters
    ----------
    values : mapping
        Complete: all parameters and settings.

    Returns
    -------
    Drivers
        All fields are floats.

    Examples
    --------
    >>> p = record(MODEL.values(remove="IM", dose=(0, 0.2, 0, 0, 0, 0)))
    >>> p.interest, p.mismatch, round(p.reward, 6)
    (0.0, 0.0, 0.266667)
    """
    p = Drivers(
        *(values[name] for name in Drivers._fields[:20]),
        float(SILO_FORMS.index(values["silo_form"])),
        values["reward_max"],
        float(values["affairs"] == "competence"),
        float(values["quarters"]),
        float(GAINS.index(values["form"]) if values["form"] in GAINS else 0),
        float(values["form"] == "best_response"),
    )
    if values["remove"]:
        gone = {OBSTACLES[letter]: 0.0 for letter in values["remove"]}
        p = p._replace(**gone)
    return with_measures(p, values["dose"]) if any(values["dose"]) else p


def with_measures(p: Drivers, dose: Sequence[float]) -> Drivers:
    """A record after the six measures at the given doses."""
    new, room = [0.0] * 7, [0.0] * 6
    xs_levers(p, dose, new, room)
    conflict, cost, mismatch, interest, silo, reward, sanction = new
    return p._replace(
        conflict=conflict,
        cost=cost,
        mismatch=mismatch,
        interest=interest,
        silo=silo,
        reward=reward,
        sanction=sanction,
    )


def doses(subset: int, size: float) -> tuple[float, ...]:
    """The same dose of every measure in a subset (bit j: measure L j+1)."""
    return tuple(size if subset >> j & 1 else 0.0 for j in range(6))


def _mixed(inside: float) -> dict[str, Callable[[Mapping[str, Any]], float]]:
    """One motivation of fixed size, a share of it own wish, the rest incentives."""

    def size(v: Mapping[str, Any]) -> float:
        return min(0.8, v["mission"] + v["reward"] + v["sanction"])

    def outside(v: Mapping[str, Any]) -> float:
        return (1 - inside) * size(v) / 2

    return {
        "mission": lambda v: inside * size(v),
        "reward": outside,
        "sanction": outside,
    }


def _incentives(part: float) -> dict[str, Callable[[Mapping[str, Any]], float]]:
    """Incentives of the same size, a share of them reward, the rest punishment."""
    return {
        "reward": lambda v: part * (v["reward"] + v["sanction"]),
        "sanction": lambda v: (1 - part) * (v["reward"] + v["sanction"]),
    }


POSITIVE = {
    "mission": lambda v: min(0.8, v["mission"] + 0.1),
    "reward": lambda v: min(0.8, v["reward"] + 0.1 / (1 - v["dilute"] / 2)),
}
NEGATIVE = {
    "interest": lambda v: max(0.0, v["interest"] - 0.1),
    "silo": lambda v: max(
        0.0, v["silo"] - (0.1 if v["silo_form"] == "constant" else 0.2)
    ),
}
RUNS: dict[str, dict[str, Any]] = {
    "base": {},
    **{f"r{letters}": {"remove": letters} for letters in SUBSETS[1:]},
    **{f"c{k}": {"dose": doses(k, DOSE)} for k in range(1, FULL + 1)},
    "pos": POSITIVE,
    "neg": NEGATIVE,
    "posneg": POSITIVE | NEGATIVE,
    "int": _mixed(1.0),
    "ext": _mixed(0.0),
    "half": _mixed(0.5),
    "top_m": {"mission": lambda v: v["mission"] + 0.3},
    "top_r": {"reward": lambda v: v["reward"] + 0.3},
    "spare": {"dose": doses(4, DOSE)},
    "comb": _incentives(0.5),
    "sanc": _incentives(0.0),
    "rew": _incentives(1.0),
    "even": {"dose": doses(FULL, 0.1)},
    **{f"b{j + 1}": {"dose": doses(1 << j, 0.6)} for j in range(6)},
    **{f"d{j + 1}": {"dose": doses(1 << j, 1.2)} for j in range(6)},
}

THRESHOLD = Threshold(
    "critical_mass",
    field="x0",
    output="lasting",
    level=0.5,
    changes={"push": 0.0},
    runs=(
        *("base", "pos", "neg", "int", "ext", "half"),
        *("top_m", "top_r", "spare", "comb", "sanc", "rew"),
    ),
)
MODEL = Model(
    xs_run,
    parameters=PARAMETERS,
    settings=SETTINGS,
    runs=RUNS,
    record=record,
    outputs=("lasting", "final", "motivation", "gap_half"),
    path=("quarter", "share", "motivation"),
    steps=lambda v: int(v["quarters"]),
    threshold=THRESHOLD,
)

# share of own wish in one motivation of fixed size, by tenths → the run
MIXES = {k / 10: _mixed(k / 10) for k in range(11)}
