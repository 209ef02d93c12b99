import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabgov.methods import likelihood

chance = st.floats(0.01, 0.99)


@pytest.mark.parametrize(
    ("if_so", "if_not", "weight"),
    [
        (0.95, 0.50, 2.79),  # hoop
        (0.30, 0.05, 7.78),  # smoking gun
        (0.95, 0.05, 12.79),  # doubly decisive
    ],
)
def test_the_three_tests_have_the_weights_of_process_tracing(if_so, if_not, weight):
    assert likelihood.decibels(if_so / if_not) == pytest.approx(weight, abs=5e-3)


@given(st.lists(st.tuples(chance, chance), min_size=1, max_size=5))
def test_the_weights_of_cases_add_up(pairs):
    first, second = zip(*pairs, strict=True)
    whole = likelihood.decibels(likelihood.likelihood_ratio(first, second))
    assert whole == pytest.approx(
        sum(likelihood.decibels(a / b) for a, b in pairs), abs=1e-9
    )


def test_a_thousand_cases_have_a_ratio_though_no_number_holds_their_shares():
    """Each product alone would be 0, and 0 / 0 an error."""
    found = likelihood.likelihood_ratio([0.1] * 1000, [0.1] * 999 + [0.05])
    assert found == pytest.approx(2)


def test_a_cut_belongs_to_the_class_above_it():
    below = np.nextafter([0.25, 0.6], 0)
    found = likelihood.classes([0.0, *below, 0.25, 0.6, 1.0], 0.25, 0.6)
    assert list(found) == ["low", "low", "middling", "middling", "high", "high"]


def test_shares_name_all_classes_also_empty_ones():
    shares = likelihood.shares(likelihood.classes([0.1, 0.9, 0.9, 0.7], 0.25, 0.6))
    assert shares.to_dict() == {"low": 0.25, "middling": 0.0, "high": 0.75}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: likelihood.classes([0.5], 0.6, 0.25),
            "need low < high, got 0.6 and 0.25",
        ),
        (
            lambda: likelihood.likelihood_ratio([0.5], [0.5, 0.5]),
            "1 cases under one, 2",
        ),
        (
            lambda: likelihood.likelihood_ratio([0.5], [0.0]),
            r"must lie in \(0, 1\], got 0",
        ),
        (
            lambda: likelihood.classes([0.5, np.nan], 0.25, 0.6),
            "every case needs an outcome, got NaN for 1",
        ),
        (
            lambda: likelihood.likelihood_ratio([0.9] * 900, [0.1] * 900),
            "must be a number, got 10 to the power of 859",
        ),
        (lambda: likelihood.decibels(0.0), "a ratio must be positive, got 0"),
        (lambda: likelihood.decibels(math.nan), "a ratio must be positive, got nan"),
    ],
)
def test_what_is_no_evidence_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
