"""Kept tables come back exactly, and each is that of what it rests on."""

import os
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from kept_tables import CALLS, TABLE, ask, compute, files, forget, only, same
from pyarrow import BufferReader, parquet
from toy_study import STUDY

from collabgov.claims import fingerprint, places, store

# --- once, and exactly


def test_a_table_is_computed_once_and_comes_back_exactly(checkout, monkeypatch):
    same(ask(1), TABLE, check_exact=True)
    same(ask(1), TABLE, check_exact=True)
    forget(monkeypatch)
    same(ask(1), TABLE, check_exact=True)
    assert CALLS == [(1,)]
    stem = f"toy-claims-{fingerprint.key(compute, 1)}"
    assert files(checkout) == [f"{stem}.parquet", f"{stem}.sha256"]


EXACT = {
    "floats": {"x": [0.1, 1 / 3, 5e-324, -0.0, np.inf, np.nan]},
    "words": {"w": ["a", None, "", "ü ≤", "nan", "None"]},
    "truth": {"b": [True, False] * 3},
    "truth or nothing": {"b": pd.Series([True, None, False] * 2, dtype=object)},
    "nothing at all": {"n": pd.Series([None] * 6, dtype=object)},
    "counts": {"n": [0, -1, 2**62, 3, 4, 5]},
    "small counts": {"n": np.arange(6, dtype=np.int8)},
    "all of them": {"x": [np.nan] * 6, "w": list("abcdef"), "b": [True] * 6},
}
INDEX = {
    "numbered": None,
    "points": pd.Index([5, 3, 9, 0, 1, 2], name="point"),
    "names": pd.Index(list("fbcdea"), name="id"),
    "times": pd.Index([0.0, 0.1, 0.2, 1 / 3, 3.0, np.nan], name="time"),
    "places": pd.MultiIndex.from_product([["b", "a"], [1, 3, 2]], names=["p", "k"]),
}


@pytest.mark.parametrize("index", INDEX)
@pytest.mark.parametrize("what", EXACT)
def test_every_kind_of_table_comes_back_exactly(tmp_path, what, index):
    columns = {name: pd.Series(v).array for name, v in EXACT[what].items()}
    table = pd.DataFrame(columns, index=INDEX[index])
    file = tmp_path / "some-table.parquet"
    written = store.write(file, table)
    for found in (written, store.read(file)):
        same(found, table, check_exact=True)
        for name in table:
            ours, known = found[name].tolist(), table[name].tolist()
            assert [repr(x) for x in ours] == [repr(x) for x in known]
            assert [*map(type, ours)] == [*map(type, known)]


@pytest.mark.parametrize("columns", [[0, 1], [0.5, 1.5], ["a", "b"]])
def test_columns_keep_names_and_kinds(tmp_path, columns):
    table = pd.DataFrame(np.eye(2), columns=pd.Index(columns, name="at"))
    store.write(tmp_path / "t.parquet", table)
    same(store.read(tmp_path / "t.parquet"), table, check_exact=True)


def test_what_is_said_of_a_table_comes_back_too(checkout, monkeypatch):
    table = TABLE.copy()
    table.attrs["size"] = 1 / 3
    for _ in range(3):
        assert ask(how=lambda: table).attrs == {"size": 1 / 3}
        forget(monkeypatch)


def test_an_empty_table_comes_back(checkout, monkeypatch):
    empty = pd.DataFrame(columns=["id", "k", "low"]).set_index(["id", "k"])
    for _ in range(2):
        found = ask(how=lambda: empty)
        assert found.empty and list(found.columns) == ["low"]
        assert found.index.names == ["id", "k"]
        forget(monkeypatch)


def test_the_first_who_asks_gets_what_all_later_ones_get(checkout, monkeypatch):
    """A column that a file gives back in another way is that from the start."""
    odd = pd.DataFrame({"w": pd.Series([np.nan, "a"], dtype=object)})
    first = ask(how=lambda: odd)
    forget(monkeypatch)
    same(ask(how=lambda: odd), first, check_exact=True)


def test_the_caller_may_change_what_it_gets(checkout):
    mine = ask()
    mine.loc["i", "x"] = 9.0
    mine.attrs["mine"] = True
    assert ask().loc["i", "x"] == 0.1
    assert ask().attrs == {}


def test_any_program_reads_a_kept_table(checkout):
    ask()
    same(pd.read_parquet(only(checkout)), TABLE, check_exact=True)


# --- which table


def test_another_thing_given_is_another_table_and_the_first_stays(checkout):
    ask(1)
    before = files(checkout)
    ask(2)
    assert CALLS == [(1,), (2,)]
    assert len(files(checkout)) == 4 and set(before) < set(files(checkout))
    ask(1)
    assert len(CALLS) == 2


def test_another_function_is_another_table(checkout):
    ask()
    other = ask(how=lambda: TABLE[["x"]] * 2)
    assert other["x"].tolist() == [0.2, 2 / 3]
    assert len(files(checkout)) == 4


def test_the_youngest_tables_of_a_label_are_kept(checkout):
    for k in range(store.MOST + 3):
        ask(k)
        for age, file in enumerate(sorted(checkout.rglob("*.parquet"), key=made)):
            os.utime(file, (1000 + age, 1000 + age))  # some clocks count in seconds
    kept = {file.name for file in checkout.rglob("*.parquet")}
    last = range(3, store.MOST + 3)
    keys = [f"toy-claims-{fingerprint.key(compute, k)}" for k in last]
    assert kept == {f"{key}.parquet" for key in keys}
    assert {f.stem for f in checkout.rglob("*.sha256")} == set(keys)


def made(file):
    return file.stat().st_mtime


@pytest.mark.parametrize("other", ["toy-claims-16", "toy", "toy-claims-[0, 1]", "tidy"])
def test_tables_of_other_labels_stay(checkout, other):
    ask(label=other)
    for k in range(store.MOST + 1):
        ask(k, label="toy-claims")
    assert len([name for name in files(checkout) if name.startswith(f"{other}-")]) >= 2
    ask(label=other)
    assert len(CALLS) == store.MOST + 2


def test_a_label_with_brackets_is_tidied_too(checkout):
    for k in range(store.MOST + 2):
        ask(k, label="toy-box-64-dose-[0.1, 0.2]")
    assert len(files(checkout)) == 2 * store.MOST


def test_a_study_changed_in_memory_neither_gets_nor_overwrites_the_books_table(
    checkout, monkeypatch
):
    book = places.box(STUDY, points=16)
    name, before = only(checkout).name, only(checkout).read_bytes()
    changed = STUDY.with_parameters(a=(0.5, 1.0))
    other = places.box(changed, points=16)
    assert other["a"].min() >= 0.5 > book["a"].min()
    assert (checkout / "_build/evidence" / name).read_bytes() == before
    assert len(list(checkout.rglob("*.parquet"))) == 2
    forget(monkeypatch)
    same(places.box(STUDY, points=16), book, check_exact=True)
    same(places.box(changed, points=16), other, check_exact=True)


def test_what_a_function_calls_may_be_changed_in_memory(checkout, monkeypatch):
    book = places.own_world(STUDY)
    world = replace(STUDY.world, where=lambda r: r["base.sum"] < 1)
    fewer = places.own_world(replace(STUDY, world=world))
    assert len(fewer) < len(book)
    monkeypatch.setattr(places, "FRESH", 889)
    again = places.own_world(STUDY)
    assert not (again["base.noisy"] == book["base.noisy"]).any()


# --- where there is no checkout, and who waits


def test_outside_a_checkout_it_is_computed_once_a_process(checkout, monkeypatch):
    monkeypatch.setattr(store, "root", lambda: None)
    ask()
    same(ask(), TABLE)
    assert len(CALLS) == 1
    assert files(checkout) == []
    forget(monkeypatch)
    ask()
    assert len(CALLS) == 2


def test_a_person_who_waits_is_told(checkout, capsys):
    ask()
    said = capsys.readouterr()
    assert said.out == ""
    assert "computing toy-claims: a moment, once\n" in said.err
    assert "computed toy-claims in 0 s" in said.err
    ask()
    assert capsys.readouterr().err == ""


def test_a_checkout_has_seeds_and_a_project_file(tmp_path, monkeypatch):
    here = tmp_path / "src" / "collabgov" / "claims"
    monkeypatch.setattr(store, "HERE", here)
    assert store.root() is None
    (tmp_path / "seeds").mkdir()
    assert store.root() is None
    (tmp_path / "pyproject.toml").touch()
    assert store.root() == tmp_path


def test_an_installed_package_is_no_checkout(tmp_path, monkeypatch):
    here = tmp_path / "lib" / "collabgov" / "claims"
    (tmp_path / "lib" / "collabgov" / "seeds").mkdir(parents=True)
    monkeypatch.setattr(store, "HERE", here)
    assert store.root() is None


def test_this_is_a_checkout():
    top = store.root()
    assert top is not None and (top / "src/collabgov").is_dir()


def test_a_table_says_what_pandas_needs_and_nothing_of_the_machine(small):
    """The same table is the same bytes, whoever writes it."""
    before = small.read_bytes()
    store.write(small, pd.DataFrame({"x": [1 / 3]}))
    assert small.read_bytes() == before
    meta = parquet.read_schema(BufferReader(before)).metadata
    assert set(meta) == {b"pandas"}
