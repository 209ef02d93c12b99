"""Krippendorff's alpha by its definition: pairs of codes within units, and of all codes."""

import numpy as np


def slow_alpha(data, level):
    units = [[v for v in unit if not np.isnan(v)] for unit in np.transpose(data)]
    units = [unit for unit in units if len(unit) > 1]
    pool = [v for unit in units for v in unit]
    n = len(pool)

    def far(a, b):
        if level == "nominal":
            return float(a != b)
        if level == "interval":
            return (a - b) ** 2
        if level == "ratio":
            return ((a - b) / (a + b)) ** 2 if a + b else 0.0
        low, high = min(a, b), max(a, b)
        between = sum(low <= v <= high for v in pool)
        return (between - (pool.count(a) + pool.count(b)) / 2) ** 2 if a != b else 0.0

    def mean(values):
        pairs = [(a, b) for i, a in enumerate(values) for b in values[i + 1 :]]
        return sum(far(a, b) for a, b in pairs) / len(pairs)

    seen = sum(mean(unit) * len(unit) for unit in units) / n
    return 1 - seen / mean(pool)
