import re

import pandas as pd
import pytest

from collabgov.claims.places import studies, study
from collabgov.pages import first_question


def test_the_strongest_driver_is_not_taken_from_a_ratio():
    table = pd.DataFrame(
        {
            "drivers": ["total effects: leader 1", "gain 0→1"],
            "reading": ["dominates", "tends"],
        },
        index=["A", "B"],
    )
    assert first_question.strongest(table, ["A", "B"]) == "gain"
    assert first_question.strongest(table, ["A"]) == ""


@pytest.mark.parametrize("slug", studies())
def test_every_question_stands_apart_from_its_conversion(slug):
    for ask in study(slug).MODEL.table()["ask"]:
        question, conversion = first_question.parts(ask)
        assert question[-1] in "?."
        assert not re.search(r"\d/\(?\d|n/\d|= ", question)
        assert "?" not in conversion and not conversion.startswith("n/10)")


def test_a_conversion_stands_on_a_line_of_its_own():
    found = pd.DataFrame({"drivers": ["auth_s 0→1"], "reading": ["tends"]}, ["A"])
    shown = first_question.first("leading_small_groups", found, ["A"])
    assert "<br>As a value of <code>auth_s</code>: pull = p/0.3</span>" in shown
    found = pd.DataFrame({"drivers": ["paper 0→1"], "reading": ["tends"]}, ["A"])
    assert "<br>" not in first_question.first("leading_small_groups", found, ["A"])


def test_a_conversion_does_not_say_its_parameter_twice():
    found = pd.DataFrame({"drivers": ["fade 0→1"], "reading": ["tends"]}, ["A"])
    shown = first_question.first("soft_metagovernance", found, ["A"])
    assert "<code>fade</code>: 1 − 2" in shown
