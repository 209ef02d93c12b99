"""Imitation among fifty departments: our kernel beside EGTtools and plain Python.

A two-strategy public-goods game whose gap is a straight line in the share that cooperates.
EGTtools leaves a member out of its own group, and its mutants take the other strategy; its
pay-offs and its mutation rate are put so that both run the same chain. That they do is
checked on its exact transition matrix, not on the estimates alone.
"""

import numpy as np
from numpy.typing import NDArray

from bench.measure import Comparison
from collabgov.engine.compiled import compiled
from collabgov.methods.imitation import fixation, stationary, transitions
from collabgov.studies.cross_sector_synergy import xs_fermi

NEEDS = ("egttools",)
N, GAP_ALL, GAP_NONE, BETA, DRIFT = 50, 0.4, -0.3, 1.0, 0.1
STEPS, RUNS = 100_000, 100
PLAIN_RUNS = 2  # that plain Python is timed on
Shares = NDArray[np.float64]


def comparisons() -> list[Comparison]:
    """Draws are made within our time."""
    task = f"imitation, N = {N}, {STEPS:,} steps × {RUNS} runs"
    ours = "import collabgov.studies.cross_sector_synergy"
    return [
        Comparison(
            task,
            peer="egttools",
            ours=visited,
            theirs=visited_by_egttools,
            import_ours=ours,
            import_theirs="import egttools",
            agree=lambda mine, peer: same_chain() and near(mine, peer, 0.02),
        ),
        Comparison(
            f"{task}, plain Python and NumPy's draws",
            peer="numpy",
            ours=visited,
            theirs=visited_by_plain_python,
            part=PLAIN_RUNS / RUNS,
            import_ours=ours,
            import_theirs="import numpy",
            agree=lambda mine, peer: near(mine, peer, 0.1),
        ),
    ]


def visited() -> Shares:
    """How often each count of cooperators is seen, shape (N + 1,)."""
    fermi, rng = compiled(xs_fermi), np.random.default_rng(1)
    path, draws = np.zeros(STEPS), np.empty(3 * STEPS)
    seen = np.zeros(N + 1)
    for _ in range(RUNS):
        rng.random(out=draws)
        fermi(N, N // 2, GAP_ALL, GAP_NONE, BETA, DRIFT, STEPS, draws, path)
        seen += np.bincount(path.astype(int), minlength=N + 1)
    return seen / seen.sum()


def visited_by_plain_python() -> Shares:
    """The same by CPython, a few runs."""
    rng, path, seen = np.random.default_rng(1), [0] * STEPS, np.zeros(N + 1)
    for _ in range(PLAIN_RUNS):
        draws = rng.random(3 * STEPS).tolist()
        xs_fermi(N, N // 2, GAP_ALL, GAP_NONE, BETA, DRIFT, STEPS, draws, path)
        seen += np.bincount(path, minlength=N + 1)
    return seen / seen.sum()


def game() -> tuple[object, float]:
    """The peer's game and mutation rate of our chain.

    Where others alone count, a cooperator among k meets k − 1 of N − 1; this matrix
    gives it the gap at k / N. A mutation changes a member that a comparison, which
    needs two, would have left in (N − 1) / N of our steps.
    """
    from egttools.games import Matrix2PlayerGameHolder

    lone = GAP_NONE + (GAP_ALL - GAP_NONE) / N
    ratio = DRIFT / (1 - DRIFT) * N / (N - 1)
    matrix = np.array([[GAP_ALL, lone], [0.0, 0.0]])
    return Matrix2PlayerGameHolder(2, matrix), ratio / (1 + ratio)


def visited_by_egttools() -> Shares:
    """EGTtools' estimate of the same; it need not add up to 1."""
    from egttools.numerical import PairwiseComparisonNumerical

    held, rate = game()  # the solver does not keep its game alive
    process = PairwiseComparisonNumerical(N, held, 100_000)
    found = process.estimate_stationary_distribution(RUNS, STEPS, 0, BETA, rate)
    shares = np.asarray(found).ravel()[::-1]
    return shares / shares.sum()


def same_chain() -> bool:
    """Whether the peer's exact matrix is ours but for the pace, and its fixation ours."""
    from egttools.analytical import PairwiseComparison

    held, rate = game()
    exact = PairwiseComparison(N, held)
    theirs = exact.calculate_transition_matrix(BETA, rate).toarray()[::-1, ::-1]
    ours = transitions(N, GAP_ALL, GAP_NONE, BETA, DRIFT)
    pace = [np.diag(theirs, k) / np.diag(ours, k) for k in (1, -1)]
    one = exact.calculate_fixation_probability(0, 1, BETA)
    fixed = abs(one / fixation(N, 1, GAP_ALL, GAP_NONE, BETA) - 1) < 1e-9
    return fixed and np.ptp(pace) < 1e-9


def near(mine: Shares, peer: Shares, tolerance: float) -> bool:
    """Whether both are close to the exact shares: 0 the same, 1 nothing in common."""
    known = stationary(N, GAP_ALL, GAP_NONE, BETA, DRIFT)
    apart = [np.abs(found - known).sum() / 2 for found in (mine, peer)]
    return apart[0] < 0.02 and apart[1] < tolerance
