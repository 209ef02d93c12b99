"""Where a claim is asked: the whole box of assumptions, its middle, the own world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from collabgov.claims import store
from collabgov.engine import ensemble
from collabgov.engine.model import Model

if TYPE_CHECKING:
    from collabgov.claims.study import Study, World

# name → tail of the columns that hold what is counted there
BOXES = {"full": "", "middle": "_middle", "w": "_w"}
# the full box once more, at another margin
MARGINS = {"half": "_half", "double": "_double"}
TAILS = {**BOXES, **MARGINS}

FRESH = 888  # seed of the draws in W: not those by which W was picked
WAIT = "some seconds"


def box(study: Study, points: int = 2048, **fixed: Any) -> pd.DataFrame:
    """All runs of a study at the points of its box; computed once and kept.

    Parameters
    ----------
    study : Study
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
        For fewer than one point, or a setting that there is not.
    """
    words = [f"{name}-{value}" for name, value in fixed.items()]
    label = "-".join([study.slug, "box", str(points), *words])
    return store.kept(label, _box, study.model, points, fixed, wait=WAIT)


def _box(model: Model, points: int, fixed: dict[str, Any]) -> pd.DataFrame:
    """Compute the table of `box`."""
    return ensemble.at(model, ensemble.sample(model, points).assign(**fixed))


def middle(study: Study, points: int = 2048) -> pd.DataFrame:
    """All runs of a study in the middle half of every range; computed once and kept.

    Parameters
    ----------
    study, points
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
    label = f"{study.slug}-middle-{points}"
    return store.kept(label, _middle, study.model, points, wait=WAIT)


def _middle(model: Model, points: int) -> pd.DataFrame:
    """Compute the table of `middle`."""
    return ensemble.run(model, points, box="middle")


def own_world(study: Study) -> pd.DataFrame:
    """All runs at the points that show what the abstract reports; kept likewise.

    Parameters
    ----------
    study : Study
        The study: its `world` says which points these are, out of how many, of which
        only the runs that it reads are run.

    Returns
    -------
    DataFrame
        As `ensemble.run` returns it, with twice the histories and draws of its own;
        ``attrs["size"]`` is the share of the box that these points hold.
    """
    label = f"{study.slug}-world"
    return store.kept(label, _own_world, study.model, study.world, wait=WAIT)


def _own_world(model: Model, world: World) -> pd.DataFrame:
    """Compute the table of `own_world`."""
    longer = ensemble.run(model, world.points, runs=world.runs)
    inside = longer.loc[world.where(longer), list(model.inputs)]
    inside.index.name = "point"
    histories = 2 * model.histories
    done = ensemble.at(model, inside, redraw=FRESH, histories=histories)
    done.attrs["size"] = len(inside) / len(longer)
    return done
