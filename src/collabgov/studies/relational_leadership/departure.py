"""How the leader leaves, and the variants: trust not kept, no learning, orders alone."""

from collabgov.claims.departure import Departure

OLD_WIRING = {"chain": 0.0, "alpha": 0.0, "sigma": 0.0}
NOT_KEPT = {"store": 0}
UNLEARNED = {"learn_skill": 0.0}
ORDERS = {"order": 1.0}
DEPARTURE = Departure(
    stays={},
    leaves={"stop": 10.0, "kept": 0.0},
    empty={"effort": 0.0},
    column="x",
    at=200,
    horizon=400,
    length="years",
    variants={
        "trust, learning": {},
        "trust, no learning": UNLEARNED,
        "no trust, learning": NOT_KEPT,
        "no trust, no learning": NOT_KEPT | UNLEARNED,
        "trust, learning, old wiring": OLD_WIRING,
        "orders, trust, learning": ORDERS,
        "orders, trust, no learning": ORDERS | UNLEARNED,
    },
)
