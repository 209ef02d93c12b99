"""`make verify` bites: on numbers, on verdicts, on what was frozen."""

import json
import shutil
from pathlib import Path

import pytest

from collabgov.build import expected, freeze, verify
from collabgov.claims import frozen

ROOT = Path(__file__).resolve().parents[2]
SLUG = "leading_small_groups"
PAGE = """---
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

```{code-cell} python
from collabgov.pages.glue import glue

glue("share", "57 of 100")
glue("years", 6.25)
glue("word", "follows")
```
"""


@pytest.fixture
def small(tmp_path):
    """A folder with one short chapter and what it should print."""
    for name in ("book", "tests/expected"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(ROOT / "_config.yml", tmp_path)
    (tmp_path / "book/tiny.md").write_text(PAGE, "utf-8")
    values = {"share": "57 of 100", "years": 6.25, "word": "follows"}
    expected.write(tmp_path, "tiny", values)
    return tmp_path


def edit(small, name, value):
    """Expect another value of one number."""
    file = small / "tests/expected/tiny.json"
    rows = json.loads(file.read_text("utf-8"))
    rows[name]["value"] = value
    file.write_text(json.dumps(rows), "utf-8")


def test_a_chapter_that_prints_what_is_expected_passes(small):
    faults, summary = verify.same_numbers(small, "tiny")
    assert faults == []
    assert summary.startswith("3 numbers run again in ")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("share", "55 of 100", "share: 55 of 100 → 57 of 100 (tolerance 1)"),
        ("years", 6.0, "years: 6.0 → 6.25 (tolerance 0.125)"),
        ("word", "built in", "word: built in → follows (tolerance 1)"),
    ],
)
def test_another_number_fails_with_both(small, name, value, said):
    edit(small, name, value)
    faults, _ = verify.same_numbers(small, "tiny")
    assert faults == ["book/tiny.md prints other numbers:", said]


def test_a_number_within_its_tolerance_passes(small):
    edit(small, "share", "56 of 100")
    assert verify.same_numbers(small, "tiny")[0] == []


def test_a_number_too_many_or_too_few_is_named(small):
    file = small / "tests/expected/tiny.json"
    rows = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({"new": rows.pop("share"), **rows}), "utf-8")
    assert verify.same_numbers(small, "tiny")[0][1:] == [
        "new: expected, but not printed any more",
        "share: printed, but not expected",
    ]


def test_a_chapter_that_fails_is_named(small):
    page = small / "book/tiny.md"
    page.write_text(PAGE.replace("6.25", "1 / 0"), "utf-8")
    faults, _ = verify.same_numbers(small, "tiny")
    assert faults == ["book/tiny.md:0: ZeroDivisionError: division by zero"]


def test_a_change_without_a_record_fails_and_says_what(monkeypatch):
    now = freeze.content(SLUG)
    now["predicates"]["LG-5"]["margin"] = 0.5
    monkeypatch.setattr(freeze, "content", lambda name: now)
    faults, _ = verify.unchanged(SLUG)
    assert faults[0].startswith(f"{SLUG} differs from what was frozen on ")
    assert faults[1:] == [
        "predicates.LG-5.margin: 0.6 → 0.5",
        f'if that is meant: python -m collabgov.build.freeze {SLUG} --because "why"',
    ]


def test_a_verdict_that_moved_fails(monkeypatch):
    seen = frozen.read(SLUG)["verdicts"] | {"LG-5": {"word": "built in", "support": 0}}
    monkeypatch.setattr(frozen, "verdicts", lambda slug: seen)
    faults, _ = verify.same_words(SLUG)
    assert faults[1].startswith("LG-5: follows → built in, support ")


def test_a_study_that_was_never_frozen_fails(monkeypatch, tmp_path):
    monkeypatch.setattr(frozen, "seeds", lambda: tmp_path)
    faults, _ = verify.unchanged(SLUG)
    assert faults == [
        f"{SLUG} was never frozen: python -m collabgov.build.freeze {SLUG}"
    ]


def test_all_that_is_wrong_is_said_at_once(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(frozen, "seeds", lambda: tmp_path)
    monkeypatch.setattr(verify, "BOOK", (SLUG,))
    monkeypatch.setattr(expected, "pages", lambda root: [SLUG])
    monkeypatch.setattr(verify, "same_numbers", lambda root, page: (["other"], ""))
    with pytest.raises(SystemExit) as stopped:
        verify.main(ROOT)
    lines = str(stopped.value).split("\n")
    assert [line.split(":")[0] for line in lines] == [
        "== failed",
        "rules was never frozen",
        f"{SLUG} was never frozen",
        "other",
    ]
