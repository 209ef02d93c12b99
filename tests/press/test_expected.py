"""Numbers beside the expected ones."""

from collabgov.press import expected


def test_a_text_without_a_number_has_to_be_the_same(tmp_path):
    file = tmp_path / "a.json"
    expected.write(file, {"word": "follows", "version": "0.1"})
    assert expected.faults(file, {"word": "follows", "version": "0.2"}) == []
    assert expected.faults(file, {"word": "built in"}) != []


def test_a_chapter_without_expected_numbers_is_named(tmp_path):
    told = expected.faults(tmp_path / "b.json", {})
    assert told == ["there is no tests/expected/b.json"]
