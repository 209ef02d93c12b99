"""Kept tables come back exactly; one that is damaged is noticed, named and made again."""

import hashlib
import os
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from pyarrow import BufferReader, parquet
from toy_study import STUDY

from collabgov.claims import fingerprint, places, store

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


# --- damage


@pytest.fixture
def small(checkout):
    """A kept table, and its file."""
    table = pd.DataFrame({"x": [1 / 3]})
    ask(how=lambda: table)
    return only(checkout)


def noticed(small, monkeypatch, versions):
    """Whether every one of some bytes, read where the right ones stand, is refused."""
    read = store.Path.read_bytes
    for file in (small, store.checksum_of(small)):
        for wrong in versions(read(file)):
            with monkeypatch.context() as patch:
                # as if they stood there: to write each of them would take long
                asked = {file: wrong}
                patch.setattr(
                    store.Path, "read_bytes", lambda f, a=asked: a.get(f) or read(f)
                )
                with pytest.raises(ValueError, match=f"{small.name} is damaged"):
                    store.read(small)
    return store.read(small)["x"].tolist() == [1 / 3]


def test_one_wrong_bit_anywhere_is_noticed(small, monkeypatch):
    """Numbers, what is said of them, what holds them together, and the checksum."""

    def versions(whole):
        for k in range(8 * len(whole)):
            wrong = bytearray(whole)
            wrong[k // 8] ^= 1 << k % 8
            yield bytes(wrong)

    assert noticed(small, monkeypatch, versions)


def test_a_file_cut_short_at_any_place_is_noticed(small, monkeypatch):
    def versions(whole):
        return (whole[:length] for length in range(1, len(whole)))

    assert noticed(small, monkeypatch, versions)


def test_bytes_behind_the_end_are_noticed(small):
    for file in (small, store.checksum_of(small)):
        whole = file.read_bytes()
        file.write_bytes(whole + b"\n")
        with pytest.raises(ValueError, match=f"{small.name} is damaged"):
            store.read(small)
        file.write_bytes(whole)


def test_a_table_under_the_name_of_another_is_noticed(small):
    other = small.with_name("toy-claims-0123456789abcdef.parquet")
    other.write_bytes(small.read_bytes())
    note = store.checksum_of(other)
    note.write_bytes(store.checksum_of(small).read_bytes())
    with pytest.raises(ValueError, match=f"{other.name} is damaged"):
        store.read(other)


def flipped(file):
    wrong = bytearray(file.read_bytes())
    wrong[len(wrong) // 2] ^= 1
    file.write_bytes(wrong)


DAMAGE = {
    "a bit": flipped,
    "half of it": lambda file: file.write_bytes(file.read_bytes()[:99]),
    "an empty file": lambda file: file.write_bytes(b""),
    "no checksum": lambda file: store.checksum_of(file).unlink(),
    "an empty checksum": lambda file: store.checksum_of(file).write_bytes(b""),
    "another checksum": lambda file: flipped(store.checksum_of(file)),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_what_is_damaged_is_named_and_made_again(checkout, monkeypatch, capsys, what):
    ask()
    file = only(checkout)
    DAMAGE[what](file)
    forget(monkeypatch)
    capsys.readouterr()
    same(ask(), TABLE, check_exact=True)
    told = capsys.readouterr().err
    assert told.startswith(f"{file.name} is damaged (it is not what its checksum says)")
    assert ": it is made again\n" in told and len(CALLS) == 2
    forget(monkeypatch)
    same(ask(), TABLE, check_exact=True)  # and is then whole
    assert len(CALLS) == 2 and capsys.readouterr().err == ""


def test_a_lost_table_with_its_checksum_left_is_made_again(
    checkout, monkeypatch, capsys
):
    ask()
    only(checkout).unlink()
    forget(monkeypatch)
    capsys.readouterr()
    same(ask(), TABLE)
    assert "damaged" not in capsys.readouterr().err and len(CALLS) == 2


def test_the_checksum_is_one_that_a_common_tool_reads(checkout):
    ask()
    digest, name = only(checkout, "sha256").read_text().rstrip("\n").split("  ")
    assert name == only(checkout).name
    assert digest == hashlib.sha256(only(checkout).read_bytes()).hexdigest()


# --- interrupted


def test_an_interrupted_computation_leaves_nothing(checkout):
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask(how=interrupted)
    assert files(checkout) == []


@pytest.mark.parametrize("write", [1, 2])
def test_an_interrupted_write_leaves_no_half_table(checkout, monkeypatch, write):
    whole, done = store.Path.write_bytes, []

    def half(self, data):
        done.append(self)
        if len(done) == write:
            whole(self, data[: len(data) // 2])
            raise KeyboardInterrupt
        return whole(self, data)

    with monkeypatch.context() as broken:
        broken.setattr(store.Path, "write_bytes", half)
        with pytest.raises(KeyboardInterrupt):
            ask()
    assert files(checkout) == []
    same(ask(), TABLE)
    assert len(CALLS) == 2


@pytest.mark.parametrize("move", [1, 2])
def test_a_kill_between_two_moves_leaves_no_half_table(checkout, monkeypatch, move):
    moved, done = store.Path.replace, []

    def stopped(self, target):
        done.append(target)
        if len(done) == move:
            raise KeyboardInterrupt
        return moved(self, target)

    with monkeypatch.context() as broken:
        broken.setattr(store.Path, "replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            ask()
    assert not list(checkout.rglob("*.parquet"))
    same(ask(), TABLE)
    assert store.read(only(checkout))["x"].tolist() == TABLE["x"].tolist()


def test_where_a_table_cannot_be_written_the_old_one_stays(checkout, monkeypatch):
    ask()
    file, before = only(checkout), only(checkout).read_bytes()

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.Path, "replace", full)
    with pytest.raises(OSError):
        store.write(file, TABLE[["x"]] * 2)
    assert file.read_bytes() == before
    same(store.read(file), TABLE)


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
