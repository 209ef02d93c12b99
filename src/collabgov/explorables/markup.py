"""The markup of an explorable figure: a finished drawing, controls, source."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from collabgov.charts.number_table import text_table
from collabgov.explorables.controls import Control
from collabgov.explorables.panels.page_run import PageRun

if TYPE_CHECKING:  # a figure calls this module, not the other way round
    from collabgov.explorables.explorable import Explorable


def ident(title: str) -> str:
    """Name of a figure's element in the page.

    Examples
    --------
    >>> ident("One departure, three models")
    'xp-one-departure--three-models'
    """
    return "xp-" + "".join(c if c.isalnum() else "-" for c in title.lower())


def page_figure(
    figure: Explorable, run: PageRun, spec: dict[str, Any], source: str
) -> str:
    """The whole figure as HTML: readable without scripts, alive with them.

    `run` is the run of the build, `spec` what the page has to know
    (`collabgov.explorables.page_spec`), `source` the text of all that runs.
    """
    text = json.dumps(spec, allow_nan=False).replace("<", "\\u003c")
    return "\n".join(
        [
            f'<figure class="xp" id="{figure.ident}" data-xp data-state="waiting">',
            f'<script type="application/json" class="xp-spec">{text}</script>',
            f"<figcaption>{escape(figure.title)}</figcaption>",
            drawings(figure, run),
            controls(figure, spec),
            f'<p role="status">{escape(first_setting(figure))}</p>',
            folded_numbers(figure, run),
            editor(figure.ident, source),
            "</figure>",
        ]
    )


def drawings(figure: Explorable, run: PageRun) -> str:
    """The panels, side by side where there is room."""
    drawn = "".join(
        f'<div class="xp-panel">{panel.drawing(run)}</div>' for panel in figure.panels
    )
    return (
        f'<div class="xp-panels" role="img" aria-label="{escape(figure.alt)}">'
        f"{drawn}</div>"
    )


def folded_numbers(figure: Explorable, run: PageRun) -> str:
    """A folded table for each panel; it follows the figure."""
    tables = "".join(text_table(panel.rows(run)) for panel in figure.panels)
    return (
        '<details class="xp-numbers"><summary>The numbers behind this figure'
        f"</summary>{tables}</details>"
    )


def controls(figure: Explorable, spec: dict[str, Any]) -> str:
    """Choices, sliders and buttons; asleep until the page's first run has agreed."""
    rows = [choice_row(figure, k) for k in range(len(figure.choices))]
    rows += [slider_row(figure.ident, control) for control in figure.controls()]
    again = (
        '<button type="button" class="xp-again">New draws</button>'
        if spec["draws"]
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


def first_setting(figure: Explorable) -> str:
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
