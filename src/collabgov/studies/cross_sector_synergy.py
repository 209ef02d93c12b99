"""How many obstacles must go before departments keep cooperating?

Formalises the abstract of Chen & Zhang (2025), Lex Localis 23(7), doi 10.52152/800115,
on departments of one government (跨部门, kuà bùmén), not on sectors. The equations, the
numbers and the ranges are ours; the full text was not read.
"""

import math
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations, pairwise
from math import inf
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.claims import store
from collabgov.claims.departure import Departure
from collabgov.claims.predicate import Predicate
from collabgov.engine import ensemble
from collabgov.engine.model import Model
from collabgov.engine.parameters import Parameter, Setting
from collabgov.engine.threshold import Threshold
from collabgov.methods.coalitions import interaction, minimal_sets, shapley
from collabgov.methods.imitation import fixation, stationary

__all__ = ("fixation", "interaction", "minimal_sets", "shapley", "stationary")

FORMS = ("first_mover", "constant", "blind")  # of departmentalism
# letter of an obstacle → the parameter that is it
OBSTACLES = {"I": "interest", "C": "conflict", "D": "silo", "M": "mismatch"}
LEVERS = ("goals", "incentives", "sparing", "lists", "affairs", "mechanism")  # L1 … L6

Drivers = namedtuple(
    "Drivers",
    "benefit conflict cost mismatch interest silo mission reward sanction crowd_r "
    "crowd_s cross blame soften dilute beta drift x0 push push_len silo_form "
    "reward_max l5 steps",
)


def xs_run(p, path, out):
    """One reform: share x of departments that cooperate.

    p: one record of numbers. path: x and own wish m after each
    quarter. out: mean x in the last third; final x; final m;
    pay-off gap at x = 1/2, m at rest, no campaign.
    """
    steps = int(p.steps)
    total = p.reward + p.sanction
    harsh = p.sanction  # punishment that no reward offsets
    if total > 0.0:
        harsh = harsh * (1.0 - p.soften * p.reward / total)
    wear = p.crowd_r * p.reward + p.crowd_s * harsh
    x = 0.5
    m = 0.5 * p.mission / (0.5 + wear)
    tail = 0.0
    counted = 0
    for t in range(-1, steps):  # step -1 only weighs up
        # shared gain, shrunk by goals in conflict
        gain = p.benefit * (1.0 - p.conflict) * x
        guard = p.silo * (1.0 - x)  # hardest to be the first
        if p.silo_form == 1:
            guard = p.silo
        if p.silo_form == 2:
            guard = p.silo * gain
        # a budget of rewards is shared; a sanction meets all
        gap = gain - guard + m
        gap += p.reward * (1.0 - p.dilute * x) + p.sanction
        gap += p.cross * m * total  # do the two kinds agree?
        gap -= p.blame * p.sanction * harsh  # hiding failure
        gap -= p.cost * (1.0 + p.mismatch) + p.interest
        if t < 0:
            out[3] = gap
            x = p.x0
            m = p.mission
            continue
        if t < p.push_len:
            gap += p.push  # the campaign
        pays = math.tanh(0.5 * p.beta * gap)
        x += 0.25 * (x * (1.0 - x) * pays + p.drift * (1.0 - 2.0 * x))
        m += 0.25 * (0.5 * (p.mission - m) - wear * m)
        path[2 * t] = x
        path[2 * t + 1] = m
        if t >= 2 * steps // 3:
            tail += x
            counted += 1
    out[0] = tail / max(1, counted)
    out[1] = x
    out[2] = m
    return out[0]


def xs_rate(p, path):
    """Where the share moves by itself: no campaign, m at rest.

    path: share and its change a year, at 101 shares.
    """
    total = p.reward + p.sanction
    harsh = p.sanction
    if total > 0.0:
        harsh = harsh * (1.0 - p.soften * p.reward / total)
    wear = p.crowd_r * p.reward + p.crowd_s * harsh
    m = 0.5 * p.mission / (0.5 + wear)
    for k in range(101):
        x = k / 100.0
        gain = p.benefit * (1.0 - p.conflict) * x
        guard = p.silo * (1.0 - x)
        if p.silo_form == 1:
            guard = p.silo
        if p.silo_form == 2:
            guard = p.silo * gain
        gap = gain - guard + m
        gap += p.reward * (1.0 - p.dilute * x) + p.sanction
        gap += p.cross * m * total
        gap -= p.blame * p.sanction * harsh
        gap -= p.cost * (1.0 + p.mismatch) + p.interest
        pays = math.tanh(0.5 * p.beta * gap)
        path[2 * k] = x
        path[2 * k + 1] = x * (1.0 - x) * pays + p.drift * (1.0 - 2.0 * x)


def xs_levers(p, dose, new, room):
    """Six measures at equal price, each capped by its room.

    dose: what L1 to L6 add to the pay-off gap at x = 1/2. room:
    the most that each can. new: conflict, cost, mismatch,
    interest, silo, reward, sanction afterwards. With p.l5 = 1
    the fifth restores powers instead of sparing interests.
    """
    c = p.conflict
    q = p.mismatch
    i = p.interest
    s = p.silo
    room[0] = 0.5 * p.benefit * c
    free = max(0.0, p.reward_max - p.reward)
    room[1] = free * (1.0 - 0.5 * p.dilute)
    room[2] = p.sanction
    room[3] = p.cost * q
    room[4] = i if p.l5 == 0 else p.cost * q
    guard = 0.5  # pay-off at x = 1/2 of one unit of silo
    if p.silo_form == 1:
        guard = 1.0
    if p.silo_form == 2:
        guard = 0.5 * p.benefit * (1.0 - c)
    room_s = guard * s
    # joint work never costs less than half
    room_k = 0.5 * p.cost * (1.0 + q)
    room[5] = room_s + room_k
    if p.benefit > 0.0:
        c -= min(dose[0], room[0]) * 2.0 / p.benefit
    new[0] = max(0.0, c)
    more = min(dose[1], room[1]) / (1.0 - 0.5 * p.dilute)
    new[5] = p.reward + more
    new[6] = p.sanction - min(dose[2], room[2])
    down = min(dose[3], room[3])
    if p.l5 == 0:
        i -= min(dose[4], room[4])
    else:
        down = min(dose[3] + dose[4], p.cost * q)
    if p.cost > 0.0:
        q = max(0.0, q - down / p.cost)
    # L6: half each; what one cannot take the other does
    d = min(dose[5], room[5])
    d_s = min(0.5 * d, room_s)
    d_k = min(d - d_s, room_k)
    d_s = min(d - d_k, room_s)
    if guard > 0.0:
        s -= d_s / guard
    new[1] = p.cost - d_k / (1.0 + q)
    new[2] = q
    new[3] = i
    new[4] = max(0.0, s)


def xs_fermi(n, k0, gap_all, gap_none, beta, drift, steps, draws, path):
    """The same imitation among n departments, k of which cooperate.

    The gap is a straight line in k / n. draws: three uniforms a
    step. path: k after each step. Returns the last k.
    """
    k = k0
    for t in range(steps):
        a = draws[3 * t]
        b = draws[3 * t + 1]
        c = draws[3 * t + 2]
        share = k / n
        gap = gap_none + (gap_all - gap_none) * share
        if c < drift:  # one changes for reasons of its own
            k += -1 if a < share else 1
        else:
            c = (c - drift) / (1.0 - drift)
            up = b < share and not a < share
            down = a < share and not b < share
            if up and c < 1.0 / (1.0 + math.exp(-beta * gap)):
                k += 1
            if down and c < 1.0 / (1.0 + math.exp(beta * gap)):
                k -= 1
        path[t] = k
    return k


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
        float(FORMS.index(values["silo_form"])),
        values["reward_max"],
        float(values["affairs"] == "competence"),
        float(values["quarters"]),
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


def terms(p: Drivers, share: float = 0.5, wish: float | None = None) -> pd.Series:
    """What a department that joins gains and loses, term by term, without a campaign.

    Parameters
    ----------
    p : Drivers
        A record, as `MODEL.arguments` gives it.
    share : float
        Share of departments that cooperate.
    wish : float, optional
        Own wish; at rest if left out.

    Returns
    -------
    Series of float
        Terms that add up to the pay-off gap; those that are 0 too.

    Examples
    --------
    >>> p, path, out = MODEL.arguments()
    >>> print(round(terms(p).sum(), 2))
    -0.09
    """
    total = p.reward + p.sanction
    harsh = _harsh(p.reward, p.sanction, p.soften)
    if wish is None:
        wear = (p.crowd_r, p.crowd_s, p.soften)
        wish = resting_motivation(p.mission, p.reward, p.sanction, *wear)
    gain = p.benefit * share
    form = FORMS[int(p.silo_form)]
    weights = {"first_mover": 1 - share, "constant": 1.0}
    guard = weights.get(form, gain * (1 - p.conflict)) * p.silo
    return pd.Series(
        {
            "shared gain": gain,
            "goals in conflict": -gain * p.conflict,
            "own wish": wish,
            "reward": p.reward * (1 - p.dilute * share),
            "sanction": p.sanction,
            "wish and incentives together": p.cross * wish * total,
            "hiding under punishment": -p.blame * p.sanction * harsh,
            "cost of the work": -p.cost,
            "missing powers": -p.cost * p.mismatch,
            "interests given up": -p.interest,
            "departmentalism": -guard,
        }
    )


def _harsh(reward: float, sanction: float, soften: float) -> float:
    """Punishment that no reward offsets."""
    total = reward + sanction
    return sanction * (1 - soften * reward / total) if total > 0 else sanction


def unstable_share(
    benefit: float,
    cost: float,
    *,
    conflict: float = 0.0,
    mismatch: float = 0.0,
    interest: float = 0.0,
    silo: float = 0.0,
    mission: float = 0.0,
    reward: float = 0.0,
    sanction: float = 0.0,
    cross: float = 0.0,
    blame: float = 0.0,
    soften: float = 0.0,
    dilute: float = 0.0,
    silo_form: str = "first_mover",
) -> float:
    """Share below which cooperation dies out and above which it feeds itself.

    Closed form of `xs_run` without drift, crowding out and campaign.

    Parameters
    ----------
    benefit, cost, interest, silo, mission, reward, sanction : float
        Pay-offs.
    conflict, mismatch, soften, dilute : float
        Shares.
    cross, blame : float
        Per unit of pay-off.
    silo_form : str
        Form of departmentalism: "first_mover", "constant" or "blind".

    Returns
    -------
    float
        Where the gap is 0. Outside (0, 1) there is no threshold: cooperation always
        spreads (below), or never does (above).

    Raises
    ------
    ValueError
        If the gap does not grow with the share, or the form is unknown.

    Examples
    --------
    >>> unstable_share(benefit=1, cost=0.4)
    0.4
    """
    if silo_form not in FORMS:
        raise ValueError(f"silo_form must be one of {FORMS}, got {silo_form!r}")
    harsh = _harsh(reward, sanction, soften)
    hurdle = cost * (1 + mismatch) + interest + blame * sanction * harsh
    hurdle -= mission + reward + sanction + cross * mission * (reward + sanction)
    slope = benefit * (1 - conflict) - dilute * reward
    if silo_form == "blind":
        slope -= benefit * (1 - conflict) * silo
    else:
        hurdle += silo
        slope += silo if silo_form == "first_mover" else 0.0
    if not slope > 0:
        raise ValueError(f"the gap must grow with the share, its slope is {slope:g}")
    return hurdle / slope


def resting_motivation(
    mission: float,
    reward: float,
    sanction: float,
    crowd_r: float,
    crowd_s: float,
    soften: float = 0.0,
) -> float:
    """Own wish at rest under steady incentives.

    Parameters
    ----------
    mission, reward, sanction : float
        Own wish without incentives, and the incentives; pay-offs.
    crowd_r, crowd_s : float
        How fast a unit of each wears own wish down, 1 / (pay-off × year).
    soften : float
        Share of the punishment's harshness that an equal reward takes away, times two.

    Returns
    -------
    float
        Pay-off.

    Examples
    --------
    >>> round(resting_motivation(0.6, 0.4, 0.2, 1.0, 0.5, 0.5), 6)
    0.310345
    """
    wear = crowd_r * reward + crowd_s * _harsh(reward, sanction, soften)
    return 0.5 * mission / (0.5 + wear)


def best_sanction(blame: float) -> float:
    """Punishment that moves the gap most, taken alone; beyond twice of it, it harms.

    Parameters
    ----------
    blame : float
        How much of it turns people to hiding failure, 1 / pay-off; above 0.

    Returns
    -------
    float
        ``1 / (2 * blame)``, the maximum of ``s - blame * s**2``; pay-off.

    Raises
    ------
    ValueError
        If `blame` is not positive.

    Examples
    --------
    >>> best_sanction(2.5)
    0.2
    """
    if not blame > 0:
        raise ValueError(f"blame must be positive, got {blame}")
    return 1 / (2 * blame)


SHARE = (0.0, 1.0)
LEVEL = (0.0, inf)
PAYOFF = "pay-off (1 = ten staff days a month)"
PER_PAYOFF = "1 / pay-off"
STIPULATED = "stipulated"
CROWDING = "sign: Deci et al. 1999, Bellé & Cantarelli 2015; disputed, so 0 is included"

PARAMETERS = (
    Parameter(
        "benefit",
        low=0.2,
        high=1.6,
        domain=LEVEL,
        default=1.2,
        unit=PAYOFF,
        meaning="what joint work is worth to a department if all join and want the "
        "same",
        ask="If all joined and wanted the same: how many staff days a month would it "
        "be worth to yours? n/10",
        ground="Olson 1965, Feiock 2013 (order of magnitude only)",
    ),
    Parameter(
        "conflict",
        low=0.0,
        high=0.9,
        domain=SHARE,
        default=0.3,
        unit="share",
        meaning="goals in conflict: part of the joint gain that a department does not "
        "want",
        ask="Of ten things that the joint task achieves, how many does your department "
        "not want? n/10",
        ground=STIPULATED,
    ),
    Parameter(
        "cost",
        low=0.2,
        high=1.0,
        domain=LEVEL,
        default=0.4,
        unit=PAYOFF,
        meaning="cost of the joint work with all powers at hand",
        ask="How many days a month does the joint work take, with all powers at hand? "
        "n/10",
        ground=STIPULATED,
    ),
    Parameter(
        "mismatch",
        low=0.0,
        high=1.0,
        domain=LEVEL,
        default=0.4,
        unit="share of the cost",
        meaning="authority that does not match responsibility: how much dearer the "
        "work gets",
        ask="In ten tasks, for how many is somebody responsible without the powers? "
        "n/10",
        ground=STIPULATED,
    ),
    Parameter(
        "interest",
        low=0.0,
        high=0.6,
        domain=LEVEL,
        default=0.1,
        unit=PAYOFF,
        meaning="departmental interests that are given up by joining",
        ask="How many days a month would you pay to keep the fees, posts and approvals "
        "given up? n/10",
        ground=STIPULATED,
    ),
    Parameter(
        "silo",
        low=0.0,
        high=0.8,
        domain=LEVEL,
        default=0.3,
        unit=PAYOFF,
        meaning="departmentalism: what it costs to be the only one who joins",
        ask="What does it cost you with your own people to be the only one who joins, "
        "in days a month? n/10",
        ground=STIPULATED,
    ),
    Parameter(
        "mission",
        low=0.0,
        high=0.8,
        domain=LEVEL,
        default=0.3,
        unit=PAYOFF,
        meaning="own wish to cooperate",
        ask="How many days a month would you give with no reward, no check and nobody "
        "watching? n/10",
        ground="public service motivation (Christensen et al. 2017), sign only",
    ),
    Parameter(
        "reward",
        low=0.0,
        high=0.8,
        domain=LEVEL,
        default=0.0,
        unit=PAYOFF,
        meaning="reward for a department that joins",
        ask="What does a department get that joins, in days a month? n/10",
        ground="range as for sanction: Balliet et al. 2011 found equal effects",
    ),
    Parameter(
        "sanction",
        low=0.0,
        high=0.8,
        domain=LEVEL,
        default=0.0,
        unit=PAYOFF,
        meaning="punishment for a department that refuses",
        ask="What does a department lose that refuses, in days a month? n/10",
        ground="range as for reward: Balliet et al. 2011 found equal effects",
    ),
    Parameter(
        "crowd_r",
        low=0.0,
        high=2.0,
        domain=LEVEL,
        default=0.5,
        unit="1 / (pay-off × year)",
        meaning="how fast rewards wear own wish down",
        ask="After years with a bonus of size r, which share f of the unpaid "
        "willingness is left? (1/f − 1)/(2r)",
        ground=CROWDING,
    ),
    Parameter(
        "crowd_s",
        low=0.0,
        high=2.0,
        domain=LEVEL,
        default=0.5,
        unit="1 / (pay-off × year)",
        meaning="how fast punishment wears own wish down",
        ask="After years with a penalty of size r, which share f of the unpaid "
        "willingness is left? (1/f − 1)/(2r)",
        ground=CROWDING,
    ),
    Parameter(
        "cross",
        low=-1.5,
        high=1.5,
        default=0.0,
        unit=PER_PAYOFF,
        meaning="whether own wish and incentives strengthen (+) or undercut (−) each "
        "other",
        ask="One incentive, a willing and an unwilling department: how much more (+) "
        "or less (−) does it move the willing one, per unit of wish and incentive?",
        ground="both signs are reported (Bowles & Polanía-Reyes 2012, to be checked)",
    ),
    Parameter(
        "blame",
        low=0.0,
        high=2.5,
        domain=LEVEL,
        default=1.2,
        unit=PER_PAYOFF,
        meaning="how much people under punishment hide failure rather than join",
        ask="From which penalty s on does a harder one lose more by what people hide "
        "than it wins? 1/(2s)",
        ground="blame avoidance (Hood 2011, to be checked)",
    ),
    Parameter(
        "soften",
        low=0.0,
        high=1.0,
        domain=SHARE,
        default=0.6,
        unit="share",
        meaning="how far a reward beside it takes the harshness out of punishment",
        ask="Of ten who dodge under a penalty, how many stop when an equal reward "
        "stands beside it? n/5",
        ground="stipulated; the mechanism of XS-9b, may be 0",
    ),
    Parameter(
        "dilute",
        low=0.0,
        high=1.0,
        domain=SHARE,
        default=0.5,
        unit="share",
        meaning="how much smaller each reward is when all join",
        ask="If all join, by which share is each one's reward smaller than a single "
        "one's?",
        ground="stipulated; a budget is shared",
    ),
    Parameter(
        "beta",
        low=2.0,
        high=10.0,
        domain=LEVEL,
        default=6.0,
        unit=PER_PAYOFF,
        meaning="how sharply departments follow what pays",
        ask="One department is two days a month better off: of those that change, "
        "which share p goes its way? 5 ln[p/(1 − p)]",
        ground="stipulated (p from .6 to .88)",
    ),
    Parameter(
        "drift",
        low=0.005,
        high=0.05,
        domain=SHARE,
        default=0.02,
        unit="1 / year",
        meaning="changes for reasons other than pay-off",
        ask="Of 100 departments, how many change in a year for reasons other than "
        "pay-off? n/100",
        ground=STIPULATED,
    ),
    Parameter(
        "x0",
        low=0.3,
        high=0.7,
        domain=SHARE,
        default=0.4,
        unit="share",
        meaning="share that takes part when the campaign opens",
        ask="Which share takes part when the campaign opens?",
        ground=STIPULATED,
    ),
    Parameter(
        "push",
        low=0.0,
        high=0.6,
        domain=LEVEL,
        default=0.3,
        unit=PAYOFF,
        meaning="what the campaign's attention is worth to one who joins",
        ask="What is the campaign's attention worth to one who joins, in days a month? "
        "n/10",
        ground=STIPULATED,
    ),
    Parameter(
        "push_len",
        low=4.0,
        high=16.0,
        domain=LEVEL,
        default=6.0,
        unit="quarters",
        meaning="length of the campaign",
        ask="How many quarters did the last campaign run?",
        ground=STIPULATED,
    ),
)

SUBSETS = tuple(
    "".join(letters) for n in range(5) for letters in combinations(OBSTACLES, n)
)
NONE = (0.0,) * 6
SETTINGS = (
    Setting(
        "silo_form",
        "first_mover",
        allowed=FORMS,
        meaning="departmentalism: costly to be first, constant loyalty, or blind to "
        "others' gain",
    ),
    Setting(
        "affairs",
        "interests",
        allowed=("interests", "competence"),
        meaning="what the fifth measure protects",
    ),
    Setting("remove", "", allowed=SUBSETS, meaning="obstacles taken away, by letters"),
    Setting(
        "dose",
        NONE,
        domain=LEVEL,
        meaning="what each of the six measures adds, pay-off",
    ),
    Setting("reward_max", 0.8, domain=LEVEL, meaning="largest reward, pay-off"),
    Setting("quarters", 120, domain=(3, 1e6), meaning="length of a run, quarters"),
)

DOSE = 0.2
FULL = 63  # all six measures
SINGLES = tuple(1 << j for j in range(6))


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


def _fails(r: Any) -> Any:
    """Points where cooperation does not last by itself."""
    return r["base.lasting"] < 0.5


def world(r: Any) -> Any:
    """Which points show what the abstract reports: failure, and all four obstacles.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`, at least with the runs in `WORLD_RUNS`.

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


WORLD_RUNS = ("base",)
WORLD_POINTS = 2048  # nearly half of them lie in W


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


def _spread(singles: str, package: str) -> Callable[[Any], Any]:
    """A budget spread over all measures, less the best single measure with it."""
    names = [f"{singles}{j + 1}.lasting" for j in range(6)]
    return lambda r: r[f"{package}.lasting"] - r[names].max(axis=1)


LEVELS = (0.25, 0.9)  # what "lasts" may also mean
FAILURE = "W asks that cooperation fails"
BY_MEASURES = {
    f"how many measures would do alone ({word})": lambda r, k=k: (
        np.minimum(enough_alone(r), 2) == k
    )
    for k, word in enumerate(("none", "one", "two or more"))
}
BY_PUNISHMENT = {
    "sanction and blame (sanction × blame > 0.8)": lambda r: (
        r["sanction"] * r["blame"] > 0.8
    ),
    "sanction and blame (sanction × blame ≤ 0.5)": lambda r: (
        r["sanction"] * r["blame"] <= 0.5
    ),
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

# the leader of this study is the campaign: it ends, and what is left?
NEVER = 1e9  # quarters: a campaign that does not end
DEPARTURE = Departure(
    stays={"push_len": NEVER},
    leaves={},
    empty={"push": 0.0},
    column="share",
    at="push_len",
    horizon=80,
    length="quarters",
    variants={"no measure": {}, "standing mechanism": {"dose": doses(32, DOSE)}},
    floor=0.2,
)

UNITS = 6  # of a budget


def splits(units: int = UNITS) -> list[tuple[int, ...]]:
    """All ways to spend a budget on the six measures.

    Parameters
    ----------
    units : int
        Equal units to spend.

    Returns
    -------
    list of tuple of int
        Units on L1 … L6.

    Examples
    --------
    >>> len(splits()), splits(1)[0]
    (462, (1, 0, 0, 0, 0, 0))
    """
    stops = combinations(range(units + 5), 5)
    ends = [(-1, *stop, units + 5) for stop in stops]
    found = [tuple(b - a - 1 for a, b in pairwise(end)) for end in ends]
    return sorted(found, reverse=True)


def recipes(box: str = "full", unit: float = 0.1, points: int = 2048) -> pd.DataFrame:
    """Which ways to spend six units restore cooperation where it fails.

    Parameters
    ----------
    box : {"full", "middle"}
        The whole ranges, or the middle half of each.
    unit : float
        Dose of one unit, pay-off.
    points : int
        Number of Sobol points.

    Returns
    -------
    DataFrame of bool
        One row a failing point; one column a way to spend, its units as a tuple. A
        dose beyond a measure's room is lost. Computed once and kept.
    """
    ways = splits()
    runs = {str(way): {"dose": tuple(unit * u for u in way)} for way in ways}

    def computed() -> pd.DataFrame:
        rows = ensemble.run(MODEL, points, box=box, runs=["base"])
        rows = rows.loc[_fails(rows), list(MODEL.names)]
        done = ensemble.at(MODEL.varied(runs), rows)
        found = done[[f"{name}.lasting" for name in runs]] >= 0.5
        return found.rename_axis("point")

    name = f"recipes-{box}-{unit:g}-{points}"
    found = store.kept("cross_sector_synergy", name, computed, "half a minute")
    return found.set_axis(pd.MultiIndex.from_tuples(ways), axis=1)


def balance(cross: float, points: int = 2048) -> pd.DataFrame:
    """Critical mass as one motivation is moved from outside to inside.

    Parameters
    ----------
    cross : float
        Set for all points: do own wish and incentives strengthen (+) each other?
    points : int
        Number of Sobol points.

    Returns
    -------
    DataFrame
        One row a point; columns: internal share, from 0 to 1. Computed once and kept.
    """
    inside = tuple(k / 10 for k in range(11))
    names = [f"in{share:g}" for share in inside]
    runs = {
        name: {**_mixed(share), "cross": cross}
        for name, share in zip(names, inside, strict=True)
    }
    spec = replace(THRESHOLD, runs=tuple(names))

    def computed() -> pd.DataFrame:
        model = replace(MODEL, runs=runs, threshold=spec)
        done = ensemble.run(model, points)
        return done[[f"{name}.critical_mass" for name in names]].rename_axis("point")

    name = f"balance-{cross:g}-{points}"
    found = store.kept("cross_sector_synergy", name, computed, "some seconds")
    return found.set_axis(list(inside), axis=1)


# slow tables that the pages read
TABLES = (recipes, *(partial(balance, cross) for cross in (-1, 0, 1)))

# from words to model: claim, parameters that stand for it, rule, basis
CODING = (
    (
        "XS-1: synergy of drivers",
        (),
        "what the package gains, less what its measures gain one by one",
        "claim stated, measure ours",
    ),
    (
        "XS-2: internal and external, positive and negative",
        ("mission", "reward", "sanction"),
        "own wish pulls from inside, reward and punishment from outside",
        "dimensions stated, form ours",
    ),
    (
        "XS-3: departmental interests",
        ("interest",),
        "given up by joining",
        "stated; form ours",
    ),
    (
        "XS-3: goals in conflict",
        ("conflict",),
        "shrink the part of the joint gain that counts",
        "stated; form ours",
    ),
    (
        "XS-3: departmentalism",
        ("silo",),
        "hardest for the first to join; two other forms are tried",
        "stated; form ours",
    ),
    (
        "XS-3: mismatch of authority and responsibility",
        ("cost", "mismatch"),
        "makes the work dearer",
        "stated; form ours",
    ),
    (
        "XS-6: balance of internal and external",
        ("cross",),
        "half own wish, half incentives; against the mean of both ends, the better "
        "end, and topping up the weaker",
        "advice stated, stand-ins ours",
    ),
    (
        "XS-9: punishment, discreet and with reward",
        ("blame", "crowd_s", "soften"),
        "people hide failure, own wish wears down; a reward beside it softens",
        "advice stated, mechanism ours",
    ),
    (
        "XS-7 to XS-12: six measures",
        (),
        "each adds the same to what pays with half on board, as far as there is room",
        "measures stated, what they act on ours",
    ),
    (
        "XS-15: continuous",
        ("beta", "drift"),
        "share that cooperates, mean of the last ten of thirty years; lasts from one "
        "half on",
        "question stated, measure ours",
    ),
    (
        "a campaign",
        ("x0", "push", "push_len"),
        "brings some in, and ends",
        "ours",
    ),
)
