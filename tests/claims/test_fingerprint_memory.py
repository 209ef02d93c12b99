"""What is changed or made in memory changes the key, and what a function takes along."""

import sys
from dataclasses import replace
from functools import cache, partial, wraps
from pathlib import Path

import numba
import pandas as pd
import pytest
from toy_study import STUDY, toy_run

from collabgov.claims import evaluation, fingerprint, predicate, verdict
from collabgov.claims.fingerprint import key
from collabgov.engine import sensitivity
from collabgov.engine.parameters import Setting

ROOT = Path(__file__).resolve().parents[2]


def of(study):
    return key(evaluation.verdicts, study, 512, 3)


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
