"""A chain reaction, or three deficits side by side?

Formalises the abstract of Liu (2024), a master's thesis on role deviation and
collaborative inertia between Chinese governments (GTID 2556307079962989). The equations,
the numbers and the ranges are ours; the thesis was not read.
"""

import math
from collections import namedtuple
from collections.abc import Mapping, Sequence
from functools import partial
from math import inf
from typing import Any

import numpy as np
import pandas as pd

from collabgov.claims import places, witnesses
from collabgov.claims.predicate import Dominance, Predicate
from collabgov.engine.model import Model
from collabgov.engine.parameters import Parameter, Setting

Region = namedtuple(
    "Region",
    "n need push tempt wd dn nw copy fix_w fix_d fix_n superior drag friction "
    "synergy toll reading years",
)
Scores = namedtuple("Scores", "n u1 u2 u3 u4 u5 u6")


def si_run(p, w, cap, state, path, out):
    """Some governments that play their roles worse or better.

    a weakness, d deviation, r learned withdrawal, each a share;
    b weakness of the same government acting alone. reading 0:
    deviation teaches withdrawal; 1: withdrawing ends a strain.
    state: a, d, r, b of all, read first and written last.
    path: mean a, d, r, step by step of 0.05 years.
    out: mean a, d, r; potential, actual, alone; inertia; D of
    potential, of actual; mean b; advantage.
    """
    dt = 0.05
    n = int(p.n)
    a = [0.0] * n
    d = [0.0] * n
    r = [0.0] * n
    b = [0.0] * n
    v = [0.0] * n
    for i in range(n):
        a[i] = state[i]
        d[i] = state[n + i]
        r[i] = state[2 * n + i]
        b[i] = state[3 * n + i]
    # a common superior speeds every correction
    fix_w = p.fix_w * (1.0 + p.superior)
    fix_d = p.fix_d * (1.0 + p.superior)
    fix_n = p.fix_n * (1.0 + p.superior)
    for t in range(int(p.years / dt + 0.5)):
        for i in range(n):  # what the others are seen to do
            v[i] = 0.0
            for j in range(n):
                v[i] += w[i][j] * d[j]
        for k in range(3):
            path[3 * t + k] = 0.0
        for i in range(n):
            strain = p.push * max(0.0, p.need - cap[i])
            da = (strain + p.nw * r[i]) * (1.0 - a[i])
            dd = p.tempt * cap[i] + p.wd * a[i] + p.copy * v[i]
            dd = dd * (1.0 - d[i])
            fed = d[i]
            if p.reading > 0.5:
                fed = strain * (r[i] + 0.05)
            dr = p.dn * fed * (1.0 - r[i])
            a[i] += dt * (da - fix_w * a[i])
            d[i] += dt * (dd - fix_d * d[i])
            r[i] += dt * (dr - fix_n * r[i])
            db = strain * (1.0 - b[i])
            b[i] += dt * (db - p.fix_w * b[i])
            path[3 * t] += a[i] / n
            path[3 * t + 1] += d[i] / n
            path[3 * t + 2] += r[i] / n
    for i in range(n):
        state[i] = a[i]
        state[n + i] = d[i]
        state[2 * n + i] = r[i]
        state[3 * n + i] = b[i]
    for i in range(11):
        out[i] = 0.0
    gm_p = 0.0
    gm_a = 0.0
    act = 0.0
    pot = 0.0
    for i in range(n):
        u = cap[i] * (1.0 - a[i]) * (1.0 - d[i])
        u = u * (1.0 - p.drag * r[i]) * (1.0 - p.friction)
        u = max(1.0e-9, u)
        pot += cap[i] / n
        act += u / n
        gm_p += math.log(cap[i]) / n
        gm_a += math.log(u) / n
        out[0] += a[i] / n
        out[1] += d[i] / n
        out[2] += r[i] / n
        own = cap[i] * (1.0 - b[i]) - p.toll * p.fix_w
        out[5] += own / n
        out[9] += b[i] / n
    # coupling degree: geometric over arithmetic mean
    c_p = math.exp(gm_p) / pot
    c_a = math.exp(gm_a) / act
    out[3] = pot * (1.0 + p.synergy * c_p)
    out[4] = act * (1.0 + p.synergy * c_a)
    out[4] -= p.toll * (p.fix_w + p.fix_d + p.fix_n)
    out[6] = 1.0 - out[4] / out[3]
    out[7] = math.sqrt(c_p * pot)
    out[8] = math.sqrt(c_a * act)
    out[10] = out[4] - out[5]
    return out[6]


def si_measures(path, extra):
    """Half-times of weakness and deviation, in years.

    When each is half-way from 0.05 to its end; −1 where it rises by less than 0.05.
    """
    steps = len(path) // 3
    for k in range(2):
        rise = path[3 * (steps - 1) + k] - 0.05
        extra[k] = -1.0
        if rise >= 0.05:
            for t in range(steps):
                if path[3 * t + k] >= 0.05 + 0.5 * rise:
                    extra[k] = 0.05 * t
                    break


def si_loop(p, path):
    """Loop number R; 99 where imitation alone outruns repair."""
    speed = 1.0 + p.superior
    left = p.fix_d * speed - p.copy
    path[0] = 99.0
    if left > 0.0:
        fixes = p.fix_w * p.fix_n * speed * speed * left
        path[0] = min(99.0, p.wd * p.dn * p.nw / fixes)


def coupling_run(p, path, out):
    """Five published readings of one set of scores.

    p.n scores u1 … u6 in [0, 1]. out: C of each reading (GM/AM,
    root lost, Wang et al., coefficient lost, Fan et al.), then
    D = √(C·T) of each, then T, the mean of the scores.
    """
    n = int(p.n)
    u = [0.0] * 6
    u[0], u[1], u[2] = p.u1, p.u2, p.u3
    u[3], u[4], u[5] = p.u4, p.u5, p.u6
    prod = 1.0
    mean = 0.0
    big = 0.0
    for i in range(n):
        prod *= u[i]
        mean += u[i] / n
        big = max(big, u[i])
    spread = 0.0
    gaps = 0.0
    ratio = 1.0
    for i in range(n):
        spread += (u[i] - mean) * (u[i] - mean) / n
        if big > 0.0:
            ratio *= u[i] / big
        for j in range(i):
            gaps += abs(u[i] - u[j])
    gaps = gaps / (n * (n - 1) / 2.0)
    for k in range(11):
        out[k] = 0.0
    if mean > 0.0:
        out[0] = prod ** (1.0 / n) / mean
        out[1] = prod / mean ** float(n)
        even = ratio ** (1.0 / (n - 1))
        out[2] = math.sqrt(max(0.0, (1.0 - gaps) * even))
        out[3] = out[0] / n
        out[4] = max(0.0, 1.0 - 2.0 * math.sqrt(spread))
    for k in range(5):
        out[5 + k] = math.sqrt(out[k] * mean)
    out[10] = mean
    return mean


FORMS = ("GM/AM", "root lost", "Wang et al.", "coefficient lost", "Fan et al.")


def coupling(u: Sequence[float], n: int, form: int) -> float:
    """Coupling degree of n scores, in one of five published readings.

    Parameters
    ----------
    u : sequence of float, length ≥ n
        Scores in [0, 1].
    n : int
        How many of them count, at most 6.
    form : int
        Which of `FORMS`.

    Returns
    -------
    float
        In [0, 1]; −1, for undefined, where n < 2: a single unit is coupled to nothing.

    Raises
    ------
    ValueError
        For a score outside [0, 1], more than six, or an unknown form.

    References
    ----------
    The five readings as in Wang, Kong, Ren, Zhi and Dai (2021), Journal of Natural
    Resources 36(3), 793–810, and in the R package ``coupling``; neither original was
    checked against its formula here.

    Examples
    --------
    >>> [round(coupling([0.8, 0.2], 2, form), 4) for form in range(5)]
    [0.8, 0.64, 0.3162, 0.4, 0.4]
    >>> coupling([0.7], 1, 0)
    -1.0
    """
    return -1.0 if n < 2 else _readings(u, n, form)[0]


def coordination(u: Sequence[float], n: int, form: int) -> float:
    """Coupling-coordination degree D = √(C·T), T the mean of the scores.

    Parameters
    ----------
    u, n, form
        As for `coupling`.

    Returns
    -------
    float
        In [0, 1]; −1, for undefined, where n < 2.

    Raises
    ------
    ValueError
        As for `coupling`.

    Examples
    --------
    >>> round(coordination([0.05, 0.05], 2, 0), 4)      # equal misery: C is 1
    0.2236
    """
    return -1.0 if n < 2 else _readings(u, n, form)[1]


def _readings(u: Sequence[float], n: int, form: int) -> tuple[float, float]:
    """C and D of one reading, by the kernel that a reader sees."""
    if not 0 <= form < len(FORMS):
        raise ValueError(f"form must be 0 to {len(FORMS) - 1}, got {form}")
    if not n <= min(6, len(u)):
        raise ValueError(f"n must be at most 6 and the number of scores, got {n}")
    if faults := [value for value in u[:n] if not 0 <= value <= 1]:
        raise ValueError(f"scores must lie in [0, 1], got {faults[0]}")
    out = [0.0] * 11
    coupling_run(Scores(n, *map(float, u[:n]), *[0.0] * (6 - n)), [], out)
    return out[form], out[5 + form]


def two_scores(old: float, new: float) -> tuple[float, float]:
    """The two scores behind a coupling degree that was published in two readings.

    Parameters
    ----------
    old, new : float
        GM/AM and Wang et al. of the same two scores, in (0, 1).

    Returns
    -------
    tuple of float
        The higher and the lower score.

    Raises
    ------
    ValueError
        If no two scores have both readings: near ``old = 1`` rounding alone forbids it.

    Examples
    --------
    >>> [round(score, 3) for score in two_scores(0.8868, 0.5440)]
    [0.309, 0.114]
    """
    if not (0 < old < 1 and 0 < new < 1):
        raise ValueError(f"both readings must lie in (0, 1), got {old} and {new}")
    root = (1 - math.sqrt(1 - old * old)) / old
    ratio = root * root  # of the lower to the higher score
    gap = 1 - new * new / ratio
    high = gap / (1 - ratio)
    if not 0 < high <= 1:
        raise ValueError(f"no two scores have readings {old} and {new}")
    return high, ratio * high


def loop_number(
    wd: float,
    dn: float,
    nw: float,
    fix_w: float,
    fix_d: float,
    fix_n: float,
    copy: float = 0.0,
    superior: float = 0.0,
) -> float:
    """How strongly the chain feeds itself: it lives on by itself above 1.

    Parameters
    ----------
    wd, dn, nw, copy : float
        Rates at which one fault breeds the next, and deviation is imitated; 1/year.
    fix_w, fix_d, fix_n : float
        Rates at which each is repaired; 1/year.
    superior : float
        By how much a common superior speeds repair.

    Returns
    -------
    float
        ``inf`` where imitation alone outruns repair.

    Raises
    ------
    ValueError
        If a rate of breeding is negative, or one of repair not above 0.

    References
    ----------
    The threshold is that of the next-generation matrix of van den Driessche and
    Watmough (2002), Mathematical Biosciences 180, 29–48 (not checked).

    Examples
    --------
    >>> round(loop_number(0.8, 0.9, 0.7, 0.9, 0.9, 0.9, copy=0.2), 2)
    0.89
    """
    fixes = np.multiply([fix_w, fix_d, fix_n], 1 + superior)
    if min(wd, dn, nw, copy, superior) < 0 or fixes.min() <= 0:
        raise ValueError(
            "breeding must not be negative and repair above 0, got "
            f"{(wd, dn, nw, copy, superior)} and {(fix_w, fix_d, fix_n)}"
        )
    left = float(fixes[1]) - copy
    return math.inf if left <= 0 else float(wd * dn * nw / (fixes[0] * left * fixes[2]))


RATES = ("wd", "dn", "nw", "fix_w", "fix_d", "fix_n", "copy")  # of `loop_number`


def endemic_point(
    wd: float,
    dn: float,
    nw: float,
    fix_w: float,
    fix_d: float,
    fix_n: float,
    superior: float = 0.0,
) -> tuple[float, float, float]:
    """Where equal governments come to rest that nothing pushes, tempts or shows.

    Closed form of `si_run` where `push`, `tempt` and `copy` are 0.

    Parameters
    ----------
    wd, dn, nw, fix_w, fix_d, fix_n, superior : float
        As for `loop_number`.

    Returns
    -------
    tuple of float
        Weakness, deviation, withdrawal; zeros where the loop number is at most 1.

    Raises
    ------
    ValueError
        As for `loop_number`.

    Examples
    --------
    >>> [round(x, 6) for x in endemic_point(0.8, 1.2, 0.9, 0.5, 0.6, 0.7)]
    [0.402709, 0.349359, 0.37457]
    """
    number = loop_number(wd, dn, nw, fix_w, fix_d, fix_n, superior=superior)
    if number <= 1:
        return 0.0, 0.0, 0.0
    a, d, n = np.divide([nw, wd, dn], np.multiply([fix_w, fix_d, fix_n], 1 + superior))
    some = (number + d + d * n, number + n + n * a, number + a + a * d)
    return tuple(float((number - 1) / below) for below in some)  # ty: ignore[invalid-explicit-return]


# capacities beside the average, in steps of `ineq`; BTH and YRD from GDP per head 2020
STEPS = {
    "bth": (1.0, 0.24, -0.31, -0.31, -0.31, -0.31),
    "yrd": (0.62, 0.17, 0.17, -0.03, -0.03, -0.45, -0.45),
    "prd": (0.5, 0.5, 0.1, -0.1, -0.5, -0.5),
    "class": (-0.5, -0.5, -0.25, 0.0, 0.25, 1.0),  # the six cards of the game
    "class, one raised": (0.0, -0.5, -0.25, 0.0, 0.25, 1.0),
}
REGIONS = ("bth", "yrd", "prd")
NAMES = {
    "bth": "Beijing–Tianjin–Hebei",
    "yrd": "Yangtze River Delta",
    "prd": "Pearl River Delta",
}
SIZE = max(map(len, STEPS.values()))  # all lists have it, so that they make one table


def watching(case: str) -> np.ndarray:
    """Whom each government looks to, shape (7, 7); rows of governments add up to 1."""
    n = len(STEPS[case])
    w = np.ones((n, n)) - np.eye(n)
    if case == "bth":  # two cores of provincial rank, four cities of one province
        w[:2, :2] *= 4
        w[2:, :2] *= 1.5
    if case == "yrd":  # the twin in one's own province counts twice
        for k in (1, 3, 5):
            w[k, k + 1] = w[k + 1, k] = 2
    whole = np.zeros((SIZE, SIZE))
    whole[:n, :n] = w / w.sum(axis=1, keepdims=True)
    return whole


WATCHING = {case: watching(case) for case in STEPS}


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
        Shapes (7, 7), (7,) and (28,); what stands beyond the governments is not read.
    """
    cap, steps = np.ones(SIZE), STEPS[values["case"]]
    cap[: len(steps)] = values["level"] + values["ineq"] * np.array(steps)
    return WATCHING[values["case"]], cap, np.full(4 * SIZE, 0.05)


SHARE = (0.0, 1.0)
RATE = (0.0, inf)
STIPULATED = "stipulated"
HALF = "months until half {}? rate = 8.3 / months"  # 12 · ln 2 / t


def _rate(name: str, high: float, meaning: str, ask: str) -> Parameter:
    """A rate of breeding, from 0."""
    return Parameter(
        name,
        low=0.0,
        high=high,
        domain=RATE,
        unit="1/year",
        meaning=meaning,
        ask=ask,
        ground=STIPULATED,
    )


def _fix(letter: str, what: str) -> Parameter:
    """A rate of repair."""
    return Parameter(
        f"fix_{letter}",
        low=0.3,
        high=1.5,
        domain=(1e-9, inf),
        unit="1/year",
        meaning=f"how fast {what} is repaired",
        ask=f"A fault of this kind ({what}) comes up: {HALF.format('is repaired')}",
        ground=STIPULATED,
    )


PARAMETERS = (
    Parameter(
        "need",
        low=0.5,
        high=0.8,
        domain=SHARE,
        unit="capacity",
        meaning="common standard",
        ask="What share of the best-equipped member's means does the common standard "
        "demand?",
        ground=STIPULATED,
    ),
    _rate(
        "push",
        1.5,
        "how fast a standard above one's means weakens",
        "In ten tasks, for how many is somebody responsible without the powers? "
        "0.15 for each",
    ),
    _rate(
        "tempt",
        0.15,
        "pull of own ends on those who could deliver",
        "Of ten joint projects, how many were bent to own ends in the first year "
        "although all went well? 0.1 for each",
    ),
    _rate(
        "wd",
        1.0,
        "weakness breeds deviation",
        f"A member cannot deliver: {HALF.format('of its effort is for show')}",
    ),
    _rate(
        "dn",
        1.3,
        "deviation breeds withdrawal",
        f"Others go their own way: {HALF.format('of the meetings are skipped')}",
    ),
    _rate(
        "nw",
        1.0,
        "withdrawal breeds weakness",
        f"A member withdraws: {HALF.format('of its skill or budget is gone')}",
    ),
    _rate(
        "copy",
        0.5,
        "deviation is imitated",
        f"All others deviate: {HALF.format('of yours do')}",
    ),
    _fix("w", "weakness"),
    _fix("d", "deviation"),
    _fix("n", "withdrawal"),
    Parameter(
        "superior",
        low=0.0,
        high=1.0,
        domain=RATE,
        unit="share",
        meaning="by how much a near common superior speeds repair; acts inside one "
        "province alone",
        ask="Who could order it? How much faster are faults repaired once the common "
        "superior is told? Twice as fast = 1",
        ground="one province: public record; size stipulated",
    ),
    Parameter(
        "drag",
        low=0.0,
        high=0.6,
        domain=SHARE,
        unit="share",
        meaning="output that withdrawal costs",
        ask="A member has withdrawn but stays on paper: what share of its output is "
        "missing?",
        ground=STIPULATED,
    ),
    Parameter(
        "friction",
        low=0.0,
        high=0.5,
        domain=SHARE,
        unit="share",
        meaning="output lost however well each plays its role",
        ask="Everybody plays the role perfectly: what share is still lost in goals, "
        "power, trust, membership, leadership?",
        ground="kinds from the literature on inertia (not checked); size stipulated",
    ),
    Parameter(
        "synergy",
        low=0.1,
        high=1.2,
        domain=RATE,
        unit="share",
        meaning="what working together adds",
        ask="If all worked perfectly: how much more than the sum of what each does "
        "alone?",
        ground=STIPULATED,
    ),
    Parameter(
        "toll",
        low=0.0,
        high=0.04,
        domain=RATE,
        unit="output·year",
        meaning="what correcting costs, so that it can do harm",
        ask="What does a year of inspections cost, as a share of output?",
        ground=STIPULATED,
    ),
    Parameter(
        "level",
        low=0.45,
        high=0.65,
        domain=(0.3, 1.0),
        unit="capacity",
        meaning="capacity of the average member",
        ask="Means of the average member, as a share of what the task needs?",
        ground="health inputs of 31 provinces, 2013: 0.45 to 0.61 of the best one's",
    ),
    Parameter(
        "ineq",
        low=0.0,
        high=0.35,
        domain=(0.0, 0.55),
        unit="capacity",
        meaning="how far the best is above the average",
        ask="How far are the best member's means above the average?",
        ground="kept below the 0.55 of Beijing, so that no capacity exceeds 1",
    ),
    Parameter(
        "effort",
        low=0.3,
        high=1.5,
        domain=RATE,
        unit="1/year",
        meaning="what a correction adds to a rate of repair",
        ask="How much faster could you repair one kind of fault with the means you "
        "have?",
        ground=STIPULATED,
    ),
)

SETTINGS = (
    Setting(
        "case",
        "bth",
        allowed=tuple(STEPS),
        meaning="which agglomeration: who there is, and who watches whom",
    ),
    Setting(
        "reading",
        "circle",
        allowed=("circle", "relief"),
        meaning="what negative reinforcement means: deviation teaches withdrawal, or "
        "withdrawing ends a strain",
    ),
    Setting("years", 15, domain=(0.05, 1e5), meaning="length of a history, years"),
)

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

# much is lost, and they are still better off together: the run that the chapter shows
EXAMPLE = {
    **{"need": 0.65, "push": 0.8, "tempt": 0.05, "wd": 0.8, "dn": 0.9, "nw": 0.7},
    **{"copy": 0.2, "fix_w": 0.9, "fix_d": 0.9, "fix_n": 0.9, "drag": 0.3},
    **{"friction": 0.1, "synergy": 0.8, "toll": 0.015, "level": 0.55, "ineq": 0.18},
}

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

COUPLING = Model(
    coupling_run,
    parameters=tuple(
        Parameter(
            f"u{k}",
            low=0.0,
            high=1.0,
            domain=SHARE,
            default=value,
            unit="score",
            meaning=f"score {k}",
            ask="How was it scaled, and by whom?",
            ground="free to choose",
        )
        for k, value in enumerate((0.8, 0.2, 0.5, 0.5, 0.5, 0.5), start=1)
    ),
    settings=(Setting("n", 2, domain=(2, 6), meaning="number of scores"),),
    runs={"act": {}},
    record=lambda v: Scores(*(float(v[name]) for name in Scores._fields)),
    outputs=(*(f"c_{k}" for k in range(5)), *(f"d_{k}" for k in range(5)), "mean"),
    path=("step", "none"),
    steps=lambda v: 0,  # nothing moves: five formulas, no history
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


# --- what is asked of every world


def shapley(r: Any, run: str = "inertia") -> pd.DataFrame:
    """How much of the inertia falls to role, friction and unequal capacity.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run` with the runs in which they are off, one by one, two by
        two and all three.
    run : str
        The output that is shared out.

    Returns
    -------
    DataFrame
        Columns `role`, `friction`, `unequal`, which add up to `total`.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. Contributions to the Theory of
    Games II, 307–317.
    """
    on = {"": r[f"rfe.{run}"], "rfe": r[f"act.{run}"]}
    on |= {"r": r[f"fe.{run}"], "f": r[f"re.{run}"], "e": r[f"rf.{run}"]}
    on |= {"rf": r[f"e.{run}"], "re": r[f"f.{run}"], "fe": r[f"r.{run}"]}
    found = {}
    for letter, name in {"r": "role", "f": "friction", "e": "unequal"}.items():
        x, y = (other for other in "rfe" if other != letter)
        one, two = ("".join(c for c in "rfe" if c in letter + k) for k in (x, y))
        ends = (on[letter] - on[""] + on["rfe"] - on[x + y]) / 3
        found[name] = ends + (on[one] - on[x] + on[two] - on[y]) / 6
    return pd.DataFrame(found).assign(total=on["rfe"] - on[""])


def linked(r: Any, run: str = "nolink") -> Any:
    """Share of the inertia that the role causes which runs through the links.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`.
    run : str
        The run without links.

    Returns
    -------
    Series
        1 where nothing of it is left without them; NaN where the role causes none.
    """
    return (r["act.inertia"] - r[f"{run}.inertia"]) / caused(r)


def loop(r: Any) -> Any:
    """The loop number of every row; see `loop_number`.

    Parameters
    ----------
    r : DataFrame
        Rows with the parameters and `case`.

    Returns
    -------
    Series
        ``inf`` where imitation alone outruns repair.
    """
    speed = 1 + r["superior"].where(r["case"] == "prd", 0.0)
    left = r["fix_d"] * speed - r["copy"]
    number = r["wd"] * r["dn"] * r["nw"] / (r["fix_w"] * r["fix_n"] * speed**2 * left)
    return number.where(left > 0, inf)


def caused(r: Any) -> Any:
    """Inertia that is gone where the role is perfect.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`.

    Returns
    -------
    Series
    """
    return r["act.inertia"] - r["r.inertia"]


def _lacking(r: Any) -> Any:
    """Where a correction has something to restore."""
    return r["act.advantage"] < 0


def _fall(r: Any, run: str) -> Any:
    """By how much a correction lowers inertia."""
    return r["act.inertia"] - r[f"{run}.inertia"]


def _together(r: Any, values: Any) -> Any:
    """The least of a point's cases, on each of its rows."""
    return values.groupby(level="point").transform("min")


def world(r: Any) -> Any:
    """Which rows belong to points that show what the abstract reports: no advantage.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`, at least with the runs in `WORLD_RUNS`.

    Returns
    -------
    Series of bool
        True on all rows of a point whose agglomerations all do worse together than
        alone.
    """
    return _together(r, -r["act.advantage"]) > 0


SEEN = {
    "no advantage": _lacking,
    "inertia of 0.3 or more": lambda r: r["act.inertia"] >= 0.3,
}
WORLD_RUNS = ("act",)
WORLD_POINTS = 2048
ASKED_FOR = "W asks for joint output below what each achieves alone"

ROLE = ("push", "tempt", "wd", "dn", "nw", "copy", "fix_w", "fix_d", "fix_n", "drag")
RIVALS = ("friction", "level", "ineq")
LOOPS = {
    "R ≥ 0.8": lambda r: loop(r) >= 0.8,
    "R < 0.8": lambda r: loop(r) < 0.8,
    "R 0.8–1.25": lambda r: (loop(r) >= 0.8) & (loop(r) <= 1.25),
    "R > 1.25": lambda r: loop(r) > 1.25,
}


def _dominance(case: str) -> Dominance:
    """SI-2: does the role move inertia more than its rivals do, in one agglomeration?"""
    return Dominance(
        f"SI-2.{case}",
        claim="SI-2",
        question=f"{NAMES[case]}: does the role move inertia more than friction and "
        "capacity do?",
        run="act",
        output="inertia",
        over={"case": (case,)},
        leader=ROLE,
        context=RIVALS,
        sides=("the role", "its rivals"),
    )


def _proxy(id: str, question: str, margin: float, **more: Any) -> Predicate:
    """A stand-in for advice, where collaboration lacks advantage."""
    return Predicate(
        id,
        claim=id[:4],
        question=question,
        reading="proxy",
        margin=margin,
        where=_lacking,
        **more,
    )


def singles(r: Any, end: str = "") -> pd.DataFrame:
    """By how much each correction alone lowers inertia.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`.
    end : str
        "3" for a third of the effort on each.

    Returns
    -------
    DataFrame
        Columns `w`, `d`, `n`.
    """
    return pd.DataFrame({k: _fall(r, k + end) for k in DIMENSIONS})


def missed(r: Any) -> pd.DataFrame:
    """What the package loses when one correction is left out.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`.

    Returns
    -------
    DataFrame
        Columns `w`, `d`, `n`; below 0 where the package is better without it.
    """
    lost = {k: r[f"less_{k}.inertia"] - r["pack.inertia"] for k in DIMENSIONS}
    return pd.DataFrame(lost)


def _moved(r: Any) -> Any:
    """Where the package at the price of one moves inertia at all."""
    return _fall(r, "pack3").abs() >= 0.02


def _lead(r: Any, run: str) -> Any:
    """By how many years weakness is half-way before deviation."""
    return r[f"{run}.half_time_d"] - r[f"{run}.half_time_a"]


def _rising(r: Any) -> Any:
    """Where weakness and deviation both rise, with links and without."""
    times = [f"{run}.half_time_{k}" for run in ("act", "nolink") for k in "ad"]
    return (r[times] >= 0).all(axis=1)


PREDICATES: tuple[Predicate | Dominance, ...] = (
    Predicate(
        "SI-1b",
        claim="SI-1",
        question="Do they achieve less together than each would alone?",
        reading="tends",
        value=lambda r: -r["act.advantage"],
        margin=0.02,
        opposed=True,
        circular=ASKED_FOR,
    ),
    Predicate(
        "SI-1bp",
        claim="SI-1",
        question="And less than if nobody alone faced the common standard?",
        reading="tends",
        value=lambda r: r["level"] - r["act.actual"],
        margin=0.02,
        opposed=True,
        circular=ASKED_FOR,
    ),
    Predicate(
        "SI-1a",
        claim="SI-1",
        question="Are three tenths or more of the potential lost? (opposite: a tenth "
        "or less)",
        reading="tends",
        value=lambda r: r["act.inertia"],
        margin=0.3,
        against=lambda margin: margin / 3,
    ),
    Predicate(
        "SI-2w",
        claim="SI-2w",
        question="Does a third or more of the inertia fall to the role? (opposite: a "
        "sixth or less)",
        reading="tends",
        value=lambda r: shapley(r).eval("role / total"),
        margin=1 / 3,
        against=lambda margin: margin / 2,
        where=lambda r: shapley(r)["total"] >= 0.05,
        classes={
            "friction < 0.1": lambda r: r["friction"] < 0.1,
            "friction 0.1–0.25": lambda r: r["friction"].between(0.1, 0.25),
            "friction > 0.4": lambda r: r["friction"] > 0.4,
        },
    ),
    *map(_dominance, REGIONS),
    Predicate(
        "SI-2k",
        claim="SI-2",
        question="Does half or more of the inertia fall to the role?",
        reading="tends",
        value=lambda r: shapley(r).eval("role / total"),
        margin=0.5,
        where=lambda r: shapley(r)["total"] >= 0.05,
    ),
    Predicate(
        "SI-2r",
        claim="SI-2",
        question="Does more inertia fall to the role than to its larger rival?",
        reading="tends",
        value=lambda r: (
            shapley(r).eval("role") - shapley(r)[["friction", "unequal"]].max(axis=1)
        ),
        margin=0.02,
        opposed=True,
        where=lambda r: shapley(r)["total"] >= 0.05,
    ),
    Predicate(
        "SI-4",
        claim="SI-4",
        question="Do all three agglomerations do worse together than alone?",
        reading="exists",
        value=lambda r: _together(r, -r["act.advantage"]),
        margin=1e-9,
        ends=None,
        where=lambda r: r["case"] == "prd",
        circular=ASKED_FOR,
    ),
    Predicate(
        "SI-4i",
        claim="SI-4",
        question="Do all three lose three tenths or more of their potential?",
        reading="exists",
        value=lambda r: _together(r, r["act.inertia"]),
        margin=0.3,
        where=lambda r: r["case"] == "prd",
    ),
    Predicate(
        "SI-4h",
        claim="SI-4",
        question="Would the Pearl River Delta lose more without a near superior?",
        reading="exists",
        value=lambda r: r["h0.inertia"] - r["act.inertia"],
        margin=0.02,
        opposed=True,
        where=lambda r: r["case"] == "prd",
        built_in="a superior speeds repair and costs nothing",
    ),
    Predicate(
        "SI-5",
        claim="SI-5",
        question="Does half or more of the role's inertia run through the links? "
        "(opposite: a quarter or less)",
        reading="tends",
        value=linked,
        margin=0.5,
        against=lambda margin: max(margin / 2, margin - 0.25),
        ends=(0.25, 0.75),
        where=lambda r: caused(r) >= 0.05,
        classes=LOOPS,
    ),
    Predicate(
        "SI-5i",
        claim="SI-5",
        question="Does half or more, if imitation counts as a link?",
        reading="tends",
        value=lambda r: linked(r, "noimit"),
        margin=0.5,
        against=lambda margin: max(margin / 2, margin - 0.25),
        ends=(0.25, 0.75),
        where=lambda r: caused(r) >= 0.05,
        classes=LOOPS,
    ),
    Predicate(
        "SI-5p",
        claim="SI-5",
        question="Does weakness alone pull the other two along, to 0.15 each?",
        reading="tends",
        value=lambda r: r[["wonly.d", "wonly.r"]].min(axis=1),
        margin=0.15,
        where=lambda r: r["wflat.a"] >= 0.15,
        classes=LOOPS,
    ),
    Predicate(
        "SI-5c",
        claim="SI-5",
        question="Does weakness come back to itself, a fifth larger?",
        reading="tends",
        value=lambda r: r["wonly.a"] / r["wflat.a"].clip(lower=1e-9) - 1,
        margin=0.2,
        where=lambda r: r["wflat.a"] >= 0.05,
        classes=LOOPS,
    ),
    Predicate(
        "SI-5d",
        claim="SI-5",
        question="Does deviation live on for 15 years once its causes are gone?",
        reading="tends",
        value=lambda r: r["nopush.d"],
        margin=0.05,
        classes=LOOPS,
    ),
    *(
        Predicate(
            f"SI-5o.{run}",
            claim="SI-5",
            question=f"{words}: is weakness half-way a quarter of a year before "
            "deviation?",
            reading="tends",
            value=lambda r, run=run: _lead(r, run),
            margin=0.25,
            opposed=True,
            where=_rising,
        )
        for run, words in {"act": "With links", "nolink": "Without links"}.items()
    ),
    *(
        _proxy(
            f"SI-6.{k}",
            f"Only {word} is corrected: does inertia fall by 0.05?",
            0.05,
            value=lambda r, k=k: _fall(r, k),
            opposed=True,
            room=lambda r, k=k: r["act." + "adr"["wdn".index(k)]] >= 0.1,
        )
        for k, word in DIMENSIONS.items()
    ),
    _proxy(
        "SI-6d",
        "Does each correction alone lower inertia by 0.05?",
        0.05,
        value=lambda r: singles(r).min(axis=1),
    ),
    _proxy(
        "SI-6n",
        "Is each correction missed when it is left out of the package?",
        0.02,
        value=lambda r: missed(r).min(axis=1),
    ),
    *(
        _proxy(
            f"SI-6n.{k}",
            f"Is the correction of {word} missed when it is left out?",
            0.02,
            value=lambda r, k=k: missed(r)[k],
            opposed=True,
        )
        for k, word in DIMENSIONS.items()
    ),
    _proxy(
        "SI-6g",
        "Does the package bring more than its parts one by one?",
        0.01,
        value=lambda r: _fall(r, "pack3") - singles(r, "3").sum(axis=1),
        opposed=True,
        room=_moved,
    ),
    _proxy(
        "SI-6s",
        "Does the package beat the best single correction of the same price?",
        0.02,
        value=lambda r: _fall(r, "pack3") - singles(r).max(axis=1),
        opposed=True,
        room=_moved,
    ),
    _proxy(
        "SI-6l",
        "Does the package beat a single correction drawn by lot?",
        0.02,
        value=lambda r: _fall(r, "pack3") - singles(r).mean(axis=1),
        opposed=True,
        room=_moved,
    ),
    *(
        _proxy(
            id,
            f"{words}: is joint output above what each achieved alone?",
            0.02,
            value=lambda r, run=run: r[f"{run}.actual"] - r["act.alone"],
            opposed=True,
        )
        for id, run, words in (
            ("SI-7", "pack", "All three corrected, at three times the price"),
            ("SI-7third", "pack3", "All three corrected, at the price of one"),
            ("SI-7u", "r", "Perfect roles"),
        )
    ),
)

TABLES = (  # what the chapter reads besides the verdicts
    partial(witnesses.curve, "synergistic_inertia"),
    partial(places.box, "synergistic_inertia", reading="relief"),
)

# from words to model: claim, parameters that stand for it, rule, basis
CODING = (
    (
        "SI-1: advantage, inertia",
        ("synergy", "toll"),
        "joint output below what each achieves alone; three tenths of the potential lost",
        "claim stated; measure from Huxham and Vangen, number ours",
    ),
    (
        "SI-3: role weakness",
        ("need", "push", "level", "fix_w"),
        "share of its task that a government cannot do; a standard above its means feeds it",
        "named in the abstract, meaning ours",
    ),
    (
        "SI-3: role deviation",
        ("tempt", "copy", "fix_d"),
        "share of its capacity that goes to ends of its own",
        "named in the abstract, meaning ours",
    ),
    (
        "SI-3: role negative reinforcement",
        ("drag", "fix_n"),
        "withdrawal that was learned, in two readings",
        "named in the abstract, both meanings ours",
    ),
    (
        "SI-5: chain reaction",
        ("wd", "dn", "nw"),
        "half or more of the role's inertia is gone without the links",
        "claim stated, measure ours",
    ),
    (
        "SI-2: the key role",
        ("friction", "ineq"),
        "more inertia falls to the role than to friction or unequal capacity",
        "claim stated, rivals ours",
    ),
    (
        "SI-4: three agglomerations",
        ("superior",),
        "all three at once; only the Pearl River Delta has a common superior near",
        "cases stated, structure ours",
    ),
    (
        "SI-6, SI-7: corrections",
        ("effort",),
        "repair is sped up, alone and together, at equal price",
        "advice stated, stand-ins ours",
    ),
)
