import pandas as pd
import pytest

from collabgov.charts import time_series
from collabgov.studies.leading_small_groups import MODEL

ALT = {"alt": "The chart shows what it says."}


@pytest.fixture(scope="module")
def led():
    return MODEL.run(seed=1)


def test_small_multiples_carry_all_names_and_notes(led):
    text = time_series.small_multiples(
        [[led, led], [led, led]],
        rows=["strong", "weak"],
        columns=["here", "there"],
        framed=[(0, 0)],
        notes=[["a1", "a2"], ["b1", "b2"]],
        bar="chair",
        **ALT,
    ).data
    for word in ("strong", "weak", "here", "there", "a1", "b2"):
        assert f">{word}</text>" in text


def test_decay_marks_one_half():
    table = pd.DataFrame({"left": [1.0, 0.4]}, index=[0, 1])
    words = {"label": "left", "unit": "quarters"}
    assert ">half</text>" in time_series.decay(table, **words, **ALT).data
    assert ">half</text>" not in time_series.lines(table, **words, **ALT).data


def test_lines_name_their_levels_and_keep_their_numbers():
    table = pd.DataFrame({"heard": [0.0, 4.5], "held": [1.0, 6.0]}, index=[0, 10])
    words = {
        "label": "codes",
        "unit": "interviews",
        "y": (0, 8),
        "levels": {7: "seven"},
    }
    text = time_series.lines(table, **words, **ALT).data
    for name in ("heard", "held", "seven", "interviews"):
        assert f">{name}</text>" in text
    assert "<td>4.50</td>" in text


def test_one_line_alone_needs_no_key():
    one = pd.DataFrame({"mass": [0.6, 0.4, 0.5]}, index=[0.0, 0.4, 0.8])
    words = {"label": "share", "unit": "punishment"}
    assert ">mass</text>" not in time_series.lines(one, **words, **ALT).data
    two = time_series.lines(one.assign(other=0.3), **words, **ALT).data
    assert ">mass</text>" in two and ">other</text>" in two


def test_points_are_marked_where_few_were_worked_out():
    mass = [0.6, 0.4, 0.5, 0.5, 0.6, 0.5, 0.4, 0.4, 0.6]
    one = pd.DataFrame({"mass": mass}, index=[k / 10 for k in range(9)])
    words = {"label": "share", "unit": "punishment"}
    marked, bare = (
        time_series.lines(one, points=points, **words, **ALT).data
        for points in (True, False)
    )
    assert marked.count("<use") == bare.count("<use") + 9


def test_an_index_of_names_keeps_its_order():
    table = pd.DataFrame({"part": [0.2, 0.6]}, index=["below", "above"])
    shown = time_series.lines(table, label="y", unit="x", points=True, **ALT).data
    assert shown.index(">below<") < shown.index(">above<")


def test_a_long_axis_has_whole_numbers_and_few_points_a_tick_each():
    table = pd.DataFrame({"held": [1.0] * 21}, index=[k / 2 for k in range(21)])
    words = {"label": "y", "unit": "years"}
    assert ">2.5</text>" not in time_series.lines(table, **words, **ALT).data
    odd = pd.DataFrame({"held": [0.1, 0.2, 0.4]}, index=[1, 3, 5])
    text = time_series.lines(odd, points=True, **words, **ALT).data
    assert ">3</text>" in text and ">2</text>" not in text


def test_steps_name_their_curves_where_there_are_several():
    curve = pd.Series([1.0, 0.5], index=[0.0, 3.0])
    words = {"label": "s", "unit": "t"}
    text = time_series.survival_curves(
        {"rulers": curve, "chairs": curve}, **words, **ALT
    ).data
    assert ">rulers</text>" in text and ">chairs</text>" in text
    assert (
        ">rulers</text>"
        not in time_series.survival_curves({"rulers": curve}, **words, **ALT).data
    )


def test_a_timeline_numbers_its_events_as_the_table_does():
    rows = {"case": ["Lake", "Lake"], "date": ["1959", "1959-06"], "event": ["a", "b"]}
    table = pd.DataFrame(rows | {"confidence": ["H", "H"]})
    text = time_series.timeline(table, **ALT).data
    drawing, below = text.split("</svg>")
    for word in ("Lake", "1", "2", "official"):
        assert f">{word}</text>" in drawing
    assert ">press</text>" not in drawing  # nothing of that kind
    assert "<th>2</th>" in below
