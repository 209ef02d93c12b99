"""Leading small groups at random points of the box."""

import numpy as np

from collabgov.studies import leading_small_groups as lg


def points(n, seed):
    """Numbers and values, over all types, rules, stores and ways to leave."""
    rng = np.random.default_rng(seed)
    for k in range(n):
        values = {p.name: rng.uniform(p.low, p.high) for p in lg.MODEL.parameters}
        values["type"] = (*lg.TYPES, "none")[k % 4]
        values["rules"] = ("none", "add", "replace")[k % 3]
        values["store"] = (0.0, 0.5, 1.0)[k // 3 % 3]
        values["forced"] = (-1, 20)[k // 2 % 2]
        yield k, values
