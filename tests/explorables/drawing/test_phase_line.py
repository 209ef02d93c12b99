import numpy as np
import pytest

from collabgov.explorables.drawing import phase_line
from collabgov.explorables.drawing.phase_line import rests

PANEL = {"part": "rate", "x": [0, 1], "y": [-1, 1], "unit": "effort"}


def sentence(*changes):
    """What is said of a curve with these changes, at states from 0 to 1."""
    states = np.linspace(0, 1, len(changes)).tolist()
    pairs = zip(states, changes, strict=True)
    return phase_line.sentence(PANEL, {"rate": [x for pair in pairs for x in pair]}, [])


def test_a_rest_is_where_change_falls_through_zero():
    state = np.linspace(0, 1, 101)
    change = state * (state - 0.305) * (0.905 - state)
    held, tipping = rests(list(zip(state, change, strict=True)))
    assert held == pytest.approx([0, 0.905], abs=1e-3)
    assert tipping == pytest.approx([0.305], abs=1e-3)


def test_what_only_falls_rests_at_the_bottom_and_what_only_rises_at_the_top():
    states = np.linspace(0, 1, 5).tolist()
    assert rests([(state, -1.0) for state in states]) == ([0.0], [])
    assert rests([(state, 1.0) for state in states]) == ([1.0], [])


def test_rests_and_tipping_points_are_told():
    assert sentence(-1.0, -0.5) == "rests at 0.00, no tipping point"
    assert sentence(-1.0, 1.0, 1.0) == "rests at 0.00 and 1.00, tips at 0.25"
