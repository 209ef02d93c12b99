"""The teaching page of relational leadership: a session that adds up, two cards."""

import re
import shutil
from itertools import pairwise, product
from pathlib import Path

import jupytext
import numpy as np
import pandas as pd
import pytest
from nbclient import NotebookClient

from collabgov.evidence import coding, records, tables
from collabgov.evidence.reading import seeds
from collabgov.press.cells import code
from collabgov.press.glue import glued

SLUG = "relational_leadership"
PAGE = Path(__file__).parents[1] / "book" / "teaching" / f"{SLUG}.md"
SECTIONS = (
    "At a glance", "The session, minute by minute", "Activity card: Built but not run",
    "Activity card: Thirty statements", "Exercises", "The night before",
    "Sheets to print", "中文提要", "Outcomes",
)  # fmt: skip
CODES = (
    *("mission", "capital", "resources", "trust", "learning", "mechanism", "value"),
    "none",
)
RIGHT = {1: {"clear": 0.7, "none": 0.5}, 2: {"clear": 0.9, "none": 0.8}}


def section(page, title, mark="##"):
    """Text under a heading, up to the next one of its level or above."""
    start = re.search(rf"(?m)^{mark} {re.escape(title)}$", page)
    assert start, f"no section {title!r}"
    rest = page[start.end() :]
    end = re.search(rf"(?m)^#{{2,{len(mark)}}} ", rest)
    return rest[: end.start()] if end else rest


def table_rows(text):
    """Cells of all rows of the tables in a text, without heads and rules."""
    found = re.findall(r"(?m)(?:^\|.*\|\n)+", text)
    lines = [line for table in found for line in table.splitlines()[2:]]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


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


@pytest.fixture(scope="module")
def page():
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def values(page, tmp_path_factory):
    notebook = jupytext.reads(page, fmt="md:myst")
    place = {"metadata": {"path": str(tmp_path_factory.mktemp("page"))}}
    NotebookClient(notebook, timeout=300, resources=place).execute()
    return glued(notebook)


@pytest.fixture
def rows():
    return tables.read("built_not_run_example")


def test_every_section_is_there_and_in_order(page):
    assert tuple(re.findall(r"(?m)^## (.+)$", page)) == SECTIONS


@pytest.mark.parametrize(("number", "minutes"), [(1, 75), (2, 25), (3, 60)])
def test_the_minutes_join_and_add_up(page, number, minutes):
    starts = [row[0] for row in table_rows(section(page, SECTIONS[number]))]
    found = [tuple(map(int, s.split("–"))) for s in starts if re.match(r"\d+–\d", s)]
    assert all(end == start for (_, end), (start, _) in pairwise(found))
    assert (found[0][0], sum(end - start for start, end in found)) == (0, minutes)


def test_the_plan_asks_three_questions(page):
    plan = table_rows(section(page, SECTIONS[1]))
    assert re.findall(r"Question (\d)\.", " ".join(map(" ".join, plan))) == list("123")
    questions = section(page, "Three board questions", "###")
    assert len(re.findall(r"(?m)^\d\. \*\*.+\?\*\* Good: ", questions)) == 3


def test_the_card_names_the_columns_of_the_example(page, rows):
    named = [
        row[0].strip("`") for row in table_rows(section(page, "What to record", "###"))
    ]
    assert named == list(tables.codebook()["built_not_run_example"].columns)
    assert named == list(rows.columns)


def test_what_is_invented_says_so(page):
    for words in ("Consent and pseudonyms", "no names", "Nobody played it"):
        assert words in section(page, SECTIONS[2])
    assert "**The statements are invented.**" in section(page, SECTIONS[3])
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
    pd.testing.assert_frame_equal(coding.read(path), tables.read("text_coding_example"))


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


def test_every_glued_number_is_printed_and_every_printed_one_glued(page, values):
    assert set(re.findall(r"\{glue:text\}`([\w-]+)`", page)) == set(values)


def test_rows_that_break_the_game_are_told(page, rows):
    [cell] = [cell for _, cell in code(page) if "def faults" in cell]
    names = {}
    exec(cell, names)

    def told(changed):
        return [k for k, bad in names["faults"](changed).items() if any(bad)]

    assert told(rows) == []
    assert told(rows.drop(index=0)) == ["five members in every round of a group"]
    for column, row, text in (
        ("convenor", 14, "convenor is 1 for member 5 in rounds 3 to 5"),
        ("contact", 0, "contact is the same in all rounds"),
    ):
        changed = rows.copy()
        changed.loc[row, column] = 1 - changed.loc[row, column]
        assert text in told(changed)


@pytest.mark.parametrize("name", ["trap", "convenors", "words"])
def test_an_exercise_has_a_good_answer_and_two_or_three_wrong_ones(page, name):
    parts = re.split(r"(?m)^### ", section(page, "Exercises"))[1:]
    [part] = [part for part in parts if f"ex-{SLUG}-{name}" in part]
    assert "**Good answer.**" in part
    assert 2 <= len(table_rows(part)) <= 3


def test_the_chinese_summary_is_marked_as_not_read(page):
    for words in ("not yet read by a native reader", 'lang="zh-Hans"', "未见中文原文"):
        assert words in section(page, "中文提要")


def test_outcomes_are_those_of_the_chapter(page):
    chapter = PAGE.parents[1] / f"{SLUG}.md"
    named = re.findall(r"\{id: (RL\.\d), verb: (\w+)", chapter.read_text("utf-8"))
    rows = table_rows(section(page, "Outcomes"))
    assert [(r[0], re.findall(r"\*\*(\w+)\*\*", r[1])[0]) for r in rows] == named
    assert all(assessed for *_, assessed in rows)


def test_the_phrases_are_those_of_the_record(page):
    stated = [c for c in records.read(SLUG).claims if c.phrase]
    assert len(stated) >= 10
    assert all(len(c.phrase.split()) <= 12 for c in stated)


def test_the_cells_are_short_and_folded(page):
    assert max(cell.count("\n") for _, cell in code(page)) <= 15
    tags = [f":tags: [{tag}]" for tag in ("hide-input", "remove-cell")]
    assert page.count("{code-cell}") == sum(map(page.count, tags))
