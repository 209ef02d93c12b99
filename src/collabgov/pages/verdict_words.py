"""Verdicts, drivers and regions in words: what a parameter is stands before its name."""

import re
from functools import cache
from html import escape

from collabgov.claims.places import study
from collabgov.pages.typography import typed

SIGNS = {">": "above", "≥": "at least", "<": "below", "≤": "at most"}
CONDITION = re.compile(r"\b(\w+) ([>≥<≤]) (-?\d+(?:\.\d+)?)")
DRIVER = re.compile(r"(\S+) ([-\d.]+)→([-\d.]+)")
REGION = re.compile(
    r"(hold|fail)s where (.*?) \(coverage ([\d.]+), density ([\d.]+)\)(; )?"
)


@cache
def _labels(slug: str) -> dict[str, str]:
    """What each parameter of a study is: its meaning without what explains it further."""
    meanings = study(slug).MODEL.table().set_index("name")["meaning"]
    return {n: re.split(r"[:;]| \([^()]*\)$", m)[0] for n, m in meanings.items()}


def label(slug: str, name: str) -> str:
    """A parameter's meaning and, small, its name; the name alone if it is none.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> label("leading_small_groups", "selfish")
    'self-orientation of the cities <small><code>selfish</code></small>'
    """
    code = f"<small><code>{escape(name)}</code></small>"
    meaning = _labels(slug).get(name)
    return f"{escape(typed(meaning))} {code}" if meaning else code


def conditions(slug: str, text: str) -> str:
    """A text in which conditions on parameters are said in words.

    Parameters
    ----------
    slug : str
        The study.
    text : str
        Such as ``"depends on selfish > 0.5"``; what is no condition stays as it is.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> conditions("leading_small_groups", "depends on selfish > 0.5")
    'depends on self-orientation of the cities <small><code>selfish</code></small> above 0.5'
    """
    said, end = "", 0
    for found in CONDITION.finditer(text):
        name, sign, cut = found.groups()
        if name in _labels(slug):
            said += escape(typed(text[end : found.start()]))
            said += f"{label(slug, name)} {SIGNS[sign]} {typed(cut)}"
            end = found.end()
    return said + escape(typed(text[end:]))


def drivers(slug: str, text: str, opposed: bool) -> str:
    """On what a test hangs most: how many sets of 100, low and high.

    Parameters
    ----------
    slug : str
        The study.
    text : str
        As the evidence has it: ``"name low→high"``, strongest first, or what total
        effects there are.
    opposed : bool
        Whether sets that oppose were taken from those that support.

    Returns
    -------
    str
        HTML, a sentence; empty where there is nothing to tell.

    Examples
    --------
    >>> drivers("leading_small_groups", "selfish 0.34→0.01", opposed=False)
    'Hangs most on self-orientation of the cities <small><code>selfish</code></small>: from 34 of 100 in its lowest third to 1 in its highest.'
    """
    told = []
    for name, *ends in DRIVER.findall(text):
        low, high = (typed(f"{100 * float(end):.0f}") for end in ends)
        span = f"from {low} to {high}"
        if not told:
            span = f"from {low} of 100 in its lowest third to {high} in its highest"
            span += " (those for less those against)" if opposed else ""
        told.append(f"{label(slug, name)}: {span}")
    if told:
        return f"Hangs most on {'; '.join(told)}."
    return f"{escape(text[:1].upper() + text[1:])}." if text else ""


def region(slug: str, text: str) -> str:
    """Where a test fails, and perhaps holds, and how well that place catches it.

    Parameters
    ----------
    slug : str
        The study.
    text : str
        As the evidence has it, such as ``"fails where gain > 0.9 (coverage 0.75,
        density 0.46)"``.

    Returns
    -------
    str
        HTML, sentences.

    Examples
    --------
    >>> text = "fails where selfish > 0.39 (coverage 0.71, density 0.96)"
    >>> region("leading_small_groups", text).split("</small> ")[1]
    'above 0.39: 71 of 100 failing sets lie there, and 96 of 100 sets there fail.'
    """
    told = []
    for verb, place, coverage, density, _ in REGION.findall(text):
        caught, dense = (round(100 * float(share)) for share in (coverage, density))
        told.append(
            f"{verb.capitalize()}s where {conditions(slug, place)}: {caught} of 100 "
            f"{verb}ing sets lie there, and {dense} of 100 sets there {verb}."
        )
    return " ".join(told)


def brief(slug: str, hangs: str, where: str) -> list[str]:
    """The strongest driver, and where a test fails, without their numbers.

    Parameters
    ----------
    slug : str
        The study.
    hangs, where : str
        Drivers and region as the evidence has them; either may be empty.

    Returns
    -------
    list of str
        HTML, a sentence each.
    """
    first = DRIVER.search(hangs)
    told = [f"Hangs most on {label(slug, first[1])}."] if first else []
    if hangs and not first:
        told = [drivers(slug, hangs, opposed=False)]
    failing = (place for verb, place, *_ in REGION.findall(where) if verb == "fail")
    return told + [f"Fails where {conditions(slug, place)}." for place in failing]
