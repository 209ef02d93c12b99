"""What a code is: a number, or a word, which is never taken for a number."""

import math
import re
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.records.spelling import look, tidy, variants

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
MISSING = ("", "na", "n/a", "#n/a", "nan", "<na>", "null", ".")  # as programs write it
NO_ROW = "a missing code has no row, and a code needs another name"
FINITE = "a code that is a number must be finite"


def broken(text: str) -> str | None:
    """The rule that a text breaks which is no code; None if it may be one.

    Examples
    --------
    >>> broken("NA")
    'a missing code has no row, and a code needs another name'
    >>> broken("none")
    """
    if look(text) in MISSING:
        return NO_ROW
    too_large = NUMBER.fullmatch(text) and math.isinf(float(text))
    return FINITE if too_large else None


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
    for text in texts:
        if rule := broken(text):
            raise ValueError(f"{rule}, got {text!r:.80}")
    for i, first in variants(texts, meant):
        told = f"a code must be written in one way, got {texts[first]!r:.80}"
        raise ValueError(f"{told} and {texts[i]!r:.80}")
    numeric = all(NUMBER.fullmatch(text) for text in texts)
    return [float(text) for text in texts] if numeric else texts


def _number(code: Any) -> float:
    """A number as a float."""
    if not isinstance(code, int | float | np.integer | np.floating | np.bool):
        raise ValueError(f"a code must be a number or a text, got {code!r:.80}")
    try:
        return float(code)
    except OverflowError:
        return np.inf


def _finite(codes: NDArray[Any]) -> NDArray[np.float64]:
    """Codes as floats, if none of them is infinite."""
    found = codes.astype(float)
    if np.isinf(found).any():
        raise ValueError(f"{FINITE}, got inf")
    return found


def placed(values: NDArray[Any], order: Sequence[Any]) -> NDArray[np.float64]:
    """Places of codes in an order, from 0; NaN where there is no code.

    Parameters
    ----------
    values : ndarray
        As for `coded`.
    order : sequence
        Every code once, from the lowest to the highest.

    Raises
    ------
    ValueError
        If a code stands twice in the order, or not at all; or as `coded`.

    Examples
    --------
    >>> given = np.array(["high", "low", None], dtype=object)
    >>> placed(given, ["low", "middle", "high"]).tolist()
    [2.0, 0.0, nan]
    """
    apart = values.astype(object).ravel()
    both = coded(np.concatenate([apart, np.array(list(order), dtype=object)])).tolist()
    given, known = both[: len(apart)], both[len(apart) :]
    place = {code: float(k) for k, code in enumerate(known)}
    if len(place) < len(known):
        raise ValueError(f"a code stands once in an order, got {known!r:.80}")
    if lost := [code for code in given if code not in place and not pd.isna(code)]:
        raise ValueError(f"the order must hold every code, got no {lost[0]!r:.80}")
    found = [place.get(code, np.nan) for code in given]
    return np.reshape(found, values.shape)
