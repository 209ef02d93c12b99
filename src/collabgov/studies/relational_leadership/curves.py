"""Shares as mission and contacts come to matter more, one by one and together."""

from collabgov.claims.curves import Curve
from collabgov.claims.predicate import Predicate
from collabgov.studies.relational_leadership.predicates import PREDICATES, works, world

# all that the chain says of a stuck mechanism, at once
CHAIN = Predicate(
    "chain",
    claim="RL-3",
    question="Does a leader start it, and would it stand still if she had no mission, "
    "and with hardly any old contacts (0.05)?",
    reading="tends",
    value=lambda r: works(r) & (r["m0L.x"] < 0.25) & (r["s0.x"] < 0.25),
    margin=1.0,
    ends=None,
    where=world,
)
TESTED = {predicate.id: predicate for predicate in (*PREDICATES, CHAIN)}
SPREAD = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)
CURVES = {
    "alpha": Curve(
        held={"alpha": SPREAD},
        tested=tuple(TESTED[id] for id in ("RL-2s", "RL-2sL", "RL-2w")),
        runs=("lead", "none", "m0", "m0L"),
    ),
    "sigma": Curve(
        held={"sigma": SPREAD},
        tested=tuple(
            TESTED[id] for id in ("RL-3as", "RL-3aw", "RL-8s", "RL-9", "RL-10")
        ),
        runs=("lead", "none", "s0", "s6", "temp"),
    ),
    "both": Curve(
        held={name: (0.0, 0.25, 0.5, 0.75, 1.0) for name in ("sigma", "alpha")},
        tested=(CHAIN,),
        runs=("lead", "none", "m0L", "s0"),
        points=4096,
    ),
}
