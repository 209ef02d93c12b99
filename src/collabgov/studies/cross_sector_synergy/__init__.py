"""How many obstacles must go before departments keep cooperating?

Formalises the abstract of Chen & Zhang (2025), Lex Localis 23(7), doi 10.52152/800115,
on departments of one government (跨部门, kuà bùmén), not on sectors. The equations, the
numbers and the ranges are ours; the full text was not read.
"""

from functools import partial

from collabgov.claims.study import Study, World
from collabgov.studies.cross_sector_synergy.closed_forms import (
    best_sanction,
    resting_motivation,
    terms,
    unstable_share,
)
from collabgov.studies.cross_sector_synergy.coding import CODING
from collabgov.studies.cross_sector_synergy.departure import DEPARTURE
from collabgov.studies.cross_sector_synergy.forms import FORMS
from collabgov.studies.cross_sector_synergy.kernel import (
    OBSTACLES,
    SILO_FORMS,
    xs_fermi,
    xs_levers,
    xs_rate,
    xs_run,
)
from collabgov.studies.cross_sector_synergy.model import (
    DOSE,
    FULL,
    MODEL,
    RUNS,
    SINGLES,
    doses,
    with_measures,
)
from collabgov.studies.cross_sector_synergy.parameters import PARAMETERS
from collabgov.studies.cross_sector_synergy.predicates import (
    PREDICATES,
    enough_alone,
    packages,
    removed,
    smallest_removal,
    synergy,
    world,
)
from collabgov.studies.cross_sector_synergy.settings import SUBSETS
from collabgov.studies.cross_sector_synergy.tables import balance, recipes, splits

__all__ = [
    "DOSE",
    "FORMS",
    "FULL",
    "MODEL",
    "OBSTACLES",
    "PARAMETERS",
    "RUNS",
    "SILO_FORMS",
    "SINGLES",
    "STUDY",
    "SUBSETS",
    "balance",
    "best_sanction",
    "doses",
    "enough_alone",
    "packages",
    "recipes",
    "removed",
    "resting_motivation",
    "smallest_removal",
    "splits",
    "synergy",
    "terms",
    "unstable_share",
    "with_measures",
    "world",
    "xs_fermi",
    "xs_levers",
    "xs_rate",
    "xs_run",
]

STUDY = Study(
    "cross_sector_synergy",
    model=MODEL,
    predicates=PREDICATES,
    # nearly half of the points lie in the own world
    world=World(world, runs=("base",), points=2048),
    forms=FORMS,
    coding=CODING,
    departure=DEPARTURE,
    tables={
        "recipes": recipes,
        "balance-minus": partial(balance, cross=-1),
        "balance-zero": partial(balance, cross=0),
        "balance-plus": partial(balance, cross=1),
    },
)
