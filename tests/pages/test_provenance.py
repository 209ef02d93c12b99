"""Tables on what is frozen, on times, on versions."""

import pandas as pd

from collabgov.claims import frozen, margins, verdict
from collabgov.pages import build_times, modelling_tables, provenance
from collabgov.records import tables
from collabgov.studies import BOOK, load


def test_rules_are_probed_from_the_code_that_decides():
    table = modelling_tables.thresholds()
    assert table.loc["tends to, usually", "opposed"] == "at most 10"
    assert list(table["at least"])[:3] == [
        "2 of 100",
        "50 of 100",
        "95 of 100",
    ]
    # half would do, but then all others oppose
    assert table.loc["tends to, usually", "of yes or no"] == "90 of 100"


def test_the_first_margin_shown_is_of_a_test_that_can_be_read_at_once():
    name = modelling_tables.example_test(BOOK)
    [slug] = [slug for slug in BOOK if name in modelling_tables.distinct_words(slug)]
    words = margins.table(load(slug)).loc[name, "verdict"]
    assert (words[6], words[18]) == (verdict.FOLLOWS, verdict.NOT_HERE)
    test = load(slug).predicate(name)
    assert f"{test.margin:g}" in test.question
    assert modelling_tables.example_test([]) == ""


def test_every_study_with_a_chapter_has_a_history():
    for slug in BOOK:
        assert "changes before the freeze" in modelling_tables.design_history(slug).data


def test_the_five_studies_were_changed_before_they_were_frozen():
    noted = set(tables.read("design_history")["study"])
    assert noted == set(BOOK[:5])
    for slug in noted:
        assert " before, " in modelling_tables.design_history(slug).data


def test_a_hash_stands_for_every_study_and_the_rules():
    table = provenance.frozen_hashes(BOOK)
    assert len(table) == len(BOOK) + 1
    assert table["hash"].str.fullmatch("[0-9a-f]{16}").all()


def test_changes_are_told_with_reason_and_effect(monkeypatch):
    monkeypatch.setattr(frozen, "log", lambda name: pd.DataFrame())
    assert "None." in provenance.changes([]).data
    row = {
        "date": "2027-01-02",
        "because": "asked for",
        "what": ["ranges.gain.high: 1.4 → 1.5"],
        "effect": ["LG-5: same word, support 0.1 → 0.2"],
        "hash": "a",
    }
    monkeypatch.setattr(frozen, "log", lambda name: pd.DataFrame([row]))
    shown = provenance.changes([]).data
    for text in (row["date"], row["because"], row["what"][0], row["effect"][0]):
        assert text in shown


def test_times_are_kept_and_renewed_by_study(tmp_path):
    build_times.note(tmp_path, "one", 12.34)
    build_times.note(tmp_path, "two", 1)
    build_times.note(tmp_path, "one", 5)
    assert build_times.evidence(tmp_path) == {"one": 5, "two": 1}


def test_the_environment_names_what_computes_and_what_shows():
    shown = provenance.environment()["version"]
    assert {"Python", "numpy", "jupyter-book", "katex"} <= set(shown.index)
    assert provenance.locked_packages() > 50


def test_a_frozen_test_leads_to_its_code_and_shows_none():
    shown = provenance.frozen_tables("soft_metagovernance").data
    assert '<a href="soft_metagovernance.html#code-SM-3">' in shown
    assert "lambda" not in shown
