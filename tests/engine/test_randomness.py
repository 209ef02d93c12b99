import numpy as np
import pytest

from collabgov.engine.randomness import for_draws, for_lists


@pytest.mark.parametrize("stream", [for_draws, for_lists])
def test_the_same_point_gets_the_same_numbers(stream):
    assert stream(5, 3).random() == stream(5, 3).random()


def test_seeds_points_and_purposes_get_different_numbers():
    keys = [(seed, point) for seed in (0, 1) for point in (0, 1)]
    drawn = [s(*key).random() for s in (for_draws, for_lists) for key in keys]
    assert len(set(drawn)) == 8


def test_draws_come_from_the_point_and_lists_from_a_child_of_it():
    for key, stream in (((3,), for_draws), ((3, 1), for_lists)):
        sequence = np.random.SeedSequence(5, spawn_key=key)
        assert np.random.default_rng(sequence).random() == stream(5, 3).random()
