from dataclasses import replace

import numpy as np
import pytest

from collabgov.claims import fingerprint
from collabgov.engine import ensemble
from collabgov.studies import load
from collabgov.synthesis import departures, stress
from collabgov.synthesis.departures import Cell


def test_a_place_or_study_or_clock_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="place must be one of full, middle, w"):
        stress.table("leading_small_groups", "top")
    with pytest.raises(ValueError, match="no study 'x'; there are relational"):
        stress.table("x")
    with pytest.raises(ValueError, match="clock must be months or own, got 'sun'"):
        stress.curves("leading_small_groups", "sun")


def test_a_point_is_lost_only_if_the_empty_place_catches_up_before_it_halves():
    left = np.array([[1, 0.8, np.nan, np.nan], [1, 0.4, np.nan, np.nan]])
    life, lost = stress.halved(left)
    assert life.tolist() == [2, 1]
    assert lost.tolist() == [True, False]


def test_lives_hold_every_cell_at_every_point_and_only_counted_ones_have_a_life():
    slug = "relational_leadership"
    lives = stress.lives(slug, points=64)
    cells = stress.STRESSES[slug].cells
    assert len(lives) == 64 * len(cells)
    assert lives.loc[~lives["counted"], "life"].isna().all()
    known = lives["counted"] & ~lives["lost"]
    assert (lives.loc[known, "life"] > 0).all()


def test_both_clocks_start_with_the_whole_effect():
    for clock in stress.CLOCKS:
        curves = stress.curves("leading_small_groups", clock, points=64)
        assert (curves.xs(0.0, level="time") == 1).all(axis=None)
        assert (curves["low"] <= curves["high"] + 1e-12).all()


def test_another_departure_or_another_way_to_count_is_another_table(monkeypatch):
    def key(test):
        return fingerprint.key(stress._cells, test, "full")

    test = stress.STRESSES["leading_small_groups"]
    before = key(test)
    cells = {**test.cells, "trust": Cell({"store": 0.9})}
    changes = {
        "a cell": replace(test, cells=cells),
        "when it counts": replace(test, spec=replace(test.spec, smallest=0.2)),
        "a month": replace(test, months=1),
        "the clock": replace(test, clock=lambda p: 12.0),
        "the model": replace(test, model=replace(test.model, histories=3)),
    }
    keys = {before, *(key(changed) for changed in changes.values())}
    assert len(keys) == 1 + len(changes)
    monkeypatch.setattr(departures, "WINDOW", 120)
    monkeypatch.setattr(stress, "WINDOW", 120)
    assert key(test) not in keys


def test_points_of_a_place_are_those_of_the_study():
    slug = "leading_small_groups"
    study = load(slug)
    full, middle = (
        stress.table(slug, place, points=16) for place in ("full", "middle")
    )
    assert full.equals(ensemble.sample(study.model, 16))
    assert middle.equals(ensemble.sample(study.model, 16, box="middle"))
