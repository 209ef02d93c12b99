from collabgov.explorables.drawing import network

PANEL = {"actors": 2, "names": ["commitment", "tie", "met"]}
# two steps of two actors: commitments, ties, whether they were met
PARTS = {"path": [0.0, 0.0, 0.2, 0.2, 1.0, 0.0, 0.5, -0.5, 0.4, 0.2, 1.0, 0.0]}


def test_commitment_is_that_of_the_end_and_meetings_are_counted_over_all_steps():
    assert network.end_state(PANEL, PARTS) == ([0.5, -0.5], [0.4, 0.2], [2.0, 0.0], 2)
    assert network.rows(PANEL, PARTS, [])[2] == ["2", "-0.500", "0.200", "0"]
    assert network.sentence(PANEL, PARTS, []) == "1 of 2 are for, 1 were met"


def test_who_is_against_is_a_ring():
    widths = [mark["stroke-width"] for mark in network.marks(PANEL, PARTS, [])[:6]]
    assert widths == ["2.00", "12.00", "0.00", "1.00", "12.00", "7.00"]
