"""The teaching page: a session that adds up, a game that is counted right."""

import re
from itertools import product

import numpy as np
import pandas as pd
import pytest
from teaching_page import refusal, section, table_rows

from collabgov.records import tables

SLUG = "leading_small_groups"
EXAMPLE = "chair_leaves_example"

COLUMNS = ("group", "round", "city", "joint", "chair", "rule")
PREDICTED = {  # the middle one, and those that leave out ten in a hundred at either end
    "drop-none": (2.0, -0.3, 3.0), "drop-itself": (-0.9, -1.9, -0.5),
    "drop-half": (0.5, -1.1, 1.2), "drop-paper": (2.0, -0.3, 3.0),
    "drop-gain": (2.9, 1.6, 3.6), "later-none": (0.12, -0.02, 0.18),
}  # fmt: skip


def simulated_class(seed):
    """Rows of an invented class that plays the game; the codebook says how."""
    rng = np.random.default_rng(seed)
    rows = []
    for group in "ABCD":
        shown = rng.integers(2, 6, 3).astype(float)
        for r in range(1, 9):
            chair, rule = int(r < 5), int(group in "AB")
            others = (shown.sum() - shown) / 2
            wish = 0.7 * shown + 0.3 * others - 0.5 + rng.normal(0, 1, 3)
            shown = np.rint(wish).clip(0, 9) + (chair or int(group == "A"))
            rows += [(group, r, c, int(t), chair, rule) for c, t in enumerate(shown, 1)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def test_the_readings_say_what_is_not_verified(page):
    readings = table_rows(section(page, "The night before"))
    doubtful = [row for row in readings if re.search("Zhou|赖静萍|周望", row[0])]
    assert len(doubtful) == 3
    assert all("unverified" in " ".join(row) for row in doubtful)
    assert "paywalled" in readings[0][1]


def test_the_example_has_four_groups_three_cities_and_eight_rounds(rows):
    whole = product("ABCD", range(1, 9), range(1, 4))
    assert list(rows[["group", "round", "city"]].itertuples(index=False)) == list(whole)
    assert rows["joint"].between(0, 10).all()
    assert (rows["chair"] == (rows["round"] < 5)).all()
    assert (rows["rule"] == rows["group"].isin(["A", "B"])).all()


def test_the_example_is_what_its_codebook_says(rows):
    source = tables.codebook()["chair_leaves_example"].source
    [seed] = re.findall(r"seed (\d+)", source)
    pd.testing.assert_frame_equal(rows, simulated_class(int(seed)))


def test_the_points_are_those_of_the_rules(values):
    def points(mine, others):
        """Every token kept pays 1; every token joined, whoever's, pays one half."""
        return sum([1] * (10 - mine)) + 0.5 * (mine + sum(others))

    assert values["all-keep"] == points(0, (0, 0)) == 10
    assert values["all-give"] == points(10, (10, 10)) == 15
    assert values["lone-keeper"] == points(0, (10, 10)) == 20
    assert values["lone-giver"] == points(10, (0, 0)) == 5


@pytest.mark.parametrize("name", PREDICTED)
def test_the_prediction_is_the_measured_one(values, name):
    digits = 2 if name == "later-none" else 1
    found = [values[name + end] for end in ("", "-low", "-high")]
    assert [round(x, digits) for x in found] == list(PREDICTED[name])


def test_the_other_numbers_are_the_measured_ones(values):
    assert (values["half-life"], values["half-life-trust"]) == (9, 12)  # months
    assert (values["median-democracies"], values["median-other"]) == (3, 6)
    assert values["next-transport"] > 3 * values["next-pollution"]
    assert values["moved"] == pytest.approx(3, abs=0.05)
    assert values["sets"] == 2048
    assert values["ratio"] == pytest.approx(1.22, abs=0.02)
    assert values["decibels-ours"] == pytest.approx(0.9, abs=0.05)
    assert values["decibels"] == pytest.approx(30 * np.log10(1.2))
    assert values["lots"] == 6


def test_the_classes_difference_is_that_of_its_sums(values, rows):
    sums = {r: part.groupby("rule")["joint"].sum() for r, part in rows.groupby("round")}
    drops = sums[4] / 2 - (sums[5] + sums[6]) / 4  # means over two groups of a kind
    assert values["class-gain"] == drops[0] - drops[1]


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("A,1,1,11,", "row 2, column joint: .*10.*'11'"),
        ("A,1,1,three,", "row 2, column joint: .*integer.*'three'"),
        ("A,1,2,3,", "row 3, column group.round.city: .*twice"),
        ("A,9,1,3,", "row 2, column round: .*8.*'9'"),
    ],
)
def test_a_wrong_cell_of_a_class_is_refused(tmp_path, start, rule):
    assert re.search(rule, refusal(tmp_path, EXAMPLE, "A,1,1,3,", start))
