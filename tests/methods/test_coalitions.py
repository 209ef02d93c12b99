from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabgov.methods.coalitions import interaction, minimal_sets, shapley

games = st.lists(st.floats(-1, 1), min_size=16, max_size=16)


@given(worth=games)
def test_values_share_out_what_the_whole_is_worth(worth):
    assert shapley(worth).sum() == pytest.approx(worth[-1] - worth[0], abs=1e-12)


@given(worth=games)
def test_a_value_is_the_mean_contribution_over_all_orders(worth):
    total = np.zeros(4)
    for order in permutations(range(4)):
        inside = 0
        for j in order:
            total[j] += worth[inside | 1 << j] - worth[inside]
            inside |= 1 << j
    assert shapley(worth) == pytest.approx(total / 24, abs=1e-12)


def test_the_glove_game():
    assert shapley([0, 0, 0, 1, 0, 1, 0, 1]) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_two_parts_that_are_worth_something_only_together_interact_fully():
    worth = [float(k & 5 == 5) for k in range(8)]  # parts 0 and 2
    found = interaction(worth)
    assert found[0, 2] == found[2, 0] == 1
    assert found.sum() == 2


@given(parts=st.lists(st.floats(-1, 1), min_size=4, max_size=4))
def test_parts_that_add_up_do_not_interact(parts):
    worth = [sum(p for j, p in enumerate(parts) if k >> j & 1) for k in range(16)]
    assert interaction(worth) == pytest.approx(np.zeros((4, 4)), abs=1e-12)
    assert shapley(worth) == pytest.approx(parts, abs=1e-12)


def test_many_games_are_worked_out_at_once():
    worth = np.random.default_rng(3).random((5, 7, 8))
    assert shapley(worth)[2, 3] == pytest.approx(shapley(worth[2, 3]))
    assert interaction(worth)[2, 3] == pytest.approx(interaction(worth[2, 3]))


def test_smallest_sets_are_enough_and_none_of_their_parts_is():
    enough = np.zeros(16, dtype=bool)
    enough[[3, 7, 11, 12, 15]] = True  # {0,1} and {2,3}, and what holds them
    assert np.flatnonzero(minimal_sets(enough)).tolist() == [3, 12]


def test_where_nothing_need_be_done_the_empty_set_is_the_smallest():
    assert np.flatnonzero(minimal_sets([True] * 8)).tolist() == [0]
    assert not minimal_sets([False] * 8).any()


@pytest.mark.parametrize("size", [0, 1, 3, 12])
def test_what_holds_no_entry_for_each_subset_is_refused(size):
    for function in (shapley, interaction, minimal_sets):
        with pytest.raises(ValueError, match=f"one entry for each subset.*got {size}"):
            function([0.0] * size)
