"""Worlds of a study: the whole box, and the points that show what it reports."""

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from collabgov.claims import store
from collabgov.engine import ensemble

FRESH = 888  # seed of the draws in W: not those by which W was picked


def studies() -> list[str]:
    """Slugs of the studies that have a module, and so a chapter, sorted."""
    folder = Path(__file__).parents[1] / "studies"
    return sorted(file.stem for file in folder.glob("[a-z]*.py"))


def study(slug: str) -> ModuleType:
    """The module of a study.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    module

    Raises
    ------
    ValueError
        If the package holds no module of that name.

    Examples
    --------
    >>> study("leading_small_groups").MODEL.histories
    20
    """
    name = f"collabgov.studies.{slug}"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:  # the module is there, and misses something itself
            raise
        raise ValueError(f"no study module {slug!r}") from None


def box(slug: str, points: int = 2048, **fixed: Any) -> pd.DataFrame:
    """All runs of a study at the points of its box; computed once and kept.

    Parameters
    ----------
    slug : str
        The study.
    points : int
        Number of Sobol points.
    **fixed
        Settings that differ from their defaults at all points.

    Returns
    -------
    DataFrame
        As `ensemble.run` returns it.

    Raises
    ------
    ValueError
        If the package holds no module of that name, or for fewer than one point.
    """
    model = study(slug).MODEL
    name = "-".join(["box", str(points), *(f"{k}-{v}" for k, v in fixed.items())])

    def compute() -> pd.DataFrame:
        return ensemble.at(model, ensemble.sample(model, points).assign(**fixed))

    return store.kept(slug, name, compute, "some seconds")


def middle(slug: str, points: int = 2048) -> pd.DataFrame:
    """All runs of a study in the middle half of every range; computed once and kept.

    Parameters
    ----------
    slug, points
        As for `box`.

    Returns
    -------
    DataFrame
        As `collabgov.engine.ensemble.run` returns it.

    Raises
    ------
    ValueError
        As for `box`.
    """
    model, name = study(slug).MODEL, f"middle-{points}"
    return store.kept(
        slug, name, lambda: ensemble.run(model, points, box="middle"), "some seconds"
    )


def own_world(slug: str) -> pd.DataFrame:
    """All runs at the points that show what the abstract reports; kept likewise.

    Parameters
    ----------
    slug : str
        The study: its `world` says which points these are, out of `WORLD_POINTS` of
        which only `WORLD_RUNS` are run.

    Returns
    -------
    DataFrame
        As `ensemble.run` returns it, with twice the histories and draws of its own;
        ``attrs["size"]`` is the share of the box that these points hold.

    Raises
    ------
    ValueError
        If the package holds no module of that name.
    """
    module = study(slug)
    return store.kept(slug, "world", lambda: _own_world(module), "some seconds")


def _own_world(module: ModuleType) -> pd.DataFrame:
    """The table, without the store."""
    model = module.MODEL
    longer = ensemble.run(model, module.WORLD_POINTS, runs=module.WORLD_RUNS)
    inside = longer.loc[module.world(longer), list(model.inputs)]
    inside.index.name = "point"
    histories = 2 * model.histories
    done = ensemble.at(model, inside, redraw=FRESH, histories=histories)
    done.attrs["size"] = len(inside) / len(longer)
    return done
