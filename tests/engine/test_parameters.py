from math import inf, nan

import numpy as np
import pytest

from collabgov.engine.parameters import Parameter, Setting


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
