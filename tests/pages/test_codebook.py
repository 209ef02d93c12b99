import io
import json

import pandas as pd
import pytest

from collabgov.pages import claim_rows, codebook
from collabgov.records import study_record

KINDS = {"string": str, "integer": int, "number": int | float}


@pytest.fixture(scope="module")
def table():
    return claim_rows.rows(study_record.studies())


def test_csv_and_json_hold_the_same_table(table):
    text = codebook.csv(table)
    data = json.loads(codebook.as_json(table))["data"]
    again = pd.DataFrame(data, dtype=object)
    assert again.to_csv(index=False, lineterminator="\n") == text
    assert len(pd.read_csv(io.StringIO(text))) == len(table)


def test_every_value_is_of_the_kind_that_the_codebook_says(table):
    whole = json.loads(codebook.as_json(table))
    kinds = {field["name"]: field["type"] for field in whole["schema"]["fields"]}
    for row in whole["data"]:
        assert row.keys() == kinds.keys()
        for name, value in row.items():
            assert value is None or isinstance(value, KINDS[kinds[name]]), name


def test_shares_lie_between_none_and_all(table):
    shares = table[table["read_as"] != "dominates"].dropna(subset="test")
    for name in [c for c in table if c.startswith(("support", "oppose", "no_"))]:
        assert shares[name].dropna().between(0, 1).all(), name
    assert (shares["low"] <= shares["support"]).all()
    assert (shares["support"] <= shares["high"]).all()


def test_the_codebook_explains_every_column_once():
    listed = pd.read_csv(io.StringIO(codebook.columns_csv()))
    assert listed["name"].is_unique
    assert listed["description"].str.len().min() > 5
    assert set(listed["type"]) <= set(KINDS)


def test_no_share_is_called_a_probability():
    assert "not a probability" in codebook.ABOUT
    assert "probab" not in codebook.columns_csv()
