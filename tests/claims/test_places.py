import numpy as np
import pandas as pd
import pytest

from collabgov.claims import places
from collabgov.engine import ensemble


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


def test_a_setting_that_is_fixed_holds_at_all_points(study, toy):
    rows = places.box(study, points=16, kind=2)
    assert (rows["kind"] == 2).all()
    total = rows["a"] + 2 * rows["b"] + 3 * rows["c"] + 2
    assert rows["base.sum"].to_numpy() == pytest.approx(total.to_numpy())
    with pytest.raises(ValueError, match="unknown: knd"):
        places.box(study, points=16, knd=2)


def test_the_middle_is_the_middle_half_of_every_range(study, toy):
    rows = places.middle(study, points=64)
    known = ensemble.run(toy, 64, box="middle")
    pd.testing.assert_frame_equal(rows, known, check_exact=True)


def test_only_the_runs_that_the_own_world_reads_are_run_to_pick_it(study, monkeypatch):
    asked = []
    run = ensemble.run
    monkeypatch.setattr(
        ensemble,
        "run",
        lambda *given, **more: asked.append(more) or run(*given, **more),
    )
    places._own_world(study.model, study.world)
    assert asked == [{"runs": ("base",)}]


@pytest.mark.parametrize("place", [places.box, places.middle])
def test_no_point_is_no_place(study, place):
    with pytest.raises(ValueError, match="points must be at least 1, got 0"):
        place(study, points=0)
