"""Every number that a chapter prints is the one that it printed when it was reviewed.

`tests/expected/<slug>.json` holds each glued value with a tolerance.  After a change that
is meant to move numbers, ``UPDATE_EXPECTED=1 pytest tests/test_expected.py`` writes the
file anew; the difference then belongs into the changelog.
"""

import os
import re
from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

from collabgov.press import expected
from collabgov.press.glue import glued

ROOT = Path(__file__).resolve().parents[1]
SLUGS = sorted(p.stem for p in (ROOT / "src/collabgov/studies").glob("[a-z]*.py"))
CHAPTERS = [*SLUGS, "synthesis"]  # pages of which every printed number is glued


@pytest.fixture(scope="module", params=CHAPTERS)
def printed(request, tmp_path_factory):
    notebook = jupytext.read(ROOT / "book" / f"{request.param}.md")
    folder = tmp_path_factory.mktemp("elsewhere")
    client = NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": folder}}
    )
    client.execute()
    return request.param, glued(notebook)


def test_every_number_of_a_chapter_is_the_expected_one(printed):
    slug, values = printed
    file = ROOT / "tests/expected" / f"{slug}.json"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write(file, values)
    assert expected.faults(file, values) == []


def test_every_printed_number_is_glued_and_every_glued_one_printed(printed):
    slug, values = printed
    text = (ROOT / "book" / f"{slug}.md").read_text(encoding="utf-8")
    used = set(re.findall(r"\{glue:text\}`([\w.-]+?)(?::[^`]*)?`", text))
    assert used == set(values)
