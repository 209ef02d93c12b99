from collabgov.explorables.drawing import survival

PANEL = {
    "outputs": 2,
    "time": 0,
    "event": 1,
    "begun": 1.0,
    "end": 10.0,
    "unit": "year",
    "label": "still there",
    "never": "never began",
}
# one ended before it began, two ended later, one is still there
PARTS = {"out": [0.5, 1.0], "further_histories": [4.0, 1.0, 8.0, 1.0, 10.0, 0.0]}


def test_those_that_never_began_are_counted_and_not_drawn():
    at, left, began, watched = survival.curve(PANEL, PARTS)
    assert (at, began, watched) == ([4.0, 8.0], 3, 4)
    assert left == [2 / 3, 1 / 3]
    assert survival.rows(PANEL, PARTS, [])[-1] == ["never began", "1 of 4"]
    sentence = "1 of 4 never began; of the others 1 of 3 last to the end"
    assert survival.sentence(PANEL, PARTS, []) == sentence


def test_where_none_began_nothing_else_is_told():
    parts = {"out": [0.5, 1.0]}
    assert survival.sentence(PANEL, parts, []) == "1 of 1 never began"
