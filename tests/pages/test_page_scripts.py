"""A page loads what it uses, in the order it had, and nothing else."""

import re
from itertools import pairwise

import pytest

from collabgov.pages.page_scripts import NEEDED_BY, OPTIONS, TAG, lean

HEAD = """<link rel="stylesheet" type="text/css" href="../_static/copybutton.css?v=1" />
<script src="../_static/copybutton.js?v=1"></script>
<script src="../_static/doctools.js?v=1"></script>
"""


def names(page: str) -> list[str]:
    """Files that a page loads, in order."""
    return [tag[1] for tag in TAG.finditer(page)]


@pytest.mark.slow
@pytest.mark.parametrize("name", NEEDED_BY)
def test_the_theme_still_loads_it_everywhere(untouched, name):
    assert name in names(untouched)


@pytest.mark.slow
def test_the_settings_still_stand_in_a_script_of_their_own(untouched):
    assert OPTIONS.search(untouched)


def test_a_page_with_code_keeps_its_buttons_and_one_without_loses_them():
    code = '<body><div class="highlight-python notranslate">'
    assert "copybutton.js" in lean(HEAD + code, "")
    assert names(lean(HEAD + "<body><p>no code", "")) == ["doctools.js"]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ('<div class="solution dropdown admonition">', True),
        ('<div class="admonition dropdown">', True),
        ('<div class="cell toggle docutils">', True),
        ('<div class="dropdown dropdown-download-buttons">', False),
        ('<span class="toctree-toggle">', False),
    ],
)
def test_what_folds_needs_the_buttons_that_unfold(body, kept):
    page = f'<script src="_static/togglebutton.js?v=1"></script><body>{body}'
    assert ("togglebutton.js" in lean(page, "")) is kept


def test_a_mark_in_the_head_is_none():
    page = '<script src="searchindex.js"></script><meta content=\'id="search-results"\'><body>'
    assert "searchindex" not in lean(page, "")


def test_settings_are_on_the_page_before_its_own_lines_read_them():
    page = '<script src="a/documentation_options.js?v=2"></script><script>use(O)</script><body>'
    assert lean(page, "const O = {};\n") == (
        "<script>const O = {};</script><script>use(O)</script><body>"
    )


@pytest.mark.slow
def test_no_script_of_a_page_blocks_it_and_their_order_is_the_themes(small, untouched):
    page = small.html("tiny")
    tags = re.findall(r"<script[^>]* src=[^>]*>", page)
    assert tags and all(" defer" in tag for tag in tags)
    order = names(untouched)
    kept = [name for name in names(page) if name in order]
    assert all(order.index(a) < order.index(b) for a, b in pairwise(kept))
