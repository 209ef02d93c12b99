"""What the book consists of: pages in the table of contents, chapters, studies."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

STUDIES = "src/collabgov/studies/__init__.py"
ALONE = ("synthesis",)  # a chapter that is about the studies, and has none of its own


def read(root: Path) -> list[str]:
    """Names of the pages, in the order of the table of contents.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    list of str
        Paths from the checkout without suffix: "book/index".

    Raises
    ------
    SystemExit
        If the table cannot be read, or table, chapters and studies do not name each
        other: a line each, which says what to add where.
    """
    from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

    try:
        docs = list(parse_toc_yaml(root / "_toc.yml"))
    except MalformedError as error:
        raise SystemExit(f"_toc.yml: {error}") from None
    lines = [
        f"_toc.yml names {doc}, but there is no {doc}.md"
        for doc in docs
        if not (root / f"{doc}.md").exists()
    ]
    lines += faults(root, docs)
    if lines:
        raise SystemExit("\n".join(lines))
    return docs


def faults(root: Path, docs: Sequence[str]) -> Iterator[str]:
    """What chapters, studies and the table of contents do not say of each other.

    Parameters
    ----------
    root : Path
        The checkout.
    docs : sequence of str
        Pages in the table of contents.

    Yields
    ------
    str
        A line.
    """
    named, written = studies(root), chapters(root)
    for slug in named:
        if not (root / f"book/{slug}.md").is_file():
            yield f"BOOK in {STUDIES} names {slug}: write book/{slug}.md"
    for slug in written:
        if slug not in (*named, *ALONE):
            missing = f'add "{slug}" to BOOK in {STUDIES}'
            yield f"book/{slug}.md is a chapter without a study: {missing}"
    for doc in (f"book/{part}{slug}" for slug in written for part in ("", "teaching/")):
        if doc not in docs and (root / f"{doc}.md").is_file():
            yield f'{doc}.md is in no table of contents: add "- file: {doc}" to _toc.yml'


def chapters(root: Path) -> list[str]:
    """Pages of the book that are chapters: they have a walk, or their study a record.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    list of str
        Their names, sorted.
    """
    return [
        page.stem
        for page in sorted((root / "book").glob("*.md"))
        if (root / f"seeds/{page.stem}.yml").is_file()
        or f"(walk-{page.stem})=" in page.read_text("utf-8")
    ]


def studies(root: Path) -> tuple[str, ...]:
    """The studies that a checkout's book is made of: its `collabgov.studies.BOOK`.

    Parameters
    ----------
    root : Path
        The checkout; its code is read and not run.

    Returns
    -------
    tuple of str
        Empty where the checkout names none.
    """
    file = root / STUDIES
    body = ast.parse(file.read_text("utf-8")).body if file.is_file() else []
    for node in body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "BOOK":
            return tuple(ast.literal_eval(node.value))
    return ()
