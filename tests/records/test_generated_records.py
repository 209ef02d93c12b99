"""Records, codebooks and tables as they come in: read whole, or refused in words."""

import re

import yaml
from generated import READER, filled, read, spoilt
from hypothesis import given
from hypothesis import strategies as st

from collabgov.records import study_record, tables
from collabgov.records.files import CODEBOOK, load, seeds

RECORD = "soft_metagovernance.yml"
RECORDS = (seeds() / RECORD).read_text(encoding="utf-8")
BOOK = tables.codebook()
# a table of each kind of column; few rows, so that each of them may be hit
TEXTS = {
    name: "\n".join((seeds() / f"{name}.csv").read_text("utf-8").splitlines()[:9])
    + "\n"
    for name in ("lg_timelines", "ruler_spells", "role_deviation_example", "chiemgauer")
}


def part(name):
    """The codebook of one table."""
    whole = (seeds() / CODEBOOK).read_text(encoding="utf-8")
    [found] = re.findall(rf"(?ms)^  {name}:\n.*?(?=^  \w|\Z)", whole)
    return f"tables:\n{found}"


@READER
@given(content=spoilt(RECORDS))
def test_a_record_is_read_whole_or_refused(tmp_path, content):
    found = read(study_record.check, tmp_path / RECORD, content)
    if found is not None:
        plain = yaml.safe_load(content.decode("utf-8-sig"))
        assert found.model_dump(mode="json", exclude_unset=True).keys() == plain.keys()
        assert [claim.id for claim in found.claims] == [
            c["id"] for c in plain["claims"]
        ]


@READER
@given(content=spoilt(part("lg_timelines")))
def test_a_codebook_is_read_whole_or_refused(tmp_path, content):
    found = read(lambda p: load(p, tables.Codebook), tmp_path / "codebook.yml", content)
    if found is not None:
        plain = yaml.safe_load(content.decode("utf-8-sig"))["tables"]
        assert {k: list(v.columns) for k, v in found.tables.items()} == {
            k: list(v["columns"]) for k, v in plain.items()
        }


@READER
@given(
    named=st.sampled_from(sorted(TEXTS)).flatmap(
        lambda name: st.tuples(st.just(name), spoilt(TEXTS[name]))
    )
)
def test_a_table_is_read_whole_or_refused(tmp_path, named):
    name, content = named
    about = BOOK[name]
    found = read(lambda p: tables.checked(p, about), tmp_path / f"{name}.csv", content)
    if found is None:
        return
    assert list(found.columns) == list(about.columns)
    assert not found.isna().any(axis=None)
    for column, rule in about.columns.items():
        if rule.low is not None:
            assert (found[column] >= rule.low).all()
        if rule.high is not None:
            assert (found[column] <= rule.high).all()
        if rule.allowed is not None:
            assert found[column].isin(rule.allowed).all()
    text = content.decode("utf-8-sig")
    if '"' not in text:
        assert len(found) == filled(text) - 1
