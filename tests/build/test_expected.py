"""Numbers beside the expected ones."""

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
    told = expected.faults(tmp_path, "teaching/new", {"share": "57 of 100"})
    assert told == ["there is no tests/expected/teaching/new.json"]
    expected.write(tmp_path, "teaching/new", {"share": "57 of 100"})
    assert expected.faults(tmp_path, "teaching/new", {"share": "57 of 100"}) == []
