"""Agreement among coders, against published and recomputed values."""

import tracemalloc
from math import nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from collabgov.methods import agreement
from collabgov.methods.agreement import LEVELS, bootstrap_alpha, krippendorff_alpha
from collabgov.records import tables

PUBLISHED = {"nominal": 0.7434, "ordinal": 0.8154, "interval": 0.8491, "ratio": 0.7974}


@pytest.fixture(scope="module")
def observers():
    return agreement.matrix(tables.read("four_observers"))


def slow_alpha(data, level):
    """By the definition: every pair of codes within units, and within all."""
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


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_is_the_published_one_on_krippendorffs_own_data(observers, level):
    assert krippendorff_alpha(observers, level) == pytest.approx(
        PUBLISHED[level], abs=5e-5
    )


@pytest.mark.parametrize("level", LEVELS)
@given(seed=st.integers(0, 10**6))
def test_alpha_is_that_of_the_definition(level, seed):
    rng = np.random.default_rng(seed)
    data = rng.integers(0, 4, size=(rng.integers(2, 5), 8)).astype(float)
    data[rng.random(data.shape) < 0.2] = nan
    data[:2, 0] = 0, 1
    known = slow_alpha(data, level)
    assert krippendorff_alpha(data, level) == pytest.approx(known, abs=1e-12)


def rows(*lines):
    """Codes of some coders, one line each; a star where there is none."""
    return [[nan if code == "*" else code for code in line.split()] for line in lines]


# Krippendorff (2011), Computing Krippendorff's alpha-reliability, cases A and B
YES_OR_NO = rows("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
LETTERS = rows("a a b b d c c c e d d a", "b a b b b c c c e d d d")
# the computational example of the article on Krippendorff's alpha in Wikipedia
THREE_CODERS = rows(
    "* * * * * 3 4 1 2 1 1 3 3 * 3",
    "1 * 2 1 3 3 4 3 * * * * * * *",
    "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
)


@pytest.mark.parametrize(
    ("data", "level", "published"),
    [
        (YES_OR_NO, "nominal", 0.095),
        (LETTERS, "nominal", 0.692),
        (THREE_CODERS, "nominal", 0.691),
        (THREE_CODERS, "interval", 0.811),
        ([[1, 1, 1, 1], [1, 1, 1, 2]], "nominal", 0),
    ],
)
def test_alpha_is_the_published_one(data, level, published):
    assert krippendorff_alpha(data, level) == pytest.approx(published, abs=5e-4)


TEN_POINTS = rows("1 2 10 10 9 3 1 2", "1 2 9 10 9 3 2 1")


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


def test_agreement_in_all_is_one_and_order_of_coders_is_indifferent(observers):
    assert krippendorff_alpha([[1, 2, 3], [1, 2, 3]]) == 1
    turned = observers.iloc[::-1, ::-1]
    assert krippendorff_alpha(turned) == pytest.approx(
        krippendorff_alpha(observers), abs=1e-12
    )


def test_a_unit_that_one_coder_alone_coded_does_not_count(observers):
    more = observers.assign(lone=[nan, 3.0, nan, nan])
    assert krippendorff_alpha(more) == pytest.approx(krippendorff_alpha(observers))


def test_percent_agreement_is_what_alpha_takes_chance_from(observers):
    """irrCAC prints .805: the same share with its correction for few codes, 1/40."""
    equal = agreement.percent_agreement(observers)
    assert equal + (1 - equal) / 40 == pytest.approx(0.805, abs=1e-9)
    assert agreement.percent_agreement([[1, 1], [1, 2], [1, 2]]) == pytest.approx(2 / 3)


def test_fleiss_kappa_is_the_published_one():
    counts = tables.read("fourteen_raters").set_index("unit")
    assert (counts.sum(axis=1) == 14).all()
    assert fleiss_kappa(counts.to_numpy()) == pytest.approx(0.2099, abs=5e-5)


def test_alpha_of_many_units_by_two_coders_comes_close_to_kappa():
    rng = np.random.default_rng(3)
    first = rng.integers(0, 3, 5000)
    second = np.where(rng.random(5000) < 0.6, first, rng.integers(0, 3, 5000))
    kappa = cohens_kappa(pd.crosstab(first, second).to_numpy()).kappa
    alpha = krippendorff_alpha(np.array([first, second]))
    assert alpha == pytest.approx(kappa, abs=0.001)


@pytest.mark.parametrize("level", LEVELS)
def test_a_resampled_alpha_is_the_alpha_of_the_resampled_units(observers, level):
    found = bootstrap_alpha(observers, np.random.default_rng(5), level, resamples=40)
    rng, data = np.random.default_rng(5), observers.to_numpy()
    picks = rng.integers(12, size=(40, 12))
    known = [slow_alpha(data[:, pick], level) for pick in picks]
    assert found == pytest.approx(known, abs=1e-12, nan_ok=True)


def test_the_interval_covers_what_further_units_would_give():
    """Of 200 samples of 60 units about 19 in 20 intervals hold the alpha of them all."""
    rng = np.random.default_rng(8)
    truth = rng.integers(0, 4, 200_000)
    noise = rng.integers(0, 4, (3, len(truth)))
    data = np.where(rng.random(noise.shape) < 0.8, truth, noise).astype(float)
    alpha, inside = krippendorff_alpha(data), 0
    for k in range(200):
        some = data[:, 60 * k : 60 * (k + 1)]
        low, high = np.quantile(
            bootstrap_alpha(some, rng, resamples=400), [0.025, 0.975]
        )
        inside += low <= alpha <= high
    assert 176 <= inside <= 199


def test_more_resamples_than_a_block_holds_are_all_there(observers):
    n = agreement.BLOCK + 3
    assert len(bootstrap_alpha(observers, np.random.default_rng(1), resamples=n)) == n


@pytest.mark.parametrize("level", LEVELS)
def test_resamples_of_one_code_alone_have_no_alpha_and_are_counted(level):
    data = [[1.0, 1, 1, 2], [1.0, 1, 1, 2]]
    rng = np.random.default_rng(1)
    with pytest.warns(UserWarning) as told:
        found = bootstrap_alpha(data, rng, level, resamples=200)
    lost = np.isnan(found).sum()
    assert lost == pytest.approx(200 * (3 / 4) ** 4, abs=20)
    assert (found[~np.isnan(found)] == 1).all()
    words = f"{lost} of 200 resamples hold one code alone: they have no alpha"
    assert [str(warning.message) for warning in told] == [words]


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


def test_no_resample_is_refused(observers):
    with pytest.raises(ValueError, match="resamples must be at least 1, got 0"):
        bootstrap_alpha(observers, np.random.default_rng(1), resamples=0)
