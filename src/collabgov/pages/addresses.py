"""Addresses of claims and of their tests, in the claim ledger and in a chapter."""

import re
from html import escape

LEDGER = "claims.html"  # beside the chapters


def anchor(name: str) -> str:
    """The name of a claim or of a test as an element's id.

    Parameters
    ----------
    name : str
        As a record or a study module spells it.

    Returns
    -------
    str
        Letters, digits, ``.`` and ``-``: it can be typed, and put into an address.

    Examples
    --------
    >>> anchor("RL-7b"), anchor("RL-3bs (.2)"), anchor("XS-9b′")
    ('RL-7b', 'RL-3bs-.2', 'XS-9b-prime')
    """
    spelt = name.replace("′", "-prime")
    return re.sub(r"[^A-Za-z0-9.]+", "-", spelt).strip("-")


def unbroken(name: str) -> str:
    """The name of a claim or of a test as it is shown: never broken at its hyphen.

    A non-breaking hyphen would hide it from a search for the name.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> unbroken("LG-5")
    '<span class="text-nowrap">LG-5</span>'
    """
    return f'<span class="text-nowrap">{escape(name)}</span>'


def row(test: str, claim: str) -> str:
    """A test's row in the claim ledger; one that bears its claim's name gives way to it.

    Parameters
    ----------
    test, claim : str
        Names of the test and of its claim.

    Returns
    -------
    str

    Examples
    --------
    >>> row("LG-5b", "LG-5"), row("LG-5", "LG-5")
    ('LG-5b', 'test-LG-5')
    """
    return f"test-{anchor(test)}" if test == claim else anchor(test)


def card(claim: str) -> str:
    """A claim's card in its chapter.

    Examples
    --------
    >>> card("LG-5")
    'card-LG-5'
    """
    return f"card-{anchor(claim)}"


def margin(test: str) -> str:
    """A test on the page of the margins.

    Examples
    --------
    >>> margin("LG-5b"), margin("XS-6 mean")
    ('margin-LG-5b', 'margin-XS-6-mean')
    """
    return f"margin-{anchor(test)}"


def code(test: str) -> str:
    """The code of a test in its chapter.

    Examples
    --------
    >>> code("LG-5b")
    'code-LG-5b'
    """
    return f"code-{anchor(test)}"
