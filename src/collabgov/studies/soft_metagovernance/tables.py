"""Is it chance that lots do well by? As many people met, but not drawn anew."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.random import default_rng
from numpy.typing import NDArray

from collabgov.claims import store
from collabgov.claims.study import Study
from collabgov.engine import ensemble
from collabgov.engine.model import Model

Lots = NDArray[np.float64]  # a row a contact, in it a draw for each person


def turns(study: Study, points: int = 2048, drawings: int = 5) -> pd.DataFrame:
    """What lots bring that are drawn once, and a list that is worked through in turn.

    Parameters
    ----------
    study : Study
        Soft metagovernance, or a change of it.
    points : int
        Number of Sobol points.
    drawings : int
        Drawings averaged at each point.

    Returns
    -------
    DataFrame
        One row a point; ``once.value`` and ``once.created`` for a leader who draws once
        and then always meets the same few, ``turn.value`` and ``turn.created`` for one
        who works through a list. Computed once and kept.
    """
    given = (study.model, points, drawings)
    return store.kept(f"{study.slug}-turns", _turns, *given, wait="half a minute")


def _turns(model: Model, points: int, drawings: int) -> pd.DataFrame:
    """Value by other lots at every point of a box."""
    rows = ensemble.sample(model, points).to_dict("records")
    found = [_other_lots(model, i, row, drawings) for i, row in enumerate(rows)]
    return pd.DataFrame(found).rename_axis("point")


def _other_lots(
    model: Model, i: int, point: Mapping[str, Any], drawings: int
) -> dict[str, float]:
    """The same network and people as in the run with lots, met in other ways."""
    values = model.point(model.values(**point), "random")
    *head, draws, path, out = model.arranged(values, ensemble.SEED, i)
    people = len(head[-1])  # one end without a leader each
    lots = default_rng(i).random((drawings, len(draws) // people, people))
    at = {name: model.outputs.index(name) for name in ("value", "created")}
    found = {}
    for way, arrange in WAYS.items():
        ends = []
        for some in lots:
            model.compiled(*head, arrange(some).ravel(), path, out)
            ends.append(out.copy())
        mean = np.mean(ends, axis=0)
        found |= {f"{way}.{name}": mean[k] for name, k in at.items()}
    return found


def _once(lots: Lots) -> Lots:
    """The first draw, over and over."""
    return np.broadcast_to(lots[:1], lots.shape)


def _in_turn(lots: Lots) -> Lots:
    """The order of the first draw, person by person, over and over."""
    order = lots[:1].argsort().argsort()
    contacts = np.arange(len(lots))[:, None]
    return -((order - contacts) % lots.shape[1]).astype(float)


# what may stand in the place of lots that are drawn anew for every contact
WAYS: Mapping[str, Callable[[Lots], Lots]] = {"once": _once, "turn": _in_turn}
