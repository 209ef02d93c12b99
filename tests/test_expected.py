"""Every number that a page prints is the one that it printed when it was reviewed.

`tests/expected/<page>.json` holds each glued value with a tolerance.  After a change that
is meant to move numbers, ``UPDATE_EXPECTED=1 pytest tests/test_expected.py`` writes the
files anew; the difference then belongs into the changelog.
"""

import os
import re
from pathlib import Path

import pytest

from collabgov.build import expected

ROOT = Path(__file__).resolve().parents[1]
PAGES = expected.pages(ROOT)
EACH = pytest.mark.parametrize("page", PAGES)


@EACH
def test_every_number_of_a_page_is_the_expected_one(page, printed):
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write(ROOT, page, printed(page))
    faults = expected.faults(ROOT, page, printed(page))
    name = page.rpartition("/")[2]
    renew = f"UPDATE_EXPECTED=1 pytest tests/test_expected.py -k {name}"
    assert not faults, f"{'; '.join(faults)}. If that is meant: {renew}"


@EACH
def test_every_printed_number_is_glued_and_every_glued_one_printed(page, printed):
    text = (ROOT / "book" / f"{page}.md").read_text(encoding="utf-8")
    used = set(re.findall(r"\{glue:text\}`([\w.-]+?)(?::[^`]*)?`", text))
    idle, absent = set(printed(page)) - used, used - set(printed(page))
    assert not idle, f"book/{page}.md glues and never prints {', '.join(sorted(idle))}"
    assert not absent, f"book/{page}.md prints and never glues {', '.join(absent)}"


def test_every_page_that_glues_prints_it():
    # so that no page with numbers of its own goes unseen
    top = ROOT / "book"
    calls = (
        p for p in top.rglob("*.md") if "pages.glue import" in p.read_text("utf-8")
    )
    glue = {p.relative_to(top).with_suffix("").as_posix() for p in calls}
    assert glue == set(PAGES)


def test_nothing_is_expected_of_a_page_that_is_not_there():
    top = ROOT / "tests/expected"
    kept = {f.relative_to(top).with_suffix("").as_posix() for f in top.rglob("*.json")}
    assert kept == set(PAGES)
