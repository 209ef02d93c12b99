"""What changes the key of a table, and what does not: a study of one file."""

import importlib.util
import os
import re
import sys
from pathlib import Path

import pytest
from toy_study import STUDY

from collabgov.claims import evaluation, fingerprint
from collabgov.claims.fingerprint import key

ROOT = Path(__file__).resolve().parents[2]

# --- a study of one file, of which one place is another

SOURCE = '''"""A study."""

from collections import namedtuple
from functools import cache, partial

import numpy as np

from collabgov.claims import predicate as tests
from collabgov.claims.predicate import Predicate
from collabgov.claims.study import Coded, Study, World
from collabgov.engine.model import Model
from collabgov.engine.parameters import Parameter, Setting

Point = namedtuple("Point", "a b")
SCALE = 2.0
STEPS = {"few": (1, 2), "many": np.array([1.0, 2.0])}
LOW = 0.4
NOTE = "nobody reads it"


def kernel(p, path, out):
    """One run."""
    path[0] = p.a  # the path
    out[0] = p.a + 3.0 * p.b


def record(values):
    """The record of a point."""
    return Point(values["a"] * SCALE, float(STEPS["many"][1]) * shifted(values["b"]))


@cache
def shifted(b: float, by: float = 0.25) -> float:
    """A number, moved."""
    found: float = b + by
    return found


def unused(values):
    return values["b"] + 77


class Bound:
    """An end."""

    share = 0.9

    def of(self, r):
        return self.share * r["a"]


def low(r):
    return r["base.sum"] < LOW


def deep(r, level):
    return r["a"] if level == 0 else deep(r, level - 1) + 0.5


def above(cut):
    def inner(r):
        return r["a"] - cut

    return inner


half = above(0.5)
third = partial(deep, level=3)


def imported(r):
    from collabgov.claims import verdict

    return r["a"] > verdict.FEW


def test(id, value, **more):
    given = {"claim": "T-1", "reading": "tends", "margin": 0.5, "value": value}
    return Predicate(id, **{**given, **more})


STUDY = Study(
    "planted",
    model=Model(
        kernel,
        parameters=(
            Parameter("a", low=0.0, high=1.0, domain=(0, 2), meaning="much of it"),
            Parameter("b", low=0.0, high=1.0, unit="share", ask="how much?"),
        ),
        settings=(Setting("kind", 0, allowed=(0, 1), meaning="which"),),
        runs={"base": {}, "up": {"a": lambda v: v["a"] + 0.1}},
        record=record,
        outputs=("sum",),
        path=("step", "sum"),
        steps=lambda v: 1,
    ),
    predicates=(
        test("T-1", lambda r: r["a"], question="Is it so?"),
        test("T-2", lambda r, k=0.125: r["a"] - k, where=low),
        test("T-3", half, circular="by design"),
        test("T-4", lambda r: half(r) + Bound().of(r) + third(r)),
        test("T-5", lambda r: [c for c in r if c in {"a", "b"}]),
        test("T-6", imported, room=lambda r: r["a"] < len(tests.READINGS)),
    ),
    world=World(low, runs=("base",), points=64),
    coding=(Coded("a claim", ("a",), "a rule", "ours"),),
)
'''
CHANGES = {
    "a kernel": ("3.0 * p.b", "4.0 * p.b"),
    "a record": ('values["a"] * SCALE', 'values["a"] / SCALE'),
    "fields of a record": ('"a b"', '"a c"'),
    "a constant": ("SCALE = 2.0", "SCALE = 2.5"),
    "a table": ('"few": (1, 2)', '"few": (1, 3)'),
    "an array": ("np.array([1.0, 2.0])", "np.array([1.0, 2.1])"),
    "the kind of an array": ("np.array([1.0, 2.0])", "np.array([1, 2])"),
    "a cached helper": ("found: float = b + by", "found: float = b - by"),
    "a default of a helper": ("by: float = 0.25", "by: float = 0.5"),
    "a range": ("low=0.0, high=1.0, domain=(0, 2)", "low=0.1, high=1.0, domain=(0, 2)"),
    "a domain": ("domain=(0, 2)", "domain=(0, 3)"),
    "a default of a setting": ('Setting("kind", 0', 'Setting("kind", 1'),
    "what a setting allows": ("allowed=(0, 1)", "allowed=(0, 1, 2)"),
    "a run": ('v["a"] + 0.1', 'v["a"] + 0.2'),
    "a run more": ('{"base": {},', '{"base": {}, "one": {},'),
    "the order of runs": (
        '{"base": {}, "up": {"a": lambda v: v["a"] + 0.1}}',
        '{"up": {"a": lambda v: v["a"] + 0.1}, "base": {}}',
    ),
    "the name of an output": ('outputs=("sum",)', 'outputs=("total",)'),
    "the steps": ("steps=lambda v: 1", "steps=lambda v: 2"),
    "a margin": ('"margin": 0.5', '"margin": 0.6'),
    "a reading": ('"reading": "tends"', '"reading": "exists"'),
    "what is compared": (
        'test("T-1", lambda r: r["a"]',
        'test("T-1", lambda r: r["b"]',
    ),
    "a default of a lambda": ("k=0.125", "k=0.25"),
    "which points are counted": ("where=low)", "where=lambda r: ~low(r))"),
    "a helper of a test": ('r["base.sum"] < LOW', 'r["base.sum"] <= LOW'),
    "a constant of a helper": ("LOW = 0.4", "LOW = 0.5"),
    "a value taken along": ("half = above(0.5)", "half = above(0.6)"),
    "a function in a function": ('r["a"] - cut', 'r["b"] - cut'),
    "a method": ("self.share * r", "self.share + r"),
    "what a class holds": ("share = 0.9", "share = 0.8"),
    "a value given in part": ("level=3", "level=4"),
    "what calls itself": ("level - 1) + 0.5", "level - 1) + 0.6"),
    "a set": ('in {"a", "b"}', 'in {"a", "c"}'),
    "why it is circular": ("by design", "by chance"),
    "a room": ('r["a"] < len(', 'r["a"] <= len('),
    "what is taken of a module": ("tests.READINGS", "tests.SAID"),
    "what is imported within": ("verdict.FEW", "verdict.NOT_HERE"),
    "runs of the own world": ('runs=("base",), points', 'runs=("up",), points'),
    "points of the own world": ("points=64", "points=128"),
    "a predicate less": ('        test("T-3", half, circular="by design"),\n', ""),
    "the name of a predicate": ('test("T-1"', 'test("T-1a"'),
    "the name of the study": ('"planted",', '"implanted",'),
}
HARMLESS = {
    "a comment": ("# the path", "# the whole path"),
    "a comment less": ("  # the path", ""),
    "lines of their own": ("def low", "# that\n# is\n\n\ndef low"),
    "a docstring": ('"""One run."""', '"""One run of it."""'),
    "a docstring less": ('    """A number, moved."""\n', ""),
    "a docstring of a class": ('    """An end."""', '    """A bound."""'),
    "a layout": ("p.a + 3.0 * p.b", "(\n        p.a\n        + 3.0 * p.b\n    )"),
    "quotes": ('values["a"]', "values['a']"),
    "an annotation": ("b: float,", "b: int,"),
    "an annotation less": ("-> float:", ":"),
    "an annotation within": ("found: float", "found: int"),
    "what a parameter means": ("much of it", "little of it"),
    "a unit": ('unit="share"', 'unit="year"'),
    "what is asked": ("how much?", "how little?"),
    "what a setting means": ('meaning="which"', 'meaning="whichever"'),
    "a question": ("Is it so?", "Is it?"),
    "coding": ('"a rule", "ours"', '"another rule", "stated"'),
    "what nobody reads": ("nobody reads it", "nobody ever"),
    "what nobody calls": ("+ 77", "+ 78"),
    "an import more": ("import numpy as np\n", "import numpy as np\nimport math\n"),
}


def planted(folder, old="", new="", name="study.py", date=None):
    """The study of a file in which one place is another."""
    assert old in SOURCE, old
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    if date is not None:
        os.utime(file, (date, date))
    spec = importlib.util.spec_from_file_location("planted_study", file)
    module = importlib.util.module_from_spec(spec)
    sys.modules["planted_study"] = module
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules["planted_study"]
    return module.STUDY


def of(study, *given):
    return key(evaluation.verdicts, study, 512, 3, *given)


def test_the_same_study_has_the_same_key(tmp_path):
    assert of(planted(tmp_path / "one")) == of(planted(tmp_path / "one"))
    assert re.fullmatch("[0-9a-f]{16}", of(STUDY))


@pytest.mark.parametrize("what", CHANGES)
def test_what_decides_a_number_changes_the_key(tmp_path, what):
    one, other = planted(tmp_path / "one"), planted(tmp_path / "two", *CHANGES[what])
    assert of(one) != of(other)


@pytest.mark.parametrize("what", HARMLESS)
def test_what_decides_no_number_changes_no_key(tmp_path, what):
    one, other = planted(tmp_path / "one"), planted(tmp_path / "two", *HARMLESS[what])
    assert of(one) == of(other)


@pytest.mark.parametrize("date", [0, 1e9, 4e9])
def test_name_folder_and_date_of_a_file_change_no_key(tmp_path, date):
    one = planted(tmp_path / "one")
    other = planted(tmp_path / "much" / "deeper", name="other_name.py", date=date)
    assert of(one) == of(other)


def test_what_was_written_over_a_file_is_not_taken_for_what_runs(tmp_path):
    """The file is as old as it was, and says something else."""
    study = planted(tmp_path / "one", date=1e9)
    changed = SOURCE.replace("3.0 * p.b", "4.0 * p.b")
    (tmp_path / "one" / "study.py").write_text(changed, encoding="utf-8")
    os.utime(tmp_path / "one" / "study.py", (1e9, 1e9))
    other = planted(tmp_path / "two", "3.0 * p.b", "4.0 * p.b")
    assert of(study) != of(other)


def test_no_path_stands_in_what_is_told(tmp_path):
    told = str(fingerprint.pieces(evaluation.verdicts, planted(tmp_path), STUDY))
    for place in (tmp_path, ROOT, Path(sys.prefix), Path.home(), Path.cwd()):
        assert str(place) not in told
    assert " at 0x" not in told
