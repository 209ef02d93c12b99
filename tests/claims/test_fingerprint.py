"""What changes the key of a table, and what does not."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, partial, wraps
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from toy_study import STUDY, toy_run

from collabgov.claims import evaluation, fingerprint, predicate, verdict
from collabgov.claims.fingerprint import key
from collabgov.engine import sensitivity
from collabgov.engine.parameters import SAID, Setting

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


# --- changed in memory


def other_kernel(p, weights, draws, path, out):
    out[0] = p.a


def model(**fields):
    return replace(STUDY, model=replace(STUDY.model, **fields))


def asking(**fields):
    first, *rest = STUDY.predicates
    return replace(STUDY, predicates=(replace(first, **fields), *rest))


FIRST, *OTHERS = STUDY.model.parameters
REPLACED = {
    "a range": lambda: model(parameters=(replace(FIRST, low=0.1), *OTHERS)),
    "a default": lambda: model(parameters=(replace(FIRST, default=0.4), *OTHERS)),
    "whether it counts": lambda: model(
        parameters=(replace(FIRST, default=0, whole=True), *OTHERS)
    ),
    "the order of parameters": lambda: model(parameters=(*OTHERS, FIRST)),
    "a setting": lambda: model(settings=(STUDY.model.settings[0], Setting("steps", 5))),
    "a run": lambda: model(runs={**STUDY.model.runs, "up": {"a": 0.1}}),
    "a run's function": lambda: model(
        runs={**STUDY.model.runs, "up": {"a": lambda v: v["a"] + 0.2}}
    ),
    "histories": lambda: model(histories=9),
    "a kernel": lambda: model(kernel=other_kernel),
    "measures": lambda: model(measures=None, measured=()),
    "a margin": lambda: asking(margin=0.6),
    "a value": lambda: asking(value=lambda r: r["b"]),
    "a value of the same text elsewhere": lambda: asking(value=lambda r: r["a"] * 1),
    "where": lambda: asking(where=lambda r: r["a"] > 0),
    "classes": lambda: asking(classes={"few": lambda r: r["a"] > 0}),
    "the own world": lambda: replace(
        STUDY, world=replace(STUDY.world, where=lambda r: r["base.sum"] < 3)
    ),
    "points of the own world": lambda: replace(
        STUDY, world=replace(STUDY.world, points=2048)
    ),
}


@pytest.mark.parametrize("what", REPLACED)
def test_a_field_replaced_in_memory_changes_the_key(what):
    assert of(REPLACED[what]()) != of(STUDY)


SAID_ALONE = {
    "coding": lambda: replace(STUDY, coding=(*STUDY.coding, *STUDY.coding)),
    "what was changed": lambda: replace(STUDY, changed=("something",)),
    "premises": lambda: replace(STUDY, premises=None),
    "curves": lambda: replace(STUDY, curves={}),
    "tables": lambda: replace(STUDY, tables={"one": lambda study: pd.DataFrame()}),
    "a question": lambda: asking(question="Is it?"),
    "a meaning": lambda: model(parameters=(replace(FIRST, meaning="m"), *OTHERS)),
    "nothing": lambda: replace(STUDY),
}


@pytest.mark.parametrize("what", SAID_ALONE)
def test_a_field_that_is_only_said_changes_no_key(what):
    assert of(SAID_ALONE[what]()) == of(STUDY)


def more_support(reading, support, oppose):
    return support >= 0.6


PATCHED = {
    "a rule": (verdict, "meets", more_support),
    "a constant of the rules": (verdict, "FEW", 50),
    "a table of the rules": (verdict, "PLACES", {"tends": ("full",)}),
    "a method": (predicate.Predicate, "shares", lambda self, rows, margin=None: {}),
    "a constant of the engine": (sensitivity, "BASE", 512),
    "some of the arguments": (
        sensitivity,
        "ratio",
        partial(sensitivity.ratio, base=512),
    ),
    "the engine": (evaluation.ensemble, "at", lambda *given, **more: None),
    "what Python gives": (evaluation.verdict, "dataclass", len),
}


@pytest.mark.parametrize("what", [name for name in PATCHED if name[:4] != "what"])
def test_what_is_patched_in_memory_changes_the_key_as_long_as_it_is(what):
    before = of(STUDY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(*PATCHED[what])
        assert of(STUDY) != before
    assert of(STUDY) == before


def test_what_no_code_asks_for_may_be_patched(monkeypatch):
    before = of(STUDY)
    monkeypatch.setattr(*PATCHED["what Python gives"])
    monkeypatch.setattr(verdict, "__doc__", "Other words.")
    monkeypatch.setattr(verdict, "unheard_of", 3, raising=False)
    assert of(STUDY) == before


def test_a_function_whose_code_is_exchanged_is_another(monkeypatch):
    """As a notebook that loads anew what was edited does it."""

    def value(r):
        return r["a"]

    before = key(value)
    monkeypatch.setattr(value, "__code__", (lambda r: r["b"]).__code__)
    assert key(value) != before


def test_a_default_that_is_exchanged_is_another(monkeypatch):
    before = of(STUDY)
    monkeypatch.setattr(evaluation.box, "__defaults__", (4096,))
    assert of(STUDY) != before


def made(text, name="f", **scope):
    """A function made in memory, of which no file holds the text."""
    scope = {"__name__": "made", **scope}
    exec(text, scope)
    return scope[name]


TEXTS = {
    "a word": ("f = lambda r: r['s']", "f = lambda r: r['w']"),
    "a number": ("def f(r):\n return r + 1", "def f(r):\n return r + 2"),
    "a kind of number": ("def f(r):\n return r + 1", "def f(r):\n return r + 1.0"),
    "a name": ("def f(r):\n return r.sum()", "def f(r):\n return r.mean()"),
    "an operator": ("def f(r):\n return r > 1", "def f(r):\n return r >= 1"),
    "a default": ("def f(r, k=1):\n return k", "def f(r, k=2):\n return k"),
    "a default by name": (
        "def f(r, *, k=1):\n return k",
        "def f(r, *, k=2):\n return k",
    ),
    "a word within": (
        "def f(r):\n return [x['s'] for x in r]",
        "def f(r):\n return [x['w'] for x in r]",
    ),
    "a function within": (
        "def f(r):\n return (lambda x: x + 1)(r)",
        "def f(r):\n return (lambda x: x + 2)(r)",
    ),
    "a set": (
        "def f(r):\n return r in {'a', 'b'}",
        "def f(r):\n return r in {'a', 'c'}",
    ),
    "a first word": ("def f(r):\n return 's'", "def f(r):\n return 'w'"),
    "what follows a docstring": (
        "def f(r):\n 'doc'\n return r['s']",
        "def f(r):\n 'doc'\n return r['w']",
    ),
}


@pytest.mark.parametrize("what", TEXTS)
def test_what_was_made_without_a_file_is_told_by_what_runs(what):
    one, other = TEXTS[what]
    assert key(made(one)) == key(made(one))
    assert key(made(one)) != key(made(other))


@pytest.mark.parametrize("scope", [{}, {"__name__": "made"}, {"__name__": "builtins"}])
def test_it_is_followed_whatever_module_it_says_it_is_of(scope):
    def kernel(factor):
        own = dict(scope)
        exec(
            f"def kernel(p, weights, draws, path, out):\n out[0] = {factor} * p.a", own
        )
        return own["kernel"]

    one, other = (of(model(kernel=kernel(factor))) for factor in (2, 3))
    assert one != other
    assert one == of(model(kernel=kernel(2)))


def test_docstrings_and_places_do_not_count_there_either():
    plain = made("def f(r):\n return r['s']")
    assert key(plain) == key(made("\n\n\ndef f(r):\n return r['s']"))
    told = made('def f(r):\n "What it does."\n return r["s"]')
    if sys.version_info < (3, 13):  # from then on the code counts its constants anew
        assert key(told) == key(plain)
    assert key(told) == key(made('def f(r):\n "Other words."\n return r["s"]'))


@pytest.mark.parametrize(
    "text",
    [
        "def f(r):\n return r + LEVEL",
        "def f(r):\n return [x + LEVEL for x in r]",
        "f = lambda r: (lambda: LEVEL)()",
        "def g(r):\n return LEVEL\ndef f(r):\n return g(r)",
        "g = lambda r: LEVEL\nf = lambda r: g(r)",
    ],
)
def test_constants_of_what_was_made_without_a_file_are_followed(text):
    one, other = made(text, LEVEL=1), made(text, LEVEL=2)
    assert key(one) != key(other) and key(one) == key(made(text, LEVEL=1))
    assert key(one, other) != key(one, one)  # two scopes of one name


def test_rules_are_followed_out_of_it(monkeypatch):
    asked = made("def f(r):\n return verdict.meets('tends', 1, r)", verdict=verdict)
    before = key(asked)
    monkeypatch.setattr(verdict, "meets", more_support)
    assert key(asked) != before


def test_a_helper_of_two_scopes_counts_in_both():
    text = "def helper(r):\n return r * {0}\ndef f(r):\n return helper(r)"
    one, other = (made(text.format(k)) for k in (1, 2))
    assert len({key(one, one), key(one, other), key(other, other)}) == 3


# --- what a function takes along


def shift(by):
    return lambda r: r["a"] + by


def doubled(function):
    @wraps(function)
    def inner(r):
        return 2 * function(r)

    return inner


def test_what_a_closure_holds_counts():
    assert key(shift(1)) == key(shift(1))
    assert len({key(shift(by)) for by in (1, 2, 1.0, True, "1", (1,), [1], None)}) == 8


def test_a_function_that_a_closure_holds_is_followed():
    assert key(shift(lambda: 1)) != key(shift(lambda: 2))


def test_a_module_that_a_closure_holds_is_followed(monkeypatch):
    from collabgov.claims import verdict as rules

    def asked(r):
        return rules.meets("tends", r, 0)

    before = key(asked)
    assert str(ROOT) not in str(fingerprint.pieces(asked))
    monkeypatch.setattr(verdict, "meets", more_support)
    assert key(asked) != before


def test_a_function_that_is_wrapped_counts_and_what_wraps_it():
    def one(r):
        return r["a"]

    def other(r):
        return r["b"]

    other.__qualname__ = other.__name__ = one.__name__ = one.__qualname__ = "one"
    keys = [key(one), key(other), key(doubled(one)), key(doubled(other))]
    assert len(set(keys)) == 4


def test_what_is_cached_or_compiled_stands_for_what_it_calls():
    import numba

    def plain(x):
        return x + 1

    assert key(cache(plain)) == key(plain) == key(numba.njit(plain))


def test_a_cached_result_is_no_part_of_a_function():
    @cache
    def f(x):
        return x

    before = key(f)
    f(3)
    assert key(f) == before


def test_functions_that_call_each_other_end():
    def even(n):
        return n == 0 or odd(n - 1)

    def odd(n):
        return n > 0 and even(n - 1)

    assert key(even) == key(even) != key(odd)


def test_what_a_partial_holds_counts():
    add = toy_run
    assert len({key(partial(add, k)) for k in (1, 2)}) == 2
    assert key(partial(add, out=1)) != key(partial(add, path=1)) != key(add)


def test_what_a_method_is_bound_to_counts():
    assert key({"a": 1}.get) != key({"a": 2}.get)
    first, second, *_ = STUDY.predicates
    assert key(first.shares) != key(second.shares) != key(second.signs)


# --- values


@dataclass(frozen=True)
class Thing:
    size: float
    note: str = field(default="", metadata=SAID)


class Odd:
    pass


VALUES = [
    *(0, 0.0, -0.0, False, "0", b"0", None, 1, 1.0, True, 1j, float("nan"), "None"),
    *((), [], {}, set(), (1,), [1], {1}, {1: 1}, {"1": 1}, (1, 2), (2, 1), ((1,), 2)),
    *({"a": 1, "b": 2}, {"b": 2, "a": 1}, range(3), slice(3), ..., len, sum, np.sin),
    *(np.zeros(2), np.zeros(3), np.zeros((2, 1)), np.zeros(2, int), np.ones(2)),
    *(np.array(["a", None], object), np.array(["b", None], object)),
    *(Thing(1), Thing(2), Thing, int, float, Decimal("0.1"), Decimal("0.2")),
    *(re.compile("a"), re.compile("b"), Path("a"), Path("b"), tuple[int], tuple[str]),
    pd.DataFrame({"a": [1.0]}),
    pd.DataFrame({"b": [1.0]}),
    pd.DataFrame({"a": [2.0]}),
    pd.DataFrame({"a": [1]}),
    pd.DataFrame({"a": [1.0]}, index=[5]),
    pd.DataFrame({"a": [1.0]}, index=pd.Index([0], name="point")),
    pd.Series([1.0]),
    pd.Series([1.0], name="a"),
    pd.Index([1.0]),
]


def test_values_that_differ_have_keys_that_differ():
    keys = [key(value) for value in VALUES]
    assert len(set(keys)) == len(VALUES)
    assert keys == [key(value) for value in VALUES]


def test_numbers_of_numpy_are_numbers():
    assert key(np.float64(0.1)) == key(0.1) and key(np.int64(3)) == key(3)


def test_the_order_of_a_set_does_not_count():
    assert key({"a", "b", "c"}) == key({"c", "b", "a"})


def test_what_is_only_said_of_a_thing_does_not_count():
    assert key(Thing(1.0, "one")) == key(Thing(1.0, "another"))


def test_the_order_of_what_is_given_counts():
    assert key(1, 2) != key(2, 1) != key((2, 1))


@pytest.mark.parametrize("value", [Odd(), np.random.default_rng(1), iter([1]), Odd])
def test_what_cannot_be_told_by_its_content_is_refused(value):
    if value is Odd:
        assert key(Odd) == key(Odd)  # a class can
        return
    with pytest.raises(TypeError, match=r"cannot tell what .+ at 0x.+ rests on"):
        key(value)
    with pytest.raises(TypeError, match=r"cannot tell what .+ at 0x.+ rests on"):
        key(shift({"in": [value]}))


def test_two_classes_of_one_name_are_told_apart():
    def named(share):
        @dataclass(frozen=True)
        class Same:
            size: int

            def of(self):
                return share * self.size

        return Same

    one, other = named(1), named(2)
    assert key(one(3)) != key(other(3))
    assert len({key(one(3), one(3)), key(one(3), other(3))}) == 2


def test_versions_count(monkeypatch):
    before = key(1)
    monkeypatch.setattr(fingerprint, "versions", lambda: "numpy 1.0")
    assert key(1) != before
    monkeypatch.undo()
    assert fingerprint.versions().startswith(f"python 3.{sys.version_info.minor} ")
    for name in ("numba", "numpy", "pandas", "salib", "scikit-learn", "scipy"):
        assert re.search(rf"{name} \d", fingerprint.versions())


# --- another process, another place

KEYS = """
import json
import collabgov
from collabgov.claims import curves, departure, evaluation, margins, premises
from collabgov.claims.fingerprint import key
from collabgov.synthesis import stress

def made(text):
    scope = {"__name__": "made"}
    exec(text, scope)
    return scope["f"]

found = {"made": {"set": key(made("def f(r):\\n return r in {'a', 'b', 'c', 'd'}"))}}
for slug in collabgov.studies():
    s = collabgov.load(slug)
    one = {"verdicts": key(evaluation.verdicts, s, 2048, 10)}
    one |= {"regions": key(evaluation.caught, s, 2048), "margins": key(margins._table, s)}
    one |= {"departure": key(departure._effects, s.model, s.departure)}
    one |= {"premises": key(premises._effects, s, s.premises)}
    one |= {n: key(curves._shares, s.model, s.world, c) for n, c in s.curves.items()}
    one |= {n: key(make, s) for n, make in s.tables.items()}
    one |= {"stress": key(stress._cells, stress.STRESSES[slug])}
    found[slug] = one
print(json.dumps(found))
"""
# what is done to a copy of the package, besides that it lies elsewhere: old, new
EDITED = {
    "claims/verdict.py": ("    if reading ==", "    # a rule\n    if reading =="),
    "claims/predicate.py": ('"""Which rows are counted.', '"""Rows that are counted.'),
    "engine/ensemble.py": ("    points: int = 2048,", "    points: float = 2048,"),
    "engine/parameters.py": ("Refuse what is not a number", "Refuse no number"),
    "studies/leading_small_groups/parameters.py": ('meaning="', 'meaning="ours: '),
    "studies/cross_sector_synergy/kernel.py": ("out[0] = ", "out[0] = 2 * "),
    "pages/claim_cards.py": ("import", "import sys\nimport"),
}


def keys_of(top, seed):
    """Keys that a process of its own finds, of the package at a place."""
    paths = {"PYTHONPATH": str(top / "src"), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", KEYS]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **paths}, cwd=top
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A copy of the package, elsewhere and with other dates, with a study changed."""
    top = tmp_path_factory.mktemp("elsewhere") / "a b"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", top / "src", ignore=ignored)
    (top / "seeds").symlink_to(ROOT / "seeds")
    for name, (old, new) in EDITED.items():
        file = top / "src/collabgov" / name
        text = file.read_text("utf-8")
        assert old in text, name
        file.write_text(text.replace(old, new, 1), "utf-8")
    for file in top.rglob("*.py"):
        os.utime(file, (4e9, 4e9))
    return top


def test_two_processes_find_the_same_keys_wherever_the_package_lies(copied):
    here, there = keys_of(ROOT, "1"), keys_of(copied, "2")
    changed = "cross_sector_synergy"
    assert {k: v for k, v in here.items() if k != changed} == {
        k: v for k, v in there.items() if k != changed
    }
    for name in ("verdicts", "regions", "margins", "departure", "stress"):
        assert here[changed][name] != there[changed][name]
