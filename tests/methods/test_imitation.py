import numpy as np
import pytest

from collabgov.methods.imitation import fixation, stationary, transitions

CASES = [  # n, gap where all and where none cooperate, beta, k0, with and without self
    (10, -0.2, -0.2, 1, 1, 0.034653, 0.034653),
    (10, 0.7, -0.3, 1, 1, 0.113040, 0.086052),
    (10, 0.6, -0.4, 5, 3, 0.233511, 0.110770),
    (10, 0.6, -0.4, 5, 5, 0.764553, 0.619896),
    (5, 0.4, -0.6, 5, 2, 0.149941, 0.050534),
    (5, 0.4, -0.6, 5, 3, 0.508937, 0.327546),
]


@pytest.mark.parametrize("case", CASES)
def test_fixation_is_the_printed_one(case):
    n, gap_all, gap_none, beta, k0, known, without = case
    args = (n, k0, gap_all, gap_none, beta)
    assert fixation(*args) == pytest.approx(known, abs=5e-7)
    assert fixation(*args, self_play=False) == pytest.approx(without, abs=5e-7)


@pytest.mark.parametrize("case", CASES)
def test_fixation_solves_the_chain(case):
    """Absorption from the fundamental matrix of the drift-free chain."""
    n, gap_all, gap_none, beta, k0, *_ = case
    chain = transitions(n, gap_all, gap_none, beta, drift=0)
    inner = chain[1:-1, 1:-1]
    hit = np.linalg.solve(np.eye(n - 1) - inner, chain[1:-1, -1])
    found = fixation(n, k0, gap_all, gap_none, beta)
    assert found == pytest.approx(hit[k0 - 1], abs=1e-12)


def test_without_a_gap_chance_alone_decides():
    assert fixation(50, 20, 0, 0, beta=5) == pytest.approx(0.4)
    assert (fixation(50, 0, 1, 1, 5), fixation(50, 50, 1, 1, 5)) == (0, 1)


def test_a_long_way_down_does_not_overflow():
    assert fixation(1000, 999, -5, -5, 9) == pytest.approx(np.exp(-45), rel=1e-6)


@pytest.mark.parametrize(
    ("args", "known"),
    [
        (
            (5, 0.4, -0.6, 5, 0.05),
            [0.522648, 0.181625, 0.056545, 0.035858, 0.059410, 0.143915],
        ),
        (
            (10, 0.7, -0.3, 2, 0.05),
            [
                *(0.027230, 0.024231, 0.020538, 0.019406, 0.021323, 0.027535),
                *(0.041551, 0.071737, 0.135396, 0.253110, 0.357942),
            ],
        ),
    ],
)
def test_the_long_run_is_the_printed_one_and_that_of_the_matrix(args, known):
    found, matrix = stationary(*args), transitions(*args)
    assert found == pytest.approx(known, abs=5e-7)
    assert found @ matrix == pytest.approx(found, abs=1e-14)
    assert matrix.sum(axis=1) == pytest.approx(np.ones(args[0] + 1))
    assert (matrix >= 0).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fixation(1, 1, 0, 0, 1), "n must be at least 2, got 1"),
        (lambda: fixation(5, 6, 0, 0, 1), r"k0 must lie in \[0, 5\], got 6"),
        (lambda: fixation(5, 2, 0, 0, -1), "beta must not be negative, got -1"),
        (lambda: transitions(5, 0, 0, 1, 2), r"drift must lie in \[0, 1\], got 2"),
        (lambda: stationary(5, 0, 0, 1, 0), r"drift must lie in \(0, 1\], got 0"),
    ],
)
def test_what_makes_no_chain_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
