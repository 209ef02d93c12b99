"""Shares of variance while a premise tightens: who leads, against the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from collabgov.claims import places, store
from collabgov.engine.sensitivity import total_effects

if TYPE_CHECKING:
    from collabgov.claims.study import Study


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


def effects(study: Study, points: int = 2048) -> pd.DataFrame:
    """Total effects of the groups of inputs as the premise tightens.

    Parameters
    ----------
    study : Study
        The study: its `premises` say which points are kept.
    points : int
        Sobol points of the box.

    Returns
    -------
    DataFrame
        Index: the places that the study names; a column a group (total effects), then
        `ratio` (leader to context) and `size` (share of the box). Kept.

    Raises
    ------
    ValueError
        If the study names no premises.
    """
    if study.premises is None:
        raise ValueError(f"{study.slug} names no premises")
    label = f"{study.slug}-premises-{points}"
    given = (study, study.premises, points)
    return store.kept(label, _effects, *given, wait="half a minute")


def _effects(study: Study, premises: Premises, points: int) -> pd.DataFrame:
    """Compute the table of `effects`."""
    rows, own, found = places.box(study, points), places.own_world(study), {}
    spec: Any = study.predicate(premises.test)
    of, names = spec.of, list(study.model.names)
    for place, where in premises.where.items():
        inside = rows[where(rows)]
        # W is too rare to be picked out of these rows
        some = own if where is study.world.where else inside
        within = None if len(inside) == len(rows) else some[names]
        row = {}
        for groups in premises.groups:
            shares = total_effects(study.model, of, groups, within)
            row |= {group: shares[group] for group in groups}
        row |= {"ratio": row["leader"] / row["context"]}
        found[place] = row | {"size": len(inside) / len(rows)}
    return pd.DataFrame(found).T.rename_axis("place")
