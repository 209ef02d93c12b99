"""What to ask first: the question by which the strongest driver can be set."""

import re
from collections.abc import Sequence

import pandas as pd

from collabgov.pages import verdict_tables
from collabgov.pages.typography import typed_html
from collabgov.studies import load


def question_and_conversion(text: str) -> tuple[str, str]:
    """The question that sets a parameter, and how its answer becomes a value.

    Parameters
    ----------
    text : str
        A parameter's ``ask``: what follows the last question mark is the conversion.

    Returns
    -------
    tuple of str
        The second is empty where the answer is the value.

    Examples
    --------
    >>> question_and_conversion("Of ten, how many? (n/10)"), question_and_conversion("Which share?")
    (('Of ten, how many?', 'n/10'), ('Which share?', ''))
    """
    question, mark, rest = text.rpartition("?")
    if not mark:
        return text, ""
    return question + mark, re.sub(r"^\(([^()]*)\)$", r"\1", rest.strip())


def strongest_driver(drivers: pd.DataFrame, names: Sequence[str]) -> str:
    """The parameter on which the first of some predicates hangs most, or an empty word."""
    for name in names:
        if (name, 1) in drivers.index:
            return str(drivers.at[(name, 1), "parameter"])
    return ""


def question_html(slug: str, names: Sequence[str]) -> str:
    """The question that would tell most about a reader's own case.

    Parameters
    ----------
    slug : str
        The study.
    names : sequence of str
        Predicates, the one that matters most before the others.

    Returns
    -------
    str
        HTML; empty where nothing decides.
    """
    driver = strongest_driver(verdict_tables.drivers(slug), names)
    if not driver:
        return ""
    asks = {parameter.name: parameter.ask for parameter in load(slug).model.parameters}
    question, conversion = question_and_conversion(asks[driver])
    code = f"<code>{driver}</code>"
    value = f"({code})"
    if conversion:
        given = typed_html(conversion.removeprefix(f"{driver} = "))
        value = f"<br>As a value of {code}: {given}"
    return (
        f'<p class="gt-ask"><strong>Ask first.</strong> {typed_html(question)} '
        f'<span class="gt-small">{value}</span></p>'
    )
