"""Each page loads only what it uses, and its text waits for no script.

The theme and its extensions put all their scripts and styles on every page: the index
of the search, the buttons of code, the tabs.  A page keeps what its own markup calls
for.  What is left runs in the order it had, once the page has been read.
"""

import re
from pathlib import Path

CODE = r'class="highlight'
FOLDED = r'class="(?=[^"]*\badmonition\b)[^"]*\bdropdown\b|class="(?:[^"]* )?toggle[ "]'
SEARCH = r'id="search-results"'

# file (its name after the last slash), what a page that needs it holds
NEEDED_BY = {
    "clipboard.min.js": CODE,
    "copybutton.css": CODE,
    "copybutton.js": CODE,
    "design-tabs.js": r'class="sd-tab-set',
    "exercise.css": r'class="(?:[^"]* )?(?:exercise|solution)[ "]',
    "language_data.js": SEARCH,
    "pygments.css": CODE,
    "searchindex.js": SEARCH,
    "searchtools.js": SEARCH,
    "sphinx-design.min.css": r'class="(?:[^"]* )?sd-',
    "togglebutton.css": FOLDED,
    "togglebutton.js": FOLDED,
}
# stylesheet or script that is a file of its own
TAG = re.compile(
    r'<(?:link(?=[^>]* rel="stylesheet")|script)[^>]* (?:href|src)="'
    r'(?:[^"?]*/)?([^"?/]+)(?:\?[^"]*)?"[^>]*>(?:</script>)?\s*'
)
OPTIONS = re.compile(r'<script src="[^"]*documentation_options\.js[^"]*"></script>')
WAITING = re.compile(r"<script(?![^>]* defer)(?=[^>]* src=)")


def lean(page: str, options: str) -> str:
    """A page without the scripts and styles that it does not use; no script blocks it.

    Parameters
    ----------
    page : str
        HTML of the page.
    options : str
        Text of Sphinx's ``documentation_options.js``.  The page's own lines read what
        it defines, so it takes the place of its tag.

    Examples
    --------
    >>> lean('<script src="a/design-tabs.js"></script><p>No tabs', "")
    '<p>No tabs'
    >>> lean('<script src="doctools.js"></script>', "")
    '<script defer src="doctools.js"></script>'
    """
    body = page[page.find("<body") :]
    used = {name for name, mark in NEEDED_BY.items() if re.search(mark, body)}
    page = TAG.sub(
        lambda tag: "" if tag[1] in NEEDED_BY.keys() - used else tag[0], page
    )
    page = OPTIONS.sub(lambda _: f"<script>{options.strip()}</script>", page)
    return WAITING.sub("<script defer", page)


def options(site: Path) -> str:
    """Sphinx's settings for the scripts of a site."""
    return (site / "_static" / "documentation_options.js").read_text("utf-8")
