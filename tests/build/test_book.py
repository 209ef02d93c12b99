"""The build fails for the reason that was planted, and is the same each time."""

import shutil
import subprocess

import pytest

pytestmark = pytest.mark.slow

TINY, INDEX = "book/tiny.md", "book/index.md"
CELL = "```{code-cell} python\n1 / 0\n```\n\n:::{note}"

# what is planted: file, old text, new text; what the message must say
PLANTED = {
    "a cell that fails": (
        (TINY, ":::{note}", CELL),
        "book/tiny.md:45: ZeroDivisionError: division by zero",
    ),
    "a cell that warns": (
        (TINY, "HTML('", "import sys\n\nprint('look out', file=sys.stderr)\nHTML('"),
        "book/tiny.md:53: a warning: look out",
    ),
    "a reference to nothing": (
        (TINY, "the top <tiny-top>", "the top <no-such-label>"),
        "book/tiny.md:46: WARNING: undefined label: 'no-such-label'",
    ),
    "a formula that KaTeX refuses": (
        (TINY, r"\dot{x} =", r"\nonsense"),
        "book/tiny.md:23: WARNING: KaTeX: Undefined control sequence: ",
    ),
    "an inline formula that KaTeX refuses": (
        (TINY, "$a^2$", r"$a^2\nonsense$"),
        "book/tiny.md:21: WARNING: KaTeX: Undefined control sequence",
    ),
    "a role that nobody knows": (
        (INDEX, "{doc}`tiny`", "{dok}`tiny`"),
        "book/index.md:9: WARNING: Unknown interpreted text role",
    ),
    "a work that is not in the bibliography": (
        (TINY, "{cite:t}`adam1900first`", "{cite:t}`nobody1900`"),
        "WARNING: could not find bibtex key",
    ),
    "a header that is no notebook's": (
        (TINY, "    format_name: myst\n", ""),
        "book/tiny.md holds code, but not the header of a notebook",
    ),
    "a cell that is hidden in a list": (
        (
            TINY,
            CELL[:21] + "\nHTML",
            "- ```{code-cell} python\n  1\n  ```\n\n" + CELL[:21] + "\nHTML",
        ),
        "WARNING: Found an unexpected `code-cell`",
    ),
    "a name glued twice": (
        (TINY, 'glue("lock",', 'glue("seed", 2)\nglue("lock",'),
        "book/tiny.md: seed is glued twice: 1.25, 2",
    ),
    "a name that is not glued": (
        (TINY, "{glue:text}`source`", "{glue:text}`sauce`"),
        "book/tiny.md:18: WARNING: No key 'sauce' found in glue data",
    ),
    "a page that is not there": (
        ("_toc.yml", "book/tiny", "book/missing"),
        "_toc.yml names book/missing, but there is no book/missing.md",
    ),
    "a module that cannot be read": (
        ("src/collabgov/tiny.py", "SOURCE = 41", "SOURCE = 4 1"),
        "SyntaxError: invalid syntax",
    ),
}


@pytest.mark.parametrize("what", PLANTED)
def test_planted_fault_fails_the_build_and_leaves_no_site(checkout, what):
    edit, message = PLANTED[what]
    checkout.edit(*edit)
    built = checkout.build()
    assert built.returncode != 0
    assert message in built.stderr
    assert checkout.site == {}


def test_fault_fails_every_run_and_is_forgotten_once_mended(checkout):
    good = checkout.site
    for old, new in ((":::{note}", CELL), ("{ref}`the", "{rof}`the")):
        checkout.edit(TINY, old, new)
        for _ in range(3):
            assert checkout.build().returncode != 0
            assert checkout.site == {}
            assert not (checkout.root / "_build/.doctrees").exists()
        checkout.edit(TINY, new, old)
    assert checkout.build().returncode == 0
    assert checkout.site == good


def test_killed_build_leaves_no_site(checkout):
    checkout.edit(
        TINY, ":::{note}", CELL.replace("1 / 0", "import time\n\ntime.sleep(9)")
    )
    build = subprocess.Popen(
        checkout.command(),
        env=checkout.environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert build.stdout.readline() == "== pages: 1 to run\n"
    build.kill()
    build.communicate()
    assert checkout.site == {}
    assert not (checkout.root / "_build/.last").exists()


def test_two_clean_builds_are_equal_byte_for_byte(small, tmp_path):
    """In folders of other depth and letters, at other hours, in another order of sets."""
    place = tmp_path / "deep down/书/copy"
    ignored = shutil.ignore_patterns("_build", "__pycache__")
    shutil.copytree(small.root, place, symlinks=True, ignore=ignored)
    other = type(small)(place)
    elsewhere = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    built = other.build(**elsewhere)
    assert "== pages: 1 to run" in built.stdout, built.stderr
    site, good = other.site, small.site
    assert sorted(site) == sorted(good)
    assert [name for name in site if site[name] != good[name]] == []


def test_build_of_edited_text_equals_a_clean_one(checkout):
    checkout.edit(INDEX, "# Governing Together", "# Beginning")
    checkout.edit(TINY, "A note with", "Words about")
    built = checkout.build()
    assert built.returncode == 0
    assert "== pages" not in built.stdout
    site = checkout.site
    assert b"Beginning" in site["book/tiny.html"]
    shutil.rmtree(checkout.root / "_build")
    checkout.build()
    assert checkout.site == site


def test_unchanged_book_is_not_built_again(checkout):
    good = checkout.site
    built = checkout.build()
    assert built.stdout == "== nothing has changed: _build/html is this book\n"
    assert checkout.site == good


def test_tampered_site_is_built_again(checkout):
    good = checkout.site
    (checkout.root / "_build/html/book/tiny.html").write_text("no page of ours")
    (checkout.root / "_build/html/book/stray.html").write_text("no page of ours")
    assert checkout.build().returncode == 0
    assert checkout.site == good


def test_page_that_leaves_the_book_leaves_the_site(checkout):
    assert "book/more.html" in checkout.site
    checkout.edit("_toc.yml", "  sections:\n  - file: book/more\n", "")
    assert checkout.build().returncode == 0
    assert not [name for name in checkout.site if "more" in name]
