"""Alphas of resampled units: each is right, and those that have none are told."""

import numpy as np
import pytest
from slow_alpha import slow_alpha

from collabgov.methods import agreement
from collabgov.methods.agreement import LEVELS, bootstrap_alpha, krippendorff_alpha
from collabgov.records import tables


@pytest.fixture(scope="module")
def observers():
    return agreement.matrix(tables.read("four_observers"))


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


def test_no_resample_is_refused(observers):
    with pytest.raises(ValueError, match="resamples must be at least 1, got 0"):
        bootstrap_alpha(observers, np.random.default_rng(1), resamples=0)
