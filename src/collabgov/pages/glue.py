"""Numbers from a page's code into its prose.

`glue` names a value in a cell; ``{glue:text}`name``` prints it in the text, or, with a
format where it is used, ``{glue:text}`name:.2f```.  What it leaves in the
notebook is what MyST-NB reads, so that a notebook needs this package alone.
"""

import math
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from IPython.display import display

MIME_PREFIX = "application/papermill.record/"
NAME = re.compile(r"[A-Za-z][\w.-]*")


def glue(name: str, value: int | float | bool | str, spec: str = "") -> None:
    """Give a name to a value, so that the page's prose can print it.

    Parameters
    ----------
    name : str
        Letters, digits, ``_``, ``-`` and ``.``; once in a page.
    value : int, float, bool or str
        Finite where it is a number.  A NumPy scalar becomes the Python value.
    spec : str, optional
        Format in Python's mini-language.  Without it the prose names the format, or
        prints the value in full.

    Raises
    ------
    ValueError
        If the name holds another character, or a number is not finite.
    TypeError
        If the value is of any other type.

    Examples
    --------
    >>> glue("share", np.float64(0.5714), ".0%")
    {'application/papermill.record/text/plain': "'57%'"}
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"a glued name holds letters, digits, '_-.', got {name!r}")
    plain = unboxed(name, value)
    text = repr(format(plain, spec) if spec else plain)
    scrapbook = {"name": name, "mime_prefix": MIME_PREFIX}
    metadata = {"scrapbook": scrapbook, "collabgov": {"value": plain}}
    display({MIME_PREFIX + "text/plain": text}, raw=True, metadata=metadata)


def unboxed(name: str, value: object) -> int | float | bool | str:
    """Python's own int, float, bool or str; anything else is refused."""
    plain: Any = value.item() if isinstance(value, np.generic) else value
    if type(plain) not in (int, float, bool, str):
        kind = type(value).__name__
        raise TypeError(f"{name} must be an int, float, bool or str, got {kind}")
    if isinstance(plain, float) and not math.isfinite(plain):
        raise ValueError(f"{name} must be finite, got {plain}")
    return plain


def glued(notebook: dict) -> dict[str, int | float | bool | str]:
    """Every value that an executed notebook glued, by name.

    Parameters
    ----------
    notebook : dict
        An executed notebook, as `nbformat.read` gives it.

    Returns
    -------
    dict
        Name to value, in the order of the page, before any format.

    Raises
    ------
    ValueError
        If a name stands for two different values.

    Examples
    --------
    >>> glued({"cells": []})
    {}
    """
    values = {}
    for name, output in glued_outputs(notebook):
        value = output["metadata"]["collabgov"]["value"]
        if name in values and values[name] != value:
            raise ValueError(f"{name} is glued twice: {values[name]!r}, {value!r}")
        values[name] = value
    return values


def printed(notebook: dict) -> dict[str, str]:
    """What is printed for each name, as Python source."""
    return {
        name: output["data"][MIME_PREFIX + "text/plain"]
        for name, output in glued_outputs(notebook)
    }


def glued_outputs(notebook: dict) -> Iterator[tuple[str, dict]]:
    """Names and outputs that `glue` left in a notebook."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            metadata = output.get("metadata", {})
            if "collabgov" in metadata:
                yield metadata["scrapbook"]["name"], output
