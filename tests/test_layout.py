"""One slug, the same name everywhere."""

import re
from pathlib import Path

import pytest
import yaml

from collabgov.records import study_record

ROOT = Path(__file__).resolve().parents[1]
STUDIES = ROOT / "src" / "collabgov" / "studies"
SLUGS = sorted(p.stem for p in STUDIES.glob("[a-z]*.py"))
PLACES = (
    "seeds/{}.yml",
    "src/collabgov/studies/{}.py",
    "book/{}.md",
    "book/teaching/{}.md",
    "tests/studies/test_{}.py",
    "tests/expected/{}.json",
    "tests/expected/teaching/{}.json",
)


def toc_files() -> list[str]:
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return re.findall(r"book/[\w/]+", str(toc))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("place", PLACES)
def test_a_chapter_has_every_file_of_its_slug(slug, place):
    assert (ROOT / place.format(slug)).is_file()


def test_every_chapter_file_has_a_study_module():
    chapters = {p.stem for p in (ROOT / "book").glob("*.md")} & set(
        s.slug for s in study_record.studies()
    )
    assert chapters == set(SLUGS)


def test_the_table_of_contents_names_every_page_once():
    pages = sorted(
        p.relative_to(ROOT).with_suffix("").as_posix()
        for p in (ROOT / "book").rglob("*.md")
    )
    assert sorted(toc_files()) == pages


def test_every_study_has_a_record():
    assert len(study_record.studies()) == 5


@pytest.mark.parametrize("slug", [*SLUGS, "synthesis"])
def test_layers_of_a_chapter_stand_in_order(slug):
    text = (ROOT / "book" / f"{slug}.md").read_text(encoding="utf-8")
    layers = [
        text.index(f"({layer}-{slug})=") for layer in ("walk", "workshop", "ledger")
    ]
    assert layers == sorted(layers)


def test_the_order_of_the_studies_is_that_of_the_contents():
    chapters = [Path(file).name for file in toc_files() if file.count("/") == 1]
    assert (
        tuple(slug for slug in chapters if slug in study_record.BOOK)
        == study_record.BOOK
    )


def test_pages_list_the_studies_in_the_order_of_the_contents():
    # `worlds.studies()` is sorted by name
    pages = (ROOT / "book").rglob("*.md")
    assert not [p.name for p in pages if "worlds.studies()" in p.read_text("utf-8")]


def test_a_worker_of_a_cluster_gets_the_versions_of_the_book():
    def locked(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[\w.-]+==[\w.]+", text, flags=re.MULTILINE))

    scale = locked("requirements-scale.txt")
    assert scale and scale <= locked("requirements.txt")
