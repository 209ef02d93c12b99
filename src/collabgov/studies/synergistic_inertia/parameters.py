"""What we assume: rates and shares with their ranges, settings, and one example."""

from math import inf

from collabgov.claims.forms import PRINTED, SETTING
from collabgov.engine.parameters import Parameter, Setting
from collabgov.studies.synergistic_inertia.agglomerations import STEPS
from collabgov.studies.synergistic_inertia.kernel import OTHERWISE

SHARE = (0.0, 1.0)
RATE = (0.0, inf)
STIPULATED = "stipulated"
PERFECT = "0 where the role is perfect"
HALF = "months until half {}? rate = 8.3 / months"  # 12 · ln 2 / t


def _rate(name: str, group: str, high: float, meaning: str, ask: str) -> Parameter:
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
        group=group,
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
        group="repair",
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
        group="capacity",
    ),
    _rate(
        "push",
        "faults",
        1.5,
        f"how fast a standard above one's means weakens; {PERFECT}",
        "In ten tasks, for how many is somebody responsible without the powers? "
        "0.15 for each",
    ),
    _rate(
        "tempt",
        "faults",
        0.15,
        f"pull of own ends on those who could deliver; {PERFECT}",
        "Of ten joint projects, how many were bent to own ends in the first year "
        "although all went well? 0.1 for each",
    ),
    _rate(
        "wd",
        "links",
        1.0,
        f"weakness breeds deviation; {PERFECT}",
        f"A member cannot deliver: {HALF.format('of its effort is for show')}",
    ),
    _rate(
        "dn",
        "links",
        1.3,
        f"deviation breeds withdrawal; {PERFECT}",
        f"Others go their own way: {HALF.format('of the meetings are skipped')}",
    ),
    _rate(
        "nw",
        "links",
        1.0,
        f"withdrawal breeds weakness; {PERFECT}",
        f"A member withdraws: {HALF.format('of its skill or budget is gone')}",
    ),
    _rate(
        "copy",
        "faults",
        0.5,
        f"deviation is imitated; {PERFECT}",
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
        group="repair",
        acts=lambda v: v["case"] == "prd",
        acts_if="case is 'prd'",
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
        group="output",
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
        group="output",
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
        group="output",
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
        group="repair",
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
        group="capacity",
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
        group="capacity",
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
        group="repair",
        acts=lambda v: False,
        acts_if="a named run corrects something",
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
    Setting(
        SETTING,
        PRINTED,
        allowed=(PRINTED, *OTHERWISE),
        meaning="which equations hold: those of the chapter, or one other: with what "
        "a fault y feeds the next (y, y², or 2y/(1 + y)), how losses of output meet "
        "(each takes its share of what is left, the worst counts alone, or they add), "
        "whether who acts alone is tempted too, whether own ends pull alike at every "
        "capacity",
    ),
)


# much is lost, and they are still better off together: the run that the chapter shows
EXAMPLE = {
    **{"need": 0.65, "push": 0.8, "tempt": 0.05, "wd": 0.8, "dn": 0.9, "nw": 0.7},
    **{"copy": 0.2, "fix_w": 0.9, "fix_d": 0.9, "fix_n": 0.9, "drag": 0.3},
    **{"friction": 0.1, "synergy": 0.8, "toll": 0.015, "level": 0.55, "ineq": 0.18},
}
