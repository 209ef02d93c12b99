"""One slug, the same name everywhere: what a study must have, and where it is named."""

import re
from pathlib import Path

import pytest

from collabgov.build import contents
from collabgov.records import study_record
from collabgov.studies import BOOK

ROOT = Path(__file__).resolve().parents[1]
UPDATE = "UPDATE_EXPECTED=1 pytest tests/test_expected.py -k {}"
PLACES = {  # what every study has, and what to do where it is missing
    "seeds/{}.yml": "write the record of the study (seeds/README.md)",
    "src/collabgov/studies/{}/__init__.py": "write the package, with its one STUDY",
    "src/collabgov/studies/{}/kernel.py": "write the model's kernel into it",
    "book/{}.md": "write the chapter: walk, workshop, ledger",
    "book/teaching/{}.md": "write the page for teachers",
    "tests/studies/test_{}.py": "test closed forms, limits, what never moves",
    "tests/teaching/sessions/{}.yml": "say which game the teaching page holds",
    "tests/expected/{}.json": UPDATE,
    "tests/expected/teaching/{}.json": UPDATE,
}
# what else stands in a folder of studies
NO_RECORDS = {"codebook"}


def stems(pattern: str) -> set[str]:
    """Names of the files that fit, without their suffix."""
    return {path.stem for path in ROOT.glob(pattern)}


def named(others: set[str], where: str) -> None:
    """The studies are those of BOOK, here as there."""
    missing, strange = set(BOOK) - others, others - set(BOOK)
    assert not missing, f"{where}: add {', '.join(sorted(missing))}, which BOOK names"
    said = f"{where} has {', '.join(sorted(strange))}"
    assert not strange, f"{said}: add it to BOOK in {contents.STUDIES}, or delete it"


@pytest.mark.parametrize("slug", BOOK)
@pytest.mark.parametrize("place", PLACES)
def test_a_study_has_every_file_of_its_slug(slug, place):
    cure = PLACES[place].format(slug)
    assert (ROOT / place.format(slug)).is_file(), f"no {place.format(slug)}: {cure}"


def test_every_record_is_of_a_study_of_the_book():
    named(stems("seeds/*.yml") - NO_RECORDS, "seeds/")


def test_every_package_of_a_study_is_of_the_book():
    packages = (ROOT / contents.STUDIES).parent.glob("*/__init__.py")
    named({path.parent.name for path in packages}, "src/collabgov/studies/")


def test_every_chapter_is_of_a_study_of_the_book():
    named(set(contents.chapters(ROOT)) - set(contents.ALONE), "book/")


def test_the_book_is_read_from_its_text_as_python_reads_it():
    assert contents.studies(ROOT) == BOOK


def test_the_table_of_contents_names_every_page_once():
    found = (ROOT / "book").rglob("*.md")
    pages = {page.relative_to(ROOT).with_suffix("").as_posix() for page in found}
    docs = contents.read(ROOT)
    lines = ", ".join(f"- file: {page}" for page in sorted(pages - set(docs)))
    assert not lines, f"add to _toc.yml: {lines}"
    assert sorted(docs) == sorted(pages)


@pytest.mark.parametrize("slug", [*BOOK, *contents.ALONE])
def test_layers_of_a_chapter_stand_in_order(slug):
    text = (ROOT / "book" / f"{slug}.md").read_text(encoding="utf-8")
    layers = [f"({layer}-{slug})=" for layer in ("walk", "workshop", "ledger")]
    found = re.findall("|".join(map(re.escape, layers)), text)
    assert found == layers, f"book/{slug}.md: write {', '.join(layers)}, in this order"


def test_the_order_of_the_studies_is_that_of_the_contents():
    pages = (Path(doc).name for doc in contents.read(ROOT) if doc.count("/") == 1)
    assert tuple(name for name in pages if name in BOOK) == BOOK, "_toc.yml and BOOK"


def test_pages_list_the_studies_in_the_order_of_the_contents():
    # `study_record.studies()` is sorted by name
    pages = (ROOT / "book").rglob("*.md")
    assert not [p.name for p in pages if "record.studies()" in p.read_text("utf-8")]


def test_claims_of_two_studies_begin_with_other_letters():
    letters = [study_record.read(slug).prefix for slug in BOOK]
    assert len(set(letters)) == len(BOOK), f"prefix in seeds/: {', '.join(letters)}"


def test_a_worker_of_a_cluster_gets_the_versions_of_the_book():
    def locked(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[\w.-]+==[\w.]+", text, flags=re.MULTILINE))

    scale = locked("requirements-scale.txt")
    assert scale and scale <= locked("requirements.txt")
