"""What was frozen stands; planted changes are seen, each for what it is."""

import importlib.util
import re
import shutil
from pathlib import Path

import pytest

from collabgov.claims import freeze, frozen, places
from collabgov.claims.places import study

SLUG = "leading_small_groups"
NAMES = [*places.studies(), frozen.RULES]
SOURCE = Path(study(SLUG).__file__).read_text(encoding="utf-8")

# what is planted in a copy of the study: old text, new text; what must be said
PLANTED = {
    "a range": ("high=1.4,", "high=1.5,", "ranges.gain.high: 1.4 → 1.5"),
    "a margin": (
        "margin=0.6,\n        ends=(0.3, 0.9)",
        "margin=0.55,\n        ends=(0.3, 0.9)",
        "predicates.LG-5.margin: 0.6 → 0.55",
    ),
    "what a test compares": (
        'value=lambda r: r["w.effort"],\n        margin=0.25,',
        'value=lambda r: r["s.effort"],\n        margin=0.25,',
        "predicates.LG-6.value: − lambda r: r['w.effort'] + lambda r: r['s.effort']",
    ),
    "two runs that a helper compares": (
        '**_gain("s", "w")',
        '**_gain("s", "none")',
        "predicates.LG-5b.value: .*other='w'.*other='none'",
    ),
    "which points are counted": (
        'return r["none.effort"] < 0.4',
        'return r["none.effort"] < 0.5',
        "code._alone: − return r\\['none.effort'\\] < 0.4 \\+ return .* < 0.5",
    ),
    "a kernel": ("q = [0.1] * n", "q = [0.2] * n", "code.lg_run: − q = .* q = "),
    "a reading": (
        'question="Can a strong group reach 0.6?",\n        reading="exists"',
        'question="Can a strong group reach 0.6?",\n        reading="tends"',
        "predicates.LG-5.reading: − exists \\+ tends",
    ),
    "a run": (
        '{"type": "strong", "forced": 20}',
        '{"type": "strong", "forced": 24}',
        "code.RUNS: ",
    ),
}
HARMLESS = {
    "a comment": ("q = [0.1] * n", "q = [0.1] * n  # a start"),
    "a question": ("Can a strong group reach 0.6?", "Does a strong group get to 0.6?"),
    "what a parameter means": ("mean time a chair stays", "how long a chair stays"),
    "a layout": ("ends=(0.3, 0.9)", "ends=(\n            0.3, 0.9)"),
}


def planted(folder: Path, old: str, new: str):
    """A copy of the study in which one place differs."""
    assert old in SOURCE, old
    file = folder / "planted.py"
    file.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("planted", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    """A folder of what was frozen that may be written to."""
    folder = tmp_path / "seeds"
    shutil.copytree(frozen.path(SLUG).parent, folder / "frozen")
    monkeypatch.setattr(frozen, "seeds", lambda: folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_every_study_and_the_rules_are_as_frozen(name):
    kept = frozen.read(name)
    assert kept is not None, f"python -m collabgov.claims.freeze {name}"
    assert frozen.differences(kept, frozen.content(name)) == []


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_change_is_named(what, tmp_path):
    old, new, said = PLANTED[what]
    now = frozen.of_module(planted(tmp_path, old, new))
    told, *more = frozen.differences(frozen.read(SLUG), now)
    assert told.startswith(said) or re.match(said, told), told
    assert more == (["ranges.gain.default: 0.9 → 0.95"] if what == "a range" else [])


@pytest.mark.parametrize("what", HARMLESS)
def test_words_and_layout_may_change(what, tmp_path):
    now = frozen.of_module(planted(tmp_path, *HARMLESS[what]))
    assert frozen.differences(frozen.read(SLUG), now) == []


def test_a_test_that_was_dropped_or_added_is_named(tmp_path):
    kept = frozen.read(SLUG)
    now = dict(kept, predicates={"X-1": {"margin": 1.0}})
    told = frozen.differences(kept, now)
    assert "predicates.LG-1.margin: gone" in told
    assert "predicates.X-1.margin: new" in told


def test_a_rule_that_differs_is_named(monkeypatch):
    now = frozen.content(frozen.RULES)
    text = now["code"]["verdict.meets"].replace("0.02", "0.03")
    now = {"code": now["code"] | {"verdict.meets": text}}
    (told,) = frozen.differences(frozen.read(frozen.RULES), now)
    assert told == (
        "code.verdict.meets: − return support >= 0.02 + return support >= 0.03"
    )


def test_a_file_edited_by_hand_is_refused(seeds):
    file = frozen.path(SLUG)
    file.write_text(file.read_text("utf-8").replace("high: 1.4", "high: 1.5"), "utf-8")
    with pytest.raises(ValueError, match="edited by hand: the hash of its content is"):
        frozen.read(SLUG)


def test_a_change_needs_a_reason_and_is_recorded_with_its_effect(seeds, monkeypatch):
    was = frozen.read(SLUG)
    now = frozen.content(SLUG)
    now["ranges"]["gain"]["high"] = 1.5
    seen = was["verdicts"] | {"LG-5": {"word": "undecided here", "support": 0.5}}
    monkeypatch.setattr(frozen, "content", lambda name: now)
    monkeypatch.setattr(frozen, "verdicts", lambda slug: seen)
    with pytest.raises(ValueError, match=r'--because "why" is needed\n  ranges.gain'):
        freeze.freeze(SLUG)
    assert frozen.read(SLUG) == was
    told = freeze.freeze(SLUG, "a wider range was asked for")
    kept = frozen.read(SLUG)
    assert "ranges.gain.high: 1.4 → 1.5" in told
    (change,) = kept["changes"]
    assert change["because"] == "a wider range was asked for"
    assert change["effect"] == [
        f"LG-5: follows → undecided here, support {was['verdicts']['LG-5']['support']}"
        " → 0.5"
    ]
    assert frozen.differences(kept, now) == []
    assert frozen.log(SLUG).loc[0, "what"] == ["ranges.gain.high: 1.4 → 1.5"]
    assert freeze.freeze(SLUG).endswith("nothing differs from what was frozen")


def test_a_study_is_frozen_by_one_command(seeds):
    frozen.path(SLUG).unlink()
    assert frozen.read(SLUG) is None
    assert freeze.freeze(SLUG) == f"{SLUG}: frozen"
    assert frozen.read(SLUG)["changes"] == []


def test_a_change_of_the_rules_renews_the_verdicts_of_all_studies(seeds, monkeypatch):
    now = frozen.content(frozen.RULES)
    now["code"]["verdict.FEW"] = "FEW = 50"
    seen = frozen.read(SLUG)["verdicts"] | {"LG-9": {"word": "built in", "support": 0}}
    monkeypatch.setattr(frozen, "content", lambda name: now)
    monkeypatch.setattr(frozen, "verdicts", lambda slug: seen)
    monkeypatch.setattr(freeze, "studies", lambda: [SLUG])
    freeze.freeze(frozen.RULES, "fewer points are enough")
    change = frozen.read(frozen.RULES)["changes"][-1]
    assert change["effect"][0].startswith("LG-9: follows → built in")
    assert frozen.read(SLUG)["verdicts"] == seen
