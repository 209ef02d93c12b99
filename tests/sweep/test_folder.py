import json
from dataclasses import replace

import pytest

from collabgov.sweep import block, folder


@pytest.fixture
def place(tmp_path, plan):
    """A folder with the first of three blocks."""
    folder.opened(tmp_path / "sweep", plan)
    folder.put(tmp_path / "sweep" / block.name(0), block.compute(plan, 0)[1])
    return tmp_path / "sweep"


def held(place):
    """Everything in a folder, byte for byte."""
    return {path.name: path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_the_note_says_what_the_folder_holds(place, plan):
    assert json.loads((place / "_sweep.json").read_bytes()) == plan.entries()


def test_what_is_there_is_not_missing(place, plan):
    folder.opened(place, plan)
    assert folder.missing(place, plan) == [1, 2]


def test_a_damaged_block_is_not_missing_but_refused(place, plan):
    (place / block.name(0)).write_bytes(b"")
    with pytest.raises(ValueError, match=f"{block.name(0)}: damaged"):
        folder.missing(place, plan)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"points": 24}, "points must be 20, got 24"),
        ({"seed": 4}, "seed must be 3, got 4"),
        ({"box": "middle"}, "box must be full, got middle"),
        ({"runs": ("lead",)}, r"runs must be \['lead', 'none'\], got \['lead'\]"),
        ({"model": "soft"}, "model must be relational_leadership, got soft"),
        ({"block": 16}, "block must be 8, got 16"),
    ],
)
def test_other_values_than_those_it_was_begun_with_are_refused(
    place, plan, change, message
):
    before = held(place)
    with pytest.raises(ValueError, match=f"_sweep.json: another sweep .*: {message}"):
        folder.opened(place, replace(plan, **change))
    assert held(place) == before


def test_other_sources_or_versions_are_refused(place, plan):
    for name in plan.basis:
        with pytest.raises(ValueError, match=f"{name} must be .+, got other"):
            folder.opened(place, replace(plan, basis={**plan.basis, name: "other"}))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "_sweep.json:1: the file is empty"),
        (b'{"model": "relational', r"_sweep.json:1: must be JSON: Unterminated"),
        (b'{"model": "m"}', r"_sweep.json: must hold model, points, .*, got {'model'"),
        (b"[1]", r"_sweep.json: must hold .*, got \[1\]"),
        (b"PK\x03\x04", "a spreadsheet"),
        (b"\xff", "UTF-8"),
    ],
)
def test_a_note_that_no_sweep_wrote_is_refused(place, plan, content, message):
    (place / "_sweep.json").write_bytes(content)
    with pytest.raises(ValueError, match=message):
        folder.opened(place, plan)


@pytest.mark.parametrize(
    "name", ["notes.txt", "block-000003.parquet", "block-0.parquet", "_metadata"]
)
def test_a_foreign_file_is_named_and_left(place, plan, name):
    (place / name).write_bytes(b"mine")
    with pytest.raises(ValueError, match=f"{name}: no file of the sweep"):
        folder.opened(place, plan)
    assert (place / name).read_bytes() == b"mine"


def test_a_folder_that_holds_something_else_is_refused(tmp_path, plan):
    (tmp_path / "notes.txt").write_bytes(b"mine")
    with pytest.raises(ValueError, match=r"got notes[.]txt and no _sweep[.]json"):
        folder.opened(tmp_path, plan)
    assert held(tmp_path) == {"notes.txt": b"mine"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path, plan):
    (tmp_path / "sweep").write_bytes(b"mine")
    with pytest.raises(ValueError, match="sweep: must be a folder, and is a file"):
        folder.opened(tmp_path / "sweep", plan)


def test_hidden_files_of_the_system_are_no_matter(tmp_path, plan):
    (tmp_path / ".DS_Store").write_bytes(b"")
    folder.opened(tmp_path, plan)
    folder.opened(tmp_path, plan)
    assert set(held(tmp_path)) == {".DS_Store", "_sweep.json"}


def test_a_file_that_cannot_be_written_leaves_nothing(place, plan, monkeypatch):
    def full(self, target):
        raise OSError(28, "No space left on device")

    before = held(place)
    monkeypatch.setattr(folder.Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        folder.put(place / block.name(1), b"content")
    assert held(place) == before
    assert len(list(place.iterdir())) == len(before)
