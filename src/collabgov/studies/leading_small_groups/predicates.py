"""What is asked of every world for each claim, and what the study's own world shows."""

from math import inf
from typing import Any

import numpy as np

from collabgov.claims.predicate import Dominance, Predicate
from collabgov.claims.premises import Premises
from collabgov.studies.leading_small_groups.kernel import ISSUES, TYPES
from collabgov.studies.leading_small_groups.parameters import PARAMETERS


def _alone(r: Any) -> Any:
    """The study's premise: cities that nobody leads do little."""
    return r["none.effort"] < 0.4


def _formed(r: Any) -> Any:
    """Points where something is there to lose: the chaired group does much."""
    return r["stay.effort"] >= 0.5


def world(r: Any) -> Any:
    """Which points show what the abstract reports: only a strong group moves much.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`, at least with the runs none, s and w.

    Returns
    -------
    Series of bool
    """
    return _alone(r) & (r["s.effort"] >= 0.5) & (r["w.effort"] < 0.25)


BY_ISSUE = {
    f"the issue ({name})": lambda r, k=k: np.floor(r["issue"]).clip(upper=2) == k
    for k, name in enumerate(ISSUES)
}
GAP = "W asks for effort with a strong group and little with a weak one or none"


def _gain(run: str, other: str, **more: Any) -> dict[str, Any]:
    """Fields of a three-valued comparison of mean effort, by at least .05."""
    return {
        "value": lambda r: r[f"{run}.effort"] - r[f"{other}.effort"],
        "margin": 0.05,
        "opposed": True,
        **more,
    }


# sign: that of the change which counts as support; low, high: beyond these in both runs
# there is no room, a group being paralysed in quarter 8 at the earliest
PROXIES: dict[str, dict[str, Any]] = {
    "s": {"output": "paralysed_at", "sign": 1, "margin": 2.0, "low": 10, "high": 78},
    "v": {"output": "deviation", "sign": -1, "margin": 0.01, "low": 0.01, "high": inf},
    "m": {"output": "effort", "sign": 1, "margin": 0.02, "low": 0.0, "high": 0.98},
}
ASKED = {
    "s": "is it paralysed later",
    "v": "is effort steadier",
    "m": "is effort higher",
}
KINDS = {"s": "Strong", "w": "Weak", "f": "Self-forming"}
LAWS = {"La": "add pull", "Lr": "replace lost pull"}


def _legalised(letter: str, kind: str, law: str) -> Predicate:
    """A proxy for legalisation: later paralysis, steadier effort, or more effort."""
    proxy = PROXIES[letter]
    run, grown = (f"{name}.{proxy['output']}" for name in (kind, kind + law))
    return Predicate(
        f"LG-10{letter}.{kind}{law}",
        claim="LG-10",
        question=f"{KINDS[kind]} group, rules {LAWS[law]}: {ASKED[letter]}?",
        reading="proxy",
        value=lambda r: proxy["sign"] * (r[grown] - r[run]),
        margin=proxy["margin"],
        opposed=True,
        room=lambda r: (
            (r[[run, grown]].max(axis=1) >= proxy["low"])
            & (r[[run, grown]].min(axis=1) <= proxy["high"])
        ),
    )


LEADER = ("type", *(p.name for p in PARAMETERS if p.group == "leader"))
CONTEXT = ("selfish", "gain", "recip", "issue")


def _dominance(name: str, **more: Any) -> Dominance:
    """LG-3: does who leads move effort more than the cities and the issue do?"""
    return Dominance(
        name,
        claim="LG-3",
        run="s",
        output="effort",
        over={"type": TYPES},
        leader=LEADER,
        context=CONTEXT,
        **more,
    )


PREDICATES: tuple[Predicate | Dominance, ...] = (
    Predicate(
        "LG-1",
        claim="LG-1",
        question="Do types of group end at least 0.2 of effort apart?",
        reading="tends",
        value=lambda r: (
            r[["s.effort", "w.effort", "f.effort"]].max(axis=1)
            - r[["s.effort", "w.effort", "f.effort"]].min(axis=1)
        ),
        margin=0.2,
        circular=GAP,
    ),
    _dominance(
        "LG-3",
        question="Does the leader move effort more than cities and issue do?",
        circular=f"in part: {GAP}",
    ),
    _dominance(
        "LG-3P", question="Does the leader, where cities alone do little?", where=_alone
    ),
    Predicate(
        "LG-3o",
        claim="LG-3",
        question="Is strong against weak a bigger step than selfish against willing "
        "cities?",
        reading="tends",
        value=lambda r: (
            (r["s.effort"] - r["w.effort"]).abs()
            - (r["lo.effort"] - r["hi.effort"]).abs()
        ),
        margin=0.02,
        opposed=True,
    ),
    Predicate(
        "LG-3w",
        claim="LG-3w",
        question="Can strong and weak groups end at least 0.1 apart?",
        reading="exists",
        value=lambda r: (r["s.effort"] - r["w.effort"]).abs(),
        margin=0.1,
        opposed=True,
        circular=GAP,
    ),
    Predicate(
        "LG-5",
        claim="LG-5",
        question="Can a strong group reach 0.6?",
        reading="exists",
        value=lambda r: r["s.effort"],
        margin=0.6,
        ends=(0.3, 0.9),
    ),
    Predicate(
        "LG-5b",
        claim="LG-5",
        question="Does strong usually beat weak?",
        reading="tends",
        circular=GAP,
        **_gain("s", "w"),
    ),
    Predicate(
        "LG-5c",
        claim="LG-5",
        question="Does strong usually beat self-forming?",
        reading="tends",
        classes=BY_ISSUE,
        **_gain("s", "f"),
    ),
    Predicate(
        "LG-5n",
        claim="LG-5",
        question="Is strong usually better than no group?",
        reading="tends",
        circular=GAP,
        **_gain("s", "none"),
    ),
    Predicate(
        "LG-6",
        claim="LG-6",
        question="Can a weak group end below 0.25?",
        reading="exists",
        value=lambda r: r["w.effort"],
        margin=0.25,
        below=True,
        circular=GAP,
    ),
    Predicate(
        "LG-6f",
        claim="LG-6",
        question="Can a self-forming group end below 0.25?",
        reading="exists",
        value=lambda r: r["f.effort"],
        margin=0.25,
        below=True,
    ),
    Predicate(
        "LG-6n",
        claim="LG-6",
        question="Can a weak group be worse than none? (ours)",
        reading="exists",
        room=lambda r: r["none.effort"] >= 0.1,
        **_gain("none", "w"),
    ),
    Predicate(
        "LG-7a",
        claim="LG-7",
        question="Can the authority of a chair who stays lift reluctant cities to 0.5?",
        reading="exists",
        value=lambda r: r["auth.effort"],
        margin=0.5,
        ends=(0.25, 0.9),
        where=_alone,
        circular=GAP,
    ),
    Predicate(
        "LG-7b",
        claim="LG-7",
        question="Can a chair among equals who stays and only coordinates?",
        reading="exists",
        value=lambda r: r["coord.effort"],
        margin=0.5,
        ends=(0.25, 0.9),
        where=_alone,
    ),
    Predicate(
        "LG-7either",
        claim="LG-7",
        question="Can one of the two?",
        reading="exists",
        value=lambda r: r[["auth.effort", "coord.effort"]].max(axis=1),
        margin=0.5,
        ends=(0.25, 0.9),
        where=_alone,
        circular=GAP,
    ),
    Predicate(
        "LG-7both",
        claim="LG-7",
        question="Can each of the two?",
        reading="exists",
        value=lambda r: r[["auth.effort", "coord.effort"]].min(axis=1),
        margin=0.5,
        ends=(0.25, 0.9),
        where=_alone,
    ),
    Predicate(
        "LG-9",
        claim="LG-9",
        question="Can effort fall by half within two years of the chair's leaving?",
        reading="exists",
        value=lambda r: r["dep.halved"],
        margin=0.05,  # one history in twenty
        ends=None,
        where=_formed,
    ),
    Predicate(
        "LG-9alone",
        claim="LG-9",
        question="Can it, where cities alone do little?",
        reading="exists",
        value=lambda r: r["dep.halved"],
        margin=0.05,
        ends=None,
        where=lambda r: _formed(r) & _alone(r),
    ),
    Predicate(
        "LG-9often",
        claim="LG-9",
        question="Does it in half of the histories or more?",
        reading="tends",
        value=lambda r: r["dep.halved"],
        margin=0.5,
        ends=None,
        where=_formed,
    ),
    Predicate(
        "LG-9p",
        claim="LG-9",
        question="Can the ordinary turnover of chairs paralyse a strong group?",
        reading="exists",
        value=lambda r: r["s.paralysed"],
        margin=0.05,
        ends=None,
        where=_formed,
    ),
    *(
        _legalised(letter, kind, law)
        for kind in "swf"
        for law in ("La", "Lr")
        for letter in PROXIES
    ),
    *(
        Predicate(
            f"LG-10d.{run}",
            claim="LG-10",
            question=f"Rules {LAWS[run[3:]]}: does effort then fall by half less often "
            "than in every second history?",
            reading="proxy",
            value=lambda r, run=run: r[f"{run}.halved"],
            margin=0.5,
            ends=None,
            below=True,
            where=lambda r: r["dep.halved"] >= 0.5,
        )
        for run in ("depLa", "depLr")
    ),
)

PREMISES = Premises(
    "LG-3",
    where={  # the premise tightens: the lower bound of self-orientation rises
        "all": lambda r: r["selfish"] > 0,
        "selfish > 0.3": lambda r: r["selfish"] > 0.3,
        "selfish > 0.5": lambda r: r["selfish"] > 0.5,
        "selfish > 0.7": lambda r: r["selfish"] > 0.7,
        "cities alone < 0.4": _alone,
        "the study's own world": world,
    },
    groups=(
        {"leader": LEADER, "context": CONTEXT},
        {"type": ("type",), "issue": ("issue",)},
    ),
)
