"""What lowers the share of departments from which on cooperation feeds itself."""

from collections.abc import Callable
from typing import Any

from collabgov.claims.predicate import Predicate


def _room_at(*runs: str) -> Callable[[Any], Any]:
    """Where critical masses could differ: not all out of reach, not all at nothing."""
    names = [f"{run}.critical_mass" for run in runs]
    return lambda r: (r[names].min(axis=1) < 1) & (r[names].max(axis=1) >= 0.02)


def _lower(run: str, than: str) -> dict[str, Any]:
    """Fields of a comparison of critical masses, by at least .02."""
    names = [f"{name}.critical_mass" for name in (than, run)]
    return {
        "value": lambda r: r[names[0]] - r[names[1]],
        "margin": 0.02,
        "opposed": True,
        "room": _room_at(run, than),
    }


def _weaker(r: Any) -> Any:
    """Points where own wish is the weaker of the two sources."""
    return r["mission"] < r["reward"] + r["sanction"]


def _topped(r: Any) -> Any:
    """How much lower the critical mass gets by topping up the weaker source."""
    stronger_less_weaker = r["top_r.critical_mass"] - r["top_m.critical_mass"]
    return stronger_less_weaker.where(_weaker(r), -stronger_less_weaker)


def _affordable(r: Any) -> Any:
    """Points whose incentives together stay within the largest reward."""
    return r["reward"] + r["sanction"] <= 0.8


BY_PUNISHMENT = {
    "sanction and blame (sanction × blame > 0.8)": lambda r: (
        r["sanction"] * r["blame"] > 0.8
    ),
    "sanction and blame (sanction × blame ≤ 0.5)": lambda r: (
        r["sanction"] * r["blame"] <= 0.5
    ),
}

DRIVERS = (
    Predicate(
        "XS-4",
        claim="XS-4",
        question="Do more own wish and reward lower the critical mass?",
        reading="proxy",
        **_lower("pos", than="base"),
    ),
    Predicate(
        "XS-5",
        claim="XS-5",
        question="Do less interest at stake and less departmentalism lower it?",
        reading="proxy",
        built_in="less of an obstacle never makes joining pay less",
        **_lower("neg", than="base"),
    ),
)
BALANCE = (
    Predicate(
        "XS-6 mean",
        claim="XS-6",
        question="Is half and half better than the mean of the two ends?",
        reading="proxy",
        value=lambda r: (
            (r["int.critical_mass"] + r["ext.critical_mass"]) / 2
            - r["half.critical_mass"]
        ),
        margin=0.02,
        opposed=True,
        room=_room_at("int", "ext", "half"),
    ),
    Predicate(
        "XS-6 best",
        claim="XS-6",
        question="Is half and half better than the better end?",
        reading="proxy",
        value=lambda r: (
            r[["int.critical_mass", "ext.critical_mass"]].min(axis=1)
            - r["half.critical_mass"]
        ),
        margin=0.02,
        opposed=True,
        room=_room_at("int", "ext", "half"),
    ),
    Predicate(
        "XS-6 top",
        claim="XS-6",
        question="Is it better to top up the weaker source than the stronger?",
        reading="proxy",
        where=lambda r: (r["mission"] <= 0.5) & (r["reward"] <= 0.5),
        value=_topped,
        margin=0.02,
        opposed=True,
        room=_room_at("top_m", "top_r"),
    ),
)
PUNISHMENT = (
    Predicate(
        "XS-9a",
        claim="XS-9",
        question="Does less punishment lower the critical mass?",
        reading="proxy",
        classes=BY_PUNISHMENT,
        **_lower("spare", than="base"),
    ),
    Predicate(
        "XS-9b",
        claim="XS-9",
        question="Is punishment beside reward better than punishment alone?",
        reading="proxy",
        where=_affordable,
        **_lower("comb", than="sanc"),
    ),
    Predicate(
        "XS-9b′",
        claim="XS-9",
        question="Is it better than reward alone? (ours)",
        reading="tends",
        where=_affordable,
        **_lower("comb", than="rew"),
    ),
)
