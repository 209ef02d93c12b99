"""What the study does not tell and we stipulate: ranges, grounds, questions to ask."""

from collections.abc import Mapping
from math import inf
from typing import Any

from collabgov.engine.parameters import Parameter

SHARE = (0.0, 1.0)
LEVEL = (0.0, inf)
PAYOFF = "pay-off (1 = ten staff days a month)"
PER_PAYOFF = "1 / pay-off"
STIPULATED = "stipulated"
CROWDING = "sign: Deci et al. 1999, Bellé & Cantarelli 2015; disputed, so 0 is included"


def _rewarded(v: Mapping[str, Any]) -> bool:
    """Whether there are rewards; the second of the six measures adds some."""
    return v["reward"] > 0 or v["dose"][1] > 0


def _punished(v: Mapping[str, Any]) -> bool:
    """Whether there is punishment."""
    return v["sanction"] > 0


def _stands(letter: str) -> dict[str, Any]:
    """That an obstacle acts only if it is not taken away."""
    return {
        "acts": lambda v: letter not in v["remove"],
        "acts_if": f"remove does not hold {letter!r}",
    }


REWARDED: dict[str, Any] = {
    "acts": _rewarded,
    "acts_if": "reward or the second dose is above 0",
}
PUNISHED: dict[str, Any] = {"acts": _punished, "acts_if": "sanction is above 0"}

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
        group="work",
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
        group="obstacles",
        **_stands("C"),
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
        group="work",
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
        group="obstacles",
        **_stands("M"),
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
        group="obstacles",
        **_stands("I"),
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
        group="obstacles",
        **_stands("D"),
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
        group="motivation",
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
        group="motivation",
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
        group="motivation",
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
        group="links",
        **REWARDED,
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
        group="links",
        **PUNISHED,
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
        group="links",
        acts=lambda v: _rewarded(v) or _punished(v),
        acts_if="reward, sanction or the second dose is above 0",
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
        group="links",
        **PUNISHED,
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
        group="links",
        acts=lambda v: _rewarded(v) and _punished(v),
        acts_if="there is reward beside sanction",
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
        group="motivation",
        **REWARDED,
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
        group="imitation",
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
        group="imitation",
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
        group="campaign",
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
        group="campaign",
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
        group="campaign",
    ),
)
