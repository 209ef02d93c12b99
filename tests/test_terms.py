"""The built pages: the first use of each term leads to its entry, and nothing idles."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from sphinx_external_toc.parsing import parse_toc_yaml

from collabgov.pages.terms import Entry, definition, key, linked, pattern, words
from collabgov.records import study_record

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
DOCS = [doc for doc in parse_toc_yaml(ROOT / "_toc.yml") if doc != "book/glossary"]
LINK = "a.gt-term"
# no running prose: see `collabgov.pages.glossary_links`
ASIDE = (
    "a, strong, code, table, figure, blockquote, aside, .cell, .math, .citation, "
    ".admonition-title, .sd-card, .gt-subtitle, section:has(> span[id^=ledger-])"
)


def defined(glossary: Tag) -> Iterator[Entry]:
    """The entries of the glossary, as they are read there."""
    anchors, names = [], []
    for part in glossary.select("dl.glossary > *"):
        if part.name == "dt":
            anchors.append(part["id"])
            names.append(part.get_text().strip().removesuffix("#").replace("’", "'"))
        else:
            text = definition(part.get_text())
            yield Entry("book/glossary", tuple(anchors), tuple(names), text)
            anchors, names = [], []


def led_to(article: Tag, entries: Iterable[Entry]) -> list[Entry]:
    """The entries to which the links of a page lead, in order."""
    there = {anchor: entry for entry in entries for anchor in entry.anchors}
    return [there[a["href"].partition("#")[2]] for a in article.select(LINK)]


def unlinked(article: Tag, entries: Iterable[Entry]) -> list[str]:
    """Words of running prose that stand for an entry to which no link led before."""
    spelt = {w: entry for entry in entries for n in entry.names for w in words(n)}
    standing = {key(linked(word)): entry for word, entry in spelt.items()}
    find, aside = pattern(spelt), {id(tag) for tag in article.select(ASIDE)}
    ahead = dict(
        zip(map(id, article.select(LINK)), led_to(article, entries), strict=True)
    )
    seen, found = set(), []
    for node in article.descendants:
        if id(node) in ahead:
            seen.add(ahead[id(node)])
        elif prose(node) and aside.isdisjoint(map(id, node.parents)):
            uses = [match[0] for match in find.finditer(node)]
            found += [use for use in uses if standing[key(use)] not in seen]
    return found


def prose(node: PageElement) -> bool:
    """Whether a node is text of a paragraph."""
    return isinstance(node, NavigableString) and node.find_parent("p") is not None


@pytest.fixture(scope="module")
def articles(site):
    """What is read on each page."""
    found = {doc: site / f"{doc}.html" for doc in [*DOCS, "book/glossary"]}
    return {
        doc: BeautifulSoup(path.read_text("utf-8"), "html.parser").article
        for doc, path in found.items()
    }


@pytest.fixture(scope="module")
def entries(articles):
    """What the glossary defines."""
    return list(defined(articles["book/glossary"]))


@pytest.mark.parametrize("doc", DOCS)
def test_a_page_leads_to_an_entry_once_and_says_what_it_says(articles, entries, doc):
    led = led_to(articles[doc], entries)
    assert [a["title"] for a in articles[doc].select(LINK)] == [
        e.definition for e in led
    ]
    assert [entry.names for entry, times in Counter(led).items() if times > 1] == []


@pytest.mark.parametrize("doc", DOCS)
def test_no_first_use_of_a_term_stands_without_its_link(articles, entries, doc):
    assert unlinked(articles[doc], entries) == []


def test_a_first_use_without_its_link_is_found(entries):
    text = '<p>Alpha; <code>fold</code>; <a class="gt-term" href="#term-chair">c</a>; '
    page = BeautifulSoup(f"<i>{text}the chair; Sobol sequences.</p></i>", "html.parser")
    assert unlinked(page.i, entries) == ["Alpha", "Sobol sequences"]


def test_every_entry_is_of_use_to_some_page(articles, entries):
    read = [articles[doc] for doc in DOCS]
    text = key(" ".join(article.get_text() for article in read))
    used = {entry for article in read for entry in led_to(article, entries)}
    used |= {e for e in entries if any(key(name) in text for name in e.names)}
    kept = {
        name
        for study in study_record.studies()
        for term in study.terms
        for name in (term.english, *re.split("[,;] ", term.english))
    }
    assert [
        e.names for e in entries if e not in used and kept.isdisjoint(e.names)
    ] == []
