import os
import platform
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabgov.methods.linear_systems import eliminate, iterate, radius, solution


def system(seed, n):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, n)) + 0.5 * np.eye(n), rng.normal(size=n)


@settings(deadline=None, max_examples=200)
@given(seed=st.integers(0, 10**6), n=st.integers(1, 40))
def test_a_solution_is_that_of_numpy(seed, n):
    a, b = system(seed, n)
    close = 1e-12 * np.linalg.cond(a)
    assert solution(a, b) == pytest.approx(np.linalg.solve(a, b), rel=close, abs=close)


@pytest.mark.parametrize("n", [1, 2, 7, 24, 60])
def test_compiled_and_plain_python_give_the_same_digits(n):
    a, b = system(n, n)
    plain = b.copy()
    assert eliminate(a.copy(), plain)
    assert solution(a, b).tobytes() == plain.tobytes()
    turns = (np.abs(a), np.ones(n), 100_000)
    assert radius(np.abs(a)) == iterate(*turns)


def test_what_is_given_stays_as_it_is():
    a, b = system(1, 5)
    before = a.copy(), b.copy()
    solution(a, b)
    assert np.array_equal(a, before[0])
    assert np.array_equal(b, before[1])


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ([[1, 2], [2, 4]], [1, 1], "one solution"),
        ([[0, 0], [0, 0]], [1, 1], "one solution"),
        ([[1, 2]], [1], r"must be \(n, n\) and \(n,\), got \(1, 2\) and \(1,\)"),
        ([[1, 0], [0, 1]], [1, 2, 3], r"got \(2, 2\) and \(3,\)"),
        ([[np.nan]], [1], "finite numbers"),
        ([[1]], [np.inf], "finite numbers"),
    ],
)
def test_a_system_without_a_solution_is_refused(a, b, said):
    with pytest.raises(ValueError, match=said):
        solution(a, b)


@settings(deadline=None, max_examples=100)
@given(seed=st.integers(0, 10**6), n=st.integers(2, 30))
def test_a_radius_is_that_of_numpy(seed, n):
    a = np.random.default_rng(seed).random((n, n))
    assert radius(a) == pytest.approx(np.abs(np.linalg.eigvals(a)).max(), rel=1e-11)


def test_a_radius_that_is_not_to_be_found_is_refused():
    with pytest.raises(ValueError, match="no negative number, got -1"):
        radius([[-1.0]])
    with pytest.raises(ValueError, match="bounds must come together"):
        radius([[0.5, 0.0], [0.0, 0.25]])  # no way from the one to the other


DIGITS = """
import hashlib, numpy as np
from collabgov.methods.coalitions import interaction, shapley
from collabgov.studies.soft_metagovernance import MODEL
from collabgov.synthesis.departures import sm_clock
found = hashlib.sha256()
for k in range(20):
    given = MODEL.arranged(MODEL.values(fade=1), 1, k)
    found.update(b"".join(np.asarray(some).tobytes() for some in given[1:-2]))
    found.update(np.float64(sm_clock(*given[:4])).tobytes())
worth = np.random.default_rng(1).random((50, 64))
found.update(shapley(worth).tobytes() + interaction(worth).tobytes())
print(found.hexdigest())
"""


@pytest.mark.slow
@pytest.mark.skipif(platform.machine() != "x86_64", reason="names of its processors")
def test_digits_are_the_same_whatever_processor_the_algebra_is_made_for():
    told = {
        subprocess.run(
            [sys.executable, "-c", DIGITS],
            env={**os.environ, "OPENBLAS_CORETYPE": kind},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for kind in ("Prescott", "Haswell")
    }
    assert len(told) == 1
