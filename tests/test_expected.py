"""Every number that a chapter prints is the one that it printed when it was reviewed.

`tests/expected/<slug>.json` holds each glued value with a tolerance.  After a change that
is meant to move numbers, ``UPDATE_EXPECTED=1 pytest tests/test_expected.py`` writes the
file anew; the difference then belongs into the changelog.
"""

import json
import os
import re
from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

from collabgov.press.glue import glued

ROOT = Path(__file__).resolve().parents[1]
SLUGS = sorted(p.stem for p in (ROOT / "src/collabgov/studies").glob("[a-z]*.py"))


@pytest.fixture(scope="module", params=SLUGS)
def printed(request, tmp_path_factory):
    notebook = jupytext.read(ROOT / "book" / f"{request.param}.md")
    folder = tmp_path_factory.mktemp("elsewhere")
    client = NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": folder}}
    )
    client.execute()
    return request.param, glued(notebook)


def number(value):
    """The number of a value, or of a text such as "14 of 100"; None where it has none."""
    if isinstance(value, bool | int | float):
        return float(value)
    found = re.search(r"-?\d[\d,]*\.?\d*", value)
    return float(found[0].replace(",", "")) if found else None


def tolerance(value) -> float:
    """Shares as counts may move by one, decimals by two of their last digit, counts not."""
    if isinstance(value, str):
        return 1.0
    return 0.0 if isinstance(value, bool | int) else max(0.01, 0.02 * abs(value))


def test_every_number_of_a_chapter_is_the_expected_one(printed):
    slug, values = printed
    file = ROOT / "tests/expected" / f"{slug}.json"
    if os.environ.get("UPDATE_EXPECTED"):
        rows = {k: {"value": v, "tolerance": tolerance(v)} for k, v in values.items()}
        rows.pop("version", None)
        text = json.dumps(dict(sorted(rows.items())), indent=1, ensure_ascii=False)
        file.write_text(text + "\n", encoding="utf-8")
    expected = json.loads(file.read_text(encoding="utf-8"))
    values = {k: v for k, v in values.items() if k != "version"}
    assert sorted(values) == sorted(expected)
    for name, row in expected.items():
        was, now = number(row["value"]), number(values[name])
        assert abs(now - was) <= row["tolerance"] + 1e-12, (name, now, was)


def test_every_printed_number_is_glued_and_every_glued_one_printed(printed):
    slug, values = printed
    text = (ROOT / "book" / f"{slug}.md").read_text(encoding="utf-8")
    used = set(re.findall(r"\{glue:text\}`([\w.-]+?)(?::[^`]*)?`", text))
    assert used == set(values)
