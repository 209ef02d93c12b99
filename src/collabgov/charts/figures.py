"""One style for all figures, in light and dark, each with its finding in words."""

import hashlib
import html
import io
import re
from contextlib import contextmanager
from typing import Any

import pandas as pd
import seaborn as sns
from cycler import cycler
from IPython.display import HTML
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from collabgov.charts.number_table import folded_numbers, named_by_axis
from collabgov.charts.number_table import table as table  # pages ask for it here

# Colours are names: the page's style sheet says what they are in light and in dark.
INK, FAINT = "#222222", "#c9c9c9"
BLUE, ORANGE, GREEN, PURPLE, GREY = (
    "#0b6bb0",
    "#c25e00",
    "#0a7d5a",
    "#9a4f96",
    "#6f6f6f",
)
PALETTE = (BLUE, ORANGE, GREEN, PURPLE, GREY)
DASHES = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (6, 2, 1, 2)), (0, (3, 3)))
VARIABLES = {
    INK: "--pst-color-text-base",
    FAINT: "--pst-color-border",
    BLUE: "--gt-blue",
    ORANGE: "--gt-orange",
    GREEN: "--gt-green",
    PURPLE: "--gt-purple",
    GREY: "--gt-grey",
}
WIDTH = 4.8  # inches: text of 11 or 12 points keeps its size on a phone of 375

STYLE: dict[Any, Any] = {
    "figure.figsize": (WIDTH, 3.0),
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "axes.edgecolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "font.size": 12,
    "axes.labelsize": 12,
    "axes.titlesize": 12,
    "xtick.labelsize": 11,
    "ytick.labelsize": 11,
    "legend.fontsize": 11,
    "legend.frameon": False,
    "lines.linewidth": 2,
    "axes.prop_cycle": cycler(color=PALETTE),
    "svg.fonttype": "none",  # real text, in the page's own font
    "svg.hashsalt": "collabgov",  # equal builds, equal files
}


@contextmanager
def canvas(*args: Any, **kwargs: Any) -> Any:
    """`matplotlib.pyplot.subplots` in the book's style; closed at the end.

    Parameters
    ----------
    *args, **kwargs
        As for `matplotlib.pyplot.subplots`.

    Yields
    ------
    tuple
        Figure and axes.

    Examples
    --------
    >>> with canvas() as (figure, axes):
    ...     line = axes.plot([0, 1])
    ...     shown = show(figure, alt="Effort rises.", caption="Effort")
    >>> 'aria-label="Effort rises."' in shown.data
    True
    """
    with sns.axes_style("ticks"), plt.rc_context(STYLE):
        figure, axes = plt.subplots(*args, layout="constrained", **kwargs)
        try:
            yield figure, axes
        finally:
            plt.close(figure)


def show(
    figure: Figure,
    *,
    alt: str,
    caption: str = "",
    data: pd.DataFrame | None = None,
    digits: int = 2,
) -> HTML:
    """A figure as HTML: drawing, alternative text, caption, and the numbers behind it.

    Parameters
    ----------
    figure : Figure
        Made inside `canvas`.
    alt : str
        What the figure shows: its finding, as a sentence.
    caption : str
        A line below the drawing.
    data : DataFrame, optional
        The numbers behind the drawing, shown in a folded table.
    digits : int
        Decimals in that table.

    Returns
    -------
    HTML
        Follows the page into dark mode.

    Raises
    ------
    ValueError
        If the alternative text is no sentence.
    """
    if not alt.strip().endswith(".") or len(alt.split()) < 2:
        raise ValueError(f"alt must be a sentence that tells the finding, got {alt!r}")
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return HTML(
        f'<figure class="gt-figure">{drawing(figure, alt)}{below}'
        f"{folded_numbers(named_by_axis(data, figure), digits)}</figure>"
    )


def drawing(figure: Figure, alt: str) -> str:
    """The figure as inline SVG whose colours are variables of the page."""
    buffer = io.StringIO()
    with plt.rc_context(STYLE):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = re.sub(r'(<svg [^>]*?)width="[^"]*" height="[^"]*"|', r"\1", svg, count=1)
    width = figure.get_figwidth() / WIDTH * 540
    label = html.escape(alt, quote=True)
    svg = svg.replace(
        "<svg ",
        f'<svg role="img" aria-label="{label}" style="max-width: {width:.0f}px" ',
        1,
    )
    svg = re.sub(r"\s+height=\"[\d.]+pt\"|\s+width=\"[\d.]+pt\"", "", svg, count=2)
    for colour, variable in VARIABLES.items():
        svg = svg.replace(colour, f"var({variable}, {colour})")
    # ids are one page's, not one file's
    prefix = hashlib.sha256(svg.encode()).hexdigest()[:8]
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\1f{prefix}-", svg)
    return re.sub(r"\n\s*", "\n", svg)


def fold(title: str, inside: str, attributes: str = "") -> str:
    """Markup behind a line that opens it.

    Parameters
    ----------
    title, inside : str
        HTML.
    attributes : str
        Further attributes of the element, such as ``"open"``.

    Examples
    --------
    >>> fold("More", "<p>x</p>")
    '<details class="gt-ledger"><summary>More</summary><p>x</p></details>'
    """
    more = f" {attributes}" if attributes else ""
    return (
        f'<details class="gt-ledger"{more}><summary>{title}</summary>{inside}</details>'
    )


def icon_array(share: float, oppose: float | None = None) -> str:
    """100 small squares: filled for support, crossed for the opposite, open for silence.

    Parameters
    ----------
    share : float
        Share of all sets of assumptions, in [0, 1].
    oppose : float, optional
        Share of the opposite; left out where all others are a plain no.

    Returns
    -------
    str
        Inline SVG with an accessible name such as "57 of 100 for, 12 against".

    Raises
    ------
    ValueError
        If the shares are negative or add up to more than 1.

    Examples
    --------
    >>> 'aria-label="57 of 100 for, 12 against, 31 neither"' in icon_array(0.57, 0.12)
    True
    """
    against = oppose or 0.0
    if min(share, against) < 0 or share + against > 1 + 1e-9:
        raise ValueError(f"shares must lie in [0, 1] together, got {share}, {oppose}")
    yes, no = round(100 * share), round(100 * against)
    squares = []
    for k in range(100):
        kind = "yes" if k < yes else "no" if k >= 100 - no else "open"
        x, y = 10 * (k % 20), 10 * (k // 20)
        squares.append(
            f'<rect class="gt-{kind}" x="{x}" y="{y}" width="8" height="8"/>'
        )
        if kind == "no":
            squares.append(f'<path class="gt-cross" d="M{x} {y}l8 8m0-8l-8 8"/>')
    label = f"{yes} of 100 for, {no} against, {100 - yes - no} neither"
    if oppose is None:
        label = f"{yes} of 100 yes, {100 - yes} no"
    return (
        f'<svg class="gt-icons" role="img" aria-label="{label}" '
        f'viewBox="-1 -1 202 52">{"".join(squares)}</svg>'
    )
