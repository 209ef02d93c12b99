"""What is asked of every world, and which worlds are the study's own."""

from typing import Any

from collabgov.claims.predicate import Dominance, Predicate
from collabgov.claims.study import Test
from collabgov.studies.synergistic_inertia.agglomerations import NAMES, REGIONS
from collabgov.studies.synergistic_inertia.causes import (
    caused,
    inertia_by_cause,
    linked,
    loop,
)
from collabgov.studies.synergistic_inertia.predicates_of_corrections import CORRECTIONS

ASKED_FOR = "W asks for joint output below what each achieves alone"
ROLE = ("push", "tempt", "wd", "dn", "nw", "copy", "fix_w", "fix_d", "fix_n", "drag")
RIVALS = ("friction", "level", "ineq")
LOOPS = {
    "R ≥ 0.8": lambda r: loop(r) >= 0.8,
    "R < 0.8": lambda r: loop(r) < 0.8,
    "R 0.8–1.25": lambda r: (loop(r) >= 0.8) & (loop(r) <= 1.25),
    "R > 1.25": lambda r: loop(r) > 1.25,
}


def _together(r: Any, values: Any) -> Any:
    """The least of a point's cases, on each of its rows."""
    return values.groupby(level="point").transform("min")


def world(r: Any) -> Any:
    """Which rows belong to points that show what the abstract reports: no advantage.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`, at least with the run `act`.

    Returns
    -------
    Series of bool
        True on all rows of a point whose agglomerations all do worse together than
        alone.
    """
    return _together(r, -r["act.advantage"]) > 0


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


def _lead(r: Any, run: str) -> Any:
    """By how many years weakness is half-way before deviation."""
    return r[f"{run}.half_time_d"] - r[f"{run}.half_time_a"]


def _rising(r: Any) -> Any:
    """Where weakness and deviation both rise, with links and without."""
    times = [f"{run}.half_time_{k}" for run in ("act", "nolink") for k in "ad"]
    return (r[times] >= 0).all(axis=1)


PREDICATES: tuple[Test, ...] = (
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
        value=lambda r: inertia_by_cause(r).eval("role / total"),
        margin=1 / 3,
        against=lambda margin: margin / 2,
        where=lambda r: inertia_by_cause(r)["total"] >= 0.05,
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
        value=lambda r: inertia_by_cause(r).eval("role / total"),
        margin=0.5,
        where=lambda r: inertia_by_cause(r)["total"] >= 0.05,
    ),
    Predicate(
        "SI-2r",
        claim="SI-2",
        question="Does more inertia fall to the role than to its larger rival?",
        reading="tends",
        value=lambda r: (
            inertia_by_cause(r).eval("role")
            - inertia_by_cause(r)[["friction", "unequal"]].max(axis=1)
        ),
        margin=0.02,
        opposed=True,
        where=lambda r: inertia_by_cause(r)["total"] >= 0.05,
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
    *CORRECTIONS,
)
