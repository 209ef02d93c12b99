"""Texts that look the same are the same."""

import unicodedata
from collections.abc import Callable, Hashable, Iterator, Sequence


def tidy(text: str) -> str:
    """A text as it is seen: composed letters, no space around it, single spaces in it.

    Examples
    --------
    >>> tidy(" joint  work ")
    'joint work'
    """
    return unicodedata.normalize("NFC", " ".join(text.split()))


def look(text: str) -> str:
    """What texts share that differ only in capitals, or in the width of letters.

    Examples
    --------
    >>> look("Trust") == look("ｔrust")
    True
    """
    return unicodedata.normalize("NFKC", tidy(text)).casefold()


def visible(text: str) -> str:
    r"""A text in one line, in which every hidden character is written out.

    Examples
    --------
    >>> print(visible("two\nlines"))
    two\nlines
    """
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def variants(
    texts: Sequence[str], seen: Callable[[str], Hashable] = look
) -> Iterator[tuple[int, int]]:
    """Positions of texts that are seen as one with an earlier text, and differ from it.

    Parameters
    ----------
    texts : sequence of str
        Texts, each of which may stand more than once.
    seen : callable
        Text → what it is seen as.

    Yields
    ------
    position, first : int
        The text, and the first one that is seen as the same.

    Examples
    --------
    >>> list(variants(["trust", "mission", "Trust", "trust"]))
    [(2, 0)]
    """
    first: dict[Hashable, int] = {}
    for position, text in enumerate(texts):
        known = first.setdefault(seen(text), position)
        if text != texts[known]:
            yield position, known
