import numpy as np
import pandas as pd
import pytest

from collabgov.claims import curves
from collabgov.claims.curves import Curve
from collabgov.engine import ensemble
from collabgov.studies.relational_leadership import STUDY


def curve(held, *ids):
    tested = tuple(STUDY.predicate(id) for id in ids)
    return Curve(held=held, tested=tested, runs=("lead", "none", "m0"), points=64)


def test_a_share_on_a_curve_is_that_of_points_held_there():
    found = curves._shares(
        STUDY.model, STUDY.world, curve({"alpha": (0.2, 1.0)}, "RL-2s", "RL-2w")
    )
    points = ensemble.sample(STUDY.model, 64).assign(alpha=0.2)
    rows = ensemble.at(STUDY.model, points, runs=["lead", "none", "m0"])
    for id in ("RL-2s", "RL-2w"):
        for place, some in {"full": rows, "w": rows[STUDY.world.where(rows)]}.items():
            known = pd.Series(STUDY.predicate(id).shares(some))
            ours = found.loc[(0.2, id, place)]
            assert ours.equals(known[["n", "support", "oppose"]])


def test_a_curve_in_two_assumptions_has_every_combination():
    held = {"sigma": (0.0, 1.0), "alpha": (0.0, 0.5, 1.0)}
    found = curves._shares(STUDY.model, STUDY.world, curve(held, "RL-8s"))
    assert found.index.names == ["sigma", "alpha", "predicate", "place"]
    assert len(found) == 2 * 3 * 2
    wide = found["support"].xs("w", level="place").droplevel("predicate").unstack()
    assert np.isfinite(wide.to_numpy()).all() and wide.shape == (2, 3)


def test_a_curve_that_there_is_not_is_refused():
    with pytest.raises(
        ValueError, match="no curve 'beta'; there are alpha, sigma, both"
    ):
        curves.shares(STUDY, "beta")


def test_a_curve_of_a_study_is_kept_and_read_by_its_name(study):
    """T-1 holds where a is at least .5, wherever b is held."""
    found = curves.shares(study, "b")
    assert found.index.names == ["b", "predicate", "place"]
    full = found["support"].xs("full", level="place")
    assert full.tolist() == [0.5, 0.5]
    pd.testing.assert_frame_equal(curves.shares(study, "b"), found, check_exact=True)
