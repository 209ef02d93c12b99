import pandas as pd
import pytest

from collabgov.teaching.classroom import checked

ROWS = pd.DataFrame({"joint": [3, 11, 12]})


def most(tokens):
    return lambda rows: {
        "joint is no debt": rows["joint"] < 0,
        "joint is what there is": rows["joint"] > tokens,
    }


def test_rows_that_break_no_rule_are_given_back():
    assert checked(ROWS, most(12)) is ROWS


def test_the_first_row_that_breaks_a_rule_is_named_as_the_file_counts():
    told = r"row 3: joint is what there is, got \{'joint': 11\}"
    with pytest.raises(ValueError, match=told):
        checked(ROWS, most(10))
