"""Parameters and conditions on them in words: what a parameter is, before its name."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from math import inf

from collabgov.pages.typography import typed, typed_html
from collabgov.studies import load

Bounds = tuple[str, float, float]  # parameter, and what it lies between
SIGNS = {">": "above", "≥": "at least", "<": "below", "≤": "at most"}
NAMED = re.compile(r"\b(\w+) ([>≥<≤]) (-?\d+(?:\.\d+)?)")  # in the name of a class


@cache
def _labels(slug: str) -> dict[str, str]:
    """What each parameter of a study is: its meaning without what explains it further."""
    parameters = load(slug).model.parameters
    return {p.name: re.split(r"[:;]| \([^()]*\)$", p.meaning)[0] for p in parameters}


def parameter_html(slug: str, name: str) -> str:
    """A parameter's meaning and, small, its name; the name alone if it is none.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> parameter_html("leading_small_groups", "selfish")
    'self-orientation of the cities <small><code>selfish</code></small>'
    """
    code = f"<small><code>{escape(name)}</code></small>"
    meaning = _labels(slug).get(name)
    return f"{typed_html(meaning)} {code}" if meaning else code


def conditions_text(bounds: Iterable[Bounds]) -> str:
    """Conditions on parameters as a formula.

    Examples
    --------
    >>> conditions_text([("selfish", -inf, 0.334), ("gain", 0.9, inf)])
    'selfish ≤ 0.33 and gain > 0.90'
    """
    conditions = (f"{n} {sign} {cut:.2f}" for n, sign, cut in _thresholds(bounds))
    return " and ".join(conditions)


def _thresholds(bounds: Iterable[Bounds]) -> list[tuple[str, str, float]]:
    """Conditions as parameter, sign and threshold: each has one bound."""
    return [(n, "≤", high) if low == -inf else (n, ">", low) for n, low, high in bounds]


def conditions_html(slug: str, bounds: Iterable[Bounds]) -> str:
    """Conditions on parameters as HTML, each parameter by what it is."""
    conditions = (
        f"{parameter_html(slug, name)} {SIGNS[sign]} {typed(f'{cut:.2f}')}"
        for name, sign, cut in _thresholds(bounds)
    )
    return " and ".join(conditions)


def class_html(slug: str, name: str) -> str:
    """The name of a class of points, with what the parameters in it are.

    Parameters
    ----------
    slug, name : str
        The study, and the name as its predicates have it.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> class_html("leading_small_groups", "reluctant (selfish > 0.5)")
    'reluctant (self-orientation of the cities <small><code>selfish</code></small> above 0.5)'
    """
    text, end = "", 0
    for condition in NAMED.finditer(name):
        parameter, sign, cut = condition.groups()
        if parameter in _labels(slug):
            text += typed_html(name[end : condition.start()])
            text += f"{parameter_html(slug, parameter)} {SIGNS[sign]} {typed(cut)}"
            end = condition.end()
    return text + typed_html(name[end:])
