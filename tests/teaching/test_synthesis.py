"""The teaching page of the synthesis: six cards in pairs, numbers of the chapter."""

import re

import pytest
from teaching_page import TEACHING, section, table_rows

from collabgov.records import study_record

SLUG = "synthesis"
PREDICTED = {  # half is gone after; half outlasts twenty years in so many of 100
    1: ("6.25 years", "11"), 2: ("5.5 years", "12"), 3: ("17 months", "fewer than 1"),
    4: ("over 20 years", "96"), 5: ("9 months", "0"), 6: ("over 20 years", "53"),
}  # fmt: skip
EXAM = "Four fallacies as exam questions"


@pytest.fixture
def chapter():
    return (TEACHING.parent / f"{SLUG}.md").read_text(encoding="utf-8")


@pytest.fixture
def cards(page):
    """Sentences of each card."""
    sheets = " ".join(section(page, "Sheets to print").split())
    found = re.findall(r"\| \d \| the [a-z]+ \| \*([^*]+)\* \|", sheets)
    return [re.split(r"(?<=\.) ", text) for text in found]


def test_sisters_differ_in_one_sentence_and_others_in_nearly_all(cards):
    assert len(cards) == 6
    for one, other in zip(cards[::2], cards[1::2], strict=True):
        assert len(set(one) - set(other)) == len(set(other) - set(one)) == 1
    for one, other in ((0, 2), (2, 4), (0, 4)):
        assert not set(cards[one]) & set(cards[other])


def test_the_cards_are_invented_and_name_no_place_of_the_studies(page, cards):
    assert "**Invented for the class.**" in section(
        page, "Activity card: The empty desk"
    )
    assert "*Invented for the class.*" in section(page, "Sheets to print")
    cases = [case.name for study in study_record.studies() for case in study.cases]
    places = set(re.findall(r"[A-Z]\w+", " ".join(cases))) - {"The", "Three"}
    assert {"Bristol", "Xiaoqing"} <= places
    said = " ".join(sentence for card in cards for sentence in card)
    assert not places & set(re.findall(r"\w+", said))
    assert "No question about real colleagues" in page


@pytest.mark.parametrize("card", PREDICTED)
def test_the_prediction_is_the_measured_one(values, card):
    half, never = PREDICTED[card]
    assert values[f"half-{card}"] == half
    assert values[f"never-{card}"] == f"{never} of 100"


def test_the_spans_hold_the_middle_one(values):
    assert values["span-1"] == "4.4 to 10 years"
    assert values["span-3"] == "11 to 28 months"
    assert values["span-4"] == "over 20 years"
    assert values["span-6"] == "12 months to over 20 years"


def test_the_bet_is_that_of_the_table(values):
    assert values["order-share"] == 97


def test_numbers_that_the_chapter_prints_too_are_the_same(values, printed):
    chapter = printed(SLUG)
    same = values.keys() & chapter.keys()
    assert same >= {"order-share", "lg-times", "starts", "silent", "no-room"}
    assert {k: values[k] for k in same} == pytest.approx({k: chapter[k] for k in same})


def test_the_exam_asks_what_the_chapter_asks_and_answers_it(page, chapter):
    parts = re.split(r"(?m)^### ", section(page, EXAM))[1:]
    boxes = re.findall(
        r":::\{admonition\} (.+)\n(?s:.*?)\*Exam question\.\* (.+)", chapter
    )
    assert len(boxes) == len(parts) - 1 == 4
    for (title, question), part in zip(boxes, parts, strict=False):
        assert part.startswith(f"{title}\n")
        assert f"*{question}*" in part
        assert "**Put right:**" in part
        assert "**Good answer.**" in part
        wrong = table_rows(part)
        assert 2 <= len(wrong) <= 3
        assert all(heard.startswith('"') and said for heard, said in wrong)


def test_the_rubric_has_four_levels_for_exam_and_exit_slip(page):
    rows = table_rows(section(page, "Rubric", "###"))
    assert [row[0] for row in rows] == list("3210")
    assert all(all(row) for row in rows)


def test_everybody_can_take_part(page):
    text = section(page, "Without printer or screen", "###")
    for words in ("aloud", "large", "dictated", "dashes"):
        assert words in text
