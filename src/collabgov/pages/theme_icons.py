"""Icons of the theme: two thousand drawings and rules cut down to those in use."""

import logging
import re
from pathlib import Path

FONT = "vendor/fontawesome/webfonts/fa-solid-900.woff2"
RULE = re.compile(r'((?:\.fa-[\w-]+:before,?)+)\{content:"\\([0-9a-f]+) ?"\}')
NAME = re.compile(r"\bfa-([a-z0-9-]+)")
GLYPH = re.compile(r'content:"\\([ef][0-9a-f]{3})"')
CALLED = (1, 3, 4, 6, 16)  # where a font says what it is called
LITERAL = re.compile("[\ue000-\uf8ff]")  # as the theme's minifier writes some


def cut(static: Path) -> None:
    """Keep of a site's icons what its pages, scripts and styles show.

    The others go from the font, and their names from the styles.

    Parameters
    ----------
    static : Path
        The site's folder ``_static``; its parent holds the pages.
    """
    from fontTools import subset  # slow to import

    # what it prunes would drown the message of a build that fails
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    options = subset.Options(flavor="woff2", notdef_outline=True)
    font = subset.load_font(str(static / FONT), options)
    cutter = subset.Subsetter(options)
    codes = shown_codes(static)
    cutter.populate(unicodes=sorted(codes))
    cutter.subset(font)
    rename(font, "Icons")
    subset.save_font(font, str(static / FONT), options)
    for sheet in static.rglob("*.css"):
        sheet.write_text(named(sheet.read_text("utf-8"), codes), "utf-8")


def rename(font, name: str) -> None:
    """Call a font that was cut otherwise: its licence reserves the name for the whole."""
    for record in font["name"].names:
        if record.nameID in CALLED:
            record.string = name


def named(css: str, codes: set[int]) -> str:
    r"""Styles without the names of icons that are not among the code points.

    Examples
    --------
    >>> named(r'.fa-x:before{content:"\f00d"}p{color:red}', set())
    'p{color:red}'
    """
    return RULE.sub(lambda rule: rule[0] if int(rule[2], 16) in codes else "", css)


def shown_codes(static: Path) -> set[int]:
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
    drawn |= {ord(glyph) for glyph in LITERAL.findall(styles)}
    return drawn | {codes[name] for name in named & codes.keys()}
