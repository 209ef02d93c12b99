"""The teaching page on synergistic inertia: it adds up, and the game is counted right."""

import re
import shutil
from itertools import pairwise, product
from pathlib import Path

import jupytext
import numpy as np
import pandas as pd
import pytest
from nbclient import NotebookClient
from test_teaching import BLOOM, section, table_rows

from collabgov.evidence import tables
from collabgov.evidence.reading import seeds
from collabgov.press.cells import code
from collabgov.press.glue import glued

PAGE = Path(__file__).parents[1] / "book" / "teaching" / "synergistic_inertia.md"
SECTIONS = (
    "At a glance", "The session, minute by minute", "Activity card: Role deviation",
    "Three exercises", "The night before", "Sheets to print", "中文提要", "Outcomes",
)  # fmt: skip
CARDS = {"A": "capacity", "B": "fine", "C": "stay", "D": "none"}
ADDS = {"meet": (1.3, 0.0), "own": (1.3, -3.0), "withdraw": (0.0, 0.0)}
PREDICTED = {  # the middle one, and those that leave out ten in a hundred at either end
    "three": (1.7, -0.7, 3.6), "five": (0.2, -6.4, 4.3), "none": (-0.6, -11.6, 4.7),
    "capacity": (0.3, -11.6, 5.7), "fine": (2.7, -4.0, 6.0), "stay": (1.0, -7.7, 5.2),
}  # fmt: skip


def simulated_class(seed):
    """Rows of an invented class that plays the game; the codebook says how."""
    rng, rows = np.random.default_rng(seed), []
    for group, card in CARDS.items():
        strength, own = [3, 3, 4, 5, 6, 9], 0.0
        alone = product((1, 2), enumerate(strength, 1))
        rows += [(group, r, g, "alone", float(c)) for r, (g, c) in alone]
        for r in range(3, 9):
            late = r > 5
            strength[0] += 2 * (r == 6 and card == "capacity")
            fined, stays = late and card == "fine", late and card == "stay"
            leave = (0.04 + 0.25 * own) * (0.5 if stays else 1)
            chosen = []
            for c in strength:
                first = (0.10 + 0.2 * own + 0.05 * (c < 5)) * (0.5 if fined else 1)
                u = rng.random()
                rest = "withdraw" if u < first + leave else "meet"
                chosen.append("own" if u < first else rest)
            own = chosen.count("own") / 6
            for g, (c, choice) in enumerate(zip(strength, chosen, strict=True), 1):
                times, less = ADDS[choice]
                rows.append((group, r, g, choice, round(times * c + less, 1)))
    columns = ["group", "round", "government", "choice", "output"]
    return pd.DataFrame(rows, columns=columns)


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
    return tables.read("role_deviation_example")


@pytest.fixture
def faults(page):
    """The page's own check of a class's rows."""
    [cell] = [cell for _, cell in code(page) if "def faults" in cell]
    names = {}
    exec(cell, names)
    return lambda rows: [k for k, bad in names["faults"](rows).items() if any(bad)]


def test_every_section_is_there_and_in_order(page):
    assert tuple(re.findall(r"(?m)^## (.+)$", page)) == SECTIONS


@pytest.mark.parametrize(("number", "minutes"), [(1, 75), (2, 35)])
def test_the_minutes_join_and_add_up(page, number, minutes):
    starts = [row[0] for row in table_rows(section(page, SECTIONS[number]))]
    found = [tuple(map(int, s.split("–"))) for s in starts if re.match(r"\d+–", s)]
    assert all(end == start for (_, end), (start, _) in pairwise(found))
    assert (found[0][0], sum(end - start for start, end in found)) == (0, minutes)


def test_the_plan_asks_three_questions_with_good_answers(page):
    plan = table_rows(section(page, SECTIONS[1]))
    assert [row[0] for row in plan if "Role deviation**" in row[1]] == ["16–51"]
    assert re.findall(r"Question (\d)\.", " ".join(map(" ".join, plan))) == list("123")
    questions = section(page, "Three board questions", "###")
    assert len(re.findall(r"(?m)^\d\. \*\*.+\?\*\* Good: ", questions)) == 3


def test_the_card_names_the_columns_of_the_example(page):
    named = table_rows(section(page, "What to record", "###"))
    about = tables.codebook()["role_deviation_example"]
    assert [row[0].strip("`") for row in named] == list(about.columns)


def test_consent_roles_and_simulation_are_spoken_of(page):
    card = section(page, SECTIONS[2])
    for words in ("Consent and pseudonyms", "no names", "Speak of roles", "simulated"):
        assert words in card


@pytest.mark.parametrize("name", ["mend", "diary", "three"])
def test_an_exercise_has_a_good_answer_and_wrong_ones(page, name):
    label = f"ex-synergistic_inertia-{name}"
    parts = re.split(r"(?m)^### ", section(page, "Three exercises"))[1:]
    [part] = [part for part in parts if label in part]
    assert "**Good answer.**" in part
    wrong = table_rows(part)
    assert 2 <= len(wrong) <= 3
    assert all(heard.startswith('"') and said for heard, said in wrong)


def test_every_outcome_has_one_verb_of_its_level_and_is_assessed(page):
    for name, text, level, assessed in table_rows(section(page, "Outcomes")):
        [verb] = re.findall(r"\*\*(\w+)\*\*", text)
        assert verb in BLOOM[level].split(), name
        assert assessed


def test_the_cells_are_short_and_folded(page):
    assert max(cell.count("\n") for _, cell in code(page)) <= 16
    tags = [f":tags: [{tag}]" for tag in ("hide-input", "remove-cell")]
    assert page.count("{code-cell}") == sum(map(page.count, tags))


def test_the_example_is_what_its_codebook_says(rows):
    source = tables.codebook()["role_deviation_example"].source
    [seed] = re.findall(r"seed (\d+)", source)
    pd.testing.assert_frame_equal(rows, simulated_class(int(seed)))


def test_the_sums_are_those_of_the_rules(values):
    cards = (3, 3, 4, 5, 6, 9)
    assert values["alone-sum"] == sum(cards) == 30
    assert values["all-meet"] == pytest.approx(1.3 * 30)
    assert values["one-own"] == pytest.approx(1.3 * 30 - 3)
    assert values["nine-out"] == pytest.approx(1.3 * 21)
    # own ends pay whoever puts them first, and the strongest would rather be alone
    assert values["one-own"] / 6 + 2 > values["all-meet"] / 6
    assert values["all-meet"] / 6 < 9


@pytest.mark.parametrize("name", PREDICTED)
def test_the_prediction_is_the_measured_one(values, name):
    """Measured at other points: within a quarter of a token."""
    found = [values[name + end] for end in ("", "-low", "-high")]
    assert found == pytest.approx(PREDICTED[name], abs=0.25)


def test_the_other_numbers_are_the_measured_ones(values):
    assert (values["lost"], values["hebei"], values["own-share"]) == (46, 3, 10)
    assert values["below"] == pytest.approx(48, abs=1)
    best = [values[f"best-{card}"] for card in ("fine", "capacity", "stay")]
    assert best == pytest.approx([74, 15, 11], abs=2)


def test_every_glued_number_is_printed_and_every_printed_one_glued(page, values):
    assert set(re.findall(r"\{glue:text\}`([\w-]+)`", page)) == set(values)


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("A,3,1,leave,3.9", "row 14, column choice: .*'leave'"),
        ("A,9,1,meet,3.9", "row 14, column round: .*8.*'9'"),
        ("A,3,2,meet,3.9", "row 15, column group.round.government: .*twice"),
    ],
)
def test_a_wrong_cell_of_a_class_is_refused(tmp_path, start, told):
    shutil.copy(seeds() / "codebook.yml", tmp_path)
    path = Path(shutil.copy(seeds() / "role_deviation_example.csv", tmp_path))
    text = path.read_text("utf-8")
    assert "A,3,1,meet,3.9" in text
    path.write_text(text.replace("A,3,1,meet,3.9", start, 1), "utf-8")
    with pytest.raises(ValueError, match=told):
        tables.read("role_deviation_example", tmp_path)


def test_rows_that_break_the_game_are_told(rows, faults):
    def with_(column, row, value):
        changed = rows.copy()
        changed.loc[row, column] = value
        return faults(changed)

    assert faults(rows) == []
    assert faults(rows.drop(index=0)) == ["six governments in every round of a group"]
    assert faults(rows[rows["round"] != 5]) == ["every group has rounds 1, 3 and 5"]
    alone = ["choice is alone in rounds 1 and 2, and only there"]
    assert with_("choice", 0, "meet") == alone
    assert with_("choice", 12, "withdraw") == ["who withdraws adds nothing"]
