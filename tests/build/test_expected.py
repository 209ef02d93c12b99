"""Numbers beside the expected ones."""

import pytest

from collabgov.build import expected


def test_a_text_without_a_number_has_to_be_the_same(tmp_path):
    (tmp_path / "tests/expected").mkdir(parents=True)
    expected.write(tmp_path, "a", {"word": "follows", "version": "0.1"})
    same = {"word": "follows", "version": "0.2"}
    assert expected.faults(tmp_path, "a", same) == []
    assert expected.faults(tmp_path, "a", {"word": "built in"}) != []


def test_a_page_that_prints_numbers_and_expects_none_is_found_and_named(tmp_path):
    (tmp_path / "book/teaching").mkdir(parents=True)
    (tmp_path / "book/plain.md").write_text("# No number\n", "utf-8")
    (tmp_path / "book/teaching/new.md").write_text("{glue:text}`share` of all", "utf-8")
    assert expected.pages(tmp_path) == ["teaching/new"]
    faults = expected.faults(tmp_path, "teaching/new", {"share": "57 of 100"})
    assert faults == ["there is no tests/expected/teaching/new.json"]
    expected.write(tmp_path, "teaching/new", {"share": "57 of 100"})
    assert expected.faults(tmp_path, "teaching/new", {"share": "57 of 100"}) == []


CHANGED = [
    ("6.25 years", "6.25 months"),
    ("11 to 28 months", "11 to 90 months"),
    ("11 to 28 months", "11 to 28 years"),
    ("11 to 28 months", "28 to 11 months"),
    ("27 of 100", "28 of 3"),
    ("27 of 100", "29 of 100"),
    ("27 of 100", "27 of 101"),
    ("3e-05", "3e+05"),
    ("−5", "5"),
    ("−0.5", "0.5"),
    ("fewer than 1 of 100", "more than 1 of 100"),
    ("0.26", "0.28"),
    ("1,024 points", "1,025 points"),
    ("×4.5", "÷4.5"),
    ("follows", "follows in the study's own world"),
    ("14 of 100, 3 of 100 against", "14 of 100, 30 of 100 against"),
    ("2 × 3", "2 × 3 × 1"),
]


def planted(tmp_path, was, now):
    """What is told of a page that printed one value and prints another now."""
    expected.write(tmp_path, "page", {"value": was})
    return expected.faults(tmp_path, "page", {"value": now})


@pytest.mark.parametrize(("was", "now"), CHANGED)
def test_a_text_is_compared_whole(tmp_path, was, now):
    assert planted(tmp_path, was, was) == []
    assert planted(tmp_path, was, now) == [f"value: {was} → {now} (tolerance 1)"]


@pytest.mark.parametrize(
    ("was", "now"), [("27 of 100", "28 of 100"), ("6.25 years", "6.26 years")]
)
def test_a_last_digit_that_another_machine_may_count_is_no_fault(tmp_path, was, now):
    assert planted(tmp_path, was, now) == []


@pytest.mark.parametrize(("was", "now"), [(3, 4), (3, "3"), (True, 1), (0.5, 0.52)])
def test_numbers_and_kinds_are_compared_too(tmp_path, was, now):
    assert planted(tmp_path, was, now) != []


TEXT = "In 27 of 100 worlds it takes 11 to 28 months, −0.45 at 3e-05, of 1,024."


@pytest.mark.parametrize("k", range(len(TEXT)))
def test_a_change_at_any_place_of_a_text_is_seen(tmp_path, k):
    """A digit by five, a sign, a letter: each is another text."""
    other = {"-": "+", "−": "", "e": "E5", ".": ";", ",": ""}
    here = TEXT[k]
    new = str((int(here) + 5) % 10) if here.isdigit() else other.get(here, "x")
    now = TEXT[:k] + new + TEXT[k + 1 :]
    assert planted(tmp_path, TEXT, now) != []
