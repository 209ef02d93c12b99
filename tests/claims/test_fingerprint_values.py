"""Values by their content; and the same keys in another process and another place."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from collabgov.claims import fingerprint
from collabgov.claims.fingerprint import key
from collabgov.engine.parameters import SAID

ROOT = Path(__file__).resolve().parents[2]


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
        key(lambda r, k=(value,): r)


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
