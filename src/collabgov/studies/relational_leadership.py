"""Can a leader start what was built and does not run, and does it run on without her?

Formalises the abstract of "How Can Regional Collaborative Governance Promote Public
Value Through Relational Leadership?", Policy & Governance Review. The equations, the
numbers and the ranges are ours; the full text was not read.
"""

import math
from collections import namedtuple
from collections.abc import Mapping
from math import inf, nan
from typing import Any

from collabgov.claims.curves import Curve
from collabgov.claims.departure import Departure
from collabgov.claims.predicate import Predicate
from collabgov.engine.model import Model
from collabgov.engine.parameters import Parameter, Setting

CUSP = 3 * math.sqrt(3) / 8  # no fold where lapse · half / gain is larger

Region = namedtuple(
    "Region",
    "mission alpha sigma chain store order trickle gain lapse half resources subst "
    "trust_skill learn_skill forget slow direct price overhead s0 x0 effort stop kept "
    "years",
)


def rl_run(p, path, out):
    """One history: a built mechanism, and a leader who works on it.

    p: one record of numbers. path: interaction actually run (1: as
    designed), trust, common knowledge; twenty steps a year.
    out: their last values; mean net value; mean value that the
    leader's acts have without the mechanism.
    """
    dt = 0.05
    means = p.resources + p.subst * (1.0 - p.resources)
    # what the acts find to work with
    cond = 1.0 - p.chain + p.chain * p.s0**p.sigma * means
    # the old wiring: means carry the mechanism, not the acts
    base = 1.0 - (1.0 - p.chain) * (1.0 - means)
    x = p.x0
    trust = p.s0
    k = 0.0
    value = 0.0
    bypass = 0.0
    for t in range(int(p.years / dt + 0.5)):
        u = p.effort * (1.0 - p.alpha + p.alpha * p.mission)
        if t * dt >= p.stop:
            u = u * p.kept  # what rules keep after the leader
        act = u * cond
        push = p.trust_skill * act
        warm = push * (1.0 - p.order)
        h = x * x / (p.half * p.half + x * x)
        if p.store < 0.5:  # trust is not kept, only made anew
            trust = 1.0 - (1.0 - p.s0) * (1.0 - warm)
        start = trust + p.order * push * (1.0 - trust)
        fade = p.lapse * (1.0 - 0.5 * k)
        dx = p.trickle * p.mission + p.gain * base * start - fade * x
        dtrust = 1.0 - (1.0 - h) * (1.0 - warm) - trust
        dk = 0.5 * p.learn_skill * act * h * (1.0 - k) - p.forget * k
        net = x - p.overhead + p.direct * act - p.price * u
        value += dt * net
        bypass += dt * p.direct * act
        x += dt * dx
        if p.store >= 0.5:
            trust += dt * dtrust / p.slow
        k += dt * dk
        path[3 * t] = x
        path[3 * t + 1] = trust
        path[3 * t + 2] = k
    out[0] = x
    out[1] = trust
    out[2] = k
    out[3] = value / p.years
    out[4] = bypass / p.years
    return x


def rl_led(p, path):
    """Change of interaction where trust and knowledge have settled.

    While the leader is there; trust is kept.
    path: state, change; 101 states from 0 to 2.
    """
    means = p.resources + p.subst * (1.0 - p.resources)
    cond = 1.0 - p.chain + p.chain * p.s0**p.sigma * means
    base = 1.0 - (1.0 - p.chain) * (1.0 - means)
    act = p.effort * (1.0 - p.alpha + p.alpha * p.mission) * cond
    push = p.trust_skill * act
    for i in range(101):
        x = 0.02 * i
        h = x * x / (p.half * p.half + x * x)
        trust = 1.0 - (1.0 - h) * (1.0 - push * (1.0 - p.order))
        start = trust + p.order * push * (1.0 - trust)
        learn = p.learn_skill * act * h
        k = learn / max(1e-9, learn + 2.0 * p.forget)
        fade = p.lapse * (1.0 - 0.5 * k)
        path[2 * i] = x
        drip = p.trickle * p.mission
        path[2 * i + 1] = drip + p.gain * base * start - fade * x


def rl_left(p, path):
    """Change of interaction where trust and knowledge have settled.

    After she has left, with what rules keep of her effort.
    path: state, change; 101 states from 0 to 2.
    """
    means = p.resources + p.subst * (1.0 - p.resources)
    cond = 1.0 - p.chain + p.chain * p.s0**p.sigma * means
    base = 1.0 - (1.0 - p.chain) * (1.0 - means)
    act = p.effort * (1.0 - p.alpha + p.alpha * p.mission) * cond * p.kept
    push = p.trust_skill * act
    for i in range(101):
        x = 0.02 * i
        h = x * x / (p.half * p.half + x * x)
        trust = 1.0 - (1.0 - h) * (1.0 - push * (1.0 - p.order))
        start = trust + p.order * push * (1.0 - trust)
        learn = p.learn_skill * act * h
        k = learn / max(1e-9, learn + 2.0 * p.forget)
        fade = p.lapse * (1.0 - 0.5 * k)
        path[2 * i] = x
        drip = p.trickle * p.mission
        path[2 * i + 1] = drip + p.gain * base * start - fade * x


def rl_fold(big, out):
    """Both folds of a - big X + X^2 / (1 + X^2) = 0.

    big: lapse * half / gain, above 0 and below 3 sqrt(3) / 8.
    out: X and a where the low state ends, X and a where the high
    state ends.
    """
    top = 1.0 / math.sqrt(3.0)  # 2 X / (1 + X^2)^2 peaks here
    for side in range(2):
        lo = 0.0 if side == 0 else top
        hi = top if side == 0 else 50.0
        for _ in range(200):
            mid = 0.5 * (lo + hi)
            bend = (1.0 + mid * mid) * (1.0 + mid * mid)
            below = 2.0 * mid / bend < big
            if below == (side == 0):
                lo = mid
            else:
                hi = mid
        out[2 * side] = lo
        out[2 * side + 1] = big * lo - lo * lo / (1.0 + lo * lo)
    return out[1]


def fold_push(gain: float, lapse: float, half: float, trickle: float) -> float:
    """Steady push on trust at which a stuck mechanism starts by itself.

    Rest points of `rl_run` without learning, under a push w = trust_skill · u · C that
    does not change; the low one vanishes where w passes this value.

    Parameters
    ----------
    gain, lapse, half : float
        As in the kernel; above 0.
    trickle : float
        Unprompted activity a year; not negative.

    Returns
    -------
    float
        w*, in (0, 1); NaN where there is no low state to leave: the trickle alone
        suffices, or no push makes the mechanism jump.

    Raises
    ------
    ValueError
        If a number leaves its range.

    References
    ----------
    The equation is that of a shallow lake: Carpenter, Ludwig & Brock (1999),
    Ecological Applications 9(3), 751–771.

    Examples
    --------
    >>> round(fold_push(1.0, 1.0, 0.55, 0.02), 6)
    0.072003
    >>> fold_push(1.0, 1.0, 0.7, 0.02)      # 0.7 is above the cusp, 0.6495
    nan
    """
    for name, number in {"gain": gain, "lapse": lapse, "half": half}.items():
        if not number > 0:
            raise ValueError(f"{name} must be above 0, got {number}")
    if not trickle >= 0:
        raise ValueError(f"trickle must not be negative, got {trickle}")
    big, drip = lapse * half / gain, trickle / gain
    if big >= CUSP:
        return nan

    def missing(w: float) -> float:
        """How far a push stays below the fold; falls as the push grows."""
        return rl_fold(big / (1 - w), [0.0] * 4) - (drip + w) / (1 - w)

    low, high = 0.0, 1 - big / CUSP
    if missing(low) <= 0 or missing(high) > 0:
        return nan
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if missing(middle) > 0 else (low, middle)
    return high


def effort_needed(
    w: float, trust_skill: float, s0: float, sigma: float, means: float
) -> float:
    """Share of a full-time leader that makes a given push on trust.

    Parameters
    ----------
    w : float
        The push, for instance `fold_push`.
    trust_skill : float
        Share of the distrust that a full-time leader can close.
    s0 : float
        Inherited social capital, in (0, 1].
    sigma : float
        How much the acts need it.
    means : float
        Resources, with what contacts make up for.

    Returns
    -------
    float
        Above 1 where a full-time leader is not enough.

    Raises
    ------
    ValueError
        If `w` is negative or another number not above 0 (`sigma` may be 0).

    Examples
    --------
    >>> w = fold_push(1.0, 1.0, 0.55, 0.02)
    >>> round(effort_needed(w, 0.9, s0=0.16, sigma=0.5, means=0.8), 6)
    0.25001
    """
    for name, number in {"trust_skill": trust_skill, "s0": s0, "means": means}.items():
        if not number > 0:
            raise ValueError(f"{name} must be above 0, got {number}")
    for name, number in {"w": w, "sigma": sigma}.items():
        if not number >= 0:
            raise ValueError(f"{name} must not be negative, got {number}")
    return w / (trust_skill * s0**sigma * means)


def record(values: Mapping[str, Any]) -> Region:
    """The kernel's record: the parameters and settings under their own names.

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
    return Region(*[float(values[name]) for name in Region._fields])


SHARE = (0.0, 1.0)
LEVEL = (0.0, inf)
POSITIVE = (1e-9, inf)
STIPULATED = "stipulated"

PARAMETERS = (
    Parameter(
        "alpha",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="share of the leader's effort that hangs on mission",
        ask="Of what the convenor does, how much would stop if she no longer believed "
        "in the purpose?",
        ground="stipulated; the chapter's first question",
    ),
    Parameter(
        "sigma",
        low=0.0,
        high=1.0,
        domain=LEVEL,
        unit="exponent",
        meaning="how much the leader's acts need inherited social capital",
        ask="Two convenors do the same work, one with ten times more old contacts: how "
        "many times more does she get done? (n times: the logarithm of n to base 10)",
        ground="stipulated; the chapter's second question",
    ),
    Parameter(
        "trickle",
        low=0.0,
        high=0.1,
        domain=LEVEL,
        unit="levels a year",
        meaning="unprompted activity that mission gives the mechanism",
        ask="With nobody convening, how many of ten planned joint activities happen "
        "anyway in a year? (n/10)",
        ground="Goodsell 2011, for the sign",
    ),
    Parameter(
        "gain",
        low=0.8,
        high=2.0,
        domain=POSITIVE,
        unit="levels a year",
        meaning="interaction that full trust starts in a year",
        ask="With full trust and a fresh start, how many years' programmes are done in a "
        "year?",
        ground="stipulated with lapse: full trust ends between one and two programmes",
    ),
    Parameter(
        "lapse",
        low=0.7,
        high=1.3,
        domain=POSITIVE,
        unit="1 a year",
        meaning="rate at which interaction lapses",
        ask="Nobody convenes any more: after how many years t is half the joint activity "
        "gone? (0.69/t)",
        ground="annual work plans; stipulated",
    ),
    Parameter(
        "half",
        low=0.3,
        high=1.0,
        domain=POSITIVE,
        unit="levels",
        meaning="interaction that sustains half of full trust by itself",
        ask="How much of the planned programme must run before partners trust each "
        "other half-way without help?",
        ground="Ansell & Gash 2008, Vangen & Huxham 2003, for the loop; stipulated",
    ),
    Parameter(
        "resources",
        low=0.5,
        high=1.0,
        domain=SHARE,
        unit="share of need",
        meaning="governance resources at hand",
        ask="Staff, money and data at hand: what share of the need?",
        ground="the mechanism is built, so not 0; stipulated",
    ),
    Parameter(
        "subst",
        low=0.0,
        high=0.6,
        domain=SHARE,
        unit="share",
        meaning="how far contacts make up for missing resources",
        ask="With no budget at all, what share of the work would good contacts still get "
        "done?",
        ground=STIPULATED,
    ),
    Parameter(
        "trust_skill",
        low=0.0,
        high=0.6,
        domain=SHARE,
        unit="share",
        meaning="distrust that a full-time leader can close (trust shaping)",
        ask="A full-time good convenor with every condition met: what share of the "
        "distrust can be closed?",
        ground="Huxham & Vangen 2000, for the sign",
    ),
    Parameter(
        "learn_skill",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="strength of common learning",
        ask="After a year's joint work under a full-time convenor, how many of ten "
        "recurring problems need no new negotiation?",
        ground="Doberstein 2016, for the sign",
    ),
    Parameter(
        "forget",
        low=0.05,
        high=0.5,
        domain=LEVEL,
        unit="1 a year",
        meaning="rate at which common knowledge is lost",
        ask="Staff change, no more training: after how many years t is half the know-how "
        "gone? (0.69/t)",
        ground=STIPULATED,
    ),
    Parameter(
        "slow",
        low=0.5,
        high=5.0,
        domain=POSITIVE,
        unit="years",
        meaning="time that trust takes to follow its causes",
        ask="After a change for the better, how many years until two thirds of the new "
        "trust is there?",
        ground=STIPULATED,
    ),
    Parameter(
        "direct",
        low=0.0,
        high=0.5,
        domain=LEVEL,
        unit="levels per effort",
        meaning="value of the leader's acts without the mechanism",
        ask="What is the convenor's own work worth, as a share of the programme?",
        ground="stipulated; same range as price",
    ),
    Parameter(
        "price",
        low=0.0,
        high=0.5,
        domain=LEVEL,
        unit="levels per effort",
        meaning="cost of the leader's effort",
        ask="What does a full-time convenor cost, as a share of the programme's worth?",
        ground="stipulated; same range as direct",
    ),
    Parameter(
        "overhead",
        low=0.02,
        high=0.2,
        domain=LEVEL,
        unit="levels",
        meaning="cost of the mechanism while idle",
        ask="What does the idle secretariat cost, as a share of the programme's worth?",
        ground=STIPULATED,
    ),
    Parameter(
        "s0",
        low=0.0,
        high=0.6,
        domain=SHARE,
        unit="share",
        meaning="inherited social capital: trust at the start",
        ask="Of ten counterparts, how many would you ring without being introduced?",
        ground="low, since newly built across borders; stipulated",
    ),
    Parameter(
        "x0",
        low=0.0,
        high=0.3,
        domain=LEVEL,
        unit="levels",
        meaning="interaction at the start",
        ask="What share of the programme runs now?",
        ground="just built; stipulated",
    ),
    Parameter(
        "effort",
        low=0.2,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="the leader's effort",
        ask="What share of a full-time convenor is there?",
        ground=STIPULATED,
    ),
    Parameter(
        "kept",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="share of her effort that goes on after her, with her skill",
        ask="If the convenor left tomorrow: what share of her work would others go on "
        "doing as well as she does?",
        ground=STIPULATED,
    ),
)
NEVER = 1e9  # years: a leader who does not leave
SETTINGS = (
    Setting("mission", 1.0, domain=SHARE, meaning="1: there is a mission; 0: none"),
    Setting(
        "chain",
        1.0,
        domain=SHARE,
        meaning="1: conditions carry the leader's acts; 0: they carry the mechanism",
    ),
    Setting("store", 1.0, allowed=(0, 1), meaning="1: trust is kept; 0: made anew"),
    Setting(
        "order",
        0.0,
        domain=SHARE,
        meaning="share of the push that is an order: it starts interaction, not trust",
    ),
    Setting("stop", NEVER, domain=LEVEL, meaning="year in which the leader leaves"),
    Setting("years", 20.0, domain=(0.05, 1e4), meaning="length of a history, years"),
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
    "none_hi": {"effort": 0.0, "x0": 1.5, "s0": 1.0},
    "none_R1": {"effort": 0.0, "resources": 1.0},
    "temp": {"stop": TERM, "kept": 0.0},
    "templ": {"stop": TERM},
}

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


def world(r: Any) -> Any:
    """Which points show what the abstract reports: built, and not run.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`, at least with the runs in `WORLD_RUNS`.

    Returns
    -------
    Series of bool
    """
    return r["none.x"] < 0.25


WORLD_RUNS = ("none",)
WORLD_POINTS = 2048  # W holds nearly half of the box


def works(r: Any) -> Any:
    """Points where the mechanism runs under a leader: interaction of at least one half.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`, at least with the run "lead".

    Returns
    -------
    Series of bool
    """
    return r["lead.x"] >= 0.5


def _revived(r: Any) -> Any:
    """Points where a leader starts what would otherwise stand still."""
    return world(r) & works(r)


def _worth(r: Any) -> Any:
    """What the leader adds, before she is paid."""
    return r["lead.value"] - r["none.value"] + r["price"] * r["effort"]


def _room(*runs: str) -> Any:
    """Rows where these runs are neither all at the top nor all at the bottom."""
    names = [f"{run}.x" for run in runs]
    return lambda r: (r[names].min(axis=1) < 0.9) & (r[names].max(axis=1) > 0.1)


def _more(run: str, other: str, **more: Any) -> dict[str, Any]:
    """Fields of a three-valued comparison of interaction, by at least .1."""
    return {
        "value": lambda r: r[f"{run}.x"] - r[f"{other}.x"],
        "margin": 0.1,
        "opposed": True,
        "room": _room(run, other),
        **more,
    }


def _stops(run: str) -> dict[str, Any]:
    """Fields of a knock-out: what runs under the leader stops without one thing."""
    return {
        "reading": "necessary",
        "value": lambda r: r[f"{run}.x"],
        "margin": 0.25,
        "below": True,
        "where": works,
    }


def _runs(run: str, **more: Any) -> dict[str, Any]:
    """Fields of a start: the mechanism runs at the end."""
    return {"value": lambda r: r[f"{run}.x"], "margin": 0.5, **more}


MONOTONE = "more of any part never lowers interaction in this model"
NO_ROUTE = "resources have no route that does not pass through a leader's acts"
STUCK = "W asks for a mechanism that stands still without a leader"

PREDICATES = (
    Predicate(
        "RL-2s",
        claim="RL-2",
        question="Would what runs under a leader stand still if nobody had a mission?",
        **_stops("m0"),
    ),
    Predicate(
        "RL-2sL",
        claim="RL-2",
        question="Would it, if only the leader had none?",
        **_stops("m0L"),
    ),
    Predicate(
        "RL-2w",
        claim="RL-2",
        question="Is there more interaction with mission than without?",
        reading="tends",
        built_in=MONOTONE,
        **_more("lead", "m0"),
    ),
    Predicate(
        "RL-3as",
        claim="RL-3",
        question="Would what runs under a leader stand still with hardly any old "
        "contacts (0.05)?",
        **_stops("s0"),
    ),
    Predicate(
        "RL-3aw",
        claim="RL-3",
        question="Is there more interaction with many old contacts than with few?",
        reading="tends",
        built_in=MONOTONE,
        **_more("s6", "s0"),
    ),
    Predicate(
        "RL-3bs",
        claim="RL-3",
        question="Would what runs under a leader stand still without resources?",
        **_stops("R0"),
    ),
    Predicate(
        "RL-3bs (.2)",
        claim="RL-3",
        question="Would it with a fifth of the resources that are needed?",
        **_stops("R2"),
    ),
    Predicate(
        "RL-4a",
        claim="RL-4",
        question="Does trust shaping raise interaction?",
        reading="tends",
        built_in=MONOTONE,
        **_more("lead", "noT"),
    ),
    Predicate(
        "RL-4b",
        claim="RL-4",
        question="Does common learning raise interaction?",
        reading="tends",
        built_in=MONOTONE,
        **_more("lead", "noL"),
    ),
    Predicate(
        "RL-4ab",
        claim="RL-4",
        question="Do both together add more than the sum of each alone? (ours)",
        reading="tends",
        value=lambda r: r["lead.x"] + r["none.x"] - r["noL.x"] - r["noT.x"],
        margin=0.02,
        opposed=True,
        room=_room("lead", "none"),
    ),
    Predicate(
        "RL-5",
        claim="RL-5",
        question="Does at least half of what the leader adds pass through the mechanism?",
        reading="tends",
        value=lambda r: (_worth(r) - r["lead.bypass"]) / _worth(r),
        margin=0.5,
        where=lambda r: _worth(r) > 0.05,
    ),
    Predicate(
        "RL-7a",
        claim="RL-7",
        question="Does a built mechanism stand still without a leader?",
        reading="ranks",
        value=lambda r: r["none.x"],
        margin=0.25,
        below=True,
        circular=STUCK,
    ),
    Predicate(
        "RL-7b",
        claim="RL-7",
        question="Would it still run twenty years after a high start, with no leader? "
        "(ours)",
        reading="ranks",
        where=world,
        **_runs("none_hi"),
    ),
    Predicate(
        "RL-8s",
        claim="RL-8",
        question="Does what stands still run under a leader who stays?",
        reading="proxy",
        where=world,
        **_runs("lead"),
    ),
    Predicate(
        "RL-8n",
        claim="RL-8",
        question="Does it still stand still with full resources and no leader?",
        reading="proxy",
        value=lambda r: r["none_R1.x"],
        margin=0.25,
        below=True,
        where=world,
        built_in=NO_ROUTE,
    ),
    Predicate(
        "RL-9",
        claim="RL-9",
        question="Is there more interaction with a leader than without?",
        reading="proxy",
        built_in=MONOTONE,
        **_more("lead", "none"),
    ),
    Predicate(
        "RL-9v",
        claim="RL-9v",
        question="Does the leader bring more than she costs?",
        reading="tends",
        value=lambda r: r["lead.value"] - r["none.value"],
        margin=0.02,
        opposed=True,
        classes={
            "price < 0.25 and sigma < 0.5": lambda r: (
                (r["price"] < 0.25) & (r["sigma"] < 0.5)
            )
        },
    ),
    Predicate(
        "RL-10",
        claim="RL-10",
        question="Does what a lasting leader gets running also run fifteen years after a "
        "single term? (ours)",
        reading="tends",
        where=_revived,
        **_runs("temp"),
    ),
    Predicate(
        "RL-10L",
        claim="RL-10",
        question="Does it, where others carry on a share of her work? (ours)",
        reading="tends",
        where=_revived,
        **_runs("templ"),
    ),
)

# all that the chain says of a stuck mechanism, at once
CHAIN = Predicate(
    "chain",
    claim="RL-3",
    question="Does a leader start it, and would it stand still if she had no mission, "
    "and with hardly any old contacts (0.05)?",
    reading="tends",
    value=lambda r: works(r) & (r["m0L.x"] < 0.25) & (r["s0.x"] < 0.25),
    margin=1.0,
    ends=None,
    where=world,
)
TESTED = {predicate.id: predicate for predicate in (*PREDICATES, CHAIN)}
SPREAD = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)
CURVES = {
    "alpha": Curve(
        held={"alpha": SPREAD},
        tested=tuple(TESTED[id] for id in ("RL-2s", "RL-2sL", "RL-2w")),
        runs=("lead", "none", "m0", "m0L"),
    ),
    "sigma": Curve(
        held={"sigma": SPREAD},
        tested=tuple(
            TESTED[id] for id in ("RL-3as", "RL-3aw", "RL-8s", "RL-9", "RL-10")
        ),
        runs=("lead", "none", "s0", "s6", "temp"),
    ),
    "both": Curve(
        held={name: (0.0, 0.25, 0.5, 0.75, 1.0) for name in ("sigma", "alpha")},
        tested=(CHAIN,),
        runs=("lead", "none", "m0L", "s0"),
        points=4096,
    ),
}

OLD_WIRING = {"chain": 0.0, "alpha": 0.0, "sigma": 0.0}
NOT_KEPT = {"store": 0}
UNLEARNED = {"learn_skill": 0.0}
ORDERS = {"order": 1.0}
DEPARTURE = Departure(
    stays={},
    leaves={"stop": 10.0, "kept": 0.0},
    empty={"effort": 0.0},
    column="x",
    at=200,
    horizon=400,
    length="years",
    variants={
        "trust, learning": {},
        "trust, no learning": UNLEARNED,
        "no trust, learning": NOT_KEPT,
        "no trust, no learning": NOT_KEPT | UNLEARNED,
        "trust, learning, old wiring": OLD_WIRING,
        "orders, trust, learning": ORDERS,
        "orders, trust, no learning": ORDERS | UNLEARNED,
    },
)

# from words to model: claim, parameters that stand for it, rule, basis
CODING = (
    (
        "RL-2: mission “is the motivation”",
        ("alpha", "trickle"),
        "share of the leader's effort that hangs on mission; activity nobody prompts",
        "claim stated, causal reading inferred",
    ),
    (
        "RL-3: social capital, a “basic condition”",
        ("sigma", "s0"),
        "the acts are multiplied by inherited contacts to the power sigma",
        "claim stated, form ours",
    ),
    (
        "RL-3: governance resources, the other condition",
        ("resources", "subst"),
        "the acts are multiplied by the resources, or what contacts make up for",
        "claim stated, form ours",
    ),
    (
        "RL-4: trust shaping",
        ("trust_skill", "slow"),
        "closes a share of the distrust; trust follows slowly",
        "claim stated, form ours",
    ),
    (
        "RL-4: common learning",
        ("learn_skill", "forget"),
        "a stock of knowledge that slows the lapse, and is forgotten",
        "claim stated, form ours",
    ),
    (
        "RL-5: the interaction mechanism “is the carrier”",
        ("gain", "lapse", "half", "direct"),
        "half of what the leader adds passes through interaction",
        "claim stated, mediation inferred",
    ),
    (
        "RL-7: “built but not run”",
        ("x0",),
        "interaction below 0.25 after 20 years without a leader",
        "words stated, cut ours",
    ),
    (
        "RL-9v: public value, the goal",
        ("price", "overhead"),
        "mean interaction, less the idle secretariat, less what the leader costs",
        "inferred from the title; measure ours",
    ),
    (
        "RL-10: a process in time",
        ("kept",),
        "at 0.5 or more fifteen years after a term of five",
        "ours",
    ),
)
