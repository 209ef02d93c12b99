"""A full disk stops a build in one line, and what was half written is never used."""

import errno
import os
import shutil
import subprocess
import sys
from functools import partial

import pandas as pd
import pytest

from collabgov.build import book, checksums, lock, room
from collabgov.claims import store

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def full(*given, **named):
    """Stands where something is written."""
    raise OSError(*FULL.args)


def wrapped():
    try:
        full()
    except OSError as error:
        raise RuntimeError("it may need to be cleared") from error


def one_line(told):
    """What is said, if it is a heading and one line that says how to go on."""
    head, line = str(told).splitlines()
    assert head == "== failed" and line.endswith(room.GO_ON)
    return line.removesuffix(f"; {room.GO_ON}")


@pytest.mark.parametrize("fails", [full, wrapped])
def test_what_was_to_be_written_is_named_once(fails):
    with (
        pytest.raises(SystemExit) as stopped,
        room.needed("_build"),
        room.needed("the site"),
    ):
        fails()
    told = "the site could not be written: [Errno 28] No space left on device"
    assert one_line(stopped.value) == told


@pytest.mark.parametrize(
    "error", [KeyError("x"), PermissionError(13, "no"), SystemExit("== failed\nx")]
)
def test_another_failure_stays_what_it_is(error):
    with pytest.raises(type(error)) as stopped, room.needed("_build"):
        raise error
    assert stopped.value is error


def test_a_table_that_cannot_be_written_is_not_there(tmp_path, monkeypatch):
    file = tmp_path / "toy-claims-0123456789abcdef.parquet"
    write = store.Path.write_bytes

    def half(path, data):
        write(path, data[: len(data) // 2])
        full()

    with monkeypatch.context() as patch:
        patch.setattr(store.Path, "write_bytes", half)
        with pytest.raises(OSError, match="No space left"):
            store.write(file, pd.DataFrame({"x": [1 / 3]}))
    assert list(tmp_path.iterdir()) == []
    store.write(file, pd.DataFrame({"x": [1 / 3]}))
    assert store.read(file)["x"].tolist() == [1 / 3]


def test_evidence_names_the_tables_that_found_no_room(tmp_path, monkeypatch):
    study = type("Study", (), {"compute": staticmethod(full)})
    monkeypatch.setattr("collabgov.studies.load", lambda slug: study)
    with pytest.raises(room.NoRoom) as stopped:
        book.evidence(tmp_path, ["book/soft_metagovernance"])
    what = "tables of soft_metagovernance, in _build/evidence, could not be written"
    assert one_line(stopped.value).startswith(what)


def test_a_lock_that_cannot_be_written_holds_nobody_up(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(lock.json, "dump", full)
        with pytest.raises(OSError, match="No space left"), lock.alone(tmp_path):
            pass
    assert not (tmp_path / ".lock").exists()


CUT = """
import errno, sys
from pathlib import Path
from collabgov.build import book

def half(path, data, *given, **named):
    if path.name != "base.ipynb":
        return write(path, data, *given, **named)
    write(path, data[: len(data) // 2], *given, **named)
    raise OSError(errno.ENOSPC, "No space left on device")

write = Path.write_text
Path.write_text = half
book.main(Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_a_page_that_cannot_be_kept_is_run_again(checkout):
    """Its file is cut where the disk ended, and its row is in the database."""
    good, build = checkout.site, checkout.root / "_build"
    shutil.rmtree(build)
    command = [sys.executable, "-c", CUT, str(checkout.root)]
    env = checkout.environment()
    stopped = subprocess.run(command, env=env, capture_output=True, text=True)
    told = one_line(stopped.stderr.strip())
    assert told.startswith("results of pages, in _build, could not be written: ")
    (page,) = (build / checksums.EXECUTED).rglob("base.ipynb")
    assert page.stat().st_size < 20_000 and not page.read_text().endswith("}")
    built = checkout.build()
    assert "== damaged: " in built.stdout and "== pages: 1 to run" in built.stdout
    assert checkout.site == good


def limited(size):
    """No file of this process, or of its own, may be longer."""
    import resource  # Windows has none

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def build(checkout, size):
    """A build in which no file may be longer than some bytes."""
    return subprocess.run(
        [sys.executable, "-m", "collabgov.build.book", str(checkout.root)],
        env=checkout.environment(),
        preexec_fn=partial(limited, size),
        capture_output=True,
        text=True,
    )


def said_by_us(text):
    """From our heading on: what carries messages to pages may complain before it ends."""
    return text[text.index("== failed") :].strip()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
@pytest.mark.parametrize("size", [2_000, 20_000, 200_000])
def test_a_build_without_room_stops_in_one_line_and_the_next_succeeds(checkout, size):
    good = checkout.site
    shutil.rmtree(checkout.root / "_build")
    built = build(checkout, size)
    assert built.returncode != 0
    assert " could not be written: " in one_line(said_by_us(built.stderr))
    assert checkout.site == {}
    built = checkout.build()
    assert built.returncode == 0, built.stderr
    assert checkout.site == good


@pytest.mark.slow
@pytest.mark.parametrize("name", ["note", "rename"])
def test_where_a_site_stands_its_record_does_too(checkout, monkeypatch, name):
    checkout.edit("book/tiny.md", "A note with", "Words about")
    monkeypatch.setattr(book, "write_site", lambda root, site: site.mkdir())
    monkeypatch.setattr(book.links, "check", lambda site: None)
    if name == "note":
        monkeypatch.setattr(checksums, "note", full)
    else:
        monkeypatch.setattr(book.Path, "rename", full)
    with pytest.raises(SystemExit):
        book.main(checkout.root)
    assert checkout.site == {}
