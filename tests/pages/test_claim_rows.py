import pandas as pd
import pytest

from collabgov.claims import evaluation, store
from collabgov.claims.predicate import READINGS
from collabgov.pages import claim_rows, codebook, reading_words, verdict_words
from collabgov.records import study_record
from collabgov.studies import load

SLUG = "leading_small_groups"
STUDY = load(SLUG)


@pytest.fixture(scope="module")
def studies():
    return study_record.studies()


@pytest.fixture(scope="module")
def table(studies):
    return claim_rows.rows(studies)


def test_every_claim_of_every_study_has_its_rows(table, studies):
    expected = [claim.id for study in studies for claim in study.claims]
    assert list(dict.fromkeys(table["claim"])) == expected
    assert table["address"].is_unique


def test_a_formalised_claim_has_a_row_a_test_and_any_other_a_single_one(table, studies):
    for study in studies:
        for claim in study.claims:
            found = table[table["claim"] == claim.id]
            if claim.predicates:
                assert tuple(found["test"]) == claim.predicates
            else:
                assert list(found["test"]) == [None]
                assert list(found["reason"]) == [claim.reason]


def test_the_numbers_are_those_of_the_table_of_verdicts(table):
    found = STUDY.evaluate()
    ours = table[table["slug"] == SLUG].dropna(subset="test").set_index("test")
    assert sorted(ours.index) == sorted(found.index)
    for name, row in found.iterrows():
        assert ours.at[name, "word"] == row["verdict"]
        assert ours.at[name, "verdict"] == verdict_words.verdict_text(SLUG, name)
        assert ours.at[name, "low"] == pytest.approx(row["low"], abs=1e-6)
        assert ours.at[name, "n_w"] == row["n_w"]
        assert type(ours.at[name, "n"]) is int


def test_counts_add_up_to_the_rows_and_states_to_the_claims(table):
    counts = claim_rows.words_by_study(table)
    assert counts.at["all", "all"] == len(table)
    assert (counts.drop(index="all").sum() == counts.loc["all"]).all()
    assert sum(claim_rows.states(table).values()) == table["claim"].nunique()


def test_readings_add_up_to_the_tests(table):
    counts = claim_rows.words_by_reading(table)
    assert counts.at["all", "all"] == table["test"].notna().sum()
    exists = table[(table["read_as"] == "exists") & (table["verdict"] == "follows")]
    assert counts.at["follows", "can"] == len(exists) > 0
    assert list(counts.columns)[-2:] == ["advice", "all"]


def test_every_reading_of_the_models_has_its_word(table):
    assert set(table["read_as"].dropna()) <= set(READINGS) == set(reading_words.WORDS)


def test_every_row_is_sorted_by_a_word_of_the_rules(table):
    assert set(table.apply(claim_rows.word, axis=1)) <= set(claim_rows.WORDS)


@pytest.mark.parametrize("named", ["depends on price < 0.25", "depends on the issue"])
def test_a_named_part_is_left_out_of_the_word(named):
    row = {"state": claim_rows.FORMALISED, "word": "depends on", "verdict": named}
    assert claim_rows.word(row) == "depends on"


def test_the_file_that_checks_a_test_is_there(table):
    files = set(table["checked_in"].dropna())
    assert files
    for file in files:
        assert (store.root() / file).is_file()


def test_only_what_was_measured_before_is_said_to_be_compared(table):
    ours = table[table["slug"] == SLUG].dropna(subset="test")
    file = store.root() / "tests/expected" / f"{SLUG}_measured.csv"
    measured = ours["test"].isin(pd.read_csv(file)["id"])
    named = ours["checked_in"].str.endswith("_measured.py")
    assert (named == measured).all()


def test_drivers_are_explained_by_the_model(table):
    row = table[table["test"] == "LG-5"].iloc[0]
    meanings = {p.name: p.meaning for p in STUDY.model.parameters}
    names = list(evaluation.drivers(STUDY).loc["LG-5", "parameter"])
    assert [driver.split(" ")[0] for driver in row["drivers"].split("; ")] == names
    assert row["meanings"] == "; ".join(f"{n}: {meanings[n]}" for n in names)
    ratio = table[table["read_as"] == "dominates"]
    assert len(ratio) and ratio["meanings"].isna().all()


def test_an_installed_package_names_no_test(monkeypatch):
    monkeypatch.setattr(store, "root", lambda: None)
    assert claim_rows._checked_in(SLUG)("LG-5") is None


def test_the_columns_are_those_of_the_codebook(table):
    assert list(table.columns) == [column.name for column in codebook.COLUMNS]
