"""The five games of the teaching pages: what each needs of a class's file."""

import pandas as pd

from collabgov.records import tables
from collabgov.teaching.classroom import Game

CAPACITY = (3, 3, 4, 5, 6, 9)  # of the six governments
ROUNDING = 0.051  # outputs are written down with one decimal


def _speaks_to(rows: pd.DataFrame) -> pd.Series:
    """To how many the convenor of a row's group may speak in its round."""
    cards = rows.groupby(["group", "round"])["contact"].transform("sum")
    return cards - 1


BUILT_NOT_RUN = Game(
    "built_not_run_example",
    rounds=8,
    seat="member",
    size=5,
    groups="ABCD",
    same={"contact": ("group", "member")},
    broken={
        "convenor is 1 for member 5 in rounds 3 to 5, else 0": lambda rows: (
            rows["convenor"] != (rows["round"].between(3, 5) & (rows["member"] == 5))
        ),
        "the convenor is her own contact": lambda rows: (
            (rows["member"] == 5) & (rows["contact"] == 0)
        ),
        "in A and B two others hold her card, in C and D one": lambda rows: (
            _speaks_to(rows) != rows["group"].map({"A": 2, "B": 2, "C": 1, "D": 1})
        ),
    },
    kinds={
        "a group A or B": lambda rows: rows["group"].isin(["A", "B"]),
        "a group C or D": lambda rows: rows["group"].isin(["C", "D"]),
    },
)

ONE_STOP_HALL = Game(
    "one_stop_hall_example",
    rounds=8,
    seat="department",
    size=5,
    same={"treatment": ("group",)},
)


def _no_role(rows: pd.DataFrame) -> pd.Series:
    """Calls of a role that is not on the map."""
    return ~rows["role"].isin(tables.read("whom_to_call_roles")["role"])


WHOM_TO_CALL = Game(
    "whom_to_call_example",
    rounds=6,
    seat="role",
    size=2,
    same={"informed": ("group",)},
    broken={"role must be one of the twelve on the map": _no_role},
    kinds={
        "a group with the envelope": lambda rows: rows["informed"] == 1,
        "a group without the envelope": lambda rows: rows["informed"] == 0,
    },
)

CHAIR_LEAVES = Game(
    "chair_leaves_example",
    rounds=8,
    seat="city",
    size=3,
    same={"rule": ("group",)},
    broken={
        "chair is 1 up to round 4, then 0": lambda rows: (
            rows["chair"] != (rows["round"] < 5)
        ),
        "the chair has moved a token: joint is 1 or more": lambda rows: (
            rows["joint"] < rows["chair"]
        ),
    },
    kinds={
        "a group with a rule": lambda rows: rows["rule"] == 1,
        "a group without a rule": lambda rows: rows["rule"] == 0,
    },
)


def _due_output(rows: pd.DataFrame, raised: int) -> pd.Series:
    """What each row adds, if from round 6 on one government of group A has 2 more."""
    own = rows["government"].map(dict(enumerate(CAPACITY, start=1)))
    later = (rows["group"] == "A") & (rows["round"] > 5)
    capacity = own + 2.0 * (later & (rows["government"] == raised))
    together = 1.3 * capacity - 3 * (rows["choice"] == "own")
    output = together.where(rows["choice"] != "alone", capacity)
    return output.where(rows["choice"] != "withdraw", 0.0)


def _wrong_output(rows: pd.DataFrame) -> pd.Series:
    """Rows that add something else, whichever of the two weakest was raised."""
    wrong = [
        (rows["output"] - _due_output(rows, weak)).abs() > ROUNDING for weak in (1, 2)
    ]
    return min(wrong, key=sum)


ROLE_DEVIATION = Game(
    "role_deviation_example",
    rounds=8,
    seat="government",
    size=6,
    groups="ABCD",
    broken={
        "choice is alone in rounds 1 and 2, and only there": lambda rows: (
            (rows["choice"] == "alone") != (rows["round"] < 3)
        ),
        "output is the capacity alone; then 1.3 times it, 3 less for own, "
        "0 for withdraw": _wrong_output,
    },
)
