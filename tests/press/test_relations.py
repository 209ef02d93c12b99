import pandas as pd
import pytest

from collabgov.press import relations

ALT = "It rises."


def test_a_cloud_draws_cells_and_not_points():
    some = pd.Series(range(5000)) / 5000
    words = {"corner": (0.3, 0.0), "note": "both", "label": "y", "unit": "x"}
    shown = relations.cloud(some, some, cells=10, alt=ALT, **words).data
    assert shown.count("<use") < 60
    assert len(shown) < 40_000
    assert "y &gt; 0" in shown  # the four quarters behind it


def test_ranks_name_the_units_that_stand_out_and_no_others():
    table = pd.DataFrame({"a": [1, 2, 3], "b": [3, 1, 2]}, index=["A1", "B1", "C1"])
    groups = {"g": ["A1"], "nobody": []}
    shown = relations.ranks(table, groups=groups, label="rank", alt=ALT).data
    drawing = shown[: shown.index("</svg>")]
    assert ">A1<" in drawing
    assert ">B1<" not in drawing
    assert ">nobody<" in drawing
    assert "B1" in shown[shown.index("</svg>") :]  # in the numbers behind it


@pytest.mark.parametrize("count", [1, 2])
def test_a_circle_names_its_arrows_and_rates(count):
    rates = [{"x": 0.8, "y": 0.9, "z": 0.7}] * count
    titles = [f"R {k}" for k in range(count)]
    shown = relations.circle(rates, nodes=("p", "q", "s"), titles=titles, alt=ALT).data
    assert shown.count(">x 0.8<") == count


def test_names_that_would_meet_move_apart():
    ends = pd.Series({"low": 30, "lower": 31, "top": 2, "last": 29})
    assert relations._apart(ends, 2) == {"top": 2, "last": 29, "low": 31, "lower": 33}
