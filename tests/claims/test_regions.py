import numpy as np
import pandas as pd
import pytest

from collabgov.claims import regions

NAMES = ["a", "b", "c"]


@pytest.fixture(scope="module")
def rows():
    return pd.DataFrame(np.random.default_rng(1).random((2000, 3)), columns=NAMES)


@pytest.fixture(scope="module")
def corner(rows):
    return ((rows["a"] > 0.6) & (rows["b"] <= 0.3)).to_numpy()


def test_a_known_corner_is_found_and_named(rows, corner):
    assert regions.region(rows, corner, NAMES) in {
        f"{part} (coverage 1.00, density 1.00)"
        for part in ("a > 0.60 and b ≤ 0.30", "b ≤ 0.30 and a > 0.60")
    }


def test_coverage_and_density_are_those_of_the_best_part(rows, corner):
    noisy = corner ^ (np.random.default_rng(2).random(len(rows)) < 0.1)
    scored = []
    for path, mask in regions.leaves(rows, noisy, NAMES):
        coverage, density = (noisy & mask).sum() / noisy.sum(), noisy[mask].mean()
        text = f"{regions.words(path)} (coverage {coverage:.2f}, density {density:.2f})"
        scored.append((2 / (1 / coverage + 1 / density), text))
    assert regions.region(rows, noisy, NAMES) == max(scored)[1]


def test_where_all_or_none_hold_there_is_no_region(rows):
    for holds in (np.ones(len(rows), bool), np.zeros(len(rows), bool)):
        assert regions.region(rows, holds, NAMES) == ""


def test_every_part_of_the_tree_is_what_its_conditions_say(rows, corner):
    found = regions.leaves(rows, corner, NAMES)
    assert 4 <= len(found) <= 6
    for path, mask in found:
        expected = np.ones(len(rows), bool)
        for name, sign, cut in path:
            inside = (rows[name] <= cut).to_numpy()
            expected &= inside if sign == "≤" else ~inside
        assert np.array_equal(mask, expected)
        assert mask.sum() >= len(rows) // 20


def test_two_cuts_of_one_parameter_are_said_once():
    path = [("a", ">", 0.3), ("a", ">", 0.6)]
    assert regions.words(path) == "a > 0.60"
    assert regions.words([("a", ">", 0.3), ("a", "≤", 0.6)]) == "a > 0.30 and a ≤ 0.60"


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
