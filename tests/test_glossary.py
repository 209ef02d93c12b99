"""The glossary: every term of the records stands in it once, and says what it is."""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from collabgov.pages.terms import WORDS
from collabgov.records import study_record
from collabgov.studies import BOOK

PAGE = Path(__file__).parents[1] / "book" / "glossary.md"
FIVE = BOOK[:5]  # the published ones; a further study may have no Chinese terms
MARKS = {"standard": "standard term", "idiom": "idiom"}
OWN_WORDS = (
    # how the book models
    "model", "history", "notebook", "parameter", "range", "box", "full box",
    "set of assumptions", "world", "world of the study", "study's own world", "share",
    "sweep", "seed", "common draws", "Sobol sequence", "half-life", "time constant",
    "own clock", "stock", "store", "loop", "loop number", "resting point", "closed form",
    "effort", "total effect", "median", "quartile", "interval", "numerical error",
    # how it judges
    "claim", "stated / inferred / ours", "modality", "predicate", "stand-in",
    "support, oppose", "margin", "silent", "five places", "circular", "null model",
    "rival model", "shallow tree", "coverage", "density", "ledger", "pre-registration",
    "hash", "driver", "verdict", "follows", "follows in the study's own world",
    "depends on", "does not follow here", "built in", "not testable from the abstract",
    "not tested", "undecided here",
    # what is ours, or a method's, in one chapter
    "trust stock", "governance resources", "trap", "tipping point",
    "fold", "fuzzy cognitive map", "Krippendorff's alpha", "Fleiss' kappa",
    "campaign", "standing mechanism", "approval", "own wish", "crowding out", "pay-off",
    "imitation", "drift", "smallest removal", "Shapley value", "interaction index",
    "critical mass", "commitment", "reach", "careful choice", "true map",
    "chair", "strong group", "weak group", "self-forming group", "self-orientation",
    "fit", "paralysis", "survival curve", "spell", "decibel",
    "chain reaction", "friction", "Gini coefficient", "geometric mean", "copula",
    # government in China
    "Party committee", "State Council", "people's congress", "cadre system",
    "plan period", "rank", "county-level", "autonomous region", "common superior",
)  # fmt: skip


class Entry(NamedTuple):
    """Terms that share one explanation, and the heading they stand under."""

    heading: str
    names: tuple[str, ...]
    text: str


def entries(page):
    """All entries of a page, in order."""
    found = []
    for section in re.split(r"(?m)^## ", page)[1:]:
        blocks = re.findall(r"(?ms)^```\{glossary\}\n(.*?)^```", section)
        for entry in "\n".join(blocks).strip().split("\n\n"):
            lines = entry.strip().splitlines()
            names = tuple(line for line in lines if line == line.lstrip())
            text = " ".join(line.strip() for line in lines if line not in names)
            found.append(Entry(section.splitlines()[0], names, text))
    return found


def faults(term, prefix, glossary):
    """What the glossary lacks of one term of a record."""
    by_name = {name: entry for entry in glossary for name in entry.names}
    # "driver, driving force" are two names; "when the person goes, …" is one
    names = (
        [term.english] if term.english in by_name else re.split("[,;] ", term.english)
    )
    absent = [name for name in names if name not in by_name]
    if absent:
        return [f"no entry {name!r}" for name in absent]
    entry = by_name[names[0]]
    wanted = [*term.chinese.split(" / "), *term.pinyin.split(" / ")]
    wanted.append(f"· {MARKS.get(term.status, term.status)}")
    lacks = [f"{names[0]}: no {piece}" for piece in wanted if piece not in entry.text]
    if not re.search(rf"\b{prefix}\b", f"{entry.heading} {entry.text}"):
        lacks.append(f"{names[0]}: does not name {prefix}")
    return lacks


@pytest.fixture(scope="module")
def glossary():
    """The entries of the book's glossary."""
    return entries(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("study", study_record.studies(), ids=lambda study: study.slug)
def test_every_term_of_a_record_stands_with_characters_pinyin_mark_and_study(
    study, glossary
):
    lacks = [f for term in study.terms for f in faults(term, study.prefix, glossary)]
    assert not lacks, f"write into book/glossary.md: {'; '.join(lacks)}"


@pytest.mark.parametrize("slug", FIVE)
def test_each_of_the_five_studies_has_terms_in_chinese(slug):
    assert study_record.read(slug).terms


def test_the_words_of_this_book_are_explained(glossary):
    names = {name for entry in glossary for name in entry.names}
    assert set(OWN_WORDS) - names == set()


def test_no_term_stands_twice(glossary):
    names = Counter(name.casefold() for entry in glossary for name in entry.names)
    chinese = Counter(e.text.split(" · ")[0] for e in glossary if " · " in e.text)
    assert [name for name, times in (names + chinese).items() if times > 1] == []


def test_every_entry_is_short_and_ends_as_a_sentence(glossary):
    assert [e.names for e in glossary if not 5 <= len(e.text.split()) <= 50] == []
    assert [e.names for e in glossary if not e.text.endswith(".")] == []


def test_the_words_that_are_told_from_everyday_english_are_terms(glossary):
    names = {name for entry in glossary for name in entry.names}
    assert set(WORDS) - names == set()


def test_a_term_that_lacks_something_is_found():
    page = "## Here\n\n```{glossary}\ntie\n  关系纽带 · idiom. A bond.\n```\n"
    term = study_record.Term(
        english="tie", chinese="关系纽带", pinyin="guānxì niǔdài", status="standard"
    )
    assert faults(term, "SM", entries(page)) == [
        "tie: no guānxì niǔdài",
        "tie: no · standard term",
        "tie: does not name SM",
    ]
    other = term.model_copy(update={"english": "bond; link"})
    assert faults(other, "SM", entries(page)) == ["no entry 'bond'", "no entry 'link'"]
