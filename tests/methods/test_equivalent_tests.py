import numpy as np
import pandas as pd
import pytest

from collabgov.methods.equivalent_tests import equivalent_tests

CHANCE = np.random.default_rng(3).random((200_000, 3)) < [0.5, 0.6, 0.3]


def test_cases_that_know_nothing_of_each_other_are_as_many_tests_as_cases():
    assert equivalent_tests(pd.DataFrame(CHANCE)) == pytest.approx(3, abs=0.02)


def test_one_case_under_three_names_is_one_test():
    same = pd.DataFrame({k: CHANCE[:, 0] for k in "abc"})
    assert equivalent_tests(same) == 1


@pytest.mark.parametrize("seen", [[True, True], [False, False]])
def test_what_is_always_or_never_seen_tells_nothing(seen):
    with pytest.raises(ValueError, match="need shares between 0 and 1, got"):
        equivalent_tests(pd.DataFrame({"a": seen, "b": [True, False]}))


def test_what_is_never_seen_in_all_cases_is_refused_too():
    with pytest.raises(ValueError, match="need shares between 0 and 1"):
        equivalent_tests(pd.DataFrame({"a": [True, False], "b": [False, True]}))
