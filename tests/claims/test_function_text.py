"""The text of a function counts where a file is sure to hold it."""

import ast
import importlib.util
import os
import sys

import pytest

from collabgov.claims import function_text
from collabgov.claims.function_text import is_foreign, node_of, read

SOURCE = '''"""A module."""

import math

import numpy as np

from collabgov.claims import verdict
from collabgov.engine import ensemble as many

LEVEL = 0.5


def low(r: dict, k: int = 2) -> bool:
    """Cities that do little."""
    # a comment
    found: bool = r["effort"] < LEVEL * k
    return found


one, other = (lambda r: r + 1), (lambda r: r + 2)


@staticmethod
def marked(r):
    return r


def uses(r):
    from collabgov.claims import regions, source_code as code
    from collabgov.claims.places import box
    import collabgov.claims.store

    local = np.sum(math.pi * r)
    return [verdict.meets, many.run, regions.drivers, code.same, box, low, local]
'''


@pytest.fixture
def module(tmp_path):
    """A module whose file is there."""
    return loaded(tmp_path / "planted.py", SOURCE)


def loaded(file, text):
    file.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("planted", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_text_is_without_comments_docstrings_and_annotations(module):
    assert ast.unparse(node_of(module.low)) == (
        "def low(r, k=2):\n    found = r['effort'] < LEVEL * k\n    return found"
    )


def test_two_lambdas_of_one_line_are_told_apart(module):
    texts = [ast.unparse(node_of(f)) for f in (module.one, module.other)]
    assert texts == ["lambda r: r + 1", "lambda r: r + 2"]


def test_what_decorates_a_function_is_part_of_it(module):
    assert read(module.marked.__func__)[0].startswith("@staticmethod\ndef marked")


CHANGED = {
    "another number": ("LEVEL * k", "LEVEL + k"),
    "another default's place": ("k: int = 2", "*, k: int = 2"),
    "lines before it": ("LEVEL = 0.5", "LEVEL = 0.5\n\n\n"),
    "another name": ("def low", "def lower"),
    "no Python": ("def low", "def def low"),
    "nothing": (SOURCE, ""),
}


@pytest.mark.parametrize("date", [None, 1e9, 4e9])
@pytest.mark.parametrize("what", CHANGED)
def test_a_file_that_says_something_else_is_not_believed(module, what, date):
    file = module.__spec__.origin
    with open(file, "w", encoding="utf-8") as out:
        out.write(SOURCE.replace(*CHANGED[what], 1))
    if date is not None:
        os.utime(file, (date, date))
    assert node_of(module.low) is None
    text, used = read(module.low)
    assert "def " not in text
    assert "LEVEL" in {name for _, name in used}


def test_a_file_that_says_the_same_is_believed_whatever_its_date(module):
    for date in (0, 1e9, 4e9):
        os.utime(module.__spec__.origin, (date, date))
        assert node_of(module.low) is not None


def test_a_file_that_is_gone_is_not_believed(module):
    os.unlink(module.__spec__.origin)
    assert node_of(module.low) is None


def test_what_is_loaded_anew_is_read_anew(module, tmp_path):
    before = read(module.low)[0]
    again = loaded(tmp_path / "planted.py", SOURCE.replace("LEVEL * k", "LEVEL + k"))
    assert before != read(again.low)[0] == ast.unparse(node_of(again.low))


def test_names_are_given_with_the_module_in_which_they_stand(module):
    found = {(scope["__name__"], name) for scope, name in read(module.uses)[1]}
    assert {
        ("collabgov.claims.verdict", "meets"),
        ("collabgov.engine.ensemble", "run"),
        ("collabgov.claims.regions", "drivers"),
        ("collabgov.claims.source_code", "same"),
        ("collabgov.claims.places", "box"),
        ("planted", "low"),
    } <= found
    assert not {name for _, name in found} & {"sum", "pi", "local", "r"}


def test_chains_of_modules_are_followed_to_their_end():
    import collabgov.claims.verdict

    def chained(r):
        return collabgov.claims.verdict.meets("tends", r, 0)

    assert ("collabgov.claims.verdict", "meets") in {
        (str(scope.get("__name__")), name) for scope, name in read(chained)[1]
    }


@pytest.mark.parametrize(
    ("module", "foreign"),
    [
        *(("numpy", True), ("numpy.linalg", True), ("SALib.sample", True)),
        *(("math", True), ("ast", True), ("sklearn.tree", True), ("sys", True)),
        *(("collabgov", False), ("collabgov.claims.verdict", False)),
        *(("toy_study", False), (__name__, False), ("nowhere_at_all", False)),
    ],
)
def test_what_is_installed_is_foreign_and_all_else_is_followed(module, foreign):
    assert is_foreign(module) is foreign


def test_asking_whether_a_module_is_foreign_does_not_load_it():
    before = set(sys.modules)
    assert is_foreign("antigravity")
    assert is_foreign("sphinx.application") in (True, False)
    assert not {n for n in set(sys.modules) - before if n.startswith("sphinx")}


def test_a_docstring_is_no_part_of_what_runs():
    def one(r):
        """What it does."""
        return r["s"]

    def other(r):
        """Other words."""
        return r["s"]

    told = [function_text.as_it_runs(f.__code__) for f in (one, other)]
    assert told[0] == told[1]
