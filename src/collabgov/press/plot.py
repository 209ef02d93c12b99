"""The markup of an explorable figure: a finished drawing, controls, source."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # a figure calls this module, not the other way round
    from collabgov.press.explorable import Control, Explorable


def page_figure(figure: Explorable, told: dict[str, Any], source: str) -> str:
    """The whole figure as HTML: readable without scripts, alive with them.

    `told` is what the page has to know (`collabgov.press.explorable.spec`), `source`
    the kernel's text.
    """
    path = np.array(told["expected"]).reshape(-1, told["columns"])
    text = json.dumps(told, allow_nan=False).replace("<", "\\u003c")
    return "\n".join(
        [
            f'<figure class="xp" id="{figure.ident}" data-xp data-state="waiting">',
            f'<script type="application/json" class="xp-spec">{text}</script>',
            f"<figcaption>{escape(figure.title)}</figcaption>",
            key(figure),
            drawing(figure, told, path),
            controls(figure, told),
            f'<p role="status">{escape(shown_for(figure))}</p>',
            editor(figure.ident, source),
            "</figure>",
        ]
    )


def key(figure: Explorable) -> str:
    """Names of the lines, each beside a piece of its line."""
    items = "".join(
        '<li><svg viewBox="0 0 24 8" aria-hidden="true"><path class="xp-line '
        f'xp-s{k}" d="M0,4L24,4"/></svg>{escape(name)}</li>'
        for k, name in enumerate(figure.chart.columns.values())
    )
    items += (
        '<li><svg viewBox="0 0 24 8" aria-hidden="true"><path class="xp-ghost xp-s0" '
        'd="M0,4L24,4"/></svg>the setting before</li>'
    )
    return f'<ul class="xp-legend">{items}</ul>'


def line(values: NDArray[np.float64], low: float, high: float) -> str:
    """Path data on a square of 1,000, y downwards."""
    x = 1000 * np.arange(len(values)) / (len(values) - 1)
    y = 1000 * (1 - (values.clip(low, high) - low) / (high - low))
    return "M" + "L".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))


def spans(here: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Where a leader is: first step, and first step after, of every stay.

    Examples
    --------
    >>> spans(np.array([1.0, 1.0, 0.0, 1.0]))
    [(0, 2), (3, 4)]
    """
    edges = np.flatnonzero(np.diff(np.r_[0, here > 0.5, 0])).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def presence(here: NDArray[np.float64]) -> str:
    """Path data of a bar that is there while a leader is."""
    scale = 1000 / len(here)
    return "".join(f"M{a * scale:.1f},0H{b * scale:.1f}" for a, b in spans(here))


def drawing(figure: Explorable, told: dict[str, Any], path: NDArray[np.float64]) -> str:
    """Axes as text, lines as SVG that stretches with the page."""
    low, high = told["y"]
    steps = len(path)
    grid = "".join(
        f'<path class="xp-grid" d="M0,{1000 * k / 4:.0f}L1000,{1000 * k / 4:.0f}"/>'
        for k in range(4)
    )
    lines = "".join(
        f'<path class="xp-ghost xp-s{k}" d=""/>'
        f'<path class="xp-line xp-s{k}" d="{line(path[:, s["at"]], low, high)}"/>'
        for k, s in enumerate(told["series"])
    )
    square = 'viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true"'
    bar = ""
    if told["bar"] is not None:
        bar = (
            '<svg class="xp-presence" viewBox="0 -5 1000 10" preserveAspectRatio="none" '
            f'aria-hidden="true"><path class="xp-bar" d="{presence(path[:, told["bar"]])}"/>'
            "</svg>"
        )
    y = "".join(
        f'<span class="xp-yt" style="top:{25 * k}%">{high - (high - low) * k / 4:g}</span>'
        for k in range(5)
    )
    x = "".join(
        f'<span class="xp-xt" style="left:{25 * k}%">{steps * k / 4:g}</span>'
        for k in range(5)
    )
    return (
        f'<div class="xp-plot" role="img" aria-label="{escape(figure.alt)}">'
        f'<span class="xp-yl">{escape(figure.chart.label)}</span>'
        f"<svg {square}>{grid}{lines}</svg>{bar}{y}{x}"
        f'<span class="xp-xl">{escape(figure.chart.unit)}</span></div>'
    )


def controls(figure: Explorable, told: dict[str, Any]) -> str:
    """Choices, sliders and buttons; asleep until the page's first run has agreed."""
    rows = [choice_row(figure, k) for k in range(len(figure.choices))]
    rows += [slider_row(figure.ident, control) for control in figure.controls()]
    again = (
        '<button type="button" class="xp-again">New draws</button>'
        if told["draws"]
        else ""
    )
    wake = (
        '<button type="button" class="xp-try" hidden>Try it</button>'
        if figure.on_touch
        else ""
    )
    return (
        f'<form autocomplete="off">{wake}<fieldset disabled>{"".join(rows)}'
        f'<div class="xp-buttons">{again}<button type="reset">Reset to the book’s '
        "values</button></div></fieldset></form>"
    )


def choice_row(figure: Explorable, k: int) -> str:
    """A choice among options."""
    choice, ident = figure.choices[k], f"{figure.ident}-choice{k}"
    options = "".join(
        f'<option value="{escape(name)}">{escape(name)}</option>'
        for name in choice.options
    )
    return (
        f'<div class="xp-row"><label for="{ident}">{escape(choice.label)}</label>'
        f'<select id="{ident}" name="choice{k}">{options}</select></div>'
    )


def slider_row(figure: str, control: Control) -> str:
    """A slider with its meaning, its unit and its value."""
    c, ident = control, f"{figure}-{control.name}"
    unit = f"<small>{escape(c.unit)}</small>" if c.unit else ""
    return (
        f'<div class="xp-row"><label for="{ident}">{escape(c.label)}{unit}</label>'
        f'<input id="{ident}" name="{c.name}" type="range" min="{c.low:g}" '
        f'max="{c.high:g}" step="{c.step:g}" value="{c.value!r}">'
        f'<output for="{ident}">{c.value:.4g}</output></div>'
    )


def shown_for(figure: Explorable) -> str:
    """What the drawing stands for, for those who cannot move it."""
    options = [f"{c.label}: {next(iter(c.options))}" for c in figure.choices]
    sliders = [f"{c.label}: {c.value:.4g}" for c in figure.controls()]
    return f"Shown for {'; '.join([*options, *sliders])}."


def editor(figure: str, text: str) -> str:
    """The kernel's source, to read and to change."""
    rows = text.count("\n") + 1
    ident = f"{figure}-source"
    return (
        '<details class="xp-code"><summary>The model behind this figure '
        f"({rows} lines of Python)</summary>"
        f'<label for="{ident}">Change it, and the figure follows. Nothing leaves this '
        "page.</label>"
        f'<textarea class="xp-src" id="{ident}" rows="{min(rows, 24)}" readonly '
        f'spellcheck="false" autocapitalize="off">{escape(text)}</textarea></details>'
    )
