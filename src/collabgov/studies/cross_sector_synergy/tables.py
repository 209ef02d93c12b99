"""Ways to spend a budget on the six measures, and mixtures of one motivation."""

from dataclasses import replace
from itertools import combinations, pairwise

import pandas as pd

from collabgov.claims import store
from collabgov.claims.study import Study
from collabgov.engine import ensemble
from collabgov.engine.model import Model
from collabgov.studies.cross_sector_synergy.model import MIXES, THRESHOLD

UNITS = 6  # of a budget


def splits(units: int = UNITS) -> list[tuple[int, ...]]:
    """All ways to spend a budget on the six measures.

    Parameters
    ----------
    units : int
        Equal units to spend.

    Returns
    -------
    list of tuple of int
        Units on L1 … L6.

    Examples
    --------
    >>> from collabgov.studies.cross_sector_synergy import splits
    >>> len(splits()), splits(1)[0]
    (462, (1, 0, 0, 0, 0, 0))
    """
    stops = combinations(range(units + 5), 5)
    ends = [(-1, *stop, units + 5) for stop in stops]
    found = [tuple(b - a - 1 for a, b in pairwise(end)) for end in ends]
    return sorted(found, reverse=True)


def recipes(
    study: Study, box: str = "full", unit: float = 0.1, points: int = 2048
) -> pd.DataFrame:
    """Which ways to spend six units restore cooperation where it fails.

    Parameters
    ----------
    study : Study
        This study, or one that differs from it in its ranges.
    box : {"full", "middle"}
        The whole ranges, or the middle half of each.
    unit : float
        Dose of one unit, pay-off.
    points : int
        Number of Sobol points.

    Returns
    -------
    DataFrame of bool
        One row a failing point; one column a way to spend, its units as a tuple. A
        dose beyond a measure's room is lost. Computed once and kept.
    """
    name = f"{study.slug}-recipes-{box}-{unit:g}-{points}"
    given = (study.model, box, unit, points)
    found = store.kept(name, _restored, *given, wait="half a minute")
    return found.set_axis(pd.MultiIndex.from_tuples(splits()), axis=1)


def _restored(model: Model, box: str, unit: float, points: int) -> pd.DataFrame:
    """Whether cooperation lasts at each failing point, under every way to spend."""
    runs = {str(way): {"dose": tuple(unit * u for u in way)} for way in splits()}
    rows = ensemble.run(model, points, box=box, runs=["base"])
    failing = rows.loc[rows["base.lasting"] < 0.5, list(model.names)]
    done = ensemble.at(model.varied(runs), failing)
    found = done[[f"{name}.lasting" for name in runs]] >= 0.5
    return found.rename_axis("point")


def balance(study: Study, cross: float, points: int = 2048) -> pd.DataFrame:
    """Critical mass as one motivation is moved from outside to inside.

    Parameters
    ----------
    study : Study
        This study, or one that differs from it in its ranges.
    cross : float
        Set for all points: do own wish and incentives strengthen (+) each other?
    points : int
        Number of Sobol points.

    Returns
    -------
    DataFrame
        One row a point; columns: internal share, from 0 to 1. Computed once and kept.
    """
    name = f"{study.slug}-balance-{cross:g}-{points}"
    given = (study.model, cross, points)
    found = store.kept(name, _critical_masses, *given, wait="some seconds")
    return found.set_axis(list(MIXES), axis=1)


def _critical_masses(model: Model, cross: float, points: int) -> pd.DataFrame:
    """Critical mass at every point, of every mixture of one motivation."""
    runs = {f"in{share:g}": {**mix, "cross": cross} for share, mix in MIXES.items()}
    spec = replace(THRESHOLD, runs=tuple(runs))
    done = ensemble.run(replace(model, runs=runs, threshold=spec), points)
    return done[[f"{name}.critical_mass" for name in runs]].rename_axis("point")
