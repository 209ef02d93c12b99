"""The first use of a term, and nothing else, leads to its entry and tells it."""

import logging

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.core import publish_doctree

from collabgov.pages.glossary_links import CLASS, Glossary, link
from collabgov.pages.terms import WORDS, Entry

CHAIR = Entry("g", ("term-chair", "term-head"), ("chair",), "Who presides.")
FULL = Entry(
    "g", ("term-chair-of-the-group",), ("chair of the group",), "组长. A person."
)
POINT = Entry("g", ("term-tipping-point",), ("tipping point",), "A level.")


class Builder:
    """Where a page stands."""

    def get_relative_uri(self, here, there):
        return f"{there}.html"


def glossed(text, *entries):
    """A page, from reStructuredText, with its links."""
    page = publish_doctree(text, settings_overrides={"report_level": logging.CRITICAL})
    link(Glossary(list(entries)), Builder(), page, "page")
    return page


def links(page):
    """Words and address of each link to an entry."""
    found = [n for n in page.findall(nodes.reference) if CLASS in n["classes"]]
    return [(node.astext(), node["refuri"]) for node in found]


def test_the_first_use_is_linked_and_tells_the_entry():
    page = glossed("Below the tipping point.\n\n* A tipping point.", POINT)
    assert links(page) == [("tipping point", "g.html#term-tipping-point")]
    (node,) = page.findall(nodes.reference)
    assert node["reftitle"] == "A level."
    assert page.astext() == "Below the tipping point.\n\nA tipping point."


@pytest.mark.parametrize(
    "text",
    [
        "Title\n=====\n\nTipping point\n-------------\n\nText.",
        "``tipping point``",
        "::\n\n  tipping point",
        "`A tipping point <there.html>`__.",
        "**Tipping point.**",
        "Text.\n\n  A tipping point, quoted.",
        "=============  =\ntipping point  1\n=============  =",
        ".. figure:: a.svg\n\n   The tipping point.",
        ".. admonition:: Tipping point\n\n   Text.",
        "Text [1]_.\n\n.. [1] On the tipping point.",
        "Text [A]_.\n\n.. [A] On the tipping point.",
        ":math:`tipping point`",
        "no-tipping point, a tipping pointer",
        ".. _ledger-study:\n\nOne\n===\n\nThe tipping point.\n\nTwo\n===\n\nText.",
        ".. class:: gt-subtitle\n\nThe tipping point.",
    ],
)
def test_what_is_no_running_prose_is_not_linked(text):
    assert links(glossed(text, POINT)) == []
    later = f"{text}\n\nLast\n====\n\nA *tipping\npoint*."
    assert [word for word, _ in links(glossed(later, POINT))] == ["tipping\npoint"]


def test_prose_in_a_note_or_a_list_is_prose():
    text = ".. note::\n\n   Tipping points.\n\n1. The chair of the group."
    found = [word for word, _ in links(glossed(text, POINT, FULL))]
    assert found == ["Tipping points", "chair of the group"]


def test_the_longest_term_wins_and_hides_the_shorter_one():
    text = "A chair of the group, another chair of the group. The chair."
    found = links(glossed(text, CHAIR, FULL))
    assert [word for word, _ in found] == ["chair of the group", "chair"]


def test_an_everyday_word_is_linked_in_the_listed_forms_alone():
    assert WORDS["chair"]
    assert links(glossed("They may chair; an extra chair.", CHAIR)) == []
    assert links(glossed("Under the\nchair.", CHAIR)) == [
        ("chair", "g.html#term-chair")
    ]


def test_an_authors_link_is_the_first_or_becomes_words():
    by_hand = "`heads <g.html#term-head>`__"
    page = glossed(f"Two {by_hand}. The chair. More {by_hand}.", CHAIR)
    assert links(page) == [("heads", "g.html#term-head")]
    assert page.astext() == "Two heads. The chair. More heads."
    page = glossed(f"The chair. Two {by_hand}; `elsewhere <a.html>`__.", CHAIR)
    assert links(page) == [("chair", "g.html#term-chair")]
    assert len(list(page.findall(nodes.reference))) == 2


def test_a_book_without_a_glossary_is_left_alone():
    assert glossed("Any word.").astext() == "Any word."


@pytest.mark.slow
def test_the_entry_reaches_the_page_and_its_change_too(checkout):
    index = (checkout.root / "book/index.md").read_text("utf-8")
    more = "A chair leaves. {term}`Kettle`.\n\nHere, the {term}`chair`.\n"
    checkout.edit("book/more.md", "Nothing runs here.", more)
    (checkout.root / "book/index.md").write_text(f"{index}\n{GLOSSARY}", "utf-8")
    assert checkout.build().returncode == 0
    href = "index.html#term-chair"
    assert terms(checkout.html("more")) == [
        ("chair", href, "组长 zǔzhǎng. Who “presides” & pours."),
        ("Kettle", "index.html#term-kettle", "A pot."),
    ]
    assert terms(checkout.html("index")) == []
    checkout.edit("book/index.md", "A pot.", "A vessel.")
    assert checkout.build().returncode == 0
    assert terms(checkout.html("more"))[1][2] == "A vessel."


GLOSSARY = """\
```{glossary}
chair
  组长 *zǔzhǎng* · standard term. Who "presides" & pours. LG.

kettle
  A pot.
```
"""


def terms(page):
    """Words, address and title of each link to an entry, in a page of a site."""
    found = BeautifulSoup(page, "html.parser").article.select(f"a.{CLASS}")
    return [(a.get_text(), a["href"], a["title"]) for a in found]
