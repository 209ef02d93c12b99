"""What was frozen stands; planted changes are seen, each for what it is."""

import importlib
import re
import shutil
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from collabgov.build import freeze
from collabgov.claims import frozen, source_code
from collabgov.engine import sensitivity
from collabgov.studies import BOOK, load

SLUG = "leading_small_groups"
NAMES = [*BOOK, frozen.RULES]


def folder(slug):
    """Where the package of a study is."""
    return Path(load(slug).model.kernel.__code__.co_filename).parent


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
    "a helper of tests alone": (
        'return r["stay.effort"] >= 0.5',
        'return r["stay.effort"] >= 0.6',
        "code._formed: − return r\\['stay.effort'\\] >= 0.5 \\+ return .* >= 0.6",
    ),
    "a kernel": ("q = [0.1] * n", "q = [0.2] * n", "code.lg_run: − q = .* q = "),
    "what is measured of a path": (
        "path[3 * t] < 0.5 * path[57]",
        "path[3 * t] < 0.4 * path[57]",
        "code.lg_measures: ",
    ),
    "a table of the record": ("(0.1, 0.3, 0.6)", "(0.2, 0.2, 0.6)", "code.RISKS: "),
    "a setting": (
        "80,\n        domain=(9",
        "90,\n        domain=(9",
        "code.SETTINGS: ",
    ),
    "the own world": (
        '(r["s.effort"] >= 0.5) & (r["w.effort"] < 0.25)',
        '(r["s.effort"] >= 0.6) & (r["w.effort"] < 0.25)',
        "code.world: ",
    ),
    "points of the own world": (
        "points=16384",
        "points=8192",
        "world.points: 16384 → ",
    ),
    "runs of the own world": ('("none", "s", "w")', '("none", "s")', "world.runs: "),
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
MORE = {"a range": ["ranges.gain.default: 0.9 → 0.95"]}
HARMLESS = {
    "a comment": ("q = [0.1] * n", "q = [0.1] * n  # a start"),
    "a docstring": ("One history: effort of n cities", "A history: effort of n cities"),
    "a question": ("Can a strong group reach 0.6?", "Does a strong group get to 0.6?"),
    "what a parameter means": ("mean time a chair stays", "how long a chair stays"),
    "a layout": ("ends=(0.3, 0.9)", "ends=(\n            0.3, 0.9)"),
}
IMPORTED = f"collabgov.studies.{SLUG}"


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """Gives a copy of the study in which one place differs, under another name."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    def copied(old, new):
        name = f"planted_{tmp_path.name}"
        top = tmp_path / name / SLUG
        shutil.copytree(folder(SLUG), top, ignore=shutil.ignore_patterns("__pycache__"))
        (top.parent / "__init__.py").touch()
        texts = {file: file.read_text("utf-8") for file in sorted(top.glob("*.py"))}
        places = [file for file, text in texts.items() if old in text]
        assert places, old
        texts[places[0]] = texts[places[0]].replace(old, new, 1)
        for file, text in texts.items():
            file.write_text(text.replace(IMPORTED, f"{name}.{SLUG}"), "utf-8")
        return importlib.import_module(f"{name}.{SLUG}").STUDY

    before = set(sys.modules)
    yield copied
    for name in set(sys.modules) - before:
        if name.startswith("planted_"):
            del sys.modules[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_study_and_the_rules_are_as_frozen(name):
    kept = frozen.read(name)
    assert kept is not None, f"python -m collabgov.build.freeze {name}"
    assert frozen.differences(kept, freeze.content(name)) == []


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_change_is_named(what, planted):
    old, new, said = PLANTED[what]
    was, now = frozen.of_study(load(SLUG)), frozen.of_study(planted(old, new))
    told, *more = frozen.differences(was, now)
    assert told.startswith(said) or re.match(said, told), told
    assert more == MORE.get(what, [])
    assert frozen.digest(was) != frozen.digest(now)


@pytest.mark.parametrize("what", HARMLESS)
def test_words_and_layout_may_change(what, planted):
    was, now = frozen.of_study(load(SLUG)), frozen.of_study(planted(*HARMLESS[what]))
    assert frozen.differences(was, now) == []


@pytest.mark.parametrize("slug", BOOK)
def test_a_name_stands_in_one_file_of_a_study(slug):
    """Else the code of one of the two would be kept for both."""
    files = folder(slug).glob("*.py")
    names = Counter(name for file in files for name in source_code.definitions(file))
    del names["__all__"]
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("slug", BOOK)
def test_all_that_a_test_calls_by_name_is_kept(slug):
    """The text of a test ends where it calls a helper: that must be among the code."""
    kept = frozen.of_study(load(slug))
    for predicate in load(slug).predicates:
        for field in ("value", "where", "room", "against"):
            function = getattr(predicate, field, None)
            name = getattr(function, "__qualname__", "<lambda>").partition(".")[0]
            assert name[0] == "<" or name in kept["code"], predicate.id


def test_a_test_that_was_dropped_or_added_is_named():
    kept = frozen.read(SLUG)
    now = dict(kept, predicates={"X-1": {"margin": 1.0}})
    told = frozen.differences(kept, now)
    assert "predicates.LG-1.margin: gone" in told
    assert "predicates.X-1.margin: new" in told


def test_a_rule_that_differs_is_named():
    was = frozen.of_rules()
    text = was["code"]["verdict.meets"].replace("0.02", "0.03")
    now = {"code": was["code"] | {"verdict.meets": text}}
    (told,) = frozen.differences(was, now)
    assert told == (
        "code.verdict.meets: − return support >= 0.02 + return support >= 0.03"
    )


def test_rules_hold_all_that_turns_runs_into_words():
    """Every module that the table of verdicts leads to, but for the engine's."""
    from collabgov.claims import evaluation, fingerprint

    led = {name.partition(":")[0] for name in fingerprint.pieces(evaluation.verdicts)}
    claims = {name.rpartition(".")[2] for name in led if ".claims." in name}
    assert claims == set(frozen.RULE_FILES)


def test_a_file_edited_by_hand_is_refused(tmp_path, monkeypatch):
    shutil.copytree(frozen.path(SLUG).parent, tmp_path / "frozen")
    monkeypatch.setattr(frozen, "seeds", lambda: tmp_path)
    file = frozen.path(SLUG)
    file.write_text(file.read_text("utf-8").replace("high: 1.4", "high: 1.5"), "utf-8")
    with pytest.raises(ValueError, match="edited by hand: the hash of its content is"):
        frozen.read(SLUG)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            lambda text: text[: text.index("first:") + 12],
            r":3: first: must be a mapping",
        ),
        (lambda text: text.replace("changes:", "changed:"), r":\d+: changed: unknown"),
        (lambda text: text.replace("  hash: ", "  hush: ", 1), r":\d+: first\.hash: "),
        (lambda text: text + "name: again\n", r":\d+: the key 'name' stands twice"),
        (
            lambda text: text.replace("first:", "first: &a\n  <<: *a", 1),
            r":\d+: .*alias",
        ),
        (lambda text: text.replace("date: '", "date: \x07'", 1), r":\d+: .*hidden"),
        (lambda text: "", r":1: the file is empty"),
        (lambda text: "just a text", r":1: the whole file: must be a mapping"),
    ],
)
def test_a_damaged_file_is_refused_with_file_line_and_rule(
    damage, said, tmp_path, monkeypatch
):
    shutil.copytree(frozen.path(SLUG).parent, tmp_path / "frozen")
    monkeypatch.setattr(frozen, "seeds", lambda: tmp_path)
    file = frozen.path(SLUG)
    file.write_text(damage(file.read_text("utf-8")), "utf-8")
    with pytest.raises(ValueError, match=re.escape(str(file)) + said):
        frozen.read(SLUG)


def test_the_part_on_which_a_word_depends_is_kept_with_it(study, monkeypatch):
    fewer = partial(sensitivity.ratio, base=64)
    monkeypatch.setattr(sensitivity, "ratio", fewer)
    found = frozen.verdicts(study)
    assert found["T-1"] == {"word": "depends on", "part": ["a > 0.50"], "support": 0.5}
    assert found["T-2"] == {"word": "built in", "support": 1.0}
    assert frozen.word(found["T-1"]) == "depends on a > 0.50"
    moved = {"T-1": found["T-1"] | {"part": ["a > 0.60"]}}
    (told,) = frozen.effect({"T-1": found["T-1"]}, moved)
    assert told == ("T-1: depends on a > 0.50 → depends on a > 0.60, support 0.5 → 0.5")
