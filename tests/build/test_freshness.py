"""A change in what a number rests on reaches the page; nothing else runs it again."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from collabgov.build import freshness


def numbers(checkout) -> list[str]:
    """What the page prints for its glued values."""
    page = checkout.html("tiny")
    return re.findall(r'<span class="pasted-text">(.*?)</span>', page)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new", "place", "shown"),
    [
        ("src/collabgov/tiny.py", "SOURCE = 41", "SOURCE = 43", 0, "43"),
        ("seeds/tiny.txt", "1.25", "1.5", 1, "1.50"),
        ("book/tiny.md", "[0.5, 0.64]", "[0.5, 0.6]", 3, "55%"),
    ],
)
def test_changed_source_changes_the_number(checkout, name, old, new, place, shown):
    was = numbers(checkout)
    checkout.edit(name, old, new)
    assert checkout.build().returncode == 0
    assert numbers(checkout) == [*was[:place], shown, *was[place + 1 :]]


@pytest.mark.slow
def test_number_of_another_page_follows(checkout):
    assert '<span class="pasted-text">41</span>' in checkout.html("index")
    checkout.edit("book/tiny.md", '"source", SOURCE', '"source", SOURCE + 1')
    assert checkout.build().returncode == 0
    assert '<span class="pasted-text">42</span>' in checkout.html("index")


@pytest.mark.slow
def test_changed_lock_changes_the_number(checkout):
    lines = int(numbers(checkout)[2])
    with (checkout.root / "requirements.txt").open("a") as lock:
        lock.write("# one more line\n")
    assert checkout.build().returncode == 0
    assert numbers(checkout)[2] == str(lines + 1)


@pytest.mark.slow
def test_changed_tag_reaches_the_page(checkout):
    assert "Show the code" in checkout.html("tiny")
    checkout.edit("book/tiny.md", ":tags: [hide-input]\n", "")
    assert checkout.build().returncode == 0
    assert "Show the code" not in checkout.html("tiny")


@pytest.mark.slow
def test_build_started_without_make_shows_no_old_number(checkout):
    checkout.edit("src/collabgov/tiny.py", "SOURCE = 41", "SOURCE = 43")
    jb = [Path(sys.executable).with_name("jb"), "build", checkout.root]
    subprocess.run(jb, env=checkout.environment(), check=True, capture_output=True)
    assert numbers(checkout)[0] == "43"


def copy(tmp_path: Path) -> Path:
    """A folder with one file of each kind."""
    for name in ("src/a.py", "seeds/a.yml", "book/a.md", "book/data.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one")
    for name in ("requirements.txt", "_toc.yml", "_config.yml", "package-lock.json"):
        (tmp_path / name).write_text("one")
    return tmp_path


@pytest.mark.parametrize(
    "name", ["src/a.py", "src/new.py", "seeds/a.yml", "book/data.json", "_toc.yml"]
)
def test_digest_of_what_numbers_rest_on_sees_a_change(tmp_path, name):
    root = copy(tmp_path)
    was = freshness.rests_on(root)
    (root / name).write_text("two")
    assert freshness.rests_on(root) != was


@pytest.mark.parametrize(
    "name", ["src/__pycache__/a.pyc", "book/a.md", "_config.yml", "package-lock.json"]
)
def test_digest_of_what_numbers_rest_on_overlooks_the_rest(tmp_path, name):
    root = copy(tmp_path)
    was = freshness.rests_on(root)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("two")
    assert freshness.rests_on(root) == was


def test_frame_sees_settings_and_names_of_pages_but_not_their_text(tmp_path):
    root = copy(tmp_path)
    frames = [freshness.frame(root)]
    (root / "book/a.md").write_text("two")
    assert freshness.frame(root) == frames[0]
    for name in ("_config.yml", "package-lock.json", "book/b.md"):
        (root / name).write_text("two")
        frames.append(freshness.frame(root))
    assert len(set(frames)) == 4


def test_kept_pages_go_when_what_they_rest_on_changes(tmp_path):
    root = copy(tmp_path)
    kept = root / "_build/.jupyter_cache/executed"
    assert freshness.discard_stale(root, root / "_build")
    kept.mkdir()
    assert not freshness.discard_stale(root, root / "_build")
    assert kept.exists()
    (root / "requirements.txt").write_text("two")
    assert freshness.discard_stale(root, root / "_build")
    assert not kept.exists()
