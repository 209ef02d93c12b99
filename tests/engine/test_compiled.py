import numba
import numpy as np
import pytest

from collabgov.engine.compiled import called, compiled, sweep
from collabgov.studies import BOOK, load

ROWS = np.array([(1.0,), (2.0,)], dtype=[("a", float)])


def pair(p, first, second, draws, path, out):
    path[0] = p.a
    out[0] = first[0] + 10.0 * second[1] + 100.0 * draws[0]


def bare(p, path, out):
    path[0] = p.a
    out[0] = 3.0 * p.a


def last(path, extra):
    extra[0] = -path[0]


def test_a_function_is_compiled_once():
    assert compiled(bare) is compiled(bare)
    assert sweep(bare, last, 1, 0, False) is sweep(bare, last, 1, 0, False)


def test_lists_and_draws_are_passed_in_order_and_histories_averaged():
    first, second = np.array([[1.0, 0], [2, 0]]), np.array([[0, 3.0], [0, 4]])
    draws = np.array([[[0.0], [1.0]], [[2.0], [4.0]]])
    total = np.zeros((2, 1))
    loop = sweep(pair, None, 1, 2, True)
    loop(ROWS, first, second, draws, np.zeros(1), np.zeros(1), total)
    assert total[:, 0] == pytest.approx([1 + 30 + 50, 2 + 40 + 300])


def test_a_kernel_without_lists_and_chance_is_measured_too():
    total = np.zeros((2, 2))
    loop = sweep(bare, last, 1, 0, False)
    loop(ROWS, np.zeros((2, 1, 0)), np.zeros(1), np.zeros(2), total)
    assert total.tolist() == [[3.0, -1.0], [6.0, -2.0]]


def test_what_was_made_in_memory_is_compiled_too():
    scope = {}
    exec("def made(p, path, out):\n out[0] = 5.0 * p.a", scope)
    out = np.zeros(1)
    compiled(scope["made"])(ROWS[1], np.zeros(1), out)
    assert out[0] == 10


def test_what_is_compiled_already_stands_for_what_it_was_made_from():
    out = np.zeros(1)
    compiled(numba.njit(bare))(ROWS[1], np.zeros(1), out)
    assert out[0] == 6


@pytest.mark.parametrize("slug", BOOK)
def test_a_list_that_is_too_short_is_refused_before_anything_is_written_beyond(slug):
    model = load(slug).model
    *given, path, out = model.arguments()
    model.compiled(*given, path, out)
    rule = f"{model.kernel.__name__} reads or writes beyond the end of a list: "
    for some in ((path[:-1], out), (path, out[:-1])):
        told = rf"{rule}.*path of {len(some[0])}, out of {len(some[1])}"
        with pytest.raises(ValueError, match=told):
            model.compiled(*given, *some)


@pytest.mark.parametrize("place", range(1, 8))
def test_each_of_many_lists_may_be_the_one_that_is_too_short(place):
    model = load("soft_metagovernance").model
    rule = "tie" if place == 4 else "random"  # lots do not ask for anybody's reach
    given = list(model.arguments(budget=5, rule=rule))
    given[place] = given[place][: len(given[place]) // 2]
    with pytest.raises(ValueError, match="sm_run reads or writes beyond the end"):
        model.compiled(*given)


def halved(p, path, out):
    path[0] = p.a
    out[0] = 1.0 / (p.a - 2.0)


def test_a_division_by_zero_is_told_with_the_values():
    with pytest.raises(ValueError, match=r"halved divides by zero at a 2$"):
        called(halved)(ROWS[1], np.zeros(1), np.zeros(1))


def test_what_numba_kept_on_disk_without_checks_is_not_taken():
    assert "bare_bound" in compiled(bare)._cache._impl.filename_base
