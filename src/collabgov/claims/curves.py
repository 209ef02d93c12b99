"""How a share bends as assumptions are held at one value after another."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from itertools import product
from types import ModuleType

import pandas as pd

from collabgov.claims import places, store
from collabgov.claims.predicate import Predicate
from collabgov.engine import ensemble


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


def shares(slug: str, name: str) -> pd.DataFrame:
    """Shares of predicates along a curve of a study.

    Parameters
    ----------
    slug, name : str
        The study, and one of its `CURVES`.

    Returns
    -------
    DataFrame
        Index: the held parameters, then predicate, and place ("full", or "w" for the
        study's own world); columns `n`, `support`, `oppose`. Computed once and kept.

    Raises
    ------
    ValueError
        If the package holds no module, or the study no curve of that name.
    """
    module = places.study(slug)
    if name not in module.CURVES:
        raise ValueError(f"no curve {name!r}; there are {', '.join(module.CURVES)}")
    curve = module.CURVES[name]
    return store.kept(
        slug, f"curve-{name}", lambda: _shares(module, curve), "some seconds"
    )


def _shares(module: ModuleType, curve: Curve) -> pd.DataFrame:
    """The table, without the store."""
    every = product(*curve.held.values())
    found = {at: _at(module, curve, at) for at in every}
    return pd.concat(list(found.values()), keys=list(found), names=list(curve.held))


def _at(module: ModuleType, curve: Curve, at: tuple[float, ...]) -> pd.DataFrame:
    """Shares at one combination."""
    table = ensemble.sample(module.MODEL, curve.points)
    table = table.assign(**dict(zip(curve.held, at, strict=True)))
    rows = ensemble.at(module.MODEL, table, runs=curve.runs)
    lines = {
        (one.id, place): one.shares(some)
        for place, some in {"full": rows, "w": rows[module.world(rows)]}.items()
        for one in curve.tested
    }
    found = pd.DataFrame.from_dict(lines, orient="index")
    found.index.names = ["predicate", "place"]
    return found[["n", "support", "oppose"]]
