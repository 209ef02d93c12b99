"""Can a leader start what was built and does not run, and does it run on without her?

Formalises the abstract of "How Can Regional Collaborative Governance Promote Public
Value Through Relational Leadership?", Policy & Governance Review. The equations, the
numbers and the ranges are ours; the full text was not read.
"""

from collabgov.claims.study import Study, World
from collabgov.studies.relational_leadership.closed_forms import (
    CUSP,
    effort_needed,
    fold_push,
    rl_fold,
)
from collabgov.studies.relational_leadership.coding import CODING
from collabgov.studies.relational_leadership.curves import CURVES, TESTED
from collabgov.studies.relational_leadership.departure import (
    DEPARTURE,
    NOT_KEPT,
    OLD_WIRING,
    ORDERS,
    UNLEARNED,
)
from collabgov.studies.relational_leadership.forms import FORMS
from collabgov.studies.relational_leadership.kernel import rl_led, rl_left, rl_run
from collabgov.studies.relational_leadership.model import MODEL, TERM
from collabgov.studies.relational_leadership.parameters import NEVER
from collabgov.studies.relational_leadership.predicates import PREDICATES, works, world

__all__ = [
    "CUSP",
    "DEPARTURE",
    "FORMS",
    "MODEL",
    "NEVER",
    "NOT_KEPT",
    "OLD_WIRING",
    "ORDERS",
    "PREDICATES",
    "STUDY",
    "TERM",
    "TESTED",
    "UNLEARNED",
    "effort_needed",
    "fold_push",
    "rl_fold",
    "rl_led",
    "rl_left",
    "rl_run",
    "works",
    "world",
]

STUDY = Study(
    "relational_leadership",
    model=MODEL,
    predicates=PREDICATES,
    # W holds nearly half of the box
    world=World(world, runs=("none",), points=2048),
    forms=FORMS,
    coding=CODING,
    departure=DEPARTURE,
    curves=CURVES,
)
