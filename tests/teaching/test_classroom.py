"""What a game needs of a class's file, whichever game it is."""

import pandas as pd
import pytest

from collabgov.records import tables
from collabgov.teaching.classroom import Game

GAME = Game(
    "one_stop_hall_example",
    rounds=2,
    seat="department",
    size=2,
    groups="AB",
    same={"lot": ("group",)},
    broken={"nobody gives more than ten": lambda rows: rows["hours"] > 10},
    kinds={"a plain group": lambda rows: rows["lot"] == "plain"},
)


def played(*lines):
    """Rows of group, round, department, hours and lot."""
    columns = ["group", "round", "department", "hours", "lot"]
    return pd.DataFrame([line.split() for line in lines], columns=columns).astype(
        {"round": int, "department": int, "hours": int}
    )


WHOLE = ("A 1 1 3 plain", "A 1 2 4 plain", "A 2 1 5 plain", "A 2 2 6 plain")


def faults(*lines):
    return list(GAME.faults(played(*lines)))


def test_a_class_that_breaks_no_rule_has_no_fault():
    assert faults(*WHOLE) == []
    assert faults(*WHOLE, *(line.replace("A", "B") for line in WHOLE)) == []


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (WHOLE[:2], (0, "group A must have rounds 1 to 2", "1")),
        (WHOLE[2:], (0, "group A must have rounds 1 to 2", "2")),
        ((*WHOLE, "A 3 1 5 plain", "A 3 2 5 plain"),
         (0, "group A must have rounds 1 to 2", "1, 2, 3")),
        (WHOLE[:3], (2, "round 2 of group A must have 2 rows, one a department", 1)),
        ((*WHOLE[:3], "A 2 2 6 both"),
         (3, "lot must be the same in all rows of a group", "A,2,2,6,both")),
        ((*WHOLE[:3], "A 2 2 11 plain"),
         (3, "nobody gives more than ten", "A,2,2,11,plain")),
        ([line.replace("plain", "both") for line in WHOLE],
         (0, "the class needs a plain group", "none")),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_row_rule_and_value(lines, fault):
    assert faults(*lines) == [fault]


def test_a_letter_that_no_group_has_is_told_for_every_row():
    found = faults(*(line.replace("A", "a") for line in WHOLE))
    assert found[0] == (0, "group must be one of A, B", "a,1,1,3,plain")
    assert [row for row, *_ in found] == [0, 1, 2, 3]


def test_a_file_is_refused_with_its_name_and_rows_as_it_counts_them(
    tmp_path, monkeypatch
):
    lines = [*WHOLE[:3], "A 2 2 11 plain", *(f"B 1 {k} 12 plain" for k in range(1, 15))]
    monkeypatch.setattr(tables, "read", lambda name, folder: played(*lines))
    with pytest.raises(ValueError) as refusal:
        GAME.read(tmp_path)
    path = tmp_path / "one_stop_hall_example.csv"
    lines = str(refusal.value).splitlines()
    assert lines[0] == f"{path}: row 6: group B must have rounds 1 to 2, got 1"
    assert f"{path}: row 5: nobody gives more than ten, got A,2,2,11,plain" in lines
    assert lines[-1] == f"{path}: and 7 more faults"
    assert len(lines) == 11
