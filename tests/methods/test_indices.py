import numpy as np
import pandas as pd
import pytest
from scipy.stats import kendalltau

from collabgov.methods import indices


def test_both_scales_keep_the_order_and_end_at_one():
    values = pd.DataFrame({"x": [2.0, 5.0, 8.0]})
    assert indices.scaled(values)["x"].tolist() == [0.25, 0.625, 1]
    assert indices.scaled(values, "range")["x"].tolist() == pytest.approx(
        [0.01, 0.505, 1]
    )


def test_flips_are_kendalls():
    first, second = np.random.default_rng(5).random((2, 31))
    tau = kendalltau(first, second).statistic
    pairs = 31 * 30 / 2
    assert indices.flips(first, second) == pytest.approx((1 - tau) / 2 * pairs)
    assert indices.flips(first, first) == 0
    assert indices.flips(first, -first) == pairs


def test_gini_is_half_the_mean_difference_over_the_mean():
    value, weight = np.random.default_rng(6).random((2, 20))
    share = weight / weight.sum()
    gaps = abs(value[:, None] - value) * share[:, None] * share
    known = gaps.sum() / 2 / (value * share).sum()
    assert indices.gini(value, weight) == pytest.approx(known)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: indices.scaled(pd.DataFrame({"x": [-1.0]})), "got -1.0"),
        (lambda: indices.scaled(pd.DataFrame({"x": [1.0]}), "z"), "how must be .*'z'"),
        (lambda: indices.scaled(pd.DataFrame({"x": [1.0, np.nan]})), "must not be neg"),
        (
            lambda: indices.scaled(pd.DataFrame({"x": [0.0, 0]})),
            "column x has no scale",
        ),
        (lambda: indices.scaled(pd.DataFrame({"x": [2.0, 2]}), "range"), "all is 2"),
        (lambda: indices.gini([1, -1], [1, 1]), "need values >= 0"),
        (lambda: indices.gini([1, np.nan], [1, 1]), "need values >= 0"),
        (lambda: indices.gini([0, 0], [1, 1]), "need values >= 0, one of them above"),
        (lambda: indices.gini([1, 1], [1, 0]), "weights > 0"),
        (lambda: indices.gini([1, 1], [1]), r"a weight for each value, got \(2,\)"),
        (lambda: indices.gini([1, np.inf], [1, 1]), "finite values and weights"),
        (lambda: indices.scaled(pd.DataFrame({"x": [1.0, np.inf]})), "must be finite"),
        (lambda: indices.flips([1, 2], [1, 2, 0]), r"got \(2,\) and \(3,\)"),
        (lambda: indices.flips([1, np.nan], [1, 2]), "needs both indices, got NaN"),
    ],
)
def test_what_has_no_scale_or_no_weight_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
