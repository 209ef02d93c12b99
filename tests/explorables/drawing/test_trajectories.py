from collabgov.explorables.drawing import trajectories
from collabgov.explorables.drawing.trajectories import line, presence

PANEL = {
    "columns": 2,
    "series": [{"at": 0, "label": "effort"}],
    "bar": 1,
    "y": [0, 1],
    "steps": False,
    "every": 0.5,
    "unit": "year",
}
PARTS = {"path": [0.25, 1.0, 0.5, 1.0, -0.0001, 0.0]}


def test_a_bar_shows_when_a_leader_is_there():
    assert presence([1.0, 1, 0, 1]) == "M0.0,0H500.0M750.0,0H1000.0"
    assert presence([0.0] * 4) == ""


def test_steps_hold_their_value_until_the_next():
    assert line([0.0, 1.0], 0, 1, steps=True) == (
        "M0.0,1000.0L500.0,1000.0L500.0,0.0L1000.0,0.0"
    )


def test_a_column_of_the_path_is_drawn_tabled_and_told():
    lines, bar = trajectories.marks(PANEL, PARTS, [])
    assert lines["d"] == "M0.0,750.0L500.0,500.0L1000.0,1000.0"
    assert bar["d"] == "M0.0,0H666.7"
    heads, first, *_, last = trajectories.rows(PANEL, PARTS, [])
    assert (heads, first) == (["year", "effort"], ["0", "0.250"])
    assert last == ["1", "0.000"]  # and no minus before it
    assert trajectories.sentence(PANEL, PARTS, []) == "effort ends at 0.00"
