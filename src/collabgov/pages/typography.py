"""Quotes, apostrophes, minus signs and numerals of texts that code puts on a page."""

import re
from html import escape

NUMERALS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)
RULES = (
    (r"(?<!\w)[-−](?=0(?:\.0+)?(?!\.?\d))", ""),  # no negative zero
    (r"(?<!\w)-(?=\.?\d)", "−"),  # a minus; the hyphen in LG-5 follows a letter
    (r'"([^"]*)"', r"“\1”"),
    (r"(?<![\w.,;:!?)’”])'(?=\w)", "‘"),
    (r"'", "’"),
)


def typed(text: str) -> str:
    """A text as a printer would set it.

    Parameters
    ----------
    text : str
        Plain text, not yet escaped for HTML.

    Returns
    -------
    str
        With curly quotes and apostrophes, true minus signs, and zero without a sign.

    Examples
    --------
    >>> typed("LG-5 in the study's own world: -0.28→-0.00")
    'LG-5 in the study’s own world: −0.28→0.00'
    """
    for pattern, replacement in RULES:
        text = re.sub(pattern, replacement, text)
    return text


def typed_html(text: str) -> str:
    """A text as a printer would set it, as HTML.

    Examples
    --------
    >>> typed_html("effort < 0.5 in the city's year")
    'effort &lt; 0.5 in the city’s year'
    """
    return escape(typed(text))


def spelled(number: int) -> str:
    """A count in words, if it is below ten.

    Examples
    --------
    >>> spelled(5), spelled(12)
    ('five', '12')
    """
    return NUMERALS[number] if 0 <= number < len(NUMERALS) else str(number)
