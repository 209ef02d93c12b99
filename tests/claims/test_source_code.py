"""Code as text: what counts as a change of it, and what does not."""

import pytest

from collabgov.claims import source_code

SOURCE = '''"""A module."""

LEVEL = 0.5  # effort


def unused():
    """Nothing leads here."""


def low(r):
    """Cities that do little."""
    # a comment
    return r["effort"] < LEVEL


TABLE = {"a": lambda r: low(r)}
'''


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "planted.py"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_only_what_a_name_leads_to_is_followed(file):
    found = source_code.reached([file], ["TABLE", "not there"])
    assert list(found) == ["LEVEL", "low", "TABLE"]


def test_a_name_is_followed_into_another_file(file, tmp_path):
    other = tmp_path / "tables.py"
    other.write_text("from planted import low\n\nSEEN = {'b': low}\n", "utf-8")
    found = source_code.reached([file, other], ["SEEN"])
    assert list(found) == ["LEVEL", "low", "SEEN"]


def test_comments_and_docstrings_are_no_code(file):
    low = source_code.reached([file], ["low"])["low"]
    assert low == "def low(r):\n    return r['effort'] < LEVEL"


def test_two_lambdas_of_one_line_are_told_apart():
    one, other = (lambda r: r + 1), (lambda r: r + 2)
    assert [source_code.of(one), source_code.of(other)] == [
        "lambda r: r + 1",
        "lambda r: r + 2",
    ]


def test_what_a_function_took_along_counts():
    def made(k):
        return lambda r: r[k]

    one, other = source_code.of(made("s")), source_code.of(made("w"))
    assert (one, other) == ("lambda r: r[k]  # k='s'", "lambda r: r[k]  # k='w'")
    assert not source_code.same(one, other)


def test_a_default_counts_like_what_was_taken_along():
    assert source_code.of(lambda r, k=2: r * k) == "lambda r, k=2: r * k  # k=2"


def test_no_table_shows_an_address():
    assert " at 0x" not in source_code.shown({"f": lambda r: r, "n": (1, 2)})


def test_a_lambda_that_no_file_holds_is_told_by_what_it_does():
    scope = {}
    exec(
        "one, other, again = lambda r: r['s'], lambda r: r['w'], lambda r: r['s']",
        scope,
    )
    one, other, again = (source_code.of(scope[n]) for n in ("one", "other", "again"))
    assert one == again != other
    assert one.startswith("<lambda ")
