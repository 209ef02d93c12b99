"""The studies of the book: a package each, in the order of the book.

A study is known here and nowhere else: what else names studies follows from `BOOK`, or
is checked against it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what names the studies need not load what they are made of
    from collabgov.claims.study import Study

BOOK = (
    "relational_leadership",
    "cross_sector_synergy",
    "soft_metagovernance",
    "leading_small_groups",
    "synergistic_inertia",
)


def load(slug: str) -> Study:
    """A study of the book.

    Parameters
    ----------
    slug : str
        Its name: one of `collabgov.studies()`.

    Returns
    -------
    Study

    Raises
    ------
    ValueError
        If the book has no study of that name, with those that it has.

    Examples
    --------
    >>> load("leading_small_groups").model.histories
    20
    """
    if slug not in BOOK:
        raise ValueError(f"no study {slug!r}; there are {', '.join(BOOK)}")
    return import_module(f"{__name__}.{slug}").STUDY


class _Studies(ModuleType):
    """A module that can also be called: ``collabgov.studies()``."""

    def __call__(self) -> tuple[str, ...]:
        """Slugs of all studies, in the order of the book."""
        return BOOK


sys.modules[__name__].__class__ = _Studies
