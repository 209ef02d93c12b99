import pandas as pd

from collabgov.charts import comparisons

ALT = {"alt": "The chart shows what it says."}


def test_pairs_print_the_numbers_beside_the_bars():
    table = pd.DataFrame({"yes": [0.25, 0.5], "no": [0.125, 0.0]}, index=["p", "q"])
    text = comparisons.grouped_bars(table, label="share", **ALT).data
    assert ">0.25</text>" in text and ">0.12</text>" in text


def test_one_row_of_bars_needs_no_key():
    one = pd.DataFrame({"yes": [0.25, 0.5]}, index=["p", "q"])
    assert ">yes</text>" not in comparisons.grouped_bars(one, label="share", **ALT).data
    two = comparisons.grouped_bars(one.assign(no=0.1), label="share", **ALT).data
    assert ">yes</text>" in two and ">no</text>" in two


def test_intervals_and_lines_draw_every_name():
    spread = pd.DataFrame({"low": [0.1], "mid": [0.2], "high": [0.4]}, index=["weak"])
    assert ">weak</text>" in comparisons.intervals(spread, label="effort", **ALT).data
    points = pd.DataFrame({"x": [0, 1], "y": [1, 2], "name": ["a1", "b1"]})
    text = comparisons.named_points(points, label="y", unit="x", level=1, **ALT).data
    assert ">b1</text>" in text
