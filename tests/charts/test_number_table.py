import numpy as np
import pandas as pd
import pytest

from collabgov.charts import figures
from collabgov.charts.number_table import cell, head, table, thinned


def curve(rows):
    return pd.DataFrame({"y": np.arange(rows) / rows}, np.arange(rows) * 0.05)


def test_every_named_level_of_the_index_heads_its_column():
    table_ = pd.DataFrame({"x": [1]}, pd.MultiIndex.from_tuples([("a", 2)]))
    text = table(table_.rename_axis([None, "a < b"])).data
    assert "<th></th>\n      <th>a &lt; b</th>\n      <th>x</th>" in text


def test_a_number_in_the_index_has_no_needless_digits():
    text = table(pd.DataFrame({"x": [1, 2]}, [1.4436470001, -0.5])).data
    assert "<th>1.444</th>" in text and "<th>−0.5</th>" in text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-0.004, "0.00"),
        (-1.5, "−1.50"),
        (np.float32(2), "2.00"),
        (None, "–"),
        (-3, "−3"),
        ("-x", "-x"),
        (True, "True"),
    ],
)
def test_a_cell_says_its_value_one_way(value, shown):
    assert cell(value, 2) == shown


def test_a_head_that_begins_with_a_hyphen_keeps_it():
    assert head("-ish") == "-ish"


@pytest.mark.parametrize(("rows", "every"), [(40, 1), (41, 2), (43, 2), (401, 20)])
def test_a_long_curve_is_thinned_and_keeps_its_ends(rows, every):
    shown, got = thinned(curve(rows))
    assert got == every
    assert shown.index[0] == 0 and shown.index[-1] == (rows - 1) * 0.05
    assert len(shown) <= 40


def test_each_group_of_a_long_table_is_a_curve_of_its_own():
    both = pd.concat({"a": curve(43), "b": curve(61)}, names=["", "time"])
    shown, every = thinned(both)
    assert every == 3
    assert shown.loc["a"].index[-1] == both.loc["a"].index[-1]
    assert shown.loc["b"].index[0] == 0


@pytest.mark.parametrize(
    "whole",
    [
        pd.DataFrame({"y": range(60)}, [f"case {k}" for k in range(60)]),
        pd.DataFrame({"said": ["a"] * 60}),
        pd.DataFrame({"y": range(60)}, range(60, 0, -1)),
        pd.DataFrame(),
    ],
)
def test_what_is_no_curve_stays_whole(whole):
    assert thinned(whole)[0] is whole


def shown(data):
    with figures.canvas() as (figure, axes):
        axes.plot([0, 1, 2], [0, 1, 4])
        axes.set(xlabel="quarter", ylabel="effort")
        return figures.show(figure, alt="Effort rises.", data=data).data


def test_rows_along_the_horizontal_axis_are_named_by_it():
    assert "<th>quarter</th>" in shown(pd.DataFrame({"y": [0, 4]}, [0, 2]))


def test_rows_that_are_not_drawn_along_it_are_not():
    assert "<th>quarter</th>" not in shown(pd.DataFrame({"y": [0, 4]}, [0, 0.5]))
    assert "<th>effort</th>" in shown(
        pd.DataFrame({"y": [0]}, pd.Index([0], name="effort"))
    )


def test_a_thinned_table_says_so():
    assert "One row in 2, and the last." in shown(curve(41))
    assert "One row" not in shown(curve(40))
