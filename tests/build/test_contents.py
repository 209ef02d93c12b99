"""Chapters, studies and the table of contents name each other, or the build stops."""

from pathlib import Path

import pytest

from collabgov.build import contents
from collabgov.studies import BOOK

ROOT = Path(__file__).resolve().parents[2]
TOC = "format: jb-book\nroot: book/index\nchapters:\n- file: book/one\n  sections:\n  - file: book/teaching/one\n"


@pytest.fixture
def root(tmp_path):
    """A checkout with one study, all of it in its place."""
    pages = {
        "index": "# Start\n",
        "one": "(walk-one)=\n# One\n",
        "teaching/one": "# T\n",
    }
    for name, text in pages.items():
        write(tmp_path / f"book/{name}.md", text)
    write(tmp_path / "_toc.yml", TOC)
    write(tmp_path / contents.STUDIES, 'BOOK = ("one",)\n')
    write(tmp_path / "seeds/one.yml", "slug: one\n")
    return tmp_path


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def refusal(root):
    """What is said of a checkout that names something wrongly."""
    with pytest.raises(SystemExit) as stop:
        contents.read(root)
    return str(stop.value)


def test_a_whole_checkout_is_read_in_the_order_of_its_contents(root):
    assert contents.read(root) == ["book/index", "book/one", "book/teaching/one"]


def test_studies_are_those_that_python_imports():
    assert contents.studies(ROOT) == BOOK


def test_a_chapter_that_the_contents_do_not_name_is_told_with_the_line_to_add(root):
    write(root / "_toc.yml", "format: jb-book\nroot: book/index\n")
    assert refusal(root).split("\n") == [
        'book/one.md is in no table of contents: add "- file: book/one" to _toc.yml',
        "book/teaching/one.md is in no table of contents: "
        'add "- file: book/teaching/one" to _toc.yml',
    ]


def test_a_study_without_its_page_is_told(root):
    write(root / contents.STUDIES, 'BOOK = (\n    "one",\n    "two",\n)\n')
    assert refusal(root) == f"BOOK in {contents.STUDIES} names two: write book/two.md"


@pytest.mark.parametrize(
    ("file", "text"),
    [("book/two.md", "(walk-two)=\n# Two\n"), ("seeds/two.yml", "slug: two\n")],
)
def test_a_chapter_without_its_study_is_told(root, file, text):
    write(root / "_toc.yml", f"{TOC}- file: book/two\n")
    write(root / "book/two.md", "# Two\n")
    assert contents.read(root)[-1] == "book/two"  # a page like any other
    write(root / file, text)
    said = f'a chapter without a study: add "two" to BOOK in {contents.STUDIES}'
    assert refusal(root) == f"book/two.md is {said}"


def test_the_synthesis_is_a_chapter_without_a_study_of_its_own(root):
    write(root / "_toc.yml", f"{TOC}- file: book/synthesis\n")
    write(root / "book/synthesis.md", "(walk-synthesis)=\n# Synthesis\n")
    assert contents.read(root)[-1] == "book/synthesis"


def test_a_page_that_is_not_there_is_told(root):
    write(root / "_toc.yml", f"{TOC}- file: book/two\n")
    assert refusal(root) == "_toc.yml names book/two, but there is no book/two.md"


def test_contents_that_cannot_be_read_are_told(root):
    write(root / "_toc.yml", "chapters: 1\n")
    assert refusal(root).startswith("_toc.yml: ")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (
            ("book/tiny.md", "(tiny-top)=\n", "(walk-tiny)=\n(tiny-top)=\n"),
            f'add "tiny" to BOOK in {contents.STUDIES}',
        ),
        (
            (contents.STUDIES, "BOOK = ()", 'BOOK = ("nowhere",)'),
            "names nowhere: write book/nowhere.md",
        ),
    ],
)
def test_the_build_stops_and_says_what_to_add_where(checkout, edit, said):
    checkout.edit(*edit)
    built = checkout.build()
    assert built.returncode != 0
    assert said in built.stderr
    assert checkout.site == {}
