"""Tables of numbers: rows and columns named, long ones thinned, one way to write."""

import html
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import HTML
from matplotlib.figure import Figure
from pandas.api.types import is_numeric_dtype

STEPS_SHOWN = 20  # of a long curve, about so many


def table(data: pd.DataFrame, digits: int = 2) -> HTML:
    """A table that scrolls inside itself where the page is narrow.

    Parameters
    ----------
    data : DataFrame
        A name of its index, or of a level of it, heads that column.
    digits : int
        Decimals of numbers that are not whole by type.

    Returns
    -------
    HTML

    Examples
    --------
    >>> shown = table(pd.DataFrame({"a": [-0.001]}, pd.Index([0.5], name="year"))).data
    >>> "<th>year</th>" in shown, "<td>0.00</td>" in shown
    (True, True)
    """
    text = (
        data.map(lambda value: cell(value, digits))
        .rename(index=head, columns=head)
        .to_html(border=0, classes="gt-numbers", index_names=False)
    )
    names = iter(data.index.names)
    text = re.sub(
        "<th></th>",
        lambda _: f"<th>{html.escape(str(next(names) or ''))}</th>",
        text,
        count=data.index.nlevels,
    )
    return HTML(wide(text))


def headed(text: str, heads: Mapping[str, str]) -> str:
    """The markup of a table with other cells at the head of some rows.

    Parameters
    ----------
    text : str
        As `table` makes it.
    heads : mapping of str to str
        Name of the row → the cell, with its tags.

    Returns
    -------
    str

    Examples
    --------
    >>> headed("<th>LG-5</th>", {"LG-5": '<th id="here">LG-5</th>'})
    '<th id="here">LG-5</th>'
    """
    for name, head_cell in heads.items():
        text = text.replace(f"<th>{html.escape(name)}</th>", head_cell)
    return text


def wide(text: str) -> str:
    """The markup of a table in a box that scrolls sideways."""
    return f'<div class="gt-wide" tabindex="0">{text}</div>'


def text_table(rows: list[list[str]]) -> str:
    """A table of cells that are texts already, the first row its heads.

    Examples
    --------
    >>> "<td>0.5</td>" in text_table([["year", "effort"], ["1", "0.5"]])
    True
    """
    heads = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in rows[0])
    body = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>"
        for row in rows[1:]
    )
    return wide(
        f'<table class="gt-numbers"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def cell(value: Any, digits: int) -> str:
    """One value as a reader sees it: a true minus, no minus before zero.

    Examples
    --------
    >>> cell(-0.256, 2), cell(-0.001, 2), cell(float("nan"), 2), cell(-3, 2)
    ('−0.26', '0.00', '–', '−3')
    """
    if pd.isna(value):
        return "–"
    if isinstance(value, float | np.floating):
        return f"{value:z.{digits}f}".replace("-", "−")
    return head(value)


def head(value: Any) -> Any:
    """A name of a row or column: a number without needless digits, text as it is."""
    if isinstance(value, float | np.floating):
        value = f"{value:.4g}"
    elif isinstance(value, str):
        return value
    return re.sub(r"^-(?=\d)", "−", str(value))


def folded_numbers(data: pd.DataFrame | None, digits: int = 2) -> str:
    """A folded table of the numbers behind a figure; of long curves not every row."""
    if data is None:
        return ""
    shown, every = thinned(data)
    note = f'<p class="gt-small">One row in {every}, and the last.</p>'
    return (
        "<details><summary>The numbers behind this figure</summary>"
        f"{note if every > 1 else ''}{table(shown, digits).data}</details>"
    )


def thinned(data: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """About 21 rows of every curve, its ends among them, and one in how many they are.

    A curve is numbers along a rising index; where that has several levels, each group
    of the outer ones is a curve. All other tables stay whole.

    Examples
    --------
    >>> shown, every = thinned(pd.DataFrame({"y": range(43)}))
    >>> shown.index[[0, 1, -2, -1]].to_list(), every
    ([0, 2, 40, 42], 2)
    """
    across = pd.Series(data.index.get_level_values(-1))
    outer = data.index.droplevel(-1) if data.index.nlevels > 1 else [0] * len(data)
    curves = across.groupby(np.array(outer, dtype=object), sort=False)
    longest = max((len(curve) for _, curve in curves), default=0)
    every = max(1, (longest - 1) // STEPS_SHOWN)
    numeric = all(map(is_numeric_dtype, [across, *data.dtypes]))
    rising = all(curve.is_monotonic_increasing for _, curve in curves)
    if every == 1 or not (numeric and rising):
        return data, 1
    at, last = curves.cumcount(), curves.transform("size") - 1
    return data[((at % every == 0) | (at == last)).to_numpy()], every


def named_by_axis(data: pd.DataFrame | None, figure: Figure) -> pd.DataFrame | None:
    """A table whose rows are named by the horizontal axis, if a line is drawn over it."""
    if data is None or data.index.names != [None] or not is_numeric_dtype(data.index):
        return data
    for axes in figure.axes:
        for line in axes.lines:
            drawn = np.asarray(line.get_xdata(), dtype=float)
            if len(drawn) and np.isin(data.index, drawn).all():
                return data.rename_axis(axes.get_xlabel())
    return data
