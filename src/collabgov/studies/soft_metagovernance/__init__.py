"""Whom should a leader meet who cannot order anybody, and does it pay to choose?

Formalises the abstract of Ayres (2019), How can network leaders promote public value
through soft metagovernance?, Public Administration 97(2), 279–295, doi
10.1111/padm.12555. The equations, the numbers and the ranges are ours; the full text
was not read.
"""

from collabgov.claims.study import Study, World
from collabgov.studies.soft_metagovernance.closed_forms import (
    friedkin_johnsen,
    reach_of,
    tie_level,
)
from collabgov.studies.soft_metagovernance.coding import CODING
from collabgov.studies.soft_metagovernance.departure import DEPARTURE, value_by_period
from collabgov.studies.soft_metagovernance.forms import FORMS
from collabgov.studies.soft_metagovernance.kernel import RULES
from collabgov.studies.soft_metagovernance.model import MODEL, SOFT, record
from collabgov.studies.soft_metagovernance.parameters import NEVER
from collabgov.studies.soft_metagovernance.predicates import PREDICATES, world
from collabgov.studies.soft_metagovernance.tables import WAYS, turns

STUDY = Study(
    "soft_metagovernance",
    model=MODEL,
    predicates=PREDICATES,
    world=World(
        world,
        runs=("none", "comfort", "random", "tie"),
        points=2048,  # almost half of them lie in it
    ),
    forms=FORMS,
    coding=CODING,
    departure=DEPARTURE,
    tables={"turns": turns},
)

__all__ = [
    "DEPARTURE",
    "FORMS",
    "MODEL",
    "NEVER",
    "RULES",
    "SOFT",
    "STUDY",
    "WAYS",
    "friedkin_johnsen",
    "reach_of",
    "record",
    "tie_level",
    "turns",
    "value_by_period",
]
