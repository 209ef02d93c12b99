"""One page is built beside the book, and the book stays as it is."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.slow

BUILT = "_build/page/_build/html/book/tiny.html"


def build(checkout, *words):
    """One page of a checkout, by its own code."""
    command = [sys.executable, "-m", "collabgov.build.page", *words, str(checkout.root)]
    return subprocess.run(
        command, env=checkout.environment(), capture_output=True, text=True
    )


def read(checkout, name):
    """What a reader reads of a page."""
    page = BeautifulSoup((checkout.root / name).read_text("utf-8"), "html.parser")
    return " ".join(page.article.get_text().split())


def state(checkout):
    """All that a build has left, but for the page beside it."""
    top = checkout.root / "_build"
    files = (path for path in top.rglob("*") if path.is_file())
    return {
        path: path.read_bytes()
        for path in files
        if path.relative_to(top).parts[0] != "page"
    }


def test_a_page_is_built_with_what_its_source_says_and_the_book_stays(checkout):
    before = state(checkout)
    checkout.edit("book/tiny.md", "A note with", "Words about")
    built = build(checkout, "tiny")
    assert built.returncode == 0, built.stdout + built.stderr
    assert built.stdout.split("\n")[-2].endswith(f" s: {BUILT}")
    assert "Words about" in read(checkout, BUILT)
    assert "The source says 41" in read(checkout, BUILT)
    assert state(checkout) == before


def test_the_book_is_built_anew_though_the_page_was_built_before(checkout):
    checkout.edit("src/collabgov/tiny.py", "41", "43")
    assert build(checkout, "tiny").returncode == 0
    assert "says 43" in read(checkout, BUILT)
    assert "says 41" in read(checkout, "_build/html/book/tiny.html")
    built = checkout.build()
    assert "== pages: 1 to run" in built.stdout
    assert "says 43" in read(checkout, "_build/html/book/tiny.html")


def test_a_page_that_fails_is_told_and_not_shown(checkout):
    assert build(checkout, "tiny").returncode == 0
    checkout.edit("book/tiny.md", r"\dot{x} =", r"\nonsense")
    built = build(checkout, "tiny")
    assert "book/tiny.md:23: WARNING: KaTeX: Undefined control sequence" in built.stderr
    assert not (checkout.root / BUILT).exists()
    assert checkout.site != {}


def test_a_page_that_there_is_not_is_refused_with_those_that_there_are(checkout):
    assert (
        build(checkout, "small").stderr
        == "no page 'small'; there are index, tiny, more\n"
    )
