"""How the chair leaves for good, and under which trust and rules that is followed."""

from collabgov.claims.departure import Departure
from collabgov.studies.leading_small_groups.settings import NEVER

SELF_FORMING = {"type": "self_forming"}
STATUTE = {"legal": 1.0, "rules": "replace"}
DEPARTURE = Departure(
    stays={"tenure": NEVER},
    leaves={"forced": 40, "gap": NEVER},
    empty={"forced": 0, "gap": NEVER, "rules": "none"},
    column="effort",
    at=40,
    horizon=80,
    length="quarters",
    variants={
        "no trust, no rules": {},
        "half trust, no rules": {"store": 0.5},
        "trust, no rules": {"store": 1.0},
        "no trust, rules replace": STATUTE,
        "trust, rules replace": {"store": 1.0, **STATUTE},
        "no trust, rules add": {**STATUTE, "rules": "add"},
        "self-forming, no trust": SELF_FORMING,
        "self-forming, trust": {"store": 1.0, **SELF_FORMING},
    },
)
