"""Who there is in each agglomeration, and who watches whom."""

import numpy as np

# capacities beside the average, in steps of `ineq`; BTH and YRD from GDP per head 2020
STEPS = {
    "bth": (1.0, 0.24, -0.31, -0.31, -0.31, -0.31),
    "yrd": (0.62, 0.17, 0.17, -0.03, -0.03, -0.45, -0.45),
    "prd": (0.5, 0.5, 0.1, -0.1, -0.5, -0.5),
    "class": (-0.5, -0.5, -0.25, 0.0, 0.25, 1.0),  # the six cards of the game
    "class, one raised": (0.0, -0.5, -0.25, 0.0, 0.25, 1.0),
}
REGIONS = ("bth", "yrd", "prd")
NAMES = {
    "bth": "Beijing–Tianjin–Hebei",
    "yrd": "Yangtze River Delta",
    "prd": "Pearl River Delta",
}
SIZE = max(map(len, STEPS.values()))  # all lists have it, so that they make one table


def watching(case: str) -> np.ndarray:
    """Whom each government looks to, shape (7, 7); rows of governments add up to 1."""
    n = len(STEPS[case])
    w = np.ones((n, n)) - np.eye(n)
    if case == "bth":  # two cores of provincial rank, four cities of one province
        w[:2, :2] *= 4
        w[2:, :2] *= 1.5
    if case == "yrd":  # the twin in one's own province counts twice
        for k in (1, 3, 5):
            w[k, k + 1] = w[k + 1, k] = 2
    whole = np.zeros((SIZE, SIZE))
    whole[:n, :n] = w / w.sum(axis=1, keepdims=True)
    return whole


WATCHING = {case: watching(case) for case in STEPS}
