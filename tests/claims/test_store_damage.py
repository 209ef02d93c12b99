"""A kept table that is damaged is noticed, named and made again; none is half written."""

import hashlib

import pytest
from kept_tables import CALLS, TABLE, ask, files, forget, only, same

from collabgov.claims import store


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
