"""A checkout in which nothing is kept yet, and what asks for its tables."""

import pandas as pd
import pytest

from collabgov.claims import store

TABLE = pd.DataFrame({"x": [0.1, 1 / 3], "word": ["a", "b"]}, index=["i", "j"])
TABLE.index.name = "id"
CALLS = []  # what was given, each time that a table was computed
same = pd.testing.assert_frame_equal


def compute(*given):
    """Makes the table."""
    return TABLE


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout in which nothing is kept."""
    tell = store._told

    def counted(label, compute, given, wait):
        CALLS.append(given)
        return tell(label, compute, given, wait)

    monkeypatch.setattr(store, "root", lambda: tmp_path)
    monkeypatch.setattr(store, "_MEMORY", {})
    monkeypatch.setattr(store, "_told", counted)
    CALLS.clear()
    return tmp_path


def files(checkout):
    return sorted(path.name for path in checkout.rglob("_build/evidence/**/*"))


def ask(*given, label="toy-claims", how=None):
    return store.kept(label, how or compute, *given, wait="a moment")


def forget(monkeypatch):
    """As if another process asked."""
    monkeypatch.setattr(store, "_MEMORY", {})


def only(checkout, kind="parquet"):
    (file,) = (checkout / "_build/evidence").glob(f"*.{kind}")
    return file


@pytest.fixture
def small(checkout):
    """A kept table, and its file."""
    table = pd.DataFrame({"x": [1 / 3]})
    ask(how=lambda: table)
    return only(checkout)
