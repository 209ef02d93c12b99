import numpy as np
import pytest

from collabgov.synthesis import stress


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
