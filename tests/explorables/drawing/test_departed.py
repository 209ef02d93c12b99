import pytest

from collabgov.explorables.drawing import departed

PANEL = {
    "columns": 1,
    "at": 0,
    "base": None,
    "public": None,
    "leave": 0,
    "rate": 1,
    "every": 1.0,
    "unit": "year",
    "y": [0, 1],
    "smallest": 0.1,
}
STAYS, EMPTY = [1.0] * 6, [0.0] * 6


def told(path, empty=EMPTY):
    parts = {"path": path, "stays": STAYS, "empty": empty}
    return departed.said(PANEL, parts, [2.0])


def test_it_is_told_when_half_is_gone():
    half_gone = told([1.0, 1.0, 0.9, 0.4, 0.2, 0.1])
    assert half_gone == "half of the effect is gone 2.0 years after she left"
    kept = told([1.0, 1.0, 0.9, 0.8, 0.8, 0.8])
    assert kept == "after 4 years more than half of the effect is left"


def test_a_comparison_without_an_effect_is_called_so():
    nothing = "too little was moved for anything to be left"
    assert told(STAYS, [0.95] * 6) == nothing
    lost = "without a leader as much is done by then: the comparison is lost"
    assert told(STAYS, [0.0, 0.0, 0.95, 0.95, 0.95, 0.95]) == lost


def test_actors_are_followed_by_how_far_they_have_come_to_the_public_value():
    panel = {**PANEL, "base": [0.0, 1.0], "public": 0.5}
    views = {"path": [0.0, 1.0, 0.5, 0.75]}  # two steps of two actors
    assert departed.followed(panel, views, "path") == pytest.approx([0.0, 0.375])


def test_she_is_gone_from_the_first_whole_step_on():
    steps = [departed.first(PANEL, [when]) for when in (0.0, 1.0, 1.2, 2.0 + 1e-12)]
    assert steps == [0, 1, 2, 2]
