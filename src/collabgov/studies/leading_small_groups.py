"""What does the chair of a leading small group do, and what stays when the chair goes?

Formalises the abstract of Miao & Ju (2020), International Journal of Public Leadership
16(2), 249–264, doi 10.1108/IJPL-02-2020-0008. The equations, the numbers and the ranges
are ours; the full text was not read.
"""

import math
from collections import namedtuple
from collections.abc import Mapping
from math import inf
from typing import Any

import numpy as np

from collabgov.claims.departure import Departure
from collabgov.claims.predicate import Dominance, Predicate
from collabgov.engine.model import Model
from collabgov.engine.parameters import Parameter, Setting

ISSUES = ("pollution", "tourism", "transport")
SUFFIXES = {"strong": "s", "weak": "w", "self_forming": "f"}  # of runs and parameters
TYPES = tuple(SUFFIXES)
# rows: issues; columns: weight of coordination, division and defection risk
RISKS = ((0.1, 0.3, 0.6), (0.3, 0.5, 0.2), (0.6, 0.3, 0.1))
# rows: types; columns: share of each risk that such a group removes
REMOVES = ((0.3, 0.8, 0.9), (0.2, 0.2, 0.1), (0.8, 0.4, 0.2))

Group = namedtuple(
    "Group",
    "n selfish spread gain recip authority coord fit autonomy resist rule replace "
    "rigid paper tenure gap personal legal forced store half slow steps",
)


def lg_run(p, draws, path, out):
    """One history: effort of n cities under a chair who may leave.

    p: one record of numbers. draws: two uniforms a quarter.
    path: mean effort, trust, chair present; quarter by quarter.
    out: mean effort; quarter of paralysis, or all quarters;
    1 if paralysed; share of quarters chaired; mean effort with
    the chair, and without.
    """
    n = int(p.n)
    steps = int(p.steps)
    q = [0.1] * n
    mean = 0.1
    trust = 0.0
    here = 1
    clout = 1.0
    low = 0
    dead = -1
    total = 0.0
    chaired = 0
    q_here = 0.0
    for t in range(steps):
        if here == 1:
            chance = draws[2 * t] < 1.0 / p.tenure
            leaves = chance if p.forced < 0 else t == p.forced
            here = 0 if leaves else 1
        elif draws[2 * t] < 1.0 / p.gap:
            here = 1
            # the rest of the weight went with the person
            clout = 1.0 - p.personal * draws[2 * t + 1]
        # pull of a chair who is there and has lost no weight
        full = (p.authority + p.coord * mean) * p.fit
        lead = here * clout * full * (1.0 - p.rigid * p.legal)
        # rules on paper need a chair
        law = p.rule * p.legal * (1.0 - p.paper * (1.0 - here))
        if p.replace > 0.5:  # rules only make up for lost pull
            law = min(law, full * (1.0 - here * clout))
        spite = p.resist * here * clout
        spite = spite * p.authority / (1.0 + p.authority)
        for i in range(n):
            s = p.selfish + p.spread * (i - (n - 1) / 2.0)
            s = max(0.0, min(1.0, s))
            others = (n * mean - q[i]) / (n - 1)
            own = (1.0 - s * (1.0 - p.store * trust)) * p.gain
            own = own * (1.0 - p.recip + p.recip * others)
            own = own * (1.0 - spite) * (1.0 - p.autonomy)
            q[i] += 0.3 * (own - q[i] + (lead + law) * (1.0 - q[i]))
            q[i] = max(0.0, min(1.0, q[i]))
        mean = 0.0
        for i in range(n):
            mean += q[i] / n
        level = mean * mean / (p.half * p.half + mean * mean)
        trust += (level - trust) / p.slow
        path[3 * t] = mean
        path[3 * t + 1] = trust
        path[3 * t + 2] = here
        total += mean
        if here == 1:
            chaired += 1
            q_here += mean
        low = low + 1 if mean < 0.25 else 0
        if low >= 4 and dead < 0 and t >= 8:
            dead = t
    out[0] = total / steps
    out[1] = steps if dead < 0 else dead
    out[2] = 0.0 if dead < 0 else 1.0
    out[3] = chaired / steps
    out[4] = q_here / max(1, chaired)
    out[5] = (total - q_here) / max(1, steps - chaired)
    return out[0]


def lg_measures(path, extra):
    """Unsteadiness and halving of one history.

    extra[0]: standard deviation of mean effort from quarter 8 on. extra[1]: 1 if effort
    falls below half of its quarter-19 value in quarters 20–27, after a forced
    departure.
    """
    steps = len(path) // 3
    mean = 0.0
    for t in range(8, steps):
        mean += path[3 * t] / (steps - 8)
    square = 0.0
    for t in range(8, steps):
        d = path[3 * t] - mean
        square += d * d / (steps - 8)
    extra[0] = math.sqrt(square)
    extra[1] = 0.0
    for t in range(20, min(28, steps)):
        if path[3 * t] < 0.5 * path[57]:
            extra[1] = 1.0


def lg_fit(rho, e):
    """Share of an issue's collaboration risk that a group removes.

    Parameters
    ----------
    rho : sequence of float, length 3
        Weights of coordination, division and defection risk; they add up to 1.
    e : sequence of float, length 3
        Share of each risk that the group removes, cut to [0, 1].

    Returns
    -------
    float
        In [0, 1].

    References
    ----------
    The three risks: Feiock (2013), institutional collective action framework. The
    weights are ours.

    Examples
    --------
    >>> round(lg_fit(RISKS[0], REMOVES[0]), 2)      # strong group, pollution
    0.81
    """
    total = 0.0
    for k in range(3):
        total += rho[k] * max(0.0, min(1.0, e[k]))
    return total


def steady_effort(
    selfish: float,
    gain: float,
    recip: float,
    authority: float = 0.0,
    fit: float = 1.0,
    autonomy: float = 0.0,
    resist: float = 0.0,
) -> float:
    """Effort at which equal cities come to rest under a chair who stays.

    Closed form of `lg_run` where `spread`, `coord`, `store`, `legal` are 0 and no chair
    leaves.

    Parameters
    ----------
    selfish, recip, fit, autonomy, resist : float
        Shares in [0, 1].
    gain, authority : float
        In units of effort; not negative.

    Returns
    -------
    float
        Effort, in [0, 1].

    Raises
    ------
    ValueError
        If a share leaves [0, 1] or a level is negative.

    Examples
    --------
    >>> round(steady_effort(0.5, 0.9, 0.6), 6)
    0.246575
    >>> round(steady_effort(0.5, 0.9, 0.6, authority=0.5, fit=0.8), 6)
    0.513274
    """
    shares = {"selfish": selfish, "recip": recip, "fit": fit}
    shares |= {"autonomy": autonomy, "resist": resist}
    for name, value in shares.items():
        if not 0 <= value <= 1:
            raise ValueError(f"{name} must lie in [0, 1], got {value}")
    for name, value in {"gain": gain, "authority": authority}.items():
        if not value >= 0:
            raise ValueError(f"{name} must not be negative, got {value}")
    spite = resist * authority / (1 + authority)
    own = (1 - selfish) * gain * (1 - autonomy) * (1 - spite)
    pull = authority * fit
    if own * recip >= 1 + pull:
        return 1.0
    return min(1.0, (own * (1 - recip) + pull) / (1 + pull - own * recip))


def record(values: Mapping[str, Any]) -> Group:
    """The kernel's record: the pull and the fit of the point's type on its issue.

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
    >>> round(record(MODEL.values(type="strong", issue=0)).fit, 2)
    0.81
    """
    given = {k: values[k] for k in Group._fields if values.get(k) is not None}
    fields = _chair(values) | given
    fields["legal"] = 0.0 if values["rules"] == "none" else values["legal"]
    fields["replace"] = values["rules"] == "replace"
    fields["steps"] = values["quarters"]
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


SHARE = (0.0, 1.0)
LEVEL = (0.0, inf)
RISK_WORDS = {1: "about the plan", 2: "about shares", 3: "about broken promises"}


def _removes(suffix: str, row: tuple[float, ...]) -> tuple[Parameter, ...]:
    """Three parameters: how much of each risk a type of group removes."""
    return tuple(
        Parameter(
            f"e_{suffix}{k}",
            low=round(e - 0.2, 2),
            high=round(e + 0.2, 2),
            unit="share",
            meaning=f"share of quarrels {RISK_WORDS[k]} that such a group settles "
            "(cut to 0–1)",
            ask=f"Of ten quarrels {RISK_WORDS[k]}, how many does such a group settle?",
            ground="ours: order of the types from Feiock 2013",
        )
        for k, e in enumerate(row, start=1)
    )


PULL = "after a quarter, what share p of the open effort is there? pull = p/0.3"
COST = "What share of your own plans do you drop because a group exists?"
STIPULATED = "stipulated"

PARAMETERS = (
    Parameter(
        "selfish",
        low=0.1,
        high=0.9,
        domain=SHARE,
        unit="share",
        meaning="self-orientation of the cities",
        ask="Of ten matters where the joint gain costs your city something, "
        "how many does it refuse?",
        ground="stipulated; the abstract calls cities self-development oriented",
    ),
    Parameter(
        "gain",
        low=0.4,
        high=1.4,
        domain=LEVEL,
        unit="effort",
        meaning="what joint work is worth to a city that thinks of the whole",
        ask="If every city thought of the whole, how much of the possible effort "
        "would be worth giving?",
        ground="spillovers (Feiock 2013), order of magnitude only",
    ),
    Parameter(
        "recip",
        low=0.0,
        high=0.9,
        domain=SHARE,
        unit="share",
        meaning="share of a city's effort that waits for the others",
        ask="How much of your effort waits for the others to move?",
        ground=STIPULATED,
    ),
    Parameter(
        "auth_s",
        low=0.2,
        high=1.5,
        domain=LEVEL,
        unit="pull",
        meaning="authority of a chair of higher rank",
        ask=f"The chair orders: {PULL}",
        ground="rank above the cities; stipulated",
    ),
    Parameter(
        "coord_s",
        low=0.0,
        high=0.6,
        domain=LEVEL,
        unit="pull",
        meaning="what a chair of higher rank adds by coordinating",
        ask=f"All already work and the chair coordinates: {PULL}",
        ground=STIPULATED,
    ),
    Parameter(
        "auth_w",
        low=0.0,
        high=0.15,
        domain=LEVEL,
        unit="pull",
        meaning="authority of a chair without rank",
        ask=f"A chair without rank asks: {PULL}",
        ground=STIPULATED,
    ),
    Parameter(
        "coord_w",
        low=0.0,
        high=0.4,
        domain=LEVEL,
        unit="pull",
        meaning="what a chair without rank adds by coordinating",
        ask=f"All already work and a chair without rank coordinates: {PULL}",
        ground=STIPULATED,
    ),
    Parameter(
        "coord_f",
        low=0.0,
        high=2.0,
        domain=LEVEL,
        unit="pull",
        meaning="what a chair among equals adds by coordinating",
        ask=f"All already work and the chair is a peer: {PULL}",
        ground=STIPULATED,
    ),
    Parameter(
        "cost_s",
        low=0.0,
        high=0.4,
        domain=SHARE,
        unit="share",
        meaning="autonomy lost to a strong group",
        ask=COST,
        ground="order of the types from Feiock 2013",
    ),
    Parameter(
        "cost_w",
        low=0.0,
        high=0.2,
        domain=SHARE,
        unit="share",
        meaning="autonomy lost to a weak group",
        ask=COST,
        ground="order of the types from Feiock 2013",
    ),
    Parameter(
        "cost_f",
        low=0.0,
        high=0.1,
        domain=SHARE,
        unit="share",
        meaning="autonomy lost to a self-forming group",
        ask=COST,
        ground="order of the types from Feiock 2013",
    ),
    *_removes("s", REMOVES[0]),
    *_removes("w", REMOVES[1]),
    *_removes("f", REMOVES[2]),
    Parameter(
        "issue",
        low=0.0,
        high=3.0,
        domain=(0.0, 3.0),
        default=0.0,
        unit="0 pollution, 1 tourism, 2 transport",
        meaning="the matter the cities work on (integer part)",
        ask="Which of the three matters comes closest to yours?",
        ground="the three issues of the study",
    ),
    Parameter(
        "resist",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="own will that is lost under orders",
        ask="When ordered, how much of what you would have done anyway do you stop "
        "doing?",
        ground=STIPULATED,
    ),
    Parameter(
        "paper",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="share of the rules that stand still without a chair",
        ask="In the last vacancy, how many of ten rules were not applied?",
        ground=STIPULATED,
    ),
    Parameter(
        "rule",
        low=0.05,
        high=0.8,
        domain=LEVEL,
        unit="pull",
        meaning="pull of the rules alone",
        ask=f"Only the rule speaks: {PULL}",
        ground=STIPULATED,
    ),
    Parameter(
        "rigid",
        low=0.0,
        high=0.6,
        domain=SHARE,
        unit="share",
        meaning="room that a full statute takes from the chair",
        ask="How much of the chair's room does the statute take away?",
        ground="stipulated; cf. Lai & Liu 2011 (not checked)",
    ),
    Parameter(
        "tenure",
        low=8.0,
        high=24.0,
        domain=(1e-9, inf),
        unit="quarters",
        meaning="mean time a chair stays",
        ask="How long did the last three chairs stay?",
        ground="five-year terms, shorter in practice (not checked)",
    ),
    Parameter(
        "gap",
        low=1.0,
        high=8.0,
        domain=(1e-9, inf),
        unit="quarters",
        meaning="mean time until a successor acts",
        ask="After the last departure: how many quarters until a successor acted?",
        ground=STIPULATED,
    ),
    Parameter(
        "personal",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="share of the chair's weight that is the person, not the post",
        ask="How much of the chair's weight was the person, not the post?",
        ground="the abstract calls the groups personalistic; size stipulated",
    ),
    Parameter(
        "legal",
        low=0.2,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="how far the group is in statute (0 none, 1 all functions)",
        ask="How many of the group's ten functions stand in statute?",
        ground=STIPULATED,
    ),
    Parameter(
        "half",
        low=0.3,
        high=1.0,
        domain=(1e-9, inf),
        unit="effort",
        meaning="effort at which trust settles half-way; only with a trust stock",
        ask="How much joint work must run before partners trust each other half-way?",
        ground="as in the chapter on relational leadership",
    ),
    Parameter(
        "slow",
        low=2.0,
        high=20.0,
        domain=(1.0, inf),
        unit="quarters",
        meaning="time in which trust moves two thirds of the way; only with a trust "
        "stock",
        ask="After a change for the better, how long until two thirds of the new trust "
        "is there?",
        ground="as in the chapter on relational leadership (half a year to five years)",
    ),
)

SETTINGS = (
    Setting(
        "type",
        "strong",
        allowed=(*TYPES, "none"),
        meaning="kind of leading group",
    ),
    Setting(
        "rules",
        "none",
        allowed=("none", "add", "replace"),
        meaning="whether legal rules add to the chair's pull or replace what is lost",
    ),
    Setting(
        "store", 0.0, domain=SHARE, meaning="how far trust replaces self-orientation"
    ),
    Setting(
        "forced",
        -1,
        domain=(-1, inf),
        meaning="quarter in which the chair leaves; -1: at random",
    ),
    Setting("quarters", 80, domain=(9, 1e6), meaning="length of a history, quarters"),
    Setting("n", 3, domain=(2, 1000), meaning="number of cities"),
    Setting(
        "spread", 0.1, domain=SHARE, meaning="step in self-orientation between cities"
    ),
    Setting("authority", None, domain=LEVEL, meaning="pull; from type unless given"),
    Setting("coord", None, domain=LEVEL, meaning="pull; from type unless given"),
    Setting(
        "fit", None, domain=SHARE, meaning="share; from type and issue unless given"
    ),
    Setting("autonomy", None, domain=SHARE, meaning="share; from type unless given"),
)

NEVER = 1e9  # quarters: a chair who does not leave
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
        Rows of `ensemble.run`, at least with the runs in `WORLD_RUNS`.

    Returns
    -------
    Series of bool
    """
    return _alone(r) & (r["s.effort"] >= 0.5) & (r["w.effort"] < 0.25)


WORLD_RUNS = ("none", "s", "w")
WORLD_POINTS = 16384  # W holds about 4 points in 100: too few in 2,048

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


LEADER = (
    "type",
    *(n for n in MODEL.names if n[:5] in ("auth_", "coord", "cost_") or n[:2] == "e_"),
)
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

SELF_FORMING = {"type": "self_forming"}
STATUTE = {"legal": 1.0, "rules": "replace"}
DEPARTURE = Departure(
    stays={"tenure": NEVER},
    leaves={"forced": 40, "gap": NEVER},
    empty={"forced": 0, "gap": NEVER, "rules": "none"},
    column="effort",
    at=40,
    horizon=80,
    length="quarters",
    variants={
        "no trust, no rules": {},
        "half trust, no rules": {"store": 0.5},
        "trust, no rules": {"store": 1.0},
        "no trust, rules replace": STATUTE,
        "trust, rules replace": {"store": 1.0, **STATUTE},
        "no trust, rules add": {**STATUTE, "rules": "add"},
        "self-forming, no trust": SELF_FORMING,
        "self-forming, trust": {"store": 1.0, **SELF_FORMING},
    },
)

# from words to model: claim, parameters that stand for it, rule, basis
CODING = (
    (
        "LG-3: leaders “tend to determine”",
        ("auth_s", "coord_f", "cost_s"),
        "the leader moves effort more than cities and issue do",
        "claim stated, measure ours",
    ),
    (
        "LG-5, LG-6: efficient, or very negative",
        (),
        "mean effort at least 0.6; below 0.25",
        "claim stated, cuts ours",
    ),
    (
        "LG-7: self-oriented cities",
        ("selfish", "gain", "recip"),
        "share of the joint gain that a city leaves out of account",
        "stated; form ours",
    ),
    (
        "LG-7: authority; coordinating capacity",
        ("auth_s", "coord_f"),
        "pull on the effort that is still open",
        "stated; form ours",
    ),
    (
        "LG-8: command from the person",
        ("personal", "paper"),
        "the successor keeps part of the weight; rules stand still without a chair",
        "stated; form ours",
    ),
    (
        "LG-9: paralysis",
        ("tenure", "gap"),
        "effort halved within eight quarters of a departure, in one history of twenty",
        "claim stated, measure ours",
    ),
    (
        "LG-10: legal basis",
        ("legal", "rule", "rigid"),
        "later paralysis; steadier effort; more effort",
        "advice stated, stand-ins ours",
    ),
    (
        "the issue",
        ("issue", "e_s1"),
        "weights of three risks, and what each type removes of them",
        "inferred from Feiock 2013; numbers ours",
    ),
)

# where the premise tightens: the lower bound of self-orientation
PLACES = {
    "all": lambda r: r["selfish"] > 0,
    "selfish > 0.3": lambda r: r["selfish"] > 0.3,
    "selfish > 0.5": lambda r: r["selfish"] > 0.5,
    "selfish > 0.7": lambda r: r["selfish"] > 0.7,
    "cities alone < 0.4": _alone,
    "the study's own world": world,
}
