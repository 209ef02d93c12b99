"""How a share bends as assumptions are held at one value after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from itertools import product
from typing import TYPE_CHECKING

import pandas as pd

from collabgov.claims import store
from collabgov.claims.predicate import Predicate
from collabgov.engine import ensemble
from collabgov.engine.model import Model

if TYPE_CHECKING:
    from collabgov.claims.study import Study, World


@dataclass(frozen=True)
class Curve:
    """Some parameters, held at every combination of values while all others are drawn.

    Parameters
    ----------
    held : dict of str to tuple of float
        Parameter → where it is held.
    tested : tuple of Predicate
        The predicates whose shares are followed.
    runs : tuple of str
        The runs that these predicates and the study's `world` read.
    points : int
        Sobol points at each combination.
    """

    _: KW_ONLY
    held: Mapping[str, tuple[float, ...]]
    tested: tuple[Predicate, ...]
    runs: tuple[str, ...]
    points: int = 8192


def shares(study: Study, name: str) -> pd.DataFrame:
    """Shares of predicates along a curve of a study.

    Parameters
    ----------
    study : Study
        The study.
    name : str
        One of its `curves`.

    Returns
    -------
    DataFrame
        Index: the held parameters, then predicate, and place ("full", or "w" for the
        study's own world); columns `n`, `support`, `oppose`. Computed once and kept.

    Raises
    ------
    ValueError
        If the study has no curve of that name.
    """
    if name not in study.curves:
        raise ValueError(f"no curve {name!r}; there are {', '.join(study.curves)}")
    given = (study.model, study.world, study.curves[name])
    label = f"{study.slug}-curve-{name}"
    return store.kept(label, _shares, *given, wait="some seconds")


def _shares(model: Model, world: World, curve: Curve) -> pd.DataFrame:
    """Compute the table of `shares`."""
    every = product(*curve.held.values())
    found = {at: _at(model, world, curve, at) for at in every}
    return pd.concat(list(found.values()), keys=list(found), names=list(curve.held))


def _at(
    model: Model, world: World, curve: Curve, at: tuple[float, ...]
) -> pd.DataFrame:
    """Shares at one combination."""
    table = ensemble.sample(model, curve.points)
    table = table.assign(**dict(zip(curve.held, at, strict=True)))
    rows = ensemble.at(model, table, runs=curve.runs)
    lines = {
        (one.id, place): one.shares(some)
        for place, some in {"full": rows, "w": rows[world.where(rows)]}.items()
        for one in curve.tested
    }
    found = pd.DataFrame.from_dict(lines, orient="index")
    found.index.names = ["predicate", "place"]
    return found[["n", "support", "oppose"]]
