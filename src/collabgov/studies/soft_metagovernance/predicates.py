"""What a world must show to be the study's own, and what each claim asks of a world."""

from typing import Any

import numpy as np

from collabgov.claims.predicate import Predicate


def world(r: Any) -> Any:
    """Which points show what the abstract reports: a leader who means well, and value.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`, with the runs none, comfort, random and tie.

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
