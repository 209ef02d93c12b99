"""Agreement among coders, against published and recomputed values."""

from math import nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from slow_alpha import slow_alpha
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from collabgov.methods import agreement
from collabgov.methods.agreement import LEVELS, krippendorff_alpha
from collabgov.records import tables

PUBLISHED = {"nominal": 0.7434, "ordinal": 0.8154, "interval": 0.8491, "ratio": 0.7974}


@pytest.fixture(scope="module")
def observers():
    return agreement.matrix(tables.read("four_observers"))


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
