"""What is tested for each claim, and what a world must show to be the study's own."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from collabgov.claims.predicate import Predicate
from collabgov.methods.coalitions import minimal_sets
from collabgov.studies.cross_sector_synergy.kernel import OBSTACLES
from collabgov.studies.cross_sector_synergy.model import FULL, SINGLES
from collabgov.studies.cross_sector_synergy.predicates_of_critical_mass import (
    BALANCE,
    DRIVERS,
    PUNISHMENT,
)


def _fails(r: Any) -> Any:
    """Points where cooperation does not last by itself."""
    return r["base.lasting"] < 0.5


def world(r: Any) -> Any:
    """Which points show what the abstract reports: failure, and all four obstacles.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`, at least with the run "base".

    Returns
    -------
    Series of bool
    """
    costs = (
        r["interest"],
        r["benefit"] * r["conflict"] / 2,
        r["silo"] / 2,
        r["cost"] * r["mismatch"],
    )
    found = _fails(r)
    for cost in costs:
        found &= cost >= 0.05
    return found


def removed(r: Any) -> NDArray[np.float64]:
    """Lasting share after every removal, shape (rows, 16); bits in order I C D M."""
    letters = [
        "".join(o for j, o in enumerate(OBSTACLES) if k >> j & 1) for k in range(16)
    ]
    return np.stack([r[f"{'r' + a if a else 'base'}.lasting"] for a in letters], axis=1)


def smallest_removal(r: Any, level: float = 0.5) -> NDArray[np.int64]:
    """How many obstacles must go before cooperation lasts; 5 where four are not enough."""
    size = np.array([k.bit_count() for k in range(16)])
    return np.where(removed(r) >= level, size, 5).min(axis=1)


def packages(r: Any, output: str = "lasting") -> NDArray[np.float64]:
    """An output under every set of measures, shape (rows, 64); bits L1 … L6."""
    names = ["base", *(f"c{k}" for k in range(1, FULL + 1))]
    return np.stack([r[f"{name}.{output}"] for name in names], axis=1)


def synergy(r: Any, output: str = "lasting") -> NDArray[np.float64]:
    """The package's gain less the sum of the gains of its measures alone."""
    found = [r[f"{name}.{output}"] for name in ("base", f"c{FULL}")]
    alone = sum(r[f"c{k}.{output}"] - found[0] for k in SINGLES)
    return found[1] - found[0] - alone


def enough_alone(r: Any) -> NDArray[np.int64]:
    """How many single measures restore cooperation."""
    return np.sum([r[f"c{k}.lasting"] >= 0.5 for k in SINGLES], axis=0)


def _in_some_set(letter: str) -> Callable[[Any, float], NDArray[np.bool_]]:
    """Whether an obstacle is part of some smallest removal that is enough."""
    bit = 1 << list(OBSTACLES).index(letter)

    def value(r: Any, level: float) -> NDArray[np.bool_]:
        smallest = minimal_sets(removed(r) >= level)
        return np.any(smallest[:, [k for k in range(16) if k & bit]], axis=1)

    return value


def _in_every_set(letter: str) -> Callable[[Any, float], NDArray[np.bool_]]:
    """Whether no removal is enough that leaves an obstacle, and that of all is."""
    others = "".join(o for o in OBSTACLES if o != letter)
    runs = ("rICDM.lasting", f"r{others}.lasting")
    return lambda r, level: (r[runs[0]] >= level) & (r[runs[1]] < level)


def _spread(singles: str, package: str) -> Callable[[Any], Any]:
    """A budget spread over all measures, less the best single measure with it."""
    names = [f"{singles}{j + 1}.lasting" for j in range(6)]
    return lambda r: r[f"{package}.lasting"] - r[names].max(axis=1)


LEVELS = (0.25, 0.9)  # what "lasts" may also mean
BY_MEASURES = {
    f"how many measures would do alone ({word})": lambda r, k=k: (
        np.minimum(enough_alone(r), 2) == k
    )
    for k, word in enumerate(("none", "one", "two or more"))
}
_ROOM: dict[str, Any] = {
    "room": lambda r: (r["base.lasting"] < 0.9) & (r[f"c{FULL}.lasting"] > 0.1),
}
_SYNERGY: dict[str, Any] = {"value": synergy, "margin": 0.05, "opposed": True, **_ROOM}
_NAMES = {
    "I": "departmental interests",
    "C": "goals in conflict",
    "D": "departmentalism",
    "M": "missing powers",
}

PREDICATES: tuple[Predicate, ...] = (
    Predicate(
        "XS-1",
        claim="XS-1",
        question="Can the package of six bring more than its parts added up?",
        reading="exists",
        classes=BY_MEASURES,
        **_SYNERGY,
    ),
    Predicate(
        "XS-1t",
        claim="XS-1",
        question="Does it usually, where cooperation fails? (ours)",
        reading="tends",
        where=_fails,
        classes=BY_MEASURES,
        **_SYNERGY,
    ),
    Predicate(
        "XS-1L",
        claim="XS-1",
        question="Do the measures strengthen one another in the pay-off itself? (ours)",
        reading="tends",
        where=_fails,
        value=lambda r: synergy(r, "gap_half"),
        margin=0.01,
        opposed=True,
    ),
    Predicate(
        "XS-3e",
        claim="XS-3",
        question="With all four obstacles gone, does cooperation last?",
        reading="tends",
        where=_fails,
        value=lambda r: r["rICDM.lasting"],
        margin=0.5,
        ends=LEVELS,
    ),
    Predicate(
        "XS-3s",
        claim="XS-3",
        question="Can the removal of a single obstacle be enough? (ours)",
        reading="exists",
        where=_fails,
        value=lambda r: r[[f"r{o}.lasting" for o in OBSTACLES]].max(axis=1),
        margin=0.5,
        ends=LEVELS,
    ),
    *(
        Predicate(
            f"XS-3i.{o}",
            claim="XS-3",
            question="Does a removal that is enough, with nothing to spare, include "
            f"{_NAMES[o]}?",
            reading="tends",
            where=_fails,
            value=_in_some_set(o),
            by_margin=True,
            margin=0.5,
            ends=LEVELS,
        )
        for o in OBSTACLES
    ),
    *(
        Predicate(
            f"XS-3n.{o}",
            claim="XS-3",
            question=f"Must every removal that is enough include {_NAMES[o]}? (ours)",
            reading="necessary",
            where=_fails,
            value=_in_every_set(o),
            by_margin=True,
            margin=0.5,
            ends=LEVELS,
        )
        for o in OBSTACLES
    ),
    *DRIVERS,
    Predicate(
        "XS-5b",
        claim="XS-5",
        question="Do the two together bring more than one by one? (ours)",
        reading="tends",
        where=_fails,
        value=lambda r: (
            r["posneg.lasting"]
            - r["pos.lasting"]
            - r["neg.lasting"]
            + r["base.lasting"]
        ),
        margin=0.05,
        opposed=True,
    ),
    *BALANCE,
    *PUNISHMENT,
    Predicate(
        "XS-14",
        claim="XS-14",
        question="Where cooperation fails, does the package restore it?",
        reading="proxy",
        where=_fails,
        value=lambda r: r[f"c{FULL}.lasting"],
        margin=0.5,
        ends=LEVELS,
    ),
    Predicate(
        "XS-14s",
        claim="XS-14",
        question="Is a small budget better spread over all six than put on the best "
        "measure? (ours)",
        reading="tends",
        where=_fails,
        value=_spread("b", "even"),
        margin=0.05,
        opposed=True,
    ),
    Predicate(
        "XS-14s 1.2",
        claim="XS-14",
        question="Is a budget twice as large better spread so? (ours)",
        reading="tends",
        where=_fails,
        value=_spread("d", f"c{FULL}"),
        margin=0.05,
        opposed=True,
    ),
)
