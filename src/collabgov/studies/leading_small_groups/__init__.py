"""What does the chair of a leading small group do, and what stays when the chair goes?

Formalises the abstract of Miao & Ju (2020), International Journal of Public Leadership
16(2), 249–264, doi 10.1108/IJPL-02-2020-0008. The equations, the numbers and the ranges
are ours; the full text was not read.
"""

from collabgov.claims.study import Study, World
from collabgov.studies.leading_small_groups.closed_forms import steady_effort
from collabgov.studies.leading_small_groups.coding import CODING
from collabgov.studies.leading_small_groups.departure import DEPARTURE, SELF_FORMING
from collabgov.studies.leading_small_groups.forms import FORMS
from collabgov.studies.leading_small_groups.kernel import (
    ISSUES,
    REMOVES,
    RISKS,
    TYPES,
    lg_fit,
    lg_measures,
    lg_run,
)
from collabgov.studies.leading_small_groups.model import MODEL
from collabgov.studies.leading_small_groups.predicates import (
    PREDICATES,
    PREMISES,
    world,
)
from collabgov.studies.leading_small_groups.settings import NEVER

__all__ = [
    "DEPARTURE",
    "FORMS",
    "ISSUES",
    "MODEL",
    "NEVER",
    "PREDICATES",
    "REMOVES",
    "RISKS",
    "SELF_FORMING",
    "STUDY",
    "TYPES",
    "lg_fit",
    "lg_measures",
    "lg_run",
    "steady_effort",
    "world",
]

STUDY = Study(
    "leading_small_groups",
    model=MODEL,
    predicates=PREDICATES,
    # the own world holds about 4 points in 100: too few in 2,048
    world=World(world, runs=("none", "s", "w"), points=16384),
    forms=FORMS,
    coding=CODING,
    departure=DEPARTURE,
    premises=PREMISES,
)
