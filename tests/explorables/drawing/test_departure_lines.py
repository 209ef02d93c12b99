import pytest

from collabgov.explorables.drawing import departure_lines

PANEL = {
    "columns": 1,
    "at": 0,
    "ends_without": None,
    "public": None,
    "leave": 0,
    "rate": 1,
    "every": 1.0,
    "unit": "year",
    "y": [0, 1],
    "smallest": 0.1,
}
STAYS, EMPTY = [1.0] * 6, [0.0] * 6


def sentence(path, empty=EMPTY):
    parts = {"path": path, "stays": STAYS, "empty": empty}
    return departure_lines.sentence(PANEL, parts, [2.0])


def test_it_is_told_when_half_is_gone():
    half_gone = sentence([1.0, 1.0, 0.9, 0.4, 0.2, 0.1])
    assert half_gone == "half of the effect is gone 2.0 years after she left"
    kept = sentence([1.0, 1.0, 0.9, 0.8, 0.8, 0.8])
    assert kept == "after 4 years more than half of the effect is left"


def test_a_comparison_without_an_effect_is_called_so():
    nothing = "too little was moved for anything to be left"
    assert sentence(STAYS, [0.95] * 6) == nothing
    lost = "without a leader as much is done by then: the comparison is lost"
    assert sentence(STAYS, [0.0, 0.0, 0.95, 0.95, 0.95, 0.95]) == lost


def test_actors_are_followed_by_how_far_they_have_come_to_the_public_value():
    panel = {**PANEL, "ends_without": [0.0, 1.0], "public": 0.5}
    views = {"path": [0.0, 1.0, 0.5, 0.75]}  # two steps of two actors
    assert departure_lines.series(panel, views, "path") == pytest.approx([0.0, 0.375])


def test_she_is_gone_from_the_first_whole_step_on():
    steps = [
        departure_lines.first_step_gone(PANEL, [when])
        for when in (0.0, 1.0, 1.2, 2.0 + 1e-12)
    ]
    assert steps == [0, 1, 2, 2]
