"""What is the same at every point of the box, unless a run or a reader changes it."""

from math import inf

from collabgov.claims.forms import PRINTED, SETTING
from collabgov.engine.parameters import Setting
from collabgov.studies.leading_small_groups.kernel import OTHERWISE, TYPES
from collabgov.studies.leading_small_groups.parameters import LEVEL, SHARE

NEVER = 1e9  # quarters: a chair who does not leave

SETTINGS = (
    Setting(
        "type",
        "strong",
        allowed=(*TYPES, "none"),
        meaning="kind of leading group",
    ),
    Setting(
        "rules",
        "none",
        allowed=("none", "add", "replace"),
        meaning="whether legal rules add to the chair's pull or replace what is lost",
    ),
    Setting(
        "store", 0.0, domain=SHARE, meaning="how far trust replaces self-orientation"
    ),
    Setting(
        "forced",
        -1,
        domain=(-1, inf),
        whole=True,
        meaning="quarter in which the chair leaves; -1: at random",
    ),
    Setting(
        "quarters",
        80,
        domain=(9, 1e6),
        whole=True,
        meaning="length of a history, quarters",
    ),
    Setting("n", 3, domain=(2, 1000), whole=True, meaning="number of cities"),
    Setting(
        "spread", 0.1, domain=SHARE, meaning="step in self-orientation between cities"
    ),
    Setting("authority", None, domain=LEVEL, meaning="pull; from type unless given"),
    Setting("coord", None, domain=LEVEL, meaning="pull; from type unless given"),
    Setting(
        "fit", None, domain=SHARE, meaning="share; from type and issue unless given"
    ),
    Setting("autonomy", None, domain=SHARE, meaning="share; from type unless given"),
    Setting(
        SETTING,
        PRINTED,
        allowed=(PRINTED, *OTHERWISE),
        meaning="which equations hold: those of the chapter, or one other: how trust "
        "settles (square over square and half², or effort itself, seen with store 1), "
        "how a pull saturates (room 1 − q, or none), whether rank needs fit, whether "
        "autonomy comes back in a vacancy, whether the stronger of chair and rule "
        "counts alone, whether resistance outlasts the chair",
    ),
)
