"""Studies of collaborative governance that you can run, question and teach.

>>> import collabgov
>>> study = collabgov.load("leading_small_groups")
>>> study.run(selfish=0.8)["effort"] < study.run(selfish=0.2)["effort"]
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from collabgov import studies
from collabgov.studies import load

if TYPE_CHECKING:
    import pandas as pd

    from collabgov.claims.study import Study
    from collabgov.engine.run import Run

__all__ = ["Run", "Study", "evaluate", "load", "studies"]
SLOW = {"Run": "collabgov.engine.run", "Study": "collabgov.claims.study"}


def evaluate(
    study: str | Study, points: int = 2048, scrambles: int = 10
) -> pd.DataFrame:
    """Shares and verdict of every predicate of a study.

    Parameters
    ----------
    study : str or Study
        The name of a study of the book, or a study that may have been changed.
    points, scrambles
        As for `collabgov.claims.evaluation.evaluate`.

    Returns
    -------
    DataFrame
        One row a predicate: see `collabgov.claims.evaluation.evaluate`.

    Raises
    ------
    ValueError
        If the book has no study of that name, with those that it has.

    Examples
    --------
    >>> evaluate("leading_small_groups", points=128, scrambles=0).at["LG-5b", "reading"]
    'tends'
    """
    found = load(study) if isinstance(study, str) else study
    return found.evaluate(points, scrambles)


def __getattr__(name: str) -> Any:
    """The classes of the package, which take a second to load, once they are asked for."""
    if name not in SLOW:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(SLOW[name]), name)
