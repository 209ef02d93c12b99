"""What is kept is used only while it is what was noted."""

import json
import sqlite3

import pytest

from collabgov.build import checksums

PAGE = ".jupyter_cache/executed/abc/base.ipynb"
PARSED = ".doctrees/book/index.doctree"


@pytest.fixture
def build(tmp_path):
    """A folder in which a page was executed and parsed, and noted."""
    for name, text in {PAGE: '{"cells": [40]}', PARSED: "parsed"}.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text)
    database = sqlite3.connect(tmp_path / checksums.INDEX)
    database.execute("CREATE TABLE nbcache (hashkey TEXT)")
    database.execute("INSERT INTO nbcache VALUES ('abc')")
    database.commit()
    database.close()
    checksums.note(tmp_path)
    return tmp_path


def discarded(build):
    """What is told when a next build begins, and which of the two pages are left."""
    said = []
    checksums.discard_damaged(build, said.append)
    return said, [name for name in (PAGE, PARSED) if (build / name).exists()]


def test_what_is_as_noted_stays(build):
    assert discarded(build) == ([], [PAGE, PARSED])


def test_nothing_kept_is_no_damage(tmp_path):
    assert discarded(tmp_path) == ([], [])


@pytest.mark.parametrize("text", ['{"cells": [27]}', '{"cells": [4', ""])
def test_an_executed_page_that_was_edited_or_cut_is_named_and_goes(build, text):
    (build / PAGE).write_text(text)
    said, left = discarded(build)
    assert said == [f"== damaged: _build/{PAGE}; what was kept with it is made again"]
    assert left == [PARSED]


def test_a_parsed_page_that_was_changed_goes(build):
    (build / PARSED).write_text("changed")
    said, left = discarded(build)
    assert len(said) == 1 and PARSED in said[0]
    assert left == [PAGE]


@pytest.mark.parametrize("data", [b"", b"no database", None])
def test_a_damaged_database_is_named_and_goes_with_its_pages(build, data):
    file = build / checksums.INDEX
    file.write_bytes(file.read_bytes()[:100] if data is None else data)
    said, left = discarded(build)
    assert said[0].startswith(f"== damaged: _build/{checksums.INDEX}; ")
    assert left == [PARSED]


def test_a_page_that_appeared_or_is_gone_counts_as_damage(build):
    other = build / ".jupyter_cache/executed/def/base.ipynb"
    other.parent.mkdir()
    other.write_text("half a page, from a build on a full disk")
    assert len(discarded(build)[0]) == 1


@pytest.mark.parametrize("text", ["", "[]", "{", json.dumps({PAGE: "0"})])
def test_without_its_note_nothing_is_trusted(build, text):
    (build / checksums.NOTE).write_text(text)
    assert discarded(build)[1] == []
