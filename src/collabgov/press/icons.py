"""Icons of the theme: a font of two thousand drawings cut down to those in use."""

import re
from pathlib import Path

FONT = "vendor/fontawesome/webfonts/fa-solid-900.woff2"
RULE = re.compile(r'((?:\.fa-[\w-]+:before,?)+)\{content:"\\([0-9a-f]+) ?"\}')
NAME = re.compile(r"\bfa-([a-z0-9-]+)")
GLYPH = re.compile(r'content:"\\([ef][0-9a-f]{3})"')


def cut(static: Path) -> None:
    """Keep in the icon font of a site what its pages, scripts and styles show.

    Parameters
    ----------
    static : Path
        The site's folder ``_static``; its parent holds the pages.
    """
    from fontTools import subset  # slow to import

    options = subset.Options(flavor="woff2", notdef_outline=True)
    font = subset.load_font(str(static / FONT), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(shown(static)))
    cutter.subset(font)
    subset.save_font(font, str(static / FONT), options)


def shown(static: Path) -> set[int]:
    """Code points of the icons that a site names, or that its styles draw themselves."""
    styles = "\n".join(p.read_text("utf-8") for p in sorted(static.rglob("*.css")))
    codes = {
        name: int(code, 16)
        for names, code in RULE.findall(styles)
        for name in NAME.findall(names)
    }
    pages = [*static.parent.rglob("*.html"), *static.rglob("*.js")]
    named = {n for p in pages for n in NAME.findall(p.read_text("utf-8"))}
    drawn = {int(code, 16) for code in GLYPH.findall(RULE.sub("", styles))}
    return drawn | {codes[name] for name in named & codes.keys()}
