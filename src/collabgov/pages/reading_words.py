"""How strongly a claim is read, in words."""

from typing import NamedTuple

from collabgov.claims.predicate import READINGS


class ReadingWords(NamedTuple):
    """What is said of one reading.

    Parameters
    ----------
    verb : str
        The word that carries such a claim.
    asks : str
        What a test of it asks.
    rule : str
        Which words of a claim its rule stands for; empty where it has none of its own.
    """

    verb: str
    asks: str
    rule: str = ""


WORDS = {
    "exists": ReadingWords("can", "can it happen?", "can, may"),
    "tends": ReadingWords("usually", "does it usually happen?", "tends to, usually"),
    "sufficient": ReadingWords("always with", "does it always happen with?"),
    "necessary": ReadingWords(
        "never without", "does it never happen without?", "always does, requires"
    ),
    "dominates": ReadingWords(
        "determines",
        "which of two groups of inputs moves the result more?",
        "determines, the main",
    ),
    "ranks": ReadingWords("the main", "the main one? only how often can be told."),
    "proxy": ReadingWords("advice", "advice, read through a stand-in."),
}
VERBS = {reading: WORDS[reading].verb for reading in READINGS}


def asked_as(reading: str) -> str:
    """What a test under one reading asks, as a sentence.

    Examples
    --------
    >>> asked_as("exists")
    'Asked as: can it happen?'
    """
    return f"Asked as: {WORDS[reading].asks}"
