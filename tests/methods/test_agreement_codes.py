"""What agreement takes for a code, and for a number: nothing is guessed."""

import tracemalloc
from math import nan

import numpy as np
import pandas as pd
import pytest
from slow_alpha import slow_alpha

from collabgov.methods import agreement
from collabgov.methods.agreement import LEVELS, bootstrap_alpha, krippendorff_alpha

TEN_POINTS = [
    ["1", "2", "10", "10", "9", "3", "1", "2"],
    ["1", "2", "9", "10", "9", "3", "2", "1"],
]


@pytest.mark.parametrize("level", LEVELS)
def test_numbers_that_are_texts_are_numbers(level):
    """Numbered by the alphabet, 1, 10, 2 … would give .48 for .88 on the ordinal level."""
    known = slow_alpha(np.array(TEN_POINTS, dtype=float), level)
    assert krippendorff_alpha(TEN_POINTS, level) == pytest.approx(known, abs=1e-12)


def test_words_have_the_order_that_is_given_and_no_other():
    words = [["low", "high", "low", nan], ["low", "middle", "low", "high"]]
    order = ["low", "middle", "high"]
    places = [[0, 2, 0, nan], [0, 1, 0, 2]]
    known = slow_alpha(np.array(places, dtype=float), "ordinal")
    assert krippendorff_alpha(words, "ordinal", order) == pytest.approx(known)
    assert krippendorff_alpha(words, "ordinal", order[::-1]) == pytest.approx(known)
    other = krippendorff_alpha(words, "ordinal", ["middle", "low", "high"])
    assert abs(other - known) > 0.1
    found = bootstrap_alpha(
        [line * 9 for line in words], np.random.default_rng(1), "ordinal", 9, order
    )
    assert np.isfinite(found).all()


@pytest.mark.parametrize(
    ("level", "order", "message"),
    [
        (
            "nominal",
            ["x", "y"],
            "an order is for the ordinal level, got it for nominal",
        ),
        (
            "interval",
            ["x", "y"],
            "an order is for the ordinal level, got it for interv",
        ),
        ("ordinal", ["x"], "the order must hold every code, got no 'y'"),
        ("ordinal", ["x", "y", "x"], "a code stands once in an order, got"),
        (
            "ordinal",
            ["x", "Y", "y"],
            "a code must be written in one way, got 'y' and 'Y",
        ),
    ],
)
def test_an_order_that_does_not_fit_is_refused(level, order, message):
    with pytest.raises(ValueError, match=message):
        krippendorff_alpha([["x", "y"], ["x", "x"]], level, order)


@pytest.mark.parametrize("missing", [nan, None, pd.NA, pd.NaT])
def test_a_missing_code_is_no_code(missing):
    known = krippendorff_alpha([["x", "y", "x"], ["x", "x", "x"]])
    data = [["x", "y", "x", missing], ["x", "x", "x", "z"]]
    assert krippendorff_alpha(data) == krippendorff_alpha(pd.DataFrame(data)) == known
    assert agreement.percent_agreement(data) == pytest.approx(2 / 3)


def test_what_is_masked_is_missing():
    data = np.ma.masked_equal([[1, 2, 1, 9], [1, 1, 1, 3]], 9)
    assert krippendorff_alpha(data) == krippendorff_alpha([[1, 2, 1], [1, 1, 1]])


def test_a_space_makes_no_other_code():
    data = [["trust", "x", "trust"], ["trust ", "x", "x"]]
    assert krippendorff_alpha(data) == krippendorff_alpha([list("axa"), list("axx")])


@pytest.mark.parametrize("level", ["interval", "ratio"])
@pytest.mark.parametrize("size", [1e-200, 1e-100, 1e100, 1e200, 1e307])
def test_the_size_of_numbers_does_not_matter_where_there_is_no_unit(level, size):
    data = np.array([[1.0, 2, 3, 4, 5], [1.0, 2, 2, 4, 6]])
    known = slow_alpha(data, level)
    assert krippendorff_alpha(size * data, level) == pytest.approx(known, abs=1e-12)


def test_the_smallest_number_there_is_is_not_zero():
    data = [[0, 0, 0, 5e-324], [0, 0, 5e-324, 5e-324]]
    known = krippendorff_alpha([[0, 0, 0, 1], [0, 0, 1, 1]], "ratio")
    assert krippendorff_alpha(data, "ratio") == pytest.approx(known, abs=1e-12)


@pytest.mark.parametrize("level", LEVELS)
def test_a_thousand_units_of_continuous_codes_take_no_table_of_pairs(level):
    rng = np.random.default_rng(4)
    data = 50 + 9 * rng.normal(size=1_000) + 3 * rng.normal(size=(2, 1_000))
    tracemalloc.start()
    alpha = krippendorff_alpha(data, level)
    resampled = bootstrap_alpha(data, rng, level, resamples=10)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200e6  # bytes; the pairs of every unit took thirty billion
    known = 0 if level == "nominal" else 0.9
    assert alpha == pytest.approx(known, abs=0.03)
    assert resampled == pytest.approx(np.full(10, alpha), abs=0.05)


@pytest.mark.parametrize(
    ("data", "level", "message"),
    [
        ([[1, 2], [1, 2]], "metric", "level must be one of nominal, .* got 'metric'"),
        ([[1, 2, 3]], "nominal", r"two coders at least, got \(1, 3\)"),
        ([1, 2, 3], "nominal", r"need coders × units, .* got \(3,\)"),
        ([[1, nan], [nan, 2]], "nominal", "no unit has two codes"),
        ([[nan, nan], [nan, nan]], "nominal", "no unit has two codes"),
        ([[1, 1], [1, 1]], "nominal", "all coders gave one code"),
        ([[-1, 1], [1, 1]], "ratio", "ratios need codes from 0 on, got -1"),
        ([[1, 2], [1]], "nominal", r"need coders × units, .* got \(2,\)"),
        ([["x", "y"], ["x", "x"]], "ordinal", "must be numbers or have an order, got 'x"),
        ([["x", "y"], ["x", "x"]], "interval", "interval codes must be numbers, got 'x'"),
        ([["x", "y"], ["x", "x"]], "ratio", "ratio codes must be numbers, got 'x'"),
        ([["1", "y"], ["1", "1"]], "interval", "interval codes must be numbers, got '1'"),
        ([[1, "y"], [1, "y"]], "nominal", "codes must all be texts, or none, got 1"),
        ([["x", "nan"], ["x", "y"]], "nominal", "a missing code has no row, .* got 'nan'"),
        ([[1, np.inf], [1, 2]], "nominal", "must be finite, got inf"),
        ([[1, np.inf], [1, 2]], "interval", "must be finite, got inf"),
        ([["1", "1e999"], ["1", "2"]], "interval", "must be finite, got '1e999'"),
        ([[3, 4, 1e200], [4, 4, 1e200]], "interval", r"must not .* got 3 and 4 beside 3 a"),
    ],
)  # fmt: skip
def test_data_without_an_alpha_are_refused(data, level, message):
    with pytest.raises(ValueError, match=message):
        krippendorff_alpha(data, level)
