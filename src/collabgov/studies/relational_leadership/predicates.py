"""What the study's own world must show, and what is asked of every world."""

from typing import Any

from collabgov.claims.predicate import Predicate


def world(r: Any) -> Any:
    """Which points show what the abstract reports: built, and not run.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`, at least with the run "none".

    Returns
    -------
    Series of bool
    """
    return r["none.x"] < 0.25


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
