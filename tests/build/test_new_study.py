"""A sixth study: all its files by one command, and book and tests that take it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from collabgov.build import contents, expected, guide, new_study
from collabgov.pages.glue import glued
from collabgov.studies import BOOK

ROOT = Path(__file__).resolve().parents[2]
SLUG = "toy_pairs"
NAMES = re.compile(r"(?ms)^BOOK = \(.*?\)")
NAMED = (contents.STUDIES, "_toc.yml", "book/studies.md", "book/references.bib")


@pytest.fixture
def root(tmp_path):
    """What a checkout has to hold so that a study can be added to it."""
    for name in NAMED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


def everything(root):
    """Every file and folder below a place, with what is in it."""
    paths = sorted(root.rglob("*"))
    return {path: path.read_bytes() if path.is_file() else None for path in paths}


def test_a_study_gets_all_its_files_and_comes_last_where_studies_are_named(root):
    written = new_study.write(root, "water_funds")
    assert all((root / path).is_file() for path in written)
    assert contents.studies(root) == (*BOOK, "water_funds")
    docs = re.findall(r"file: (.+)", (root / "_toc.yml").read_text("utf-8"))
    at = docs.index(f"book/teaching/{BOOK[-1]}")
    assert docs[at + 1 : at + 3] == ["book/water_funds", "book/teaching/water_funds"]
    record = (root / "seeds/water_funds.yml").read_text("utf-8")
    assert "prefix: WF\n" in record and "id: WF-1\n" in record
    texts = [(root / path).read_text("utf-8") for path in written]
    assert not [text for text in texts if re.search(r"[Tt]oy|\bTP\b", text)]


def test_the_first_study_of_a_book_is_taken_as_well(root):
    module = root / contents.STUDIES
    module.write_text(NAMES.sub("BOOK = ()", module.read_text("utf-8")), "utf-8")
    new_study.write(root, SLUG)
    assert contents.studies(root) == (SLUG,)
    assert "chapters:\n- file: book/toy_pairs\n" in (root / "_toc.yml").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("2pairs", "lower-case words, joined by _, got '2pairs'"),
        ("Toy", "lower-case words, joined by _, got 'Toy'"),
        ("toy-pairs", "lower-case words, joined by _, got 'toy-pairs'"),
        ("_toy", "lower-case words, joined by _, got '_toy'"),
        ("../toy", r"lower-case words, joined by _, got '\.\./toy'"),
        ("", "lower-case words, joined by _, got ''"),
        ("class", "a word of Python, got 'class'"),
        (BOOK[0], f"a study '{BOOK[0]}' already; there are {', '.join(BOOK)}"),
        ("load", "'load' is the name of something else in the book"),
        ("sys", "'sys' is the name of something else in the book"),
        ("rules", "'rules' is the name of something else in the book"),
        ("codebook", r"there is seeds/codebook\.yml already"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused_and_nothing_written(root, slug, said):
    before = everything(root)
    with pytest.raises(ValueError, match=said):
        new_study.write(root, slug)
    assert everything(root) == before


def test_a_folder_that_is_no_checkout_is_refused(tmp_path):
    with pytest.raises(ValueError, match="is no checkout of the book: it has no src/"):
        new_study.write(tmp_path, SLUG)
    assert everything(tmp_path) == {}


def test_a_page_without_a_place_for_its_card_is_refused(root):
    (root / "book/studies.md").write_text("# Studies\n", "utf-8")
    before = everything(root)
    with pytest.raises(ValueError, match=r"book/studies.md shows no study_cards\.card"):
        new_study.write(root, SLUG)
    assert everything(root) == before


def test_a_write_that_fails_half_way_leaves_all_as_it_was(root, monkeypatch):
    before, real = everything(root), Path.write_text

    def failing(path, *given, **named):
        if path.name == "_toc.yml":
            raise OSError("the disk is full")
        return real(path, *given, **named)

    monkeypatch.setattr(Path, "write_text", failing)
    with pytest.raises(OSError, match="the disk is full"):
        new_study.write(root, SLUG)
    assert everything(root) == before


def test_letters_that_another_study_has_are_not_taken():
    assert new_study.prefix("regional_laws", {"RL"}) == "RE"
    with pytest.raises(ValueError, match="no two letters of 'ab' are free: AA, AB"):
        new_study.prefix("ab", {"AA", "AB", "BA", "BB"})


def test_the_guide_says_what_to_fill_in_and_which_pages_count_the_studies(root):
    (root / "book/index.md").write_text(
        "# Start\n\nFive studies stand here.\n", "utf-8"
    )
    text = guide.instructions(root, SLUG, new_study.write(root, SLUG))
    assert re.search(r"(?m)^  seeds/toy_pairs.yml +what the study says", text)
    assert "  make page SLUG=toy_pairs\n" in text
    assert "count the studies in words:\n  book/index.md:3: Five studies\n" in text


def test_every_file_is_told_of(root):
    written = new_study.write(root, SLUG)
    names = {name.format(SLUG) for name in guide.FILL}
    assert {path.as_posix() for path in written} == names


# --- a book with it

TESTS = (
    "tests/test_layout.py",
    "tests/test_chapters.py",
    "tests/test_glossary.py",
    "tests/teaching/test_sessions.py",
    "tests/claims/test_frozen.py",
    "tests/records",
    "tests/studies/test_kernel_rules.py",
    f"tests/studies/test_{SLUG}.py",
    f"src/collabgov/studies/{SLUG}",
)
# of these what asks for this study by name, and what looks at all studies at once
CONCERNED = (
    SLUG,
    "test_layout",
    "test_study_record",
    "citation",
    "entries",
    "family_name",
)
PAGES = ("studies", "claims", "how_we_model", "glossary", "bibliography")
INDEX = (
    "---\nmyst:\n  html_meta:\n    description: A book of one study.\n---\n\n# Start\n"
)


@pytest.fixture
def whole(checkout):
    """A checkout with the sources of the book."""
    for name in ("book", "tests", "src"):
        shutil.rmtree(checkout.root / name, ignore_errors=True)
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, checkout.root / name, ignore=ignored)
    for name in ("_toc.yml", "requirements-scale.txt"):
        shutil.copy(ROOT / name, checkout.root / name)
    return checkout


def run(checkout, *words, **more):
    """Run one of the checkout's own commands, to its good end."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env=checkout.environment() | more,
        cwd=checkout.root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def alone(checkout):
    """Leave of the book what one study needs."""
    top = checkout.root / "book"
    for page in top.rglob("*.md"):
        text = page.read_text("utf-8")
        page.unlink()
        if page.stem in (SLUG, *PAGES):
            page.write_text(shortened(page.stem, text), "utf-8")
    (top / "index.md").write_text(INDEX, "utf-8")
    names = (f"- file: book/{name}\n" for name in (SLUG, f"teaching/{SLUG}", *PAGES))
    toc = f"format: jb-book\nroot: book/index\nchapters:\n{''.join(names)}"
    (checkout.root / "_toc.yml").write_text(toc, "utf-8")
    module = checkout.root / contents.STUDIES
    module.write_text(NAMES.sub(f'BOOK = ("{SLUG}",)', module.read_text("utf-8")))


def shortened(name, text):
    """A page without what is said of other studies by name, and links to other pages."""
    text = CUT.get(name, str)(text)
    gone = rf"\[([^]]*)\]\((?!(?:{'|'.join((SLUG, *PAGES))})\.md)\w+\.md\)"
    return re.sub(gone, r"\1", text)


def without(text, start, end):
    """A text without what stands from one heading to another, or to its end."""
    return text[: text.index(start)] + (text[text.index(end) :] if end else "")


CUT = {  # what is said of the five studies by name
    "studies": lambda text: without(
        without(text, "## Relational leadership", "## Toy pairs"), "## Do they read", ""
    ),
    "claims": lambda text: without(text, "## Three to begin with", "## All claims"),
}


@pytest.mark.slow
def test_a_new_study_passes_its_tests_and_is_built_into_the_book(whole):
    assert "make page SLUG=toy_pairs" in run(whole, "collabgov", "new-study", SLUG)
    renew = ("pytest", "-q", "tests/test_expected.py", "-k", SLUG)
    run(whole, *renew, UPDATE_EXPECTED="1")
    assert run(whole, "collabgov.build.freeze", SLUG) == f"{SLUG}: frozen\n"
    output = run(whole, "pytest", "-q", *TESTS, "-k", " or ".join(CONCERNED))
    assert int(re.search(r"(\d+) passed", output)[1]) > 100
    alone(whole)
    built = whole.build()
    assert built.returncode == 0, built.stdout + built.stderr
    for page in (SLUG, f"teaching/{SLUG}"):
        notebook = nbformat.read(whole.root / f"_build/html/book/{page}.ipynb", 4)
        assert expected.faults(whole.root, page, glued(notebook)) == []
    ids = {SLUG: "card-TP-1", "claims": "TP-1", "studies": SLUG}
    assert all(f'id="{ids[page]}"' in whole.html(page) for page in ids)
