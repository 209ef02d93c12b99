"""Shares of variance while a premise tightens: who leads, against the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any


@dataclass(frozen=True)
class Premises:
    """Places in which the variance of one output is shared out among groups of inputs.

    Parameters
    ----------
    test : str
        Id of the `Dominance` whose output it is.
    where : dict of str to callable
        Name of a place → which rows of the box lie in it; in the order of the table.
    groups : tuple of dict
        Divisions of the inputs, each computed apart: name of a group → its inputs.
        The groups of one division are disjoint; those of two may overlap.
    """

    test: str
    _: KW_ONLY
    where: Mapping[str, Callable[[Any], Any]]
    groups: tuple[Mapping[str, tuple[str, ...]], ...]
