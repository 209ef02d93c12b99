import sys

import numpy as np
import pandas as pd
import pytest

from collabgov.claims import places
from collabgov.engine import ensemble


def test_a_study_is_found_by_its_slug(study, toy):
    assert places.study(study).MODEL is toy


def test_a_study_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="no study module 'atlantis'"):
        places.study("atlantis")


def test_a_study_that_misses_a_library_says_which(monkeypatch):
    name = "collabgov.studies.leading_small_groups"
    monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "collabgov.claims.departure", None)
    with pytest.raises(ModuleNotFoundError, match=r"collabgov\.evidence\.departure"):
        places.study("leading_small_groups")


def test_the_box_holds_all_runs_at_the_usual_points(study, toy):
    rows = places.box(study, points=64)
    pd.testing.assert_frame_equal(rows, ensemble.run(toy, 64), check_exact=True)


def test_the_own_world_is_picked_out_of_the_longer_sequence(study, toy):
    own = places.own_world(study)
    longer = ensemble.sample(toy, 1024)
    total = longer["a"] + 2 * longer["b"] + 3 * longer["c"]
    assert own.index.tolist() == np.flatnonzero(total < 2).tolist()
    assert own.index.name == "point"
    assert (own["base.sum"] < 2).all()
    assert own.attrs["size"] == len(own) / 1024
    assert len(own) / 1024 == pytest.approx(8 / 36 - 1 / 36, abs=0.02)


def test_the_own_world_has_fresh_draws_and_twice_the_histories(study, toy):
    own = places.own_world(study)
    again = ensemble.at(toy, own[list(toy.names)], redraw=places.FRESH, histories=16)
    pd.testing.assert_frame_equal(again, own, check_exact=True)
    longer = ensemble.run(toy, 1024).loc[own.index]
    assert not (own["base.noisy"] == longer["base.noisy"]).any()


def test_the_own_world_keeps_the_lists_by_which_it_was_picked(study, toy):
    """A point is its parameters and its lists: another network is another point."""
    own = places.own_world(study)
    longer = ensemble.run(toy, 1024).loc[own.index]
    for weight in ("base.weight", "up.weight"):
        assert own[weight].to_numpy() == pytest.approx(longer[weight].to_numpy())
