"""What a chapter promises its readers: length, words, results, short cells."""

import re
from pathlib import Path
from statistics import median

import pytest
import yaml

from collabgov.build import contents
from collabgov.records import study_record
from collabgov.studies import BOOK

ROOT = Path(__file__).resolve().parents[1]
# pages with walk, workshop and ledger: a chapter a study, and the synthesis
CHAPTERS = [*BOOK, *contents.ALONE]
# words of walk and workshop that the published chapters have at least; the synthesis has
# no model of its own to explain, and tables for text
AT_LEAST = dict.fromkeys(BOOK[:5], 3000) | {"synthesis": 2500}
# the vocabulary of the workshop; a walk does without it
REFUSED = (
    "predicate",
    "margin",
    "modality",
    "Sobol",
    "variance",
    "quantile",
    "W",
    "box",
)


def source(slug: str) -> str:
    return (ROOT / "book" / f"{slug}.md").read_text(encoding="utf-8")


def layer(slug: str, first: str, last: str) -> str:
    text = source(slug)
    return text[text.index(f"({first}-{slug})=") : text.index(f"({last}-{slug})=")]


def prose(text: str) -> str:
    """The words a reader reads: no code, no directives, roles as their text."""
    text = re.sub(r"```.*?```", " ", text, flags=re.S)
    text = re.sub(r"\$\$.*?\$\$", " ", text, flags=re.S)
    text = re.sub(r"\{cite:[tp]\}`[^`]*`", "Author (year)", text)
    text = re.sub(r"\{glue:text\}`[^`]*`", "number", text)
    text = re.sub(r"\{\w+\}`([^<`]*)(?:<[^>]*>)?`", r"\1", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return re.sub(r"^\([\w-]+\)=$", " ", text, flags=re.M)


def words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]*[A-Za-z\d][\w’'-]*", prose(text))


def cells(text: str) -> list[list[str]]:
    found = re.findall(r"```\{code-cell\}[^\n]*\n(.*?)```", text, flags=re.S)
    lines = [
        [x for x in cell.splitlines() if x.strip() and not x.startswith(":")]
        for cell in found
    ]
    return lines


def reading(words_: int) -> float:
    """Minutes at 150 words a minute, slow enough for a phone and a second language."""
    return words_ / 150


@pytest.mark.parametrize("slug", CHAPTERS)
def test_the_walk_is_short_enough_for_fifteen_minutes(slug):
    count = len(words(layer(slug, "walk", "workshop")))
    assert count <= 1500, f"book/{slug}.md: the walk has {count} words; 1500 at most"


@pytest.mark.parametrize("slug", CHAPTERS)
def test_walk_and_workshop_keep_to_their_length(slug):
    count = len(words(layer(slug, "walk", "ledger")))
    assert count <= 4500, f"book/{slug}.md: {count} words; 4500 at most"


@pytest.mark.parametrize("slug", AT_LEAST)
def test_a_published_chapter_keeps_its_walk_and_its_workshop(slug):
    assert len(words(layer(slug, "walk", "workshop"))) >= 900
    assert len(words(layer(slug, "walk", "ledger"))) >= AT_LEAST[slug]


@pytest.mark.parametrize("slug", CHAPTERS)
def test_the_walk_has_at_most_five_headline_results_each_with_a_number(slug):
    walk = layer(slug, "walk", "workshop")
    results = re.split(r"^### \d\. ", walk, flags=re.M)[1:]
    count = f"{len(results)} headings like '### 1. …'; three to five"
    assert 3 <= len(results) <= 5, f"the walk of book/{slug}.md has {count}"
    for result in results:
        title, _, text = result.partition("\n")
        number = "{glue:text}" in text.split("\n## ")[0]
        assert number, f"book/{slug}.md: glue a number into result {title!r}"


@pytest.mark.parametrize("slug", CHAPTERS)
def test_the_walk_does_without_the_workshops_words(slug):
    read = prose(layer(slug, "walk", "workshop"))
    found = [
        w
        for w in REFUSED
        if re.search(rf"\b{w}(s|es)?\b", read, 0 if w == "W" else re.I)
    ]
    assert not found, f"book/{slug}.md: say it in plain words in the walk: {found}"


@pytest.mark.parametrize("slug", BOOK)
def test_every_formalised_claim_has_its_card(slug):
    # the claim ledger links to it
    cards = re.findall(r'claim_cards\.card\(SLUG, "([^"]+)"', source(slug))
    claims = [claim.id for claim in study_record.read(slug).claims if claim.predicates]
    assert sorted(cards) == sorted(claims), (
        f"book/{slug}.md: one claim_cards.card(SLUG, …) for each claim with predicates"
    )


@pytest.mark.parametrize("slug", CHAPTERS)
def test_code_cells_are_short(slug):
    lengths = sorted(len(cell) for cell in cells(source(slug)))
    assert median(lengths) <= 7, (
        f"book/{slug}.md: half of the cells have 7 lines at most"
    )
    assert lengths[int(0.9 * len(lengths))] <= 15, (
        f"book/{slug}.md: {lengths[-1]} lines"
    )


@pytest.mark.parametrize("slug", CHAPTERS)
def test_the_layers_have_no_empty_heading(slug):
    parts = re.split(r"^#+ .*$", source(slug), flags=re.M)[1:]
    heads = re.findall(
        r"^#+ (.*)$", re.sub(r"```.*?```", "", source(slug), flags=re.S), flags=re.M
    )
    assert heads
    empty = [p for p in parts[:-1] if not p.strip()]
    # a heading may be followed at once by the headings of its parts
    assert len(empty) <= 2


@pytest.mark.parametrize("slug", CHAPTERS)
def test_no_share_is_called_a_probability(slug):
    text = prose(source(slug)).lower()
    assert not re.search(r"(?<!no )(?<!not a )probabilit", text)
    assert "refuted" not in text


@pytest.mark.parametrize("slug", CHAPTERS)
def test_front_matter_tells_minutes_outcomes_and_description(slug):
    head = yaml.safe_load(source(slug).split("---")[1])
    teaching = head["teaching"]
    assert teaching["minutes"]["walk"] <= 15
    assert 3 <= len(teaching["outcomes"]) <= 5
    assert all(o["assessed_by"] for o in teaching["outcomes"])
    assert len(head["myst"]["html_meta"]["description"]) > 50


@pytest.mark.parametrize("slug", CHAPTERS)
def test_every_outcome_that_names_an_exercise_names_one_that_stands(slug):
    head = yaml.safe_load(source(slug).split("---")[1])
    named = [a for o in head["teaching"]["outcomes"] for a in o["assessed_by"]]
    for label in (a for a in named if a.startswith("ex-")):
        assert f":label: {label}" in source(slug)
        assert f"solution-start}} {label}" in source(slug)
