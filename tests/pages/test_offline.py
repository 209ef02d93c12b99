"""A page asks nobody for anything; what is mended still needs mending."""

import re

import pytest

from collabgov.pages.offline import REPAIRS, UNUSED, repaired

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in REPAIRS])
def test_repair_still_meets_the_themes_markup(untouched, pattern):
    assert re.search(pattern, untouched)


def test_repairs_leave_nothing_to_repair(small):
    for name in ("tiny", "index"):
        assert repaired(small.html(name)) == small.html(name)


def test_thebe_is_what_is_removed(untouched, small):
    assert "unpkg.com" in untouched and "thebe" in untouched
    for name, content in small.site.items():
        if name.endswith(".html"):
            assert b"thebe" not in content.lower()


def test_unused_files_are_not_shipped(small):
    static = small.root / "_build/html/_static"
    assert [path for pattern in UNUSED for path in static.glob(pattern)] == []
    assert sum(len(content) for content in small.site.values()) < 3_000_000


def test_no_shipped_page_or_style_names_a_file_that_was_removed(small):
    gone = "|".join(("fontawesome.js", "sphinx-thebe", "locales/", "play-solid"))
    for name, content in small.site.items():
        if name.endswith((".html", ".css")) and "/licences/" not in name:
            assert not re.search(gone, content.decode()), name


def test_no_page_has_a_browser_fetch_anything_beforehand(untouched, small):
    """Firefox fetches the next page of a book, which the policy then stops, aloud."""
    hint = r'<link rel="(?:next|prefetch|preload|preconnect|dns-prefetch)"'
    assert re.search(hint, untouched)
    for name, content in small.site.items():
        if name.endswith(".html"):
            assert not re.search(hint, content.decode()), name


def test_licences_are_linked_from_every_page(small):
    assert 'href="../_static/licences/index.html"' in small.html("tiny")
    assert b'href="_static/licences/index.html"' in small.site["search.html"]
