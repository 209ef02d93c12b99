"""Verdicts, drivers and regions in words.

The evidence has them as numbers and names; all sentences on them are made here, plain
for files and as HTML for pages.
"""

from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Any

import pandas as pd

from collabgov.claims.predicate import Dominance
from collabgov.claims.verdict import DEPENDS
from collabgov.pages import verdict_tables
from collabgov.pages.parameter_words import (
    Bounds,
    class_html,
    conditions_html,
    conditions_text,
    parameter_html,
)
from collabgov.pages.typography import typed, typed_html
from collabgov.studies import load

CAUGHT = ("holds", "fails")


@cache
def _drivers(slug: str) -> dict[str, list[Bounds]]:
    """Of each test, the parameters on which it hangs, and the balance at both ends."""
    return _grouped(verdict_tables.drivers(slug), level="id")


@cache
def _regions(slug: str) -> dict[tuple[str, str], list[Bounds]]:
    """Of each test and what is caught, the conditions on parameters."""
    return _grouped(verdict_tables.regions(slug), level=["id", "caught"])


def _grouped(table: pd.DataFrame, level: Any) -> dict[Any, list[Bounds]]:
    """Rows of a table by some levels of its index, in its order."""
    columns = table[["parameter", "low", "high"]]
    return {
        key: list(rows.itertuples(index=False, name=None))
        for key, rows in columns.groupby(level=level, sort=False)
    }


def word(verdict: str, part: str = "", bounds: Iterable[Bounds] = ()) -> str:
    """A verdict with the part of the box on which it depends, if it does.

    Examples
    --------
    >>> word("follows"), word("depends on", bounds=[("gain", 0.9, float("inf"))])
    ('follows', 'depends on gain > 0.90')
    """
    return f"{verdict} {part or conditions_text(bounds)}".strip()


def verdict_text(slug: str, test: str) -> str:
    """The verdict of a test in plain words, with the part of the box if it names one."""
    row, bounds = (
        verdict_tables.verdicts(slug).loc[test],
        _regions(slug).get((test, "depends"), ()),
    )
    return word(row["verdict"], row["part"], bounds)


def verdict_html(slug: str, test: str) -> str:
    """The verdict of a test as HTML, with what the parameters are.

    Parameters
    ----------
    slug, test : str
        The study, and the id of one of its predicates.

    Returns
    -------
    str
        HTML.
    """
    row = verdict_tables.verdicts(slug).loc[test]
    verdict = typed_html(row["verdict"])
    if row["verdict"] != DEPENDS:
        return verdict
    bounds = _regions(slug).get((test, "depends"), [])
    part = (
        class_html(slug, row["part"]) if row["part"] else conditions_html(slug, bounds)
    )
    return f"{verdict} {part}"


def nothing(reading: str) -> str:
    """Why a test has no share, or a ratio of total effects no value.

    Examples
    --------
    >>> nothing("dominates"), nothing("tends")
    ('the result does not vary', 'no set of assumptions is counted')
    """
    if reading == "dominates":
        return "the result does not vary"
    return "no set of assumptions is counted"


def drivers(slug: str, test: str) -> list[str]:
    """The parameters on which a test hangs most, strongest first."""
    return [name for name, *_ in _drivers(slug).get(test, [])]


def drivers_text(slug: str, test: str) -> str:
    """On what a test hangs most, plain: ``"name low→high"``, strongest first."""
    predicate = load(slug).predicate(test)
    if isinstance(predicate, Dominance):
        return _total_effects(slug, predicate)
    rows = _drivers(slug).get(test, [])
    return "; ".join(f"{n} {low:.2f}→{high:.2f}" for n, low, high in rows)


def _total_effects(slug: str, spec: Dominance) -> str:
    """Total effects of both groups."""
    row = verdict_tables.verdicts(slug).loc[spec.id]
    groups = zip(spec.sides, ("leader", "context"), strict=True)
    effects = (f"{side} {row[f'effect_{group}']:.2f}" for side, group in groups)
    return f"total effects: {', '.join(effects)}"


def drivers_html(slug: str, test: str) -> str:
    """On what a test hangs most: how many sets of 100, low and high.

    Parameters
    ----------
    slug, test : str
        The study, and the id of one of its predicates.

    Returns
    -------
    str
        HTML, a sentence; empty where there is nothing to tell.
    """
    predicate, spans = load(slug).predicate(test), []
    if isinstance(predicate, Dominance):
        text = _total_effects(slug, predicate)
        return f"{escape(text[:1].upper() + text[1:])}."
    for name, *ends in _drivers(slug).get(test, []):
        low, high = (typed(f"{100 * round(end, 2):.0f}") for end in ends)
        span = f"from {low} to {high}"
        if not spans:
            span = f"from {low} of 100 in its lowest third to {high} in its highest"
            span += " (those for less those against)" if predicate.opposed else ""
        spans.append(f"{parameter_html(slug, name)}: {span}")
    return f"Hangs most on {'; '.join(spans)}." if spans else ""


def region_text(slug: str, test: str) -> str:
    """Where a test fails, and perhaps holds, plain, and how well that catches it."""
    sentences = []
    for kind in CAUGHT:
        if bounds := _regions(slug).get((test, kind)):
            coverage, density = _coverage_density(slug, test, kind)
            shares = f"(coverage {coverage:.2f}, density {density:.2f})"
            sentences.append(f"{kind} where {conditions_text(bounds)} {shares}")
    return "; ".join(sentences)


def _coverage_density(slug: str, test: str, kind: str) -> tuple[float, float]:
    """Coverage and density of a region."""
    row = verdict_tables.regions(slug).loc[(test, kind, 1)]
    return row["coverage"], row["density"]


def region_html(slug: str, test: str) -> str:
    """Where a test fails, and perhaps holds, and how well that place catches it.

    Parameters
    ----------
    slug, test : str
        The study, and the id of one of its predicates.

    Returns
    -------
    str
        HTML, sentences.
    """
    sentences = []
    for kind in CAUGHT:
        if bounds := _regions(slug).get((test, kind)):
            shares = (round(share, 2) for share in _coverage_density(slug, test, kind))
            caught, dense = (round(100 * share) for share in shares)
            verb = kind[:-1]
            sentences.append(
                f"{kind.capitalize()} where {conditions_html(slug, bounds)}: {caught} of 100 "
                f"{verb}ing sets lie there, and {dense} of 100 sets there {verb}."
            )
    return " ".join(sentences)


def decides_html(slug: str, test: str) -> list[str]:
    """All drivers and regions of a test, with their numbers: a sentence or two each."""
    return [*filter(None, (drivers_html(slug, test), region_html(slug, test)))]


def brief_html(slug: str, test: str) -> list[str]:
    """The strongest driver, and where a test fails, without their numbers.

    Parameters
    ----------
    slug, test : str
        The study, and the id of one of its predicates.

    Returns
    -------
    list of str
        HTML, a sentence each.
    """
    if isinstance(load(slug).predicate(test), Dominance):
        return [drivers_html(slug, test)]
    first = _drivers(slug).get(test, [])[:1]
    sentences = [f"Hangs most on {parameter_html(slug, name)}." for name, *_ in first]
    sentences = sentences or ["Nothing in particular decides."]
    fails = _regions(slug).get((test, "fails"))
    return sentences + (
        [f"Fails where {conditions_html(slug, fails)}."] if fails else []
    )
