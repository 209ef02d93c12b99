"""A new study: every file that its name asks for, with a small model that runs.

The files under ``templates/`` are a whole study of two partners, ``toy_pairs``; a new
study begins as this one under another name.
"""

import ast
import keyword
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from collabgov.build import contents, insertions

PATTERN, PREFIX = "toy_pairs", "TP"  # names in the templates, for which others stand
SLUG = re.compile("[a-z]+(_[a-z]+)*")


def write(root: Path, slug: str) -> list[Path]:
    """Write all files of a new study, and name it where it has to be named.

    Parameters
    ----------
    root : Path
        The checkout.
    slug : str
        Its name in every file, page and address: lower-case words, joined by "_".

    Returns
    -------
    list of Path
        What was written or changed, from the checkout; what to fill in tells
        `collabgov.build.guide.instructions`.

    Raises
    ------
    ValueError
        If the name cannot be one, or is taken. Then nothing is written.
    OSError
        If a file cannot be written. Then all is again as it was.
    """
    check(root, slug)
    new = filled(slug, prefix(slug, prefixes(root)))
    for name in new:
        if (root / name).exists():
            raise ValueError(f"there is {name.as_posix()} already")
    texts = new | insertions.changed(root, slug)
    write_all(root, texts)
    return list(texts)


def check(root: Path, slug: str) -> None:
    """Refuse a name that no study can have.

    Parameters
    ----------
    root : Path
        The checkout.
    slug : str
        The name.

    Raises
    ------
    ValueError
        With the rule, the name, and what there is.

    Examples
    --------
    >>> check(Path(), "class")
    Traceback (most recent call last):
    ValueError: a study cannot be called by a word of Python, got 'class'
    """
    if not SLUG.fullmatch(slug):
        rule = "a study is called by lower-case words, joined by _"
        raise ValueError(f"{rule}, got {slug!r}")
    if keyword.iskeyword(slug):
        raise ValueError(f"a study cannot be called by a word of Python, got {slug!r}")
    there = contents.studies(root)
    if slug in there:
        known = ", ".join(there)
        raise ValueError(f"there is a study {slug!r} already; there are {known}")
    if slug in taken(root):
        raise ValueError(f"{slug!r} is the name of something else in the book")


def taken(root: Path) -> set[str]:
    """Names that a study would hide: what its module holds, and what else was frozen."""
    module = root / contents.STUDIES
    code = ast.parse(module.read_text("utf-8") if module.is_file() else "")
    held = (ast.FunctionDef, ast.ClassDef, ast.alias)
    names = {node.name for node in ast.walk(code) if isinstance(node, held)}
    return names | {file.stem for file in (root / "seeds/frozen").glob("*.yml")}


def prefixes(root: Path) -> set[str]:
    """The two capitals that begin the claims of the studies that are there."""
    records = (root / "seeds").glob("*.yml")
    matches = (
        re.search(r"(?m)^prefix: (\S+)", path.read_text("utf-8")) for path in records
    )
    return {match[1] for match in matches if match}


def prefix(slug: str, others: set[str]) -> str:
    """Two capitals that begin the claims of a study, and of no other.

    Parameters
    ----------
    slug : str
        The study.
    others : set of str
        Those that are given away.

    Returns
    -------
    str
        The first letters of its words where they are free.

    Raises
    ------
    ValueError
        If no two of its letters are free.

    Examples
    --------
    >>> prefix("toy_pairs", set()), prefix("toy_pairs", {"TP"})
    ('TP', 'TO')
    """
    words = slug.split("_")
    letters = "".join([words[0][0], *(word[0] for word in words[1:]), *words[0][1:]])
    pairs = [a + b for k, a in enumerate(letters) for b in letters[k + 1 :] + letters]
    for pair in pairs:
        if pair.upper() not in others:
            return pair.upper()
    raise ValueError(
        f"no two letters of {slug!r} are free: {', '.join(sorted(others))}"
    )


def filled(slug: str, letters: str) -> dict[Path, str]:
    """The files of a study that begins as the pattern does.

    Parameters
    ----------
    slug, letters : str
        Its name, and the two capitals that begin its claims.

    Returns
    -------
    dict of Path to str
        Path from the checkout → text.
    """
    top = files("collabgov.build") / "templates"
    return {
        Path(renamed(name, slug, letters)): renamed(text, slug, letters)
        for name, text in _read(top, "")
    }


def renamed(text: str, slug: str, letters: str) -> str:
    """A text of the pattern with the names of another study.

    Examples
    --------
    >>> renamed("Toy pairs: toy_pairs, TP-1b.", "water_funds", "WF")
    'Water funds: water_funds, WF-1b.'
    """
    name = insertions.title(slug)
    others = {
        PATTERN: slug,
        insertions.key(PATTERN): insertions.key(slug),
        "Toy pairs": name,
        "toy pairs": name.lower(),
    }
    for own, other in others.items():
        text = text.replace(own, other)
    return re.sub(rf"\b{PREFIX}\b", letters, text)


def _read(folder: Traversable, above: str) -> list[tuple[str, str]]:
    """Path and text of every template; what they become has no ".txt"."""
    templates = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            templates += _read(item, f"{above}{item.name}/")
        elif item.name.endswith(".txt"):
            name = item.name.removesuffix(".txt")
            templates.append((f"{above}{name}", item.read_text("utf-8")))
    return templates


def write_all(root: Path, texts: dict[Path, str]) -> None:
    """Write files: all of them, or none.

    Parameters
    ----------
    root : Path
        The checkout.
    texts : dict of Path to str
        Path from there → text.

    Raises
    ------
    OSError
        If one cannot be written. Then all is again as it was.
    """
    files = {root / name: text for name, text in texts.items()}
    before = {path: path.read_bytes() for path in files if path.exists()}
    fresh = {up for path in files for up in path.parents if not up.exists()}
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except BaseException:
        for path in files.keys() - before:
            path.unlink(missing_ok=True)
        for path, was in before.items():
            path.write_bytes(was)
        for folder in sorted(fresh, reverse=True):
            folder.rmdir() if folder.exists() else None
        raise
