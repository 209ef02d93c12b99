import numpy as np
import pandas as pd
import pytest

from collabgov.claims import regions
from collabgov.claims.regions import Condition

NAMES = ["a", "b", "c"]


@pytest.fixture(scope="module")
def rows():
    return pd.DataFrame(np.random.default_rng(1).random((2000, 3)), columns=NAMES)


@pytest.fixture(scope="module")
def corner(rows):
    return ((rows["a"] > 0.6) & (rows["b"] <= 0.3)).to_numpy()


def said(conditions):
    """Conditions in no order, their bounds as a reader sees them."""
    return {(c.parameter, round(c.low, 2), round(c.high, 2)) for c in conditions}


def test_a_known_corner_is_found_and_named(rows, corner):
    found = regions.region(rows, corner, NAMES)
    assert said(found.conditions) == {("a", 0.6, np.inf), ("b", -np.inf, 0.3)}
    assert (found.coverage, found.density) == (1.0, 1.0)


def test_coverage_and_density_are_those_of_the_best_part(rows, corner):
    noisy = corner ^ (np.random.default_rng(2).random(len(rows)) < 0.1)
    scored = []
    for path, mask in regions.leaves(rows, noisy, NAMES):
        coverage, density = (noisy & mask).sum() / noisy.sum(), noisy[mask].mean()
        best = regions.Region(path, coverage, density)
        scored.append((2 / (1 / coverage + 1 / density), best))
    assert len(scored) >= 4
    score, best = max(scored, key=lambda one: one[0])
    assert [s for s, _ in scored].count(score) == 1
    assert regions.region(rows, noisy, NAMES) == best


def test_where_all_or_none_hold_there_is_no_region(rows):
    for holds in (np.ones(len(rows), bool), np.zeros(len(rows), bool)):
        assert regions.region(rows, holds, NAMES) is None


def test_every_part_of_the_tree_is_what_its_conditions_say(rows, corner):
    found = regions.leaves(rows, corner, NAMES)
    assert 4 <= len(found) <= 6
    for path, mask in found:
        expected = np.ones(len(rows), bool)
        for one in path:
            assert (one.low == -np.inf) != (one.high == np.inf)  # a bound on one side
            value = rows[one.parameter]
            expected &= ((value > one.low) & (value <= one.high)).to_numpy()
        assert np.array_equal(mask, expected)
        assert mask.sum() >= len(rows) // 20


def test_two_cuts_of_one_parameter_are_said_once():
    path = [Condition("a", low=0.3), Condition("a", low=0.6)]
    assert regions._tightest(path) == (Condition("a", low=0.6),)
    both = [Condition("a", low=0.3), Condition("a", high=0.6)]
    assert regions._tightest(both) == tuple(both)


def test_of_two_cuts_on_one_side_a_part_names_the_tighter():
    rows = pd.DataFrame({"a": np.linspace(0, 1, 1000)})
    holds = ((rows["a"] > 0.5) & (rows["a"] <= 0.9) | (rows["a"] > 0.95)).to_numpy()
    for path, _ in regions.leaves(rows, holds, ["a"]):
        sides = [(one.parameter, one.low == -np.inf) for one in path]
        assert len(sides) == len(set(sides))


def test_drivers_come_strongest_first_with_the_balance_in_both_thirds(rows):
    signs = np.sign(rows["b"] - 0.5).to_numpy() * (rows["a"] > 0.5).to_numpy()
    (first, low, high), (second, *_) = regions.drivers(rows, signs, NAMES, top=2)
    assert (first, second) != ("c", "c")
    assert first == "b"
    assert (low, high) == pytest.approx((-0.5, 0.5), abs=0.05)


def test_a_parameter_that_does_not_vary_drives_nothing():
    rows = pd.DataFrame({"a": [0.5] * 9, "b": range(9)})
    signs = np.array([-1] * 4 + [1] * 5)
    assert [name for name, *_ in regions.drivers(rows, signs, ["a", "b"])] == ["b"]
