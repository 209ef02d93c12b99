from math import inf, nan

import numpy as np
import pandas as pd
import pytest

from collabgov.engine.parameters import Parameter, Setting, rounded


def test_the_default_is_the_middle_of_the_range_unless_given():
    assert Parameter("x", low=0.2, high=0.4).default == 0.3
    assert Parameter("x", low=0.2, high=0.4, default=0.0).default == 0.0


@pytest.mark.parametrize(
    ("low", "high", "domain"),
    [(0.4, 0.4, (0, 1)), (0.5, 0.4, (0, 1)), (-0.1, 0.4, (0, 1)), (0.5, 1.1, (0, 1))],
)
def test_a_range_must_be_a_range_inside_the_domain(low, high, domain):
    with pytest.raises(ValueError, match="x: need domain low <= low < high"):
        Parameter("x", low=low, high=high, domain=domain)


def test_a_default_outside_the_domain_is_refused():
    with pytest.raises(ValueError, match=r"x must lie in \[0, 1\], got 2"):
        Parameter("x", low=0.2, high=0.4, domain=(0, 1), default=2)
    with pytest.raises(ValueError, match="must be one of 'on', 'off', got 'up'"):
        Setting("switch", "up", allowed=("on", "off"))


@pytest.mark.parametrize("value", [-0.1, 1.1, nan, inf, "0.5", None, [0.5]])
def test_what_is_no_number_in_the_domain_is_refused(value):
    for item in (
        Parameter("x", low=0.2, high=0.4, domain=(0, 1)),
        Setting("x", 0.5, domain=(0, 1)),
    ):
        with pytest.raises(ValueError, match=r"x must lie in \[0, 1\], got"):
            item.check(value)


def test_numbers_of_any_kind_are_taken_and_the_ends_belong_to_the_domain():
    x = Parameter("x", low=0.2, high=0.4, domain=(0, 1))
    for value in (0, 1, np.float32(0.5), np.int64(1), 0.5):
        assert x.check(value) == value
        assert isinstance(x.check(value), float)


def test_a_switch_takes_what_is_allowed_and_names_it_otherwise():
    switch = Setting("switch", "off", allowed=("on", "off"))
    assert switch.check("on") == "on"
    with pytest.raises(ValueError, match="switch must be one of 'on', 'off', got None"):
        switch.check(None)


def test_only_a_setting_that_may_be_worked_out_takes_none():
    assert Setting("x", None, domain=(0, 1)).check(None) is None


def test_a_tuple_asks_for_as_many_numbers():
    dose = Setting("dose", (0.0, 0.0), domain=(0, 1))
    assert dose.check([0.5, 1]) == (0.5, 1.0)
    for value in ((0.5,), (0.1, 0.2, 0.3), 0.5, "ab"):
        with pytest.raises(ValueError, match="dose must be 2 numbers, got"):
            dose.check(value)
    with pytest.raises(ValueError, match=r"dose must lie in \[0, 1\], got 1.5"):
        dose.check((0.5, 1.5))


@pytest.mark.parametrize("truth", [True, False, np.True_])
def test_a_truth_value_is_no_number(truth):
    for item in (
        Parameter("x", low=0.2, high=0.4, domain=(0, 1)),
        Setting("x", 0.5, domain=(0, 1)),
        Setting("x", None),
    ):
        with pytest.raises(
            ValueError, match=r"x must lie in \[.+\], got .*(True|False)"
        ):
            item.check(truth)
    with pytest.raises(ValueError, match=r"x must be one of 0, 1, got .*(True|False)"):
        Setting("x", 1, allowed=(0, 1)).check(truth)
    with pytest.raises(ValueError, match=r"x must lie in \[0, 1\], got .*(True|False)"):
        Setting("x", (0.5, 0.5), domain=(0, 1)).check((0.5, truth))


def test_a_switch_of_truth_values_takes_these_and_no_numbers():
    switch = Setting("switch", True, allowed=(True, False))
    assert switch.check(False) is False
    with pytest.raises(ValueError, match="switch must be one of True, False, got 1"):
        switch.check(1)


@pytest.mark.parametrize("domain", [(0, 1), (0, inf), (-inf, inf)])
def test_nan_is_in_no_domain(domain):
    for item in (
        Parameter("x", low=0.2, high=0.4, domain=domain),
        Setting("x", 0.5, domain=domain),
        Setting("x", 1, domain=domain, whole=True),
    ):
        with pytest.raises(ValueError, match=r"x must lie in \[.+\], got nan"):
            item.check(nan)


def test_the_infinite_is_taken_only_where_the_domain_ends_there():
    for make in (
        lambda ends: Parameter("x", low=0.2, high=0.4, domain=ends),
        lambda ends: Setting("x", 0.5, domain=ends),
    ):
        assert make((0, inf)).check(inf) == inf
        for ends, value in (((0, 9), inf), ((0, inf), -inf), ((-9, inf), -inf)):
            with pytest.raises(ValueError, match=r"x must lie in \[.+\], got -?inf"):
                make(ends).check(value)


@pytest.mark.parametrize(("low", "high"), [(0.2, inf), (-inf, 0.4), (-inf, inf)])
def test_a_range_that_is_sampled_has_two_ends(low, high):
    with pytest.raises(ValueError, match="x: a range needs two ends, got"):
        Parameter("x", low=low, high=high)


@pytest.mark.parametrize("value", [2.5, 3.0000001, np.float64(2.5)])
def test_what_counts_something_is_whole(value):
    for item in (
        Parameter("n", low=2, high=9, default=3, domain=(0, 99), whole=True),
        Setting("n", 3, domain=(0, 99), whole=True),
        Setting("n", None, domain=(0, 99), whole=True),
    ):
        with pytest.raises(ValueError, match=r"n must be a whole number, got [23]"):
            item.check(value)
    with pytest.raises(ValueError, match=r"n must be a whole number, got 2\.5"):
        Setting("n", (1, 2), whole=True).check((1, 2.5))


def test_a_count_comes_back_as_a_whole_number():
    n = Setting("n", 3, domain=(2, 99), whole=True)
    for value in (4, 4.0, np.int64(4), np.float64(4)):
        assert n.check(value) == 4 and isinstance(n.check(value), int)
    with pytest.raises(ValueError, match=r"n must lie in \[2, 99\], got 1.5"):
        n.check(1.5)  # the domain is told first
    with pytest.raises(ValueError, match="n must be a whole number, got inf"):
        Setting("n", 3, whole=True).check(inf)


@pytest.mark.parametrize("ends", [{"low": 2.5}, {"high": 8.5}, {"default": 3.5}])
def test_range_and_default_of_a_count_are_whole(ends):
    with pytest.raises(ValueError, match=r"n must be a whole number, got \d\.5"):
        Parameter("n", **{"low": 2, "high": 9, "default": 3, "whole": True, **ends})


def test_the_default_of_a_count_is_the_whole_number_in_the_middle():
    assert Parameter("n", low=2, high=9, whole=True).default == 6


def test_only_columns_that_count_something_are_rounded():
    items = (
        Parameter("n", low=2, high=9, default=3, whole=True),
        Parameter("x", low=0, high=1),
    )
    points = pd.DataFrame({"n": [2.4, 8.6], "x": [0.4, 0.6]})
    found = rounded(points, items)
    assert found.to_dict("list") == {"n": [2.0, 9.0], "x": [0.4, 0.6]}
    assert points["n"].tolist() == [2.4, 8.6]  # the given ones stay
