import pytest

from collabgov.pages.typography import typed


@pytest.mark.parametrize(
    ("text", "set_well"),
    [
        ("the study's own", "the study’s own"),
        ("the cities' own", "the cities’ own"),
        ("'can' and \"must\"", "‘can’ and “must”"),
        ("-0.28→-0.00; -0.001", "−0.28→0.00; −0.001"),
        ("-0.2–1 (-0.0)", "−0.2–1 (0.0)"),
        ("−0.00", "0.00"),
        ("RL-13, LG-0, b-0.5", "RL-13, LG-0, b-0.5"),
        ("1 - 2", "1 - 2"),
    ],
)
def test_a_text_is_set_as_a_printer_would(text, set_well):
    assert typed(text) == set_well
    assert typed(set_well) == set_well
