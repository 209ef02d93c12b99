from collabgov.explorables.drawing import stacked_columns

PANEL = {
    "titles": ["gained", "spent"],
    "stacks": [[["out", 0, "effort"], ["out", 1, "trust"]], [["out", 2, "time"]]],
    "y": [0, 1.0],
}
PARTS = {"out": [0.25, 0.5, 2.0]}


def test_amounts_stand_on_one_another_and_end_at_the_top():
    first, second, third, *texts = stacked_columns.marks(PANEL, PARTS, [])
    assert first["d"] == "M125.0,1000.0H375.0V750.0H125.0Z"
    assert second["d"] == "M125.0,750.0H375.0V250.0H125.0Z"
    assert third["d"].endswith("V0.0H625.0Z")
    assert [text["text"] for text in texts] == ["0.250", "0.500", "2.000"]


def test_every_amount_is_told_by_its_name():
    assert (
        stacked_columns.sentence(PANEL, PARTS, [])
        == "effort 0.25, trust 0.50, time 2.00"
    )
    assert stacked_columns.rows(PANEL, PARTS, [])[3] == ["spent", "time", "2.000"]
