"""What the box does not vary: forms, removals, doses of the six measures, lengths."""

from itertools import combinations

from collabgov.engine.parameters import Setting
from collabgov.studies.cross_sector_synergy.kernel import GAINS, OBSTACLES, SILO_FORMS
from collabgov.studies.cross_sector_synergy.parameters import LEVEL

SUBSETS = tuple(
    "".join(letters) for n in range(5) for letters in combinations(OBSTACLES, n)
)
NONE = (0.0,) * 6
SETTINGS = (
    Setting(
        "silo_form",
        "first_mover",
        allowed=SILO_FORMS,
        meaning="departmentalism: costly to be first, constant loyalty, or blind to "
        "others' gain",
    ),
    Setting(
        "affairs",
        "interests",
        allowed=("interests", "competence"),
        meaning="what the fifth measure protects",
        acts=lambda v: v["dose"][4] > 0,
        acts_if="the fifth dose is above 0",
    ),
    Setting("remove", "", allowed=SUBSETS, meaning="obstacles taken away, by letters"),
    Setting(
        "dose",
        NONE,
        domain=LEVEL,
        meaning="what each of the six measures adds, pay-off",
    ),
    Setting(
        "reward_max",
        0.8,
        domain=LEVEL,
        meaning="largest reward, pay-off",
        acts=lambda v: v["dose"][1] > 0,
        acts_if="the second dose is above 0",
    ),
    Setting(
        "quarters",
        120,
        domain=(3, 1e6),
        whole=True,
        meaning="length of a run, quarters",
    ),
    Setting(
        "form",
        "printed",
        allowed=("printed", "best_response", *GAINS[1:]),
        meaning="functional form: printed, or one mechanism in another equation "
        "(departments weigh up for themselves instead of imitating; the shared gain "
        "grows along an S, or ever less; conflict costs each the same)",
    ),
)
