import pytest

from collabgov.records.spelling import look, tidy, variants, visible


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trust ", "trust"),
        ("joint  work", "joint work"),
        ("joint\N{NO-BREAK SPACE}work", "joint work"),
        ("joint\nwork", "joint work"),
        ("e\N{COMBINING ACUTE ACCENT}tat", "état"),
    ],
)
def test_what_looks_the_same_is_tidied_into_the_same(one, other):
    assert tidy(one) == tidy(other) == other


def test_capitals_and_wide_letters_stay_but_look_alike():
    assert tidy("Trust") != tidy("trust")
    assert look("Trust") == look("ＴＲＵＳＴ") == look("trust")
    assert look("Straße") == look("STRASSE")
    assert look("mission") != look("trust")


def test_a_variant_is_told_with_the_first_that_looks_like_it():
    assert list(variants(["a", "b", "A", "a", "B", "c"])) == [(2, 0), (4, 1)]
    assert list(variants(["1", "1.0"], seen=float)) == [(1, 0)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\x85c", r"a\nb\x85c"),
        ("a\N{ZERO WIDTH SPACE}", r"a\u200b"),
        ("政 é — ’", "政 é — ’"),
    ],
)
def test_hidden_characters_are_written_out_in_one_line(text, shown):
    assert visible(text) == shown
