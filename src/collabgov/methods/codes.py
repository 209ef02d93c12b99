"""Codes that coders gave: numbers, or words; a word is never taken for a number."""

import numbers
import re
import sys
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.records.spelling import look, tidy, variants

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
MISSING = ("", "na", "n/a", "#n/a", "nan", "<na>", "null", ".")  # as programs write it
NO_ROW = "a missing code has no row, and a code needs another name"


def is_missing(text: str) -> bool:
    """Whether a text is what a program writes where there is no code.

    Examples
    --------
    >>> is_missing("NA"), is_missing("none")
    (True, False)
    """
    return look(text) in MISSING


def meant(text: str) -> Hashable:
    """What a code means: a number, or a word without regard to its capitals.

    Examples
    --------
    >>> meant("1.0") == meant("01"), meant("Trust") == meant("trust")
    (True, True)
    """
    return float(text) if NUMBER.fullmatch(text) else look(text)


def coded(values: NDArray[Any]) -> NDArray[Any]:
    """Codes as floats; as texts, if one of them is no number.

    Parameters
    ----------
    values : ndarray
        Numbers or texts, and None, NaN or NA where there is no code.

    Returns
    -------
    ndarray of float or of object
        Of the shape of `values`; NaN where there is no code.

    Raises
    ------
    ValueError
        If numbers stand beside texts, a number is not finite, a text says that a code
        is missing, or two texts differ only in spelling.

    Examples
    --------
    >>> coded(np.array(["10", None, "9"], dtype=object)).tolist()
    [10.0, nan, 9.0]
    >>> coded(np.array(["10", None, "none "], dtype=object)).tolist()
    ['10', nan, 'none']
    """
    if values.dtype.kind in "biuf":
        return _finite(values.astype(float))
    given = ~pd.isna(values)
    found = np.full(values.shape, np.nan, dtype=object)
    found[given] = codes = _read(values[given].tolist())
    return found if codes and isinstance(codes[0], str) else _finite(found)


def _read(codes: list[Any]) -> list[float] | list[str]:
    """Numbers, if all codes are; else texts."""
    texts = [code for code in codes if isinstance(code, str)]
    if not texts:
        return [_number(code) for code in codes]
    if len(texts) < len(codes):
        odd = next(code for code in codes if not isinstance(code, str))
        raise ValueError(f"codes must all be texts, or none, got {odd!r:.80}")
    texts = [tidy(text) for text in texts]
    if lost := [text for text in texts if is_missing(text)]:
        raise ValueError(f"{NO_ROW}, got {lost[0]!r}")
    for i, first in variants(texts, meant):
        told = f"a code must be written in one way, got {texts[first]!r:.80}"
        raise ValueError(f"{told} and {texts[i]!r:.80}")
    numeric = all(NUMBER.fullmatch(text) for text in texts)
    return [float(text) for text in texts] if numeric else texts


def _number(code: Any) -> float:
    """A number as a float."""
    if not isinstance(code, numbers.Real):
        raise ValueError(f"a code must be a number or a text, got {code!r:.80}")
    return float(code) if abs(code) <= sys.float_info.max else np.inf


def _finite(codes: NDArray[Any]) -> NDArray[np.float64]:
    """Codes as floats, if none of them is infinite."""
    found = codes.astype(float)
    if np.isinf(found).any():
        raise ValueError("a code that is a number must be finite, got inf")
    return found


def placed(codes: NDArray[Any], order: Sequence[Any]) -> NDArray[np.float64]:
    """Places of codes in an order, from 0; NaN where there is no code.

    Parameters
    ----------
    codes : ndarray
        As `coded` returns them.
    order : sequence
        Every code once, from the lowest to the highest.

    Raises
    ------
    ValueError
        If a code stands twice in the order, or not at all.

    Examples
    --------
    >>> given = coded(np.array(["high", "low", None], dtype=object))
    >>> placed(given, ["low", "middle", "high"]).tolist()
    [2.0, 0.0, nan]
    """
    known = coded(np.array(order, dtype=object)).tolist()
    place = {code: float(k) for k, code in enumerate(known)}
    if len(place) < len(known):
        raise ValueError(f"a code stands once in an order, got {known!r:.80}")
    found = np.full(codes.shape, np.nan)
    for at in zip(*np.nonzero(~pd.isna(codes)), strict=True):
        if codes[at] not in place:
            raise ValueError(f"the order must hold every code, got no {codes[at]!r}")
        found[at] = place[codes[at]]
    return found
