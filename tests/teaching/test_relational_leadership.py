"""The teaching page of relational leadership: a session that adds up, two cards."""

import shutil
from itertools import product

import numpy as np
import pandas as pd
import pytest
from teaching_page import section

from collabgov.methods import agreement
from collabgov.records import study_record, tables
from collabgov.records.files import seeds

SLUG = "relational_leadership"
EXAMPLE = "built_not_run_example"

CODES = (
    *("mission", "capital", "resources", "trust", "learning", "mechanism", "value"),
    "none",
)
RIGHT = {1: {"clear": 0.7, "none": 0.5}, 2: {"clear": 0.9, "none": 0.8}}


def played(seed):
    """Rows of an invented class that plays the game; the codebook says how."""
    rng = np.random.default_rng(seed)
    rows = []
    for group in "ABCD":
        reached = np.array([1, group in "AB", 0, 0, 1], dtype=int)
        last = rng.integers(0, 2, 5).astype(float)
        for r in range(1, 9):
            wish = 0.5 * last + 2 * (last.sum() > 10) + rng.normal(0, 0.5, 5)
            talk = int(3 <= r <= 5)
            last = np.rint(np.where(talk * reached == 1, 4, wish)).clip(0, 4)
            rows += [
                (group, r, m, int(last[m - 1]), int(talk and m == 5), reached[m - 1])
                for m in range(1, 6)
            ]
    columns = ["group", "round", "member", "joint", "convenor", "contact"]
    return pd.DataFrame(rows, columns=columns)


def coded(statements, seed):
    """Codes of invented coders; the codebook says how."""
    rng = np.random.default_rng(seed)
    rows = []
    for number, coder in product((1, 2), "ABCDEF"):
        for unit, kind, intended in statements:
            first, *other = intended.split("/")
            chance, any_ = rng.random(), int(rng.integers(7))
            if kind == "ambiguous":
                code_ = first if chance < (0.5, 0.8)[number - 1] else other[0]
            else:
                rest = [c for c in CODES if c != first]
                code_ = first if chance < RIGHT[number][kind] else rest[any_]
            rows.append((unit, coder, code_, number))
    return pd.DataFrame(rows, columns=["unit", "coder", "code", "round"])


def test_what_is_invented_says_so(page):
    for words in ("Consent and pseudonyms", "no names", "Nobody played it"):
        assert words in section(page, "Activity card: Built but not run")
    assert "**The statements are invented.**" in section(
        page, "Activity card: Thirty statements"
    )
    book = tables.codebook()
    assert "nobody said them" in book["coding_statements"].about
    for name in ("built_not_run_example", "text_coding_example"):
        assert "simulated" in book[name].about


def test_the_examples_are_what_their_codebook_says(rows):
    pd.testing.assert_frame_equal(rows, played(20240), check_dtype=False)
    statements = tables.read("coding_statements")[["unit", "kind", "intended"]]
    found = coded(statements.to_numpy().tolist(), 20240)
    pd.testing.assert_frame_equal(tables.read("text_coding_example"), found)


def test_the_statements_are_thirty_with_five_ambiguous_and_two_that_fit_nothing():
    statements = tables.read("coding_statements")
    assert statements["kind"].value_counts().to_dict() == {
        "clear": 23,
        "ambiguous": 5,
        "none": 2,
    }
    clear = statements.loc[statements["kind"] == "clear", "intended"]
    assert set(clear) == set(CODES[:-1])
    two = statements.loc[statements["kind"] == "ambiguous", "intended"].str.split("/")
    assert all(len(set(pair)) == 2 and set(pair) < set(CODES) for pair in two)
    assert statements["text"].is_unique


def test_a_classes_own_codes_are_read_by_the_reader(tmp_path):
    path = tmp_path / "ours.csv"
    shutil.copy(seeds() / "text_coding_example.csv", path)
    pd.testing.assert_frame_equal(
        agreement.read(path), tables.read("text_coding_example")
    )


def test_the_points_are_those_of_the_rules(values):
    assert values["all-meet"] == 4 * 20 / 10
    assert values["none-meet"] == 4
    assert values["lone-meet"] == pytest.approx(4 * 4 / 10)
    assert (values["talk-two"], values["talk-one"]) == (12, 8)
    assert values["talk-one"] < values["worth-it"] < values["talk-two"]


def test_the_classes_numbers_are_those_of_its_sums(values, rows):
    late = rows[rows["round"] >= 6].groupby("group")["joint"].sum() / 3
    assert values["class-many"] == pytest.approx(late[["A", "B"]].mean())
    assert values["class-few"] == pytest.approx(late[["C", "D"]].mean())


def test_agreement_rises_after_the_talk(values):
    assert values["alpha-before"] == pytest.approx(0.41, abs=0.005)
    assert values["alpha-after"] == pytest.approx(0.75, abs=0.005)
    assert values["equal-before"] > values["alpha-before"]


def test_the_phrases_are_those_of_the_record(page):
    stated = [c for c in study_record.read(SLUG).claims if c.phrase]
    assert len(stated) >= 10
    assert all(len(c.phrase.split()) <= 12 for c in stated)
