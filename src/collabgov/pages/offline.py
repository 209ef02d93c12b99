"""Sphinx extension: a site that asks nobody for anything and that everybody can use.

Jupyter Book brings a remote notebook runner, the theme a script of icons, maps and
translations that no page uses.  They are left out.  What axe-core finds in the markup
of this version of the theme is repaired in each page that is written; a test fails as
soon as one of the patterns no longer meets the theme's own markup.
"""

import re
import shutil
from functools import partial
from importlib import metadata
from pathlib import Path

from sphinx.errors import ExtensionError

from collabgov.pages import theme_icons
from collabgov.pages.chinese import marked
from collabgov.pages.console import silence, silenced
from collabgov.pages.page_scripts import lean, options

# what a page may load, from its own site or from disk; it may ask nobody for anything.
# "blob:" is the worker of figures and what it is started with
POLICY = (
    "default-src 'none'; script-src 'self' file: 'unsafe-inline' 'wasm-unsafe-eval' blob:; "
    "style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data:; "
    "font-src 'self' file: data:; connect-src blob:; worker-src blob:; "
    "form-action 'self' file:; base-uri 'none'"
)
MET = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}" />'

# pattern, replacement
REPAIRS = (
    (r'(<head>\s*<meta charset="utf-8" ?/?>)(?!\s*<meta http-equiv)', rf"\1\n{MET}"),
    # the name of a control begins with the words that stand on it
    (r'(<button class="[^"]*search-button-field[^>]*?) aria-label="Search"', r"\1"),
    (
        r'<span class="search-button__kbd-shortcut">',
        '<span class="search-button__kbd-shortcut" aria-hidden="true">',
    ),
    (r'(<i class="theme-switch [^>]*?)\s+title="[^"]*"', r'\1 aria-hidden="true"'),
    (r'<summary aria-label="Toggle hidden content">', "<summary>"),
    (
        r'<summary><span class="toctree-toggle"',
        '<summary aria-label="Pages below"><span class="toctree-toggle"',
    ),
    # the start page is called as the book is, and says so once
    (r"<title>([^<]+) &#8212; \1</title>", r"<title>\1</title>"),
    # everything on the page lies in a landmark
    (
        r'<div id="pst-primary-sidebar" class',
        '<div id="pst-primary-sidebar" role="complementary" aria-label="Contents" class',
    ),
    # a corner of a table that heads nothing
    (r"<th></th>", "<td></td>"),
    # a list holds items
    (r'(<div class="citation"[^>]*) role="doc-biblioentry"', r'\1 role="listitem"'),
    # a notebook is saved, not opened as text
    (r'(<a href="[^"]*\.ipynb") target="_blank"', r"\1 download"),
    # a megabyte and a half of icons that the font already has, and hints to hurry
    (r'<script defer src="[^"]*/fontawesome\.js[^"]*"></script>\s*', ""),
    (r'<link rel="preload" as="script"[^>]*>\s*', ""),
    # light or dark before the first paint, and light where no script runs
    (r'(<html [^>]*data-theme=)"auto"', r'\1"light"'),
    (
        r'dataset\.theme = localStorage\.getItem\("theme"\) \|\| "auto";',
        'dataset.theme = document.documentElement.dataset.mode !== "auto"'
        " ? document.documentElement.dataset.mode"
        ' : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";',
    ),
    # no control that does nothing where no script runs
    (
        r"\.pst-js-only \{ display: none !important; \}",
        ".pst-js-only, .sidebar-toggle, .dropdown-download-buttons, .bet input"
        " { display: none !important; }",
    ),
    # a stylesheet that only names another
    (r'_static/styles/theme\.css(\?[^"]*)?"', '_static/basic.css"'),
)

# below _static; what no page of ours refers to
UNUSED = (
    "images",
    "locales",
    "scripts/*.map",
    "scripts/fontawesome.js",
    "styles/*.map",
    "styles/theme.css",
    "vendor/fontawesome/webfonts/*.ttf",
    "*webpack-macros.html",
    "play-solid.svg",
    "sphinx-thebe.*",
)

# packages whose styles, scripts or icons the site ships
SHIPPED = (
    "Sphinx",
    "myst-nb",
    "pydata-sphinx-theme",
    "sphinx-book-theme",
    "sphinx-copybutton",
    "sphinx-design",
    "sphinx-togglebutton",
)


def without_thebe(app) -> None:
    """Disconnect sphinx-thebe, which Jupyter Book always loads."""
    for listeners in app.events.listeners.values():
        for listener in tuple(listeners):
            if listener.handler.__module__.startswith("sphinx_thebe"):
                app.disconnect(listener.id)
    app.registry.css_files[:] = [
        entry for entry in app.registry.css_files if entry[0] != "sphinx-thebe.css"
    ]


def footer(written, app, pagename, templatename, context, doctree) -> None:
    """Sphinx event: a page is about to be written."""
    if app.builder.format != "html":
        return
    written.add(pagename)
    href = context["pathto"]("_static/licences/index.html", 1)
    context["theme_extra_footer"] = (
        f'<p><a href="{href}">Licences of the software in this site</a></p>'
    )


def finish(written, app, error) -> None:
    """Sphinx event: the pages are written.  Repair them; drop what none of them uses.

    Only pages written in this run are touched: the others have been repaired.
    """
    if error or app.builder.format != "html":
        return
    settings = options(Path(app.outdir))
    for pagename in written:
        page = Path(app.builder.get_outfilename(pagename))
        text = marked(lean(repaired(silenced(page.read_text("utf-8"))), settings))
        page.write_text(text, "utf-8")
    static = Path(app.outdir) / "_static"
    licences(static / "licences", Path(app.srcdir))
    for path in [path for pattern in UNUSED for path in static.glob(pattern)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    theme_icons.cut(static)
    silence(static)


def repaired(page: str) -> str:
    """The HTML of a page with the theme's markup mended.

    Examples
    --------
    >>> repaired("<tr><th></th><th>effort</th></tr>")
    '<tr><td></td><th>effort</th></tr>'
    """
    for pattern, replacement in REPAIRS:
        page = re.sub(pattern, replacement, page)
    return page


def licences(target: Path, root: Path) -> None:
    """Copy the licence of each piece of software that the site ships, and list them."""
    texts = {name: package_licences(name) for name in SHIPPED}
    katex = root / "node_modules" / "katex" / "LICENSE"
    if (target.parent / "katex").exists():
        texts["KaTeX"] = [katex]
    if (target.parent / "explorable").exists():  # its npm package ships no text
        texts["MicroPython"] = [Path(__file__).with_name("micropython-licence.txt")]
    target.mkdir(exist_ok=True)
    names = []
    for name, paths in texts.items():
        joined = "\n\n".join(path.read_text("utf-8").strip() for path in paths)
        names.append(f"{name.lower()}.txt")
        (target / names[-1]).write_text(joined + "\n", "utf-8")
    items = "\n".join(f'<li><a href="{name}">{name}</a></li>' for name in names)
    (target / "index.html").write_text(INDEX.format(items=items), "utf-8")


def package_licences(name: str) -> list[Path]:
    """Licence files of an installed package."""
    licences = [
        Path(path.locate())
        for path in metadata.files(name) or []
        if "LICENSE" in path.name.upper()
    ]
    if not licences:
        raise ExtensionError(f"{name} is shipped with the site but has no licence file")
    return licences


INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Licences of the software that this site ships.">
<title>Licences</title>
</head>
<body>
<main>
<h1>Licences of the software in this site</h1>
<ul>
{items}
</ul>
</main>
</body>
</html>
"""


def setup(app) -> dict[str, bool]:
    """Register with Sphinx; after the extensions that Jupyter Book loads itself."""
    written: set[str] = set()
    without_thebe(app)
    app.connect("html-page-context", partial(footer, written), priority=900)
    app.connect("build-finished", partial(finish, written), priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
