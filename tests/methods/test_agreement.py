"""Agreement among coders, against published and recomputed values."""

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


def test_resamples_of_one_code_alone_have_no_alpha():
    data = [[1.0, 1, 1, 2], [1.0, 1, 1, 2]]
    found = bootstrap_alpha(data, np.random.default_rng(1), resamples=200)
    assert np.isnan(found).any() and (found[~np.isnan(found)] == 1).all()


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
    ],
)
def test_data_without_an_alpha_are_refused(data, level, message):
    with pytest.raises(ValueError, match=message):
        krippendorff_alpha(data, level)


def test_no_resample_is_refused(observers):
    with pytest.raises(ValueError, match="resamples must be at least 1, got 0"):
        bootstrap_alpha(observers, np.random.default_rng(1), resamples=0)


# --- files


def write(folder, text):
    path = folder / "codes.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_codes_is_read(tmp_path):
    path = write(tmp_path, "unit,coder,code\ns1,A,trust\ns1,B,mission\ns2,A,trust\n")
    codes = agreement.read(path)
    assert codes["round"].tolist() == [1, 1, 1]
    table = agreement.matrix(codes)
    assert table.attrs["codes"] == ["mission", "trust"]
    assert table.loc["A"].tolist() == [1, 1]
    assert np.isnan(table.loc["B", "s2"])


def test_a_file_of_two_rounds_is_read(tmp_path):
    path = write(tmp_path, "round,unit,coder,code\n1,s1,A,x\n2,s1,A,y\n")
    assert agreement.read(str(path))["round"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "unit,coder\ns1,A\n",
            "row 1: the columns must be unit,coder,code, got unit,c",
        ),
        ("unit,coder,code\ns1,A,\n", "row 2, column code: must not be empty, got ''"),
        ("unit,coder,code\ns1,A,x\ns1,A,y\n", "row 3, .* this row stands twice"),
        ("unit,coder,code,round\ns1,A,x,0\n", "row 2, column round: .* got '0'"),
        ("unit,coder,code\ns1,A,x,y\n", "row 2: must have 3 cells, got 4"),
        ("unit,coder,code\n", "row 2: there is no row under the header"),
        ("", "the file is empty"),
    ],
)
def test_a_file_with_a_fault_is_refused_by_row(tmp_path, text, message):
    path = write(tmp_path, text)
    with pytest.raises(ValueError, match=message) as told:
        agreement.read(path)
    assert str(told.value).startswith(str(path))


def test_a_unit_coded_twice_by_one_coder_is_refused():
    codes = pd.DataFrame({"unit": [1, 1], "coder": ["A", "A"], "code": ["x", "y"]})
    with pytest.raises(ValueError, match="coder A coded unit 1 twice"):
        agreement.matrix(codes)
