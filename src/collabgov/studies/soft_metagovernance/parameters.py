"""What the abstract does not tell of people, leader, ties, orders and the account."""

from math import inf

from collabgov.engine.parameters import Parameter, Setting
from collabgov.studies.soft_metagovernance.kernel import RULES

SHARE = (0.0, 1.0)
VIEW = (-1.0, 1.0)
STIPULATED = "stipulated"
READING = ("plain", "tie")  # rules that read the actors

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
        group="people",
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
        group="people",
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
        group="people",
    ),
    Parameter(
        "budget",
        low=1.0,
        high=5.99,
        domain=(0.0, 1e6),
        unit="people a month, of 24",
        meaning="people the leader can meet (a count: what stands behind the point is "
        "cut, so that 1 to 5.99 are the whole numbers 1 to 5)",
        ask="With how many can you sit face to face in a month?",
        ground=STIPULATED,
        group="leader",
    ),
    Parameter(
        "goal",
        low=-0.2,
        high=1.0,
        domain=VIEW,
        unit="commitment",
        meaning="commitment that the leader wants",
        ask="If all did as you wish, would users say: too little, right, too much?",
        ground=STIPULATED,
        group="leader",
    ),
    Parameter(
        "public",
        low=0.0,
        high=1.0,
        domain=VIEW,
        unit="commitment",
        meaning="commitment that the public wants",
        ask="Ask users, taxpayers and those left out how far it should go; take the "
        "middle answer.",
        ground=STIPULATED,
        group="account",
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
        group="ties",
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
        group="ties",
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
        group="ties",
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
        group="people",
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
        group="orders",
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
        group="orders",
        acts=lambda v: v["authority"] > 0,
        acts_if="authority is above 0",
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
        group="leader",
        acts=lambda v: v["rule"] in READING and v["map"] == "seen",
        acts_if="rule is 'plain' or 'tie' and map is 'seen'",
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
        group="people",
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
        group="account",
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
        group="account",
        acts=lambda v: v["authority"] > 0,
        acts_if="authority is above 0",
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
        group="leader",
        acts=lambda v: v["leave"] < v["periods"],
        acts_if="the leader leaves: leave is below periods",
    ),
)

PRINTED = {"bound": 2.0, "last": 0.0, "back": 2.0, "steady": 0.0}
# what the setting `form` means in the kernel's record
FORMED = {
    "printed": PRINTED,
    "bounded": PRINTED | {"bound": 0.5},
    "drifting": PRINTED | {"last": 1.0},
    "no_backfire": PRINTED | {"back": 1.0},
    "lunch_never_saturates": PRINTED | {"steady": 1.0},
    "direct_listeners": PRINTED,  # it differs in `reach`, a list
}
NEVER = 1e9  # periods: a leader who does not leave
SETTINGS = (
    Setting("rule", "random", allowed=RULES, meaning="whom the leader meets"),
    Setting(
        "map",
        "seen",
        allowed=("seen", "true", "blind"),
        meaning="how the leader reads the actors: at `accuracy`, all correctly, or all "
        "shuffled",
        acts=lambda v: v["rule"] in READING,
        acts_if="rule is 'plain' or 'tie'",
    ),
    Setting(
        "leave", NEVER, domain=(0, inf), meaning="period in which the leader leaves"
    ),
    Setting(
        "periods",
        48,
        domain=(1, 1e6),
        whole=True,
        meaning="length of a history, months",
    ),
    Setting("n", 24, domain=(3, 1000), whole=True, meaning="number of actors"),
    Setting(
        "form",
        "printed",
        allowed=tuple(FORMED),
        meaning="functional form: printed, or one mechanism in another equation (nobody "
        "is heard beyond 0.5; the last view holds instead of the first; an order's "
        "reactance counts once instead of twice; each meeting adds the same to a tie; "
        "reach counts direct listeners)",
    ),
)
