"""Licences of all that the site ships: whose each file is, and under which terms.

Texts come from the installed packages.  What a package carries within, without its
text, has one in ``licence_texts``; a test fails when the package no longer carries it.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from sphinx.errors import ExtensionError

PLACE = "licences"  # below the site's _static
TEXTS = Path(__file__).with_name("licence_texts")
BOOK = "Governing Together"


@dataclass(frozen=True)
class Origin:
    """Where files of the site come from.

    Parameters
    ----------
    name : str
        What came from there.
    terms : str
        Its licences, as SPDX names them.
    files : tuple of str
        Patterns below ``_static``; a file can have more than one origin.
    text : str
        Where the text of the licence stands, in one place or more: ``python:``,
        ``npm:`` or ``font:`` and what holds it, or ``kept:`` and a file of
        ``licence_texts``.
    mark : str
        Words by which a shipped file names what it carries, if it does.
    """

    name: str
    terms: str
    files: tuple[str, ...]
    text: str
    mark: str = ""

    @property
    def file(self) -> str:
        """Name of its licence among those of the site."""
        return f"{self.name.lower().replace(' ', '-')}.txt"


THEME = "styles/pydata-sphinx-theme.css"
ORIGINS = (
    Origin(
        "Sphinx",
        "BSD-2-Clause",
        (
            "basic.css",
            "doctools.js",
            "documentation_options.js",
            "language_data.js",
            "searchtools.js",
            "sphinx_highlight.js",
            "file.png",
            "minus.png",
            "plus.png",
        ),
        "python:Sphinx",
    ),
    Origin("Pygments", "BSD-2-Clause", ("pygments.css",), "python:Pygments"),
    Origin(
        "accessible-pygments",
        "BSD-3-Clause",
        ("pygments.css",),
        "python:accessible-pygments",
    ),
    Origin(
        "pydata-sphinx-theme",
        "BSD-3-Clause",
        (THEME, "scripts/pydata-sphinx-theme.js", "scripts/bootstrap.js"),
        "python:pydata-sphinx-theme",
    ),
    Origin(
        "Bootstrap",
        "MIT",
        (THEME, "scripts/bootstrap.js", "scripts/bootstrap.js.LICENSE.txt"),
        "kept:bootstrap",
        "Bootstrap v5.3.3",
    ),
    Origin("Popper", "MIT", ("scripts/bootstrap.js",), "kept:popper", "popper"),
    Origin(
        "Font Awesome",
        "OFL-1.1 AND CC-BY-4.0 AND MIT",
        (THEME, "vendor/fontawesome/*", "scripts/fontawesome.js.LICENSE.txt"),
        "kept:font-awesome",
        "Font Awesome Free 6.5.2",
    ),
    Origin(
        "sphinx-book-theme",
        "BSD-3-Clause",
        ("styles/sphinx-book-theme.css", "scripts/sphinx-book-theme.js"),
        "python:sphinx-book-theme",
    ),
    Origin(
        "sphinx-copybutton",
        "MIT",
        (
            "copybutton.css",
            "copybutton.js",
            "copybutton_funcs.js",
            "check-solid.svg",
            "copy-button.svg",
        ),
        "python:sphinx-copybutton",
    ),
    Origin(
        "Tabler Icons",
        "MIT",
        ("check-solid.svg", "copy-button.svg", "copybutton.js"),
        "kept:tabler",
        "icon-tabler",
    ),
    Origin(
        "clipboard.js",
        "MIT",
        ("clipboard.min.js",),
        "kept:clipboard",
        "clipboard.js v2.0.8",
    ),
    Origin(
        "sphinx-design",
        "MIT",
        ("design-tabs.js", "sphinx-design.min.css"),
        "python:sphinx-design",
    ),
    Origin(
        "sphinx-exercise",
        "MIT",
        ("exercise.css",),
        "python:sphinx-exercise",
    ),
    Origin(
        "sphinx-togglebutton",
        "MIT",
        ("togglebutton.css", "togglebutton.js"),
        "python:sphinx-togglebutton",
    ),
    Origin("MyST-NB", "BSD-3-Clause", ("mystnb.*.css",), "python:myst-nb"),
    Origin("KaTeX", "MIT", ("katex/*",), "npm:katex"),
    Origin(
        "KaTeX fonts",
        "OFL-1.1",
        ("katex/fonts/*",),
        "font:katex/fonts/KaTeX_Main-Regular.woff2 kept:ofl",
    ),
    Origin(
        "MicroPython",
        "MIT AND BSD-3-Clause AND Zlib",
        ("explorable/runtime.js",),
        "kept:micropython",
        "loadMicroPython",
    ),
    Origin(
        "Emscripten",
        "MIT OR NCSA",
        ("explorable/runtime.js",),
        "kept:emscripten",
        "_emscripten_",
    ),
    Origin("musl", "MIT", ("explorable/runtime.js",), "kept:musl"),
)


def write(static: Path, root: Path) -> None:
    """Write the licence of each origin of a site's files, and a page that lists them.

    Parameters
    ----------
    static : Path
        The site's folder ``_static``.
    root : Path
        The checkout.

    Raises
    ------
    ExtensionError
        If a file has no origin, or an origin no text.
    """
    origins = (*ORIGINS, own(root))
    if strange := unlisted(static, origins):
        raise ExtensionError(
            f"_static/{strange[0]} is shipped, and nothing says whose it is: "
            "add it to ORIGINS in src/collabgov/pages/licences.py"
        )
    target = static / PLACE
    target.mkdir(exist_ok=True)
    rows = []
    for origin in origins:
        if files := shipped(static, origin):
            (target / origin.file).write_text(text(origin, static, root), "utf-8")
            rows.append(row(origin, files))
    (target / "index.html").write_text(INDEX.format(rows="\n".join(rows)), "utf-8")


def own(root: Path) -> Origin:
    """The book itself: its folder of styles and drawings, and its scripts."""
    names = [path.name for path in sorted((root / "book/_static").glob("*"))]
    return Origin(BOOK, "MIT AND CC-BY-4.0", ("explorable/*", *names), "book:LICENSE")


def all_files(static: Path) -> Iterator[Path]:
    """Files below ``_static``, from there, but for the licences."""
    for path in sorted(static.rglob("*")):
        short = path.relative_to(static)
        if path.is_file() and short.parts[0] != PLACE:
            yield short


def unlisted(static: Path, origins: tuple[Origin, ...]) -> list[str]:
    """Files of which nothing says whose they are."""
    known = {file for origin in origins for file in shipped(static, origin)}
    return [file.as_posix() for file in all_files(static) if file not in known]


def shipped(static: Path, origin: Origin) -> list[Path]:
    """Files of a site that came, in whole or part, from an origin."""
    return [file for file in all_files(static) if comes_from(file, origin)]


def comes_from(file: Path, origin: Origin) -> bool:
    """Whether a pattern of an origin is a file's, or that of a folder around it.

    Examples
    --------
    >>> icons = Origin("Icons", "MIT", ("vendor/icons/*",), "kept:icons")
    >>> comes_from(Path("vendor/icons/fonts/a.woff2"), icons)
    True
    >>> comes_from(Path("vendor/other/a.js"), icons)
    False
    """
    around = [file, *file.parents]
    return any(
        len(part.parts) == pattern.count("/") + 1 and part.match(pattern)
        for part in around
        for pattern in origin.files
    )


def text(origin: Origin, static: Path, root: Path) -> str:
    """Text of the licence of an origin.

    Raises
    ------
    ExtensionError
        If there is none.
    """
    found = [part(where, static, root) for where in origin.text.split()]
    if not all(found):
        told = f"{origin.name} is shipped with the site, its licence is not"
        raise ExtensionError(told)
    return "\n\n".join(found) + "\n"


def part(where: str, static: Path, root: Path) -> str:
    """The text that stands in one place; empty where there is none."""
    kind, _, name = where.partition(":")
    if kind == "font":
        return of_font(static / name)
    files = {
        "python": of_package,
        "npm": lambda name: [root / "node_modules" / name / "LICENSE"],
        "kept": lambda name: [TEXTS / f"{name}.txt"],
        "book": lambda name: [root / name],
    }[kind](name)
    texts = [file.read_text("utf-8").strip() for file in files if file.is_file()]
    return "\n\n".join(texts)


def of_package(name: str) -> list[Path]:
    """Licence files of an installed Python package."""
    try:
        found = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return []
    return [Path(file.locate()) for file in found if "LICENSE" in file.name.upper()]


def of_font(file: Path) -> str:
    """The licence that a font holds."""
    from fontTools.ttLib import TTFont  # slow to import

    return TTFont(file)["name"].getDebugName(13) or ""


def row(origin: Origin, files: list[Path]) -> str:
    """A row of the page that lists the licences."""
    shown = [file.as_posix() for file in files]
    if len(shown) > 9:
        shown = [f"{len(shown)} files, such as {shown[0]}"]
    cells = (
        f'<a href="{origin.file}">{html.escape(origin.name)}</a>',
        html.escape(origin.terms),
        html.escape(", ".join(shown)),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Licences of the software in this site, file by file.">
<title>Licences</title>
</head>
<body>
<main>
<h1>Licences of the software in this site</h1>
<p>Whose the files below <code>_static</code> are, in whole or in part. All pages are the book's own.</p>
<table>
<thead><tr><th>from</th><th>licence</th><th>files</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</main>
</body>
</html>
"""
