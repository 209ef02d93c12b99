"""What we stipulate: each with its range, a question to set it by, and its ground."""

from math import inf
from typing import Any

from collabgov.engine.parameters import Parameter
from collabgov.studies.leading_small_groups.kernel import REMOVES, SUFFIXES

SHARE = (0.0, 1.0)
LEVEL = (0.0, inf)
RISK_WORDS = {1: "about the plan", 2: "about shares", 3: "about broken promises"}


def _chairs(suffix: str, field: str) -> dict[str, Any]:
    """That a parameter acts only through the chair of one type of group."""
    (kind,) = (name for name, short in SUFFIXES.items() if short == suffix)
    return {
        "acts": lambda v: v["type"] == kind and v[field] is None,
        "acts_if": f"type is {kind!r} and {field} is not given",
    }


def _removes(suffix: str, row: tuple[float, ...]) -> tuple[Parameter, ...]:
    """Three parameters: how much of each risk a type of group removes."""
    return tuple(
        Parameter(
            f"e_{suffix}{k}",
            group="leader",
            low=round(e - 0.2, 2),
            high=round(e + 0.2, 2),
            unit="share",
            meaning=f"share of quarrels {RISK_WORDS[k]} that such a group settles "
            "(cut to 0–1)",
            ask=f"Of ten quarrels {RISK_WORDS[k]}, how many does such a group settle?",
            ground="ours: order of the types from Feiock 2013",
            **_chairs(suffix, "fit"),
        )
        for k, e in enumerate(row, start=1)
    )


# legal rules are there or not; what tells of them does nothing without
RULED: dict[str, Any] = {
    "acts": lambda v: v["rules"] != "none",
    "acts_if": "rules is 'add' or 'replace'",
}
PULL = "after a quarter, what share p of the open effort is there? pull = p/0.3"
COST = "What share of your own plans do you drop because a group exists?"
STIPULATED = "stipulated"

PARAMETERS = (
    Parameter(
        "selfish",
        group="cities",
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
        group="cities",
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
        group="cities",
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
        group="leader",
        low=0.2,
        high=1.5,
        domain=LEVEL,
        unit="pull",
        meaning="authority of a chair of higher rank",
        ask=f"The chair orders: {PULL}",
        ground="rank above the cities; stipulated",
        **_chairs("s", "authority"),
    ),
    Parameter(
        "coord_s",
        group="leader",
        low=0.0,
        high=0.6,
        domain=LEVEL,
        unit="pull",
        meaning="what a chair of higher rank adds by coordinating",
        ask=f"All already work and the chair coordinates: {PULL}",
        ground=STIPULATED,
        **_chairs("s", "coord"),
    ),
    Parameter(
        "auth_w",
        group="leader",
        low=0.0,
        high=0.15,
        domain=LEVEL,
        unit="pull",
        meaning="authority of a chair without rank",
        ask=f"A chair without rank asks: {PULL}",
        ground=STIPULATED,
        **_chairs("w", "authority"),
    ),
    Parameter(
        "coord_w",
        group="leader",
        low=0.0,
        high=0.4,
        domain=LEVEL,
        unit="pull",
        meaning="what a chair without rank adds by coordinating",
        ask=f"All already work and a chair without rank coordinates: {PULL}",
        ground=STIPULATED,
        **_chairs("w", "coord"),
    ),
    Parameter(
        "coord_f",
        group="leader",
        low=0.0,
        high=2.0,
        domain=LEVEL,
        unit="pull",
        meaning="what a chair among equals adds by coordinating",
        ask=f"All already work and the chair is a peer: {PULL}",
        ground=STIPULATED,
        **_chairs("f", "coord"),
    ),
    Parameter(
        "cost_s",
        group="leader",
        low=0.0,
        high=0.4,
        domain=SHARE,
        unit="share",
        meaning="autonomy lost to a strong group",
        ask=COST,
        ground="order of the types from Feiock 2013",
        **_chairs("s", "autonomy"),
    ),
    Parameter(
        "cost_w",
        group="leader",
        low=0.0,
        high=0.2,
        domain=SHARE,
        unit="share",
        meaning="autonomy lost to a weak group",
        ask=COST,
        ground="order of the types from Feiock 2013",
        **_chairs("w", "autonomy"),
    ),
    Parameter(
        "cost_f",
        group="leader",
        low=0.0,
        high=0.1,
        domain=SHARE,
        unit="share",
        meaning="autonomy lost to a self-forming group",
        ask=COST,
        ground="order of the types from Feiock 2013",
        **_chairs("f", "autonomy"),
    ),
    *_removes("s", REMOVES[0]),
    *_removes("w", REMOVES[1]),
    *_removes("f", REMOVES[2]),
    Parameter(
        "issue",
        group="issue",
        low=0.0,
        high=3.0,
        domain=(0.0, 3.0),
        default=0.0,
        unit="0 pollution, 1 tourism, 2 transport",
        meaning="the matter the cities work on (integer part)",
        ask="Which of the three matters comes closest to yours?",
        ground="the three issues of the study",
        acts=lambda v: v["type"] != "none" and v["fit"] is None,
        acts_if="there is a group, and fit is not given",
    ),
    Parameter(
        "resist",
        group="cities",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="own will that is lost under orders",
        ask="When ordered, how much of what you would have done anyway do you stop "
        "doing?",
        ground=STIPULATED,
        acts=lambda v: v["type"] in ("strong", "weak") or bool(v["authority"]),
        acts_if="the chair has authority: type is 'strong' or 'weak'",
    ),
    Parameter(
        "paper",
        group="rules",
        low=0.0,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="share of the rules that stand still without a chair",
        ask="In the last vacancy, how many of ten rules were not applied?",
        ground=STIPULATED,
        **RULED,
    ),
    Parameter(
        "rule",
        group="rules",
        low=0.05,
        high=0.8,
        domain=LEVEL,
        unit="pull",
        meaning="pull of the rules alone",
        ask=f"Only the rule speaks: {PULL}",
        ground=STIPULATED,
        **RULED,
    ),
    Parameter(
        "rigid",
        group="rules",
        low=0.0,
        high=0.6,
        domain=SHARE,
        unit="share",
        meaning="room that a full statute takes from the chair",
        ask="How much of the chair's room does the statute take away?",
        ground="stipulated; cf. Lai & Liu 2011 (not checked)",
        **RULED,
    ),
    Parameter(
        "tenure",
        group="succession",
        low=8.0,
        high=24.0,
        domain=(1e-9, inf),
        unit="quarters",
        meaning="mean time a chair stays",
        ask="How long did the last three chairs stay?",
        ground="five-year terms, shorter in practice (not checked)",
        acts=lambda v: v["forced"] < 0,
        acts_if="forced is -1",
    ),
    Parameter(
        "gap",
        group="succession",
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
        group="succession",
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
        group="rules",
        low=0.2,
        high=1.0,
        domain=SHARE,
        unit="share",
        meaning="how far the group is in statute (0 none, 1 all functions)",
        ask="How many of the group's ten functions stand in statute?",
        ground=STIPULATED,
        **RULED,
    ),
    Parameter(
        "half",
        group="trust",
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
        group="trust",
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
