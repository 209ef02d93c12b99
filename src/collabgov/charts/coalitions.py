"""Charts of wholes and their parts: what adds up, which removals are enough."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import HTML
from matplotlib.patches import Rectangle

from collabgov.charts.figures import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    WIDTH,
    canvas,
    show,
)


def waterfall(terms: pd.Series, *, label: str, total: str, **words: Any) -> HTML:
    """Terms one below the other, each from where the one above ends; then their sum.

    Parameters
    ----------
    terms : Series
        Name → amount.
    label : str
        Label of the horizontal axis.
    total : str
        Name of the sum.
    **words
        As for `figures.show`.
    """
    ends = terms.cumsum()
    starts = ends - terms
    rows = pd.concat([terms, pd.Series({total: terms.sum()})])
    with canvas(figsize=(WIDTH, 0.9 + 0.34 * len(rows))) as (figure, axes):
        y = np.arange(len(terms))
        gains = (terms >= 0).to_numpy()
        for side, colour, hatch in ((gains, BLUE, ""), (~gains, ORANGE, "///")):
            axes.barh(
                y[side],
                terms[side],
                left=starts[side],
                height=0.7,
                color=colour if not hatch else "none",
                edgecolor=colour,
                hatch=hatch,
            )
        axes.barh(len(terms), terms.sum(), height=0.7, color=INK)
        axes.vlines(ends, y - 0.35, y + 1.35, color=GREY, linewidth=1)
        axes.axvline(0, color=INK, linewidth=1)
        edge = max(ends.max(), 0.0) + 0.03
        for k, value in enumerate(rows):
            axes.text(edge, k, f"{value:+.2f}", va="center")
        axes.set(yticks=range(len(rows)), yticklabels=rows.index, xlabel=label)
        axes.set_xlim(right=edge + 0.16)
        axes.invert_yaxis()
        return show(figure, data=rows.to_frame("amount"), **words)


def lattice(
    shares: pd.Series, *, letters: Sequence[str], none: str, **words: Any
) -> HTML:
    """All sets of removals by their size, each a box filled as far as it is enough.

    Parameters
    ----------
    shares : Series
        Set, as a text of letters in their order → share in [0, 1].
    letters : sequence of str
        One letter a part.
    none : str
        What stands in the box of the empty set.
    **words
        As for `figures.show`.
    """
    sizes = range(len(letters) + 1)
    rows = [["".join(subset) for subset in combinations(letters, n)] for n in sizes]
    with canvas(figsize=(WIDTH, 4.2)) as (figure, axes):
        for row, names in enumerate(rows):
            for k, name in enumerate(names):
                x, y = k - len(names) / 2, -row
                corner, share = (x + 0.03, float(y)), float(shares[name])
                filled = Rectangle(corner, 0.94 * share, 0.66, color=BLUE, alpha=0.35)
                axes.add_patch(filled)
                axes.add_patch(Rectangle(corner, 0.94, 0.66, fill=False, edgecolor=INK))
                content = f"{' '.join(name) or none}\n{100 * share:.0f}"
                middle = {"ha": "center", "va": "center_baseline", "fontsize": 11}
                axes.text(x + 0.5, y + 0.32, content, linespacing=1.15, **middle)
        axes.set(xlim=(-3.1, 3.1), ylim=(-len(letters) - 0.2, 0.8))
        axes.axis("off")
        data = (100 * shares).rename("of 100").to_frame()
        return show(figure, data=data, digits=0, **words)
