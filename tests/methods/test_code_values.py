import numpy as np
import pytest

from collabgov.methods.code_values import broken, coded, meant, placed


def objects(*values):
    return np.array(values, dtype=object)


@pytest.mark.parametrize(
    ("values", "known"),
    [
        (objects("10", "9", "1.5", "-2", "+3", "1e3"), [10, 9, 1.5, -2, 3, 1000]),
        (objects(1, 2.5, True), [1, 2.5, 1]),
        (np.array([1, 2]), [1, 2]),
        (objects("10", "9", "n"), ["10", "9", "n"]),
        (objects("1_0", "2"), ["1_0", "2"]),
        (objects("１", "2"), ["１", "2"]),
        (objects("0x1", "2"), ["0x1", "2"]),
    ],
)
def test_codes_are_numbers_only_if_all_of_them_are_written_as_numbers(values, known):
    assert coded(values).tolist() == known


def test_words_mean_the_same_without_regard_to_capitals_and_numbers_by_their_size():
    assert meant("Trust") == meant("trust") != meant("mission")
    assert meant("1") == meant("1.0") != meant("10")


@pytest.mark.parametrize("text", ["", "NA", "n/a", "NaN", "null", "<NA>", "#N/A", "."])
def test_what_programs_write_for_nothing_is_no_code(text):
    assert "a missing code has no row" in broken(text)


@pytest.mark.parametrize("text", ["none", "0", "-", "?", "nav", "99"])
def test_what_may_be_a_code_is_one(text):
    assert broken(text) is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (objects("x", 1), "codes must all be texts, or none, got 1"),
        (objects(1j), "a code must be a number or a text, got 1j"),
        (objects(b"x"), "a code must be a number or a text, got b'x'"),
        (objects(10**400), "must be finite, got inf"),
        (objects("1", "1.0"), "a code must be written in one way, got '1' and '1.0'"),
    ],
)
def test_what_is_no_code_is_refused(values, message):
    with pytest.raises(ValueError, match=message):
        coded(values)


def test_places_in_an_order_keep_the_shape_of_the_codes():
    values = objects(["a", "c"], ["b", None])
    assert np.array_equal(placed(values, "abc"), [[0, 2], [1, np.nan]], equal_nan=True)


def test_numbers_may_have_an_order_too_and_stand_beside_words_in_it():
    assert placed(np.array([3.0, 1.0]), [1, 3]).tolist() == [1, 0]
    assert placed(objects("3", "1"), ["none", "1", "3"]).tolist() == [2, 1]
