"""Marks of a test whose answer was given beforehand, in words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from collabgov.pages.place_words import OWN_WORLD
from collabgov.pages.typography import typed_html


class MarkWords(NamedTuple):
    """What a mark is called.

    Parameters
    ----------
    short : str
        In a table.
    long : str
        At the head of a sentence that gives the reason.
    """

    short: str
    long: str


# column of the verdicts that holds the reason → its words
WORDS = {
    "built_in": MarkWords("built in", "Built in"),
    "circular": MarkWords("circular in W", f"Circular in {OWN_WORLD} (W)"),
}


def reasons_html(row: Mapping[Any, Any] | pd.Series) -> list[str]:
    """A sentence for each mark of a test, with its reason.

    Examples
    --------
    >>> reasons_html({"built_in": "a sum of gains", "circular": ""})
    ['Built in: a sum of gains.']
    """
    return [
        typed_html(f"{words.long}: {row[mark]}.")
        for mark, words in WORDS.items()
        if row[mark]
    ]
