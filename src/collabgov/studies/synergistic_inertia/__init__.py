"""A chain reaction, or three deficits side by side?

Formalises the abstract of Liu (2024), a master's thesis on role deviation and
collaborative inertia between Chinese governments (GTID 2556307079962989). The equations,
the numbers and the ranges are ours; the thesis was not read.
"""

from functools import partial

from collabgov.claims import places
from collabgov.claims.study import Study, World
from collabgov.studies.synergistic_inertia import forms
from collabgov.studies.synergistic_inertia.agglomerations import (
    NAMES,
    REGIONS,
    STEPS,
    watching,
)
from collabgov.studies.synergistic_inertia.causes import (
    caused,
    inertia_by_cause,
    linked,
    loop,
)
from collabgov.studies.synergistic_inertia.closed_forms import (
    RATES,
    endemic_point,
    loop_number,
)
from collabgov.studies.synergistic_inertia.coding import CODING
from collabgov.studies.synergistic_inertia.coupling_degree import (
    COUPLING,
    COUPLING_FORMS,
    coordination,
    coupling,
    two_scores,
)
from collabgov.studies.synergistic_inertia.kernel import si_loop, si_measures, si_run
from collabgov.studies.synergistic_inertia.model import (
    DIMENSIONS,
    LINKS,
    MODEL,
    relay,
)
from collabgov.studies.synergistic_inertia.parameters import EXAMPLE
from collabgov.studies.synergistic_inertia.predicates import LOOPS, PREDICATES, world
from collabgov.studies.synergistic_inertia.predicates_of_corrections import (
    missed,
    singles,
)
from collabgov.studies.synergistic_inertia.tables import SEEN, worth_in_tests

STUDY = Study(
    "synergistic_inertia",
    model=MODEL,
    predicates=PREDICATES,
    world=World(world, runs=("act",), points=2048),
    forms=forms.FORMS,
    coding=CODING,
    tables={
        "worth_in_tests": worth_in_tests,
        "relief": partial(places.box, reading="relief"),
    },
)

__all__ = [
    "COUPLING",
    "COUPLING_FORMS",
    "DIMENSIONS",
    "EXAMPLE",
    "LINKS",
    "LOOPS",
    "MODEL",
    "NAMES",
    "RATES",
    "REGIONS",
    "SEEN",
    "STEPS",
    "STUDY",
    "caused",
    "coordination",
    "coupling",
    "endemic_point",
    "inertia_by_cause",
    "linked",
    "loop",
    "loop_number",
    "missed",
    "relay",
    "si_loop",
    "si_measures",
    "si_run",
    "singles",
    "two_scores",
    "watching",
    "world",
    "worth_in_tests",
]
