import re

import pandas as pd
import pytest

from collabgov.pages import first_question, verdict_tables
from collabgov.studies import BOOK, load


def drivers(**strongest):
    """A table of drivers: for each test the parameter on which it hangs most."""
    index = pd.MultiIndex.from_tuples([(t, 1) for t in strongest], names=["id", "rank"])
    rows = {"parameter": list(strongest.values()), "low": 0.0, "high": 1.0}
    return pd.DataFrame(rows, index=index)


def asked_first(monkeypatch, slug, parameter):
    """What is asked first about a study if its test A hangs most on a parameter."""
    found = drivers(A=parameter)
    monkeypatch.setattr(verdict_tables, "drivers", lambda slug: found)
    return first_question.question_html(slug, ["A"])


def test_the_strongest_driver_is_not_taken_from_a_ratio():
    found = drivers(B="gain")  # A is a ratio: it has none
    assert first_question.strongest_driver(found, ["A", "B"]) == "gain"
    assert first_question.strongest_driver(found, ["A"]) == ""


@pytest.mark.parametrize("slug", BOOK)
def test_every_question_stands_apart_from_its_conversion(slug):
    for ask in load(slug).model.table()["ask"]:
        question, conversion = first_question.question_and_conversion(ask)
        assert question[-1] in "?."
        assert not re.search(r"\d/\(?\d|n/\d|= ", question)
        assert "?" not in conversion and not conversion.startswith("n/10)")


def test_a_conversion_stands_on_a_line_of_its_own(monkeypatch):
    shown = asked_first(monkeypatch, "leading_small_groups", "auth_s")
    assert "<br>As a value of <code>auth_s</code>: pull = p/0.3</span>" in shown
    shown = asked_first(monkeypatch, "leading_small_groups", "paper")
    assert "<code>paper</code>" in shown and "<br>" not in shown


def test_a_conversion_does_not_say_its_parameter_twice(monkeypatch):
    shown = asked_first(monkeypatch, "soft_metagovernance", "fade")
    assert "<code>fade</code>: 1 − 2" in shown
