"""One page of the book, as it will look: ``python -m collabgov.build.page SLUG [ROOT]``.

It is built beside the book, in ``_build/page``: a folder with links to the sources, a
table of contents of its own, and results of its own. The site of the book and all that
is kept for it stay as they are.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from collabgov.build import book, contents, freshness, lock, room

PLACE = "_build/page"
# a site begins with its start page; terms and works lead to the other two
START, BESIDE = "book/index", ("book/glossary", "book/bibliography")
SOURCES = ("src", "seeds", "book", "tests", "node_modules", "_config.yml",
           "package.json", "package-lock.json", "pyproject.toml", "README.md",
           "LICENSE", "requirements.txt")  # fmt: skip
# what leads to a page that is not built
ELSEWHERE = ["myst.xref_missing", "ref.ref", "ref.doc", "ref.term", "toc.not_included"]


def main(root: Path, name: str) -> None:
    """Build one page, with its evidence, and say where it stands.

    Parameters
    ----------
    root : Path
        The checkout.
    name : str
        The page, without ``book/`` and suffix: a study, or "claims".

    Raises
    ------
    SystemExit
        If there is no such page, or it fails as it would in the book. A reference to
        another page is not followed.
    """
    start, root = perf_counter(), root.resolve()
    os.environ.setdefault("SOURCE_DATE_EPOCH", book.EPOCH)
    book.without_grammars()
    known = contents.read(root)
    doc = chosen(known, name)
    wanted = [START, doc, *(page for page in BESIDE if page in known)]
    docs = list(dict.fromkeys(wanted))
    with room.needed(PLACE), lock.alone(root / PLACE, book.say):
        place = linked(root, docs)
        build(place, docs)
    shown = (place / f"_build/html/{doc}.html").relative_to(root).as_posix()
    book.say(f"== done in {perf_counter() - start:.1f} s: {shown}")


def build(place: Path, docs: list[str]) -> None:
    """Run some pages and write them; references to others lead nowhere, unsaid."""
    freshness.discard_stale(place, place / "_build")
    book.discard(place, "html")
    book.run_pages(place, docs)
    site = place / "_build/html"
    try:
        book.write_site(place, site, nitpicky=False, suppress_warnings=ELSEWHERE)
    except BaseException:
        book.discard(place, "html", ".doctrees")
        raise


def chosen(docs: Sequence[str], name: str) -> str:
    """The page that is meant.

    Examples
    --------
    >>> chosen(["book/index", "book/claims"], "claims")
    'book/claims'
    >>> chosen(["book/index", "book/claims"], "claim")
    Traceback (most recent call last):
    SystemExit: no page 'claim'; there are index, claims
    """
    doc = f"book/{name}"
    if doc not in docs:
        known = ", ".join(known.removeprefix("book/") for known in docs)
        raise SystemExit(f"no page {name!r}; there are {known}")
    return doc


def linked(root: Path, docs: list[str]) -> Path:
    """A folder that is the checkout with another table of contents.

    Parameters
    ----------
    root : Path
        The checkout.
    docs : list of str
        Pages; the first is the start page.

    Returns
    -------
    Path
        The folder: its sources are links, so that they are those of the checkout.
    """
    place = root / PLACE
    place.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        link = place / name
        if not link.is_symlink() and (root / name).exists():
            link.symlink_to(root / name)
    listed = "".join(f"- file: {doc}\n" for doc in docs[1:])
    text = f"format: jb-book\nroot: {docs[0]}\nchapters:\n{listed}"
    (place / "_toc.yml").write_text(text, "utf-8")
    return place


if __name__ == "__main__":
    name, *place = sys.argv[1:] or [""]
    main(Path(*place), name)
