"""Whom should a leader meet who cannot order anybody, and does it pay to choose?

Formalises the abstract of Ayres (2019), How can network leaders promote public value
through soft metagovernance?, Public Administration 97(2), 279–295, doi
10.1111/padm.12555. The equations, the numbers and the ranges are ours; the full text
was not read.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from functools import lru_cache
from math import inf
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from numpy.random import Generator, default_rng
from numpy.typing import ArrayLike, NDArray

from collabgov.claims import store
from collabgov.claims.departure import Departure
from collabgov.claims.predicate import Predicate
from collabgov.engine import ensemble
from collabgov.engine.model import Model
from collabgov.engine.parameters import Parameter, Setting

RULES = ("comfort", "plain", "random", "tie")  # by the kernel's number
MOST = 5  # contacts a period, the top of the box: so many draws are made

Leader = namedtuple(
    "Leader",
    "n public budget rule goal bond fade pull envy authority react price_time "
    "price_auth leave kept steps",
)


def sm_run(p, w, y0, stub, reach, seen_as, base, draws, path, out):
    """One history: a leader meets a few of n actors each period.

    p: one record of numbers. w: who listens to whom; rows add up
    to 1. y0, stub, reach, base: first views, stubbornness, reach,
    end state without a leader. seen_as: for whom each is taken.
    draws: if lots decide, one a period, contact and actor.
    path: all commitments, ties, contacts, period by period.
    out: created, lost, contact time, authority used, net, mean
    tie, mean commitment, contacts a period; created less lost;
    what could be created.
    """
    n = int(p.n)
    steps = int(p.steps)
    slots = int(p.budget)
    y = [0.0] * n
    z = [0.0] * n
    e = [0.0] * n
    met = 0.0
    used = 0.0
    for i in range(n):
        y[i] = y0[i]
    for t in range(steps):
        # what goes on of contacts and orders once the leader left
        here = p.kept if t >= p.leave else 1.0
        c = [0.0] * n
        for b in range(int(slots * here + 0.5)):
            best = -1
            top = -1.0e9
            for i in range(n):
                if c[i] < 0.5:
                    j = int(seen_as[i])  # misread: taken for j
                    open_to = reach[j] * (1.0 - stub[j])
                    score = y[i]  # 0: those who agree already
                    if p.rule == 1:  # far-reaching and far away
                        score = open_to * abs(p.goal - y[j])
                    elif p.rule == 2:  # lots
                        score = draws[(t * slots + b) * n + i]
                    elif p.rule == 3:  # ... not yet tied
                        score = open_to * (p.goal - y[j])
                        score = score * (1.0 - e[i])
                    if score > top:
                        best = i
                        top = score
            if best >= 0 and (p.rule != 3 or top > 0.0):
                c[best] = 1.0
                met += 1.0 / steps
        used += here * p.authority / steps
        for i in range(n):
            e[i] -= p.fade * e[i] - p.bond * c[i] * (1.0 - e[i])
            near = 0.0
            seen = 0.0
            for j in range(n):
                if w[i][j] > 0.0:
                    near += w[i][j] * y[j]
                    seen += w[i][j] * c[j]
            q = p.pull * e[i]
            near += q * (p.goal - near)
            z[i] = near + stub[i] * (y0[i] - near)
            # an order, less the reaction against being ordered
            push = here * p.authority * (1.0 - 2.0 * p.react)
            z[i] += push * (p.goal - z[i])
            # left out while the neighbours are met
            z[i] -= p.envy * seen * (1.0 - c[i]) * (1.0 - e[i])
        for i in range(n):
            y[i] = max(-1.0, min(1.0, z[i]))
            path[3 * t * n + i] = y[i]
            path[(3 * t + 1) * n + i] = e[i]
            path[(3 * t + 2) * n + i] = c[i]
    for k in range(10):
        out[k] = 0.0
    for i in range(n):
        # nearer to what the public wants than without a leader
        away = abs(base[i] - p.public)
        gain = away - abs(y[i] - p.public)
        out[0] += max(0.0, gain) / n
        out[1] += max(0.0, -gain) / n
        out[5] += e[i] / n
        out[6] += y[i] / n
        out[9] += away / n
    out[2] = p.price_time * met / n
    out[3] = p.price_auth * used
    out[7] = met
    out[8] = out[0] - out[1]
    out[4] = out[8] - out[2] - out[3]
    return out[4]


def friedkin_johnsen(
    w: ArrayLike, stub: ArrayLike, y0: ArrayLike
) -> NDArray[np.float64]:
    """Where commitment comes to rest without a leader.

    Closed form of `sm_run` with no contacts and no orders.

    Parameters
    ----------
    w : array_like, shape (n, n)
        How much actor i listens to actor j; rows add up to 1.
    stub : array_like, shape (n,)
        Share of the first view that an actor keeps, in [0, 1]; somebody keeps some.
    y0 : array_like, shape (n,)
        First views.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If a row does not add up to 1, or a share leaves [0, 1].

    References
    ----------
    Friedkin, N. E. & Johnsen, E. C. (1999). Social influence networks and opinion
    change. Advances in Group Processes 16, 1–29.

    Examples
    --------
    Two who listen to each other alone; the first keeps half of her view, the second
    a quarter of his:

    >>> friedkin_johnsen([[0, 1], [1, 0]], [0.5, 0.25], [1, 0]).round(6).tolist()
    [0.8, 0.6]
    """
    stub = np.asarray(stub, dtype=float)
    return _spread(np.asarray(w, dtype=float), stub) @ (stub * np.asarray(y0))


def reach_of(w: ArrayLike, stub: ArrayLike) -> NDArray[np.float64]:
    """How far each actor's view counts in the end, directly and through others.

    Parameters
    ----------
    w, stub : array_like
        As for `friedkin_johnsen`.

    Returns
    -------
    ndarray, shape (n,)
        1 on average.

    Raises
    ------
    ValueError
        As for `friedkin_johnsen`.

    Examples
    --------
    >>> reach_of([[0, 1], [1, 0]], [0.5, 0.5]).tolist()
    [1.0, 1.0]
    """
    total = _spread(np.asarray(w, float), np.asarray(stub, float)).sum(axis=0)
    return total / total.mean()


def _spread(w: NDArray, stub: NDArray) -> NDArray[np.float64]:
    """Everybody's weight in everybody's end state, before stubbornness is applied."""
    if not np.allclose(w.sum(axis=1), 1):
        raise ValueError(f"rows of w must add up to 1, got {w.sum(axis=1).tolist()}")
    if not (np.min(stub) >= 0 and np.max(stub) <= 1):
        raise ValueError(f"stub must lie in [0, 1], got {stub.tolist()}")
    return np.linalg.inv(np.eye(len(w)) - (1 - stub)[:, None] * w)


def tie_level(bond: float, fade: float, contact: float = 1.0) -> float:
    """Tie at which building and fading balance.

    Parameters
    ----------
    bond, fade : float
        Share of the missing tie that a meeting builds, share of a tie lost a period.
    contact : float
        Share of the periods in which the actor is met, in [0, 1]; exact for 1, and the
        level of the mean for less.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    ValueError
        If a share leaves [0, 1], or nothing is built and nothing fades.

    Examples
    --------
    >>> round(tie_level(0.3, 0.1), 6)
    0.75
    """
    for name, value in {"bond": bond, "fade": fade, "contact": contact}.items():
        if not 0 <= value <= 1:
            raise ValueError(f"{name} must lie in [0, 1], got {value}")
    if bond * contact + fade == 0:
        raise ValueError("bond · contact + fade must be above 0, got 0")
    return bond * contact / (bond * contact + fade)


def record(values: Mapping[str, Any]) -> Leader:
    """The kernel's record.

    Parameters
    ----------
    values : mapping
        Complete: all parameters and settings.

    Returns
    -------
    Leader
        All fields are floats.

    Examples
    --------
    >>> record(MODEL.values(rule="tie")).rule
    3.0
    """
    fields = {name: values[name] for name in Leader._fields if name in values}
    fields["rule"] = RULES.index(values["rule"])
    fields["steps"] = values["periods"]
    return Leader(**{name: float(value) for name, value in fields.items()})


def lists(values: Mapping[str, Any], rng: Generator) -> tuple[NDArray[np.float64], ...]:
    """The network of a point: ``w, y0, stub, reach, seen_as, base``.

    Parameters
    ----------
    values : mapping
        Complete: all parameters and settings.
    rng : Generator
        What the network is drawn from.

    Returns
    -------
    tuple of ndarray
        `w` of shape (n, n), the others (n,).
    """
    names = ("n", "bridge", "mean0", "spread", "stub", "accuracy")
    *given, maps = _network(int(rng.integers(2**63)), *(values[k] for k in names))
    w, y0, stub, reach, base = given
    return w, y0, stub, reach, maps[values["map"]], base


@lru_cache(maxsize=4096)  # all runs of a point share its network
def _network(
    seed: int,
    n: float,
    bridge: float,
    mean0: float,
    spread: float,
    stub: float,
    accuracy: float,
) -> tuple[Any, ...]:
    """Ties among the actors, their views, and three maps of who is who."""
    n, r = int(n), default_rng(seed)
    graph = nx.powerlaw_cluster_graph(n, 2, bridge, seed=int(r.integers(2**32)))
    near = nx.to_numpy_array(graph)
    w = near / near.sum(axis=1, keepdims=True)
    y0 = (mean0 + spread * r.standard_normal(n)).clip(-1, 1)
    kept = (stub + 0.25 * r.standard_normal(n)).clip(0.02, 0.95)
    misread = np.flatnonzero(r.random(n) > accuracy)
    true = np.arange(n, dtype=float)
    seen = true.copy()
    seen[misread] = r.permutation(n)[: len(misread)]
    maps = {"seen": seen, "true": true, "blind": r.permutation(n).astype(float)}
    end = friedkin_johnsen(w, kept, y0)
    return w, y0, kept, reach_of(w, kept), end, maps


def _draws(values: Mapping[str, Any]) -> int:
    """One draw a period, contact and actor where lots decide, else none."""
    if values["rule"] != "random" or values["budget"] < 1:
        return 0
    return int(values["periods"] * values["n"]) * max(MOST, int(values["budget"]))


def value_by_period(
    p: Leader, w: Any, y0: Any, stub: Any, reach: Any, seen_as: Any, base: NDArray,
    draws: Any, path: NDArray, out: Any,
) -> NDArray[np.float64]:  # fmt: skip
    """Public value in every period of a finished run.

    Parameters
    ----------
    p, w, y0, stub, reach, seen_as, base, draws, path, out
        The kernel's arguments after the run.

    Returns
    -------
    ndarray, shape (periods,)
        Created less lost.

    Examples
    --------
    >>> arguments = MODEL.arguments(periods=3)
    >>> _ = MODEL.compiled(*arguments)
    >>> bool(abs(value_by_period(*arguments)[-1] - arguments[-1][8]) < 1e-12)
    True
    """
    y = path.reshape(-1, 3, int(p.n))[:, 0]
    return (abs(base - p.public) - abs(y - p.public)).mean(axis=1)


SHARE = (0.0, 1.0)
VIEW = (-1.0, 1.0)
STIPULATED = "stipulated"

PARAMETERS = (
    Parameter(
        "mean0",
        low=-0.3,
        high=0.5,
        domain=VIEW,
        unit="commitment",
        meaning="mean of the first views: −1 works against the aim, 1 all for it",
        ask="Of ten people who count, how many would act for the aim if nobody led? "
        "(share × 2 − 1)",
        ground=STIPULATED,
    ),
    Parameter(
        "spread",
        low=0.1,
        high=0.6,
        domain=(0.0, inf),
        unit="commitment",
        meaning="how far first views lie apart (standard deviation)",
        ask="How far apart are the two who differ most? (a quarter of it)",
        ground=STIPULATED,
    ),
    Parameter(
        "stub",
        low=0.05,
        high=0.7,
        domain=SHARE,
        unit="share",
        meaning="share of the first view kept, however others move (mean over actors)",
        ask="After a year of talking with others, how much of a colleague's first view "
        "is left?",
        ground="people differ widely (Friedkin & Johnsen 1999); numbers stipulated",
    ),
    Parameter(
        "budget",
        low=1.0,
        high=5.99,
        domain=(0.0, 1e6),
        unit="people a month, of 24",
        meaning="people the leader can meet (integer part)",
        ask="With how many can you sit face to face in a month?",
        ground=STIPULATED,
    ),
    Parameter(
        "goal",
        low=-0.2,
        high=1.0,
        domain=VIEW,
        unit="commitment",
        meaning="where the leader wants commitment to be",
        ask="If all did as you wish, would users say: too little, right, too much?",
        ground=STIPULATED,
    ),
    Parameter(
        "public",
        low=0.0,
        high=1.0,
        domain=VIEW,
        unit="commitment",
        meaning="where the public wants commitment to be",
        ask="Ask users, taxpayers and those left out how far it should go; take the "
        "middle answer.",
        ground=STIPULATED,
    ),
    Parameter(
        "bond",
        low=0.1,
        high=0.6,
        domain=SHARE,
        unit="share",
        meaning="share of the missing tie that one meeting builds",
        ask="After one good meeting, what share of the missing trust is there?",
        ground=STIPULATED,
    ),
    Parameter(
        "fade",
        low=0.01,
        high=0.2,
        domain=SHARE,
        unit="share a month",
        meaning="share of a tie that is lost without contact",
        ask="No contact any more: after how many months t is half of the closeness "
        "gone? fade = 1 − 2^(−1/t)",
        ground="stipulated; half-lives of 3 to 69 months",
    ),
    Parameter(
        "pull",
        low=0.1,
        high=0.9,
        domain=SHARE,
        unit="share",
        meaning="weight of the leader with somebody fully tied",
        ask="Somebody who trusts you fully: how much of the next step follows you "
        "rather than colleagues?",
        ground=STIPULATED,
    ),
    Parameter(
        "envy",
        low=0.0,
        high=0.15,
        domain=SHARE,
        unit="commitment a month",
        meaning="what is lost where all neighbours are met and one is not",
        ask="All around them were invited and they were not: how far did their "
        "commitment fall?",
        ground="sign only; stipulated",
    ),
    Parameter(
        "authority",
        low=0.02,
        high=0.3,
        domain=SHARE,
        default=0.0,
        unit="share a month",
        meaning="share of the way to the goal that an order covers",
        ask="An order that nobody resists: how much of the way is gone in a month?",
        ground="stipulated; 0 unless given: the soft case",
    ),
    Parameter(
        "react",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="share of an order's push that turns against it",
        ask="Of ten orders, how many make people do the opposite?",
        ground="psychological reactance gives the sign; stipulated",
    ),
    Parameter(
        "accuracy",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="share of the actors whom the leader reads correctly",
        ask="For how many of ten members do you know where they stand, and who listens "
        "to them?",
        ground="stipulated; the abstract does not claim that leaders understand",
    ),
    Parameter(
        "bridge",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="chance",
        meaning="chance that two partners of one actor are linked",
        ask="Of pairs among your partners' partners, how many work together?",
        ground=STIPULATED,
    ),
    Parameter(
        "price_time",
        low=0.0,
        high=0.3,
        domain=(0.0, inf),
        unit="value",
        meaning="value given up for each actor met, a month",
        ask="What else would that afternoon have achieved?",
        ground=STIPULATED,
    ),
    Parameter(
        "price_auth",
        low=0.0,
        high=0.3,
        domain=(0.0, inf),
        unit="value",
        meaning="value given up for each unit of authority used",
        ask="What does the body lose in consent when it orders?",
        ground=STIPULATED,
    ),
    Parameter(
        "kept",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="share of the contacts that goes on once the leader has left",
        ask="The leader goes: what share of the meetings still takes place?",
        ground="stipulated; matters only where the leader leaves",
    ),
)

NEVER = 1e9  # periods: a leader who does not leave
SETTINGS = (
    Setting("rule", "random", allowed=RULES, meaning="whom the leader meets"),
    Setting(
        "map",
        "seen",
        allowed=("seen", "true", "blind"),
        meaning="how the leader reads the actors: at `accuracy`, all correctly, or all "
        "shuffled",
    ),
    Setting(
        "leave", NEVER, domain=(0, inf), meaning="period in which the leader leaves"
    ),
    Setting("periods", 48, domain=(1, 1e6), meaning="length of a history, months"),
    Setting("n", 24, domain=(3, 1000), meaning="number of actors"),
)

SOFT = {"authority": 0.0}
RUNS: dict[str, dict[str, Any]] = {
    "none": {"budget": 0.0, **SOFT},
    "auth": {"budget": 0.0},
    "equal": {
        "budget": 0.0,
        "authority": lambda v: v["bond"] * int(v["budget"]) / v["n"],
    },
    "comfort": {"rule": "comfort", **SOFT},
    "random": {"rule": "random", **SOFT},
    "plain": {"rule": "plain", **SOFT},
    "tie": {"rule": "tie", **SOFT},
    "plain_know": {"rule": "plain", "map": "true", **SOFT},
    "tie_know": {"rule": "tie", "map": "true", **SOFT},
    "plain_blind": {"rule": "plain", "map": "blind", **SOFT},
    "tie_blind": {"rule": "tie", "map": "blind", **SOFT},
    "memless": {"rule": "tie", "fade": 1.0, **SOFT},
    "random_auth": {"rule": "random"},
    "comfort_auth": {"rule": "comfort"},
    "tie_auth": {"rule": "tie"},
    "random_noenvy": {"rule": "random", "envy": 0.0, **SOFT},
}

MODEL = Model(
    sm_run,
    parameters=PARAMETERS,
    settings=SETTINGS,
    runs=RUNS,
    record=record,
    lists=lists,
    outputs=(
        *("created", "lost", "contact_time", "authority_used", "net", "tie"),
        *("commitment", "contacts", "value", "possible"),
    ),
    path=("period", "commitment", "tie", "met"),
    steps=lambda v: int(v["periods"]),
    actors=lambda v: int(v["n"]),
    draws=_draws,
    histories=20,
)


def world(r: Any) -> Any:
    """Which points show what the abstract reports: a leader who means well, and value.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`, at least with the runs in `WORLD_RUNS`.

    Returns
    -------
    Series of bool
    """
    created = r["comfort.value"] + r["random.value"] + r["tie.value"]
    return _well_meant(r) & (created > 0)


def _well_meant(r: Any) -> Any:
    """The leader's goal is nearer to the public's than what is there without one."""
    without = (r["none.commitment"] - r["public"]).abs()
    return (r["goal"] - r["public"]).abs() < without


WORLD_RUNS = ("none", "comfort", "random", "tie")
WORLD_POINTS = 2048  # W holds almost half of the box

CREATES = "in half: W asks that contacts create value, on the mean of three leaders"


def _room(*runs: str, output: str = "created") -> Any:
    """Where there is something to win, and not all the runs win or lose it all."""
    idle = {"created": 0.02, "lost": 0.01}[output]

    def room(r: Any) -> Any:
        possible = r["none.possible"]
        there = [possible - r[f"{run}.value"] < 0.05 for run in runs]
        still = [r[f"{run}.{output}"] <= idle for run in runs]
        none = (possible < 0.1) | np.all(there, axis=0) | np.all(still, axis=0)
        return ~none

    return room


def _more(run: str, other: str, output: str, **more: Any) -> dict[str, Any]:
    """Fields of a three-valued comparison of two runs."""
    column = "created" if output in ("value", "net") else output
    sign = -1 if output == "lost" else 1
    fields: dict[str, Any] = {
        "value": lambda r: sign * (r[f"{run}.{output}"] - r[f"{other}.{output}"]),
        "margin": 0.01 if output == "lost" else 0.02,
        "opposed": True,
        "room": _room(run, other, output=column),
    }
    return fields | more


def _asset(run: str, output: str = "value", **more: Any) -> dict[str, Any]:
    """Fields of SM-4: is what a leader creates clearly above nothing?"""
    fields: dict[str, Any] = {
        "claim": "SM-4",
        "reading": "tends",
        "value": lambda r: r[f"{run}.{output}"],
        "margin": 0.05,
        "opposed": True,
        "room": lambda r: r["none.possible"] >= 0.1,
        "circular": CREATES,
    }
    return fields | more


def _chain(run: str, other: str) -> Any:
    """Both steps: the map makes the choice pay, and the choice beats another leader."""
    return lambda r: np.minimum(
        r[f"{run}_know.created"] - r[f"{run}_blind.created"],
        r[f"{run}_know.created"] - r[f"{other}.created"],
    )


LEADERS = {
    "comfort": "those who agree",
    "random": "lots",
    "plain": "far and influential",
    "tie": "far, influential and not yet tied",
}
RIVALS = {"comfort": "meeting those who agree", "random": "drawing lots"}
BACKFIRE = {
    "reactance (react > 0.5, and the leader means well)": lambda r: (
        (r["react"] > 0.5) & _well_meant(r)
    )
}

PREDICATES: tuple[Predicate, ...] = (
    Predicate(
        "SM-2a",
        claim="SM-2",
        question="Do ties that last add value to contacts without memory?",
        reading="tends",
        **_more("tie", "memless", "value"),
    ),
    *(
        Predicate(
            f"SM-2b.{run}",
            claim="SM-2",
            question=f"Is the account of contacts ({LEADERS[run]}) better than that "
            "of orders?",
            reading="tends",
            classes=BACKFIRE,
            **_more(run, "auth", "net"),
        )
        for run in ("tie", "random", "comfort")
    ),
    Predicate(
        "SM-2b.obeyed",
        claim="SM-2",
        question="Is it (lots), where few resist an order and the leader means well?",
        reading="tends",
        where=lambda r: (r["react"] < 0.3) & _well_meant(r),
        **_more("random", "auth", "net"),
    ),
    Predicate(
        "SM-2b.equal",
        claim="SM-2",
        question="Is the value of contacts (lots) higher than that of orders of equal "
        "effort?",
        reading="tends",
        **_more("random", "equal", "value"),
    ),
    Predicate(
        "SM-3",
        claim="SM-3",
        question="Can a leader without any power to order create value (lots)?",
        reading="exists",
        value=lambda r: r["random.value"],
        margin=0.05,
        circular=CREATES,
    ),
    Predicate(
        "SM-3over",
        claim="SM-3",
        question="Can contacts add value on top of somebody's orders?",
        reading="exists",
        circular=CREATES,
        **_more("random_auth", "auth", "value", margin=0.05),
    ),
    Predicate(
        "SM-4",
        question="Do contacts by lots usually create value?",
        **_asset("random"),
    ),
    Predicate(
        "SM-4meant",
        question="Do they, where the leader means well?",
        **_asset("random", where=_well_meant),
    ),
    *(
        Predicate(
            f"SM-4.{run}",
            question=f"Do contacts with {name} usually create value?",
            **_asset(run),
        )
        for run, name in {
            "tie": "the far, influential and not yet tied",
            "plain": "the far and influential",
            "comfort": "those who agree",
        }.items()
    ),
    *(
        Predicate(
            f"SM-4net.{run}",
            question=f"Is there value left once contact time is paid ({LEADERS[run]})?",
            **_asset(run, "net"),
        )
        for run in ("random", "tie")
    ),
    Predicate(
        "SM-5u",
        claim="SM-5",
        question="Can a true map make careful choice create more than a wrong one?",
        reading="exists",
        **_more("tie_know", "tie_blind", "created"),
    ),
    Predicate(
        "SM-5u.plain",
        claim="SM-5",
        question="Can it, for the far and influential?",
        reading="exists",
        **_more("plain_know", "plain_blind", "created"),
    ),
    *(
        Predicate(
            f"SM-5p.{other}",
            claim="SM-5",
            question=f"Can careful choice on a true map create more than {name}?",
            reading="exists",
            **_more("tie_know", other, "created"),
        )
        for other, name in RIVALS.items()
    ),
    Predicate(
        "SM-5p.few",
        claim="SM-5",
        question="Can it create more than drawing lots, with one or two contacts a "
        "month?",
        reading="exists",
        where=lambda r: r["budget"] < 3,
        **_more("tie_know", "random", "created"),
    ),
    *(
        Predicate(
            f"SM-5p.plain_{other}",
            claim="SM-5",
            question=f"Can meeting the far and influential create more than {name}?",
            reading="exists",
            **_more("plain_know", other, "created"),
        )
        for other, name in RIVALS.items()
    ),
    *(
        Predicate(
            f"SM-5chain.{other}",
            claim="SM-5",
            question=f"Can both steps hold at once, against {name}?",
            reading="exists",
            **_more("tie_know", other, "created", value=_chain("tie", other)),
        )
        for other, name in RIVALS.items()
    ),
    Predicate(
        "SM-5i",
        claim="SM-5",
        question="Can careful choice create more than lots, with the map as good as "
        "it is?",
        reading="exists",
        **_more("tie", "random", "created"),
    ),
    *(
        Predicate(
            f"SM-5w.{run}",
            claim="SM-5",
            question="Can purpose on a wrong map create more than lots "
            f"({LEADERS[run]})?",
            reading="exists",
            **_more(f"{run}_blind", "random", "created"),
        )
        for run in ("tie", "plain")
    ),
    *(
        Predicate(
            f"SM-6.{other}",
            claim="SM-6",
            question=f"Can careful choice lose less than {name}?",
            reading="exists",
            **_more("tie_know", other, "lost"),
        )
        for other, name in RIVALS.items()
    ),
    *(
        Predicate(
            f"SM-6.plain_{other}",
            claim="SM-6",
            question=f"Can meeting the far and influential lose less than {name}?",
            reading="exists",
            **_more("plain_know", other, "lost"),
        )
        for other, name in RIVALS.items()
    ),
    Predicate(
        "SM-7",
        claim="SM-7",
        question="Can what is lost through contacts (lots) come to 0.05 a person?",
        reading="exists",
        value=lambda r: r["random.lost"],
        margin=0.05,
    ),
    Predicate(
        "SM-7net",
        claim="SM-7",
        question="Can they leave the public worse off on the whole?",
        reading="exists",
        value=lambda r: -r["random.value"],
        margin=0.02,
    ),
    Predicate(
        "SM-7envy",
        claim="SM-7",
        question="Can being left out, and that alone, add to what is lost?",
        reading="exists",
        value=lambda r: r["random.lost"] - r["random_noenvy.lost"],
        margin=0.02,
    ),
)

DEPARTURE = Departure(
    stays={"leave": NEVER},
    leaves={"leave": 48},
    empty={"budget": 0.0},
    column=value_by_period,
    smallest=0.05,
    at=48,
    horizon=72,
    length="periods",
    variants={
        name: {"rule": "tie", "map": "true", **SOFT, **changes}
        for name, changes in {
            "no contact goes on": {"kept": 0.0},
            "a quarter goes on": {"kept": 0.25},
            "half go on": {"kept": 0.5},
            "no contact, ties do not last": {"kept": 0.0, "fade": 1.0},
        }.items()
    },
)


def _in_turn(lots: NDArray[np.float64]) -> NDArray[np.float64]:
    """The order of the first draw, person by person, over and over."""
    order = lots[0].argsort().argsort()
    return -((order - np.arange(len(lots))[:, None]) % float(lots.shape[1]))


# what may stand in the place of lots that are drawn anew for every contact
WAYS: Mapping[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]] = {
    "once": lambda lots: np.broadcast_to(lots[0], lots.shape),
    "turn": _in_turn,
}


def turns(points: int = 2048, drawings: int = 5) -> pd.DataFrame:
    """What lots bring that are drawn once, and a list that is worked through in turn.

    Parameters
    ----------
    points : int
        Number of Sobol points.
    drawings : int
        Drawings averaged at each point.

    Returns
    -------
    DataFrame
        One row a point; ``once.value`` and ``once.created`` for a leader who draws once
        and then always meets the same few, ``turn.value`` and ``turn.created`` for one
        who works through a list. Computed once and kept.
    """

    def computed() -> pd.DataFrame:
        rows = ensemble.sample(MODEL, points).to_dict("records")
        found = [_other_lots(i, row, drawings) for i, row in enumerate(rows)]
        return pd.DataFrame(found).rename_axis("point")

    name = f"turns-{points}-{drawings}"
    return store.kept("soft_metagovernance", name, computed, "half a minute")


def _other_lots(i: int, point: Mapping[str, Any], drawings: int) -> dict[str, float]:
    """The same network and people as in the run with lots, met in other ways."""
    values = MODEL.point(MODEL.values(**point), "random")
    *head, draws, path, out = MODEL.arranged(values, ensemble.SEED, i)
    people = len(head[-1])  # one end without a leader each
    lots = default_rng(i).random((drawings, len(draws) // people, people))
    at = {name: MODEL.outputs.index(name) for name in ("value", "created")}
    found = {}
    for way, arrange in WAYS.items():
        ends = []
        for some in lots:
            MODEL.compiled(*head, arrange(some).ravel(), path, out)
            ends.append(out.copy())
        mean = np.mean(ends, axis=0)
        found |= {f"{way}.{name}": mean[k] for name, k in at.items()}
    return found


TABLES = (turns,)  # what the chapter reads besides the verdicts

# from words to model: claim, parameters that stand for it, rule, basis
CODING = (
    (
        "SM-1: face-to-face contact",
        ("budget", "price_time"),
        "so many people met a month; their time has a price",
        "stated; form ours",
    ),
    (
        "SM-2: an emotional connection",
        ("bond", "fade", "pull"),
        "a tie that meetings build, that fades, and that makes people listen",
        "stated; form ours, and emotion has no measure",
    ),
    (
        "SM-2: rather than bureaucratic authority",
        ("authority", "react", "price_auth"),
        "the same goal by orders; the two accounts side by side",
        "comparison ours",
    ),
    (
        "SM-3, SM-4: public value",
        ("public", "goal"),
        "nearer to what the public wants than without a leader, by 0.05",
        "claims stated, account and cut ours",
    ),
    (
        "SM-5: understand how it functions",
        ("accuracy", "bridge", "stub"),
        "a true map of who stands where and who listens to whom, against a wrong one",
        "stated; form ours",
    ),
    (
        "SM-5: more purposefully",
        (),
        "choosing whom to meet, against lots and against those who agree",
        "the unaware leader is ours",
    ),
    (
        "SM-6, SM-7: public value destruction",
        ("envy", "goal", "public"),
        "actors who end farther from what the public wants than without a leader",
        "inferred; form ours",
    ),
)
