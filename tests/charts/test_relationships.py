import pandas as pd
import pytest

from collabgov.charts import relationships

ALT = "It rises."


def test_a_cloud_draws_cells_and_not_points():
    some = pd.Series(range(5000)) / 5000
    words = {"corner": (0.3, 0.0), "note": "both", "label": "y", "unit": "x"}
    shown = relationships.point_density(some, some, cells=10, alt=ALT, **words).data
    assert shown.count("<use") < 60
    assert len(shown) < 40_000
    assert "y &gt; 0" in shown  # the four quarters behind it


def test_ranks_name_the_units_that_stand_out_and_no_others():
    table = pd.DataFrame({"a": [1, 2, 3], "b": [3, 1, 2]}, index=["A1", "B1", "C1"])
    groups = {"g": ["A1", "C1"], "nobody": []}
    shown = relationships.bump_chart(table, groups=groups, label="rank", alt=ALT).data
    drawing = shown[: shown.index("</svg>")]
    assert ">A1<" in drawing and ">C1<" in drawing
    assert ">B1<" not in drawing and ">nobody<" not in drawing
    assert "B1" in shown[shown.index("</svg>") :]  # in the numbers behind it
    words = {"groups": groups, "label": "rank", "alt": ALT}
    one = relationships.bump_chart(table, named=["C1"], **words).data
    assert ">A1</text>" not in one and ">C1</text>" in one
    assert one.count("<use") < shown.count("<use")  # its line alone bears marks


@pytest.mark.parametrize("count", [1, 2])
def test_a_circle_names_its_arrows_and_rates(count):
    rates = [{"x": 0.8, "y": 0.9, "z": 0.7}] * count
    titles = [f"R {k}" for k in range(count)]
    shown = relationships.causal_circles(
        rates, nodes=("p", "q", "s"), titles=titles, alt=ALT
    ).data
    assert shown.count(">x 0.8<") == count
