"""The book from its sources: evidence, then pages, then the site.

``python -m collabgov.build.book [ROOT]`` is what `make book` calls.  ``_build/html``
is there only while it is whole and comes from a build that ended well: it is deleted
before anything else happens, and a new one is put there when all has succeeded.
"""

import io
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from time import perf_counter

from collabgov.build import checksums, contents, freshness, links, lock, room

say = partial(print, flush=True)

LAST = "_build/.last"
EPOCH = "1767225600"  # one clock for every date that a build writes

# as `jb build -n` sets them
SPHINX_SETTINGS = {
    "external_toc_path": "_toc.yml",
    "latex_individualpages": False,
    "nitpicky": True,
}

# what takes seconds to import is imported where it is used: a book in which nothing
# has changed says so at once


def main(root: Path) -> None:
    """Build the book of the checkout ``root``.

    Raises
    ------
    SystemExit
        With a message, if anything at all goes wrong.  Then there is no site.
    """
    root = root.resolve()
    if missing := [n for n in ("_config.yml", "_toc.yml") if not (root / n).is_file()]:
        raise SystemExit(f"== failed\n{root} holds no book: it has no {missing[0]}")
    try:
        with room.needed("_build"), lock.alone(root / "_build", say):
            rebuild(root)
    except OSError as error:  # such as a tree that is not ours
        raise SystemExit(f"== failed\n{error}") from None


def rebuild(root: Path) -> None:
    """Build the book anew where anything has changed, alone in its folder."""
    start = perf_counter()
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    was, now = last_build(root), [freshness.frame(root), freshness.text(root)]
    if was == [*now, site_digest(root)]:
        return say("== nothing has changed: _build/html is this book")
    without_grammars()
    checksums.discard_damaged(root / "_build", say)
    try:
        make_room(root, keep=was[:1] == now[:1])
        run_pages(root, contents.read(root))
        with room.needed("the site, in _build/unfinished,"):
            write_site(root, root / "_build/unfinished")
        links.check(root / "_build/unfinished")
        written = freshness.digest_of(root / "_build/unfinished")
        checksums.note(root / "_build")
        (root / LAST).write_text("\n".join([*now, written]))
    except BaseException:
        discard(root, "unfinished", ".doctrees")
        raise
    # last: where a site stands, all that belongs to it has been written
    (root / "_build/unfinished").rename(root / "_build/html")
    say(f"== done in {perf_counter() - start:.1f} s: _build/html/book/index.html")


def without_grammars() -> None:
    """Spare 0.8 s: jsonschema would compile grammars of addresses; no notebook has any."""
    sys.modules["rfc3987_syntax"] = None  # ty: ignore[invalid-assignment]


def site_digest(root: Path) -> str:
    """Digest of the site as it stands."""
    return freshness.digest_of(root / "_build/html")


def last_build(root: Path) -> list[str]:
    """Digests of frame, text and site of the last good build; none if there is none."""
    note = root / LAST
    return note.read_text().split("\n") if note.exists() else []


def make_room(root: Path, keep: bool) -> None:
    """Delete the old site, and what was parsed unless only the text of pages differs."""
    discard(root, "html", "unfinished", *([] if keep else [".doctrees"]))
    (root / LAST).unlink(missing_ok=True)
    freshness.discard_stale(root, root / "_build")


def discard(root: Path, *names: str) -> None:
    """Delete folders of ``_build``."""
    for name in names:
        shutil.rmtree(root / "_build" / name, ignore_errors=True)


def run_pages(root: Path, docs: list[str]) -> None:
    """Run the pages of which the results are not at hand, after their evidence."""
    from collabgov.build import notebooks

    waiting = notebooks.waiting(root, docs)
    if not waiting:
        return
    evidence(root, docs)
    say(f"== pages: {len(waiting)} to run")
    failures = []
    with room.needed("results of pages, in _build,"):
        for doc, seconds, failure in notebooks.run_all(root, waiting):
            say(f"   {doc}.md  {seconds:.1f} s")
            failures += [failure] if failure else []
        if failures:
            raise SystemExit("\n".join(["== failed", *sorted(failures)]))


def evidence(root: Path, docs: list[str]) -> None:
    """Compute the slow tables of every chapter; what is at hand is not computed again."""
    from collabgov.pages import build_times
    from collabgov.studies import BOOK, load

    tables = root / "_build/evidence"
    named = {Path(doc).name for doc in docs}
    work: dict[str, Callable[[], None]] = {
        slug: load(slug).compute for slug in BOOK if slug in named
    }
    if "synthesis" in named:
        from collabgov.synthesis import stress

        work["synthesis"] = stress.compute
    for name, compute in work.items():
        start, before = perf_counter(), set(tables.glob("*.parquet"))
        with room.needed(f"tables of {name}, in _build/evidence,"):
            compute()
            if name in BOOK and set(tables.glob("*.parquet")) != before:
                build_times.note(root, name, perf_counter() - start)
        say(f"== evidence: {name}, {perf_counter() - start:.1f} s")


def write_site(root: Path, site: Path, **changed: object) -> None:
    """Let Jupyter Book write the site; a warning is a failure.

    Parameters
    ----------
    root, site : Path
        The checkout, and where the site is written.
    **changed
        Settings of Sphinx that differ from those of the book.

    Raises
    ------
    SystemExit
        With what Sphinx says, if it says anything.
    """
    from jupyter_book.sphinx import build_sphinx
    from sphinx.util.console import nocolor

    say("== site")
    nocolor()
    output = io.StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        result = build_sphinx(
            root,
            site,
            noconfig=True,
            path_config=root / "_config.yml",
            confoverrides={**SPHINX_SETTINGS, **changed},
            warningiserror=True,
            keep_going=True,
            quiet=True,
            force_all=True,  # the site starts empty; what was parsed is not parsed again
        )
    if result:
        message = output.getvalue().replace(f"{root}{os.sep}", "").strip()
        cause = result if isinstance(result, BaseException) else None
        raise SystemExit(f"== failed\n{message}") from cause


if __name__ == "__main__":
    main(Path(*sys.argv[1:]))
