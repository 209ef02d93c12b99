"""The teaching page: a session that adds up, a game that is counted right."""

import re
import shutil
from itertools import pairwise, product
from pathlib import Path

import jupytext
import numpy as np
import pandas as pd
import pytest
from nbclient import NotebookClient

from collabgov.evidence import tables
from collabgov.evidence.reading import seeds
from collabgov.press.cells import code
from collabgov.press.glue import glued

PAGE = Path(__file__).parents[1] / "book" / "teaching" / "leading_small_groups.md"
SECTIONS = (
    "At a glance", "The session, minute by minute", "Activity card: The chair leaves",
    "Two exercises", "The night before", "Sheets to print", "中文提要", "Outcomes",
)  # fmt: skip
PARTS = (
    "Three board questions", "Likely wrong answers", "Without printer or screen",
    "Rules", "What to record", "Predicted result", "The class's result", "Debrief",
)  # fmt: skip
COLUMNS = ("group", "round", "city", "joint", "chair", "rule")
BLOOM = {
    "understand": "explain classify", "apply": "compute simulate code",
    "analyse": "compare test decompose", "evaluate": "judge critique defend",
    "create": "design propose",
}  # fmt: skip
PREDICTED = {  # the middle one, and those that leave out ten in a hundred at either end
    "drop-none": (2.0, -0.3, 3.0), "drop-itself": (-0.9, -1.9, -0.5),
    "drop-half": (0.5, -1.1, 1.2), "drop-paper": (2.0, -0.3, 3.0),
    "drop-gain": (2.9, 1.6, 3.6), "later-none": (0.12, -0.02, 0.18),
}  # fmt: skip


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
    return tables.read("chair_leaves_example")


@pytest.fixture
def faults(page):
    """The page's own check of a class's rows."""
    [cell] = [cell for _, cell in code(page) if "def faults" in cell]
    names = {}
    exec(cell, names)
    return lambda rows: [k for k, bad in names["faults"](rows).items() if any(bad)]


def test_every_section_is_there_and_in_order(page):
    assert tuple(re.findall(r"(?m)^## (.+)$", page)) == SECTIONS
    assert set(PARTS) <= set(re.findall(r"(?m)^### (.+)$", page))


@pytest.mark.parametrize(("number", "minutes"), [(1, 75), (2, 35)])
def test_the_minutes_join_and_add_up(page, number, minutes):
    starts = [row[0] for row in table_rows(section(page, SECTIONS[number]))]
    found = [tuple(map(int, s.split("–"))) for s in starts if re.match(r"\d+–", s)]
    assert all(end == start for (_, end), (start, _) in pairwise(found))
    assert (found[0][0], sum(end - start for start, end in found)) == (0, minutes)


def test_the_plan_gives_the_game_its_minutes_and_asks_three_questions(page):
    plan = table_rows(section(page, SECTIONS[1]))
    assert [row[0] for row in plan if "The chair leaves**" in row[1]] == ["22–57"]
    assert re.findall(r"Question (\d)\.", " ".join(map(" ".join, plan))) == list("123")
    questions = section(page, "Three board questions", "###")
    assert len(re.findall(r"(?m)^\d\. \*\*.+\?\*\* Good: ", questions)) == 3


def test_the_card_names_the_columns_of_the_example(page):
    named = [row[0].strip("`") for row in table_rows(section(page, PARTS[4], "###"))]
    about = tables.codebook()["chair_leaves_example"]
    assert named == list(about.columns) == list(COLUMNS)


def test_consent_roles_and_simulation_are_spoken_of(page):
    card = section(page, SECTIONS[2])
    for words in ("Consent and pseudonyms", "no names", "Speak of roles", "simulated"):
        assert words in card
    assert "simulated" in tables.codebook()["chair_leaves_example"].about


@pytest.mark.parametrize("name", ["charter", "decibels"])
def test_an_exercise_has_a_good_answer_and_two_or_three_wrong_ones(page, name):
    label = f"ex-leading_small_groups-{name}"
    parts = re.split(r"(?m)^### ", section(page, "Two exercises"))[1:]
    [part] = [part for part in parts if label in part]
    assert "**Good answer.**" in part
    wrong = table_rows(part)
    assert 2 <= len(wrong) <= 3
    assert all(heard.startswith('"') and said for heard, said in wrong)


def test_the_readings_say_what_is_not_verified(page):
    readings = table_rows(section(page, "The night before"))
    doubtful = [row for row in readings if re.search("Zhou|赖静萍|周望", row[0])]
    assert len(doubtful) == 3
    assert all("unverified" in " ".join(row) for row in doubtful)
    assert "paywalled" in readings[0][1]


def test_the_chinese_summary_is_marked_as_not_read(page):
    for words in ("not yet read by a native reader", "人走政息", 'lang="zh-Hans"'):
        assert words in section(page, "中文提要")


def test_every_outcome_has_one_verb_of_its_level_and_is_assessed(page):
    outcomes = table_rows(section(page, "Outcomes"))
    assert 3 <= len(outcomes) <= 5
    for name, text, level, assessed in outcomes:
        [verb] = re.findall(r"\*\*(\w+)\*\*", text)
        assert verb in BLOOM[level].split(), name
        assert assessed


def test_the_cells_are_short_and_folded(page):
    assert max(cell.count("\n") for _, cell in code(page)) <= 15
    tags = [f":tags: [{tag}]" for tag in ("hide-input", "remove-cell")]
    assert page.count("{code-cell}") == sum(map(page.count, tags))


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
    assert (values["half-life"], values["half-life-trust"]) == (3, 4)
    assert values["moved"] == pytest.approx(3, abs=0.05)
    assert values["sets"] == 2048
    assert values["ratio"] == pytest.approx(1.22, abs=0.02)
    assert values["decibels"] == pytest.approx(0.9, abs=0.05)
    assert values["lots"] == 6


def test_the_classes_difference_is_that_of_its_sums(values, rows):
    sums = {r: part.groupby("rule")["joint"].sum() for r, part in rows.groupby("round")}
    drops = sums[4] / 2 - (sums[5] + sums[6]) / 4  # means over two groups of a kind
    assert values["class-gain"] == drops[0] - drops[1]


def test_every_glued_number_is_printed_and_every_printed_one_glued(page, values):
    assert set(re.findall(r"\{glue:text\}`([\w-]+)`", page)) == set(values)


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("A,1,1,11,", "row 2, column joint: .*10.*'11'"),
        ("A,1,1,three,", "row 2, column joint: .*integer.*'three'"),
        ("A,1,2,3,", "row 3, column group.round.city: .*twice"),
        ("A,9,1,3,", "row 2, column round: .*8.*'9'"),
    ],
)
def test_a_wrong_cell_of_a_class_is_refused(tmp_path, start, told):
    shutil.copy(seeds() / "codebook.yml", tmp_path)
    path = Path(shutil.copy(seeds() / "chair_leaves_example.csv", tmp_path))
    path.write_text(path.read_text("utf-8").replace("A,1,1,3,", start, 1), "utf-8")
    with pytest.raises(ValueError, match=told):
        tables.read("chair_leaves_example", tmp_path)


def test_rows_that_break_the_game_are_told(rows, faults):
    def with_(column, row, value):
        changed = rows.copy()
        changed.loc[row, column] = value
        return faults(changed)

    assert faults(rows) == []
    assert faults(rows.drop(index=0)) == ["three cities in every round of a group"]
    assert faults(rows[rows["round"] != 4]) == ["every group has rounds 4, 5 and 6"]
    assert with_("chair", 0, 0) == ["chair is 1 up to round 4, then 0"]
    assert with_("joint", 0, 0) == ["chair has moved a token: joint is 1 or more"]
    assert with_("rule", 0, 0) == ["rule is the same throughout"]
