"""A class's own file: what a game needs, checked before anything is drawn from it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from collabgov.records import tables
from collabgov.records.files import refusal, seeds

RowTest = Callable[[pd.DataFrame], pd.Series]  # rows → a truth value a row
Fault = tuple[int, str, Any]  # row of the frame, rule, value


@dataclass(frozen=True)
class Game:
    """What the file of a game must hold.

    Parameters
    ----------
    table : str
        Name of the file without ``.csv``, and of its description in the codebook.
    rounds : int
        Every group has rounds 1 to this one.
    seat : str
        Column that tells the rows of a group's round apart.
    size : int
        Number of rows of a group in every round.
    same : mapping of str to sequence of str
        Column → columns; rows that have those in common have this one in common.
    broken : mapping of str to callable
        Rule → rows that break it.
    kinds : mapping of str to callable
        Kind of group → its rows; the page compares kinds, so each must be there.
    groups : str
        Letters that say which kind a group is; any name will do if left out.

    Examples
    --------
    >>> game = Game("chair_leaves_example", rounds=8, seat="city", size=3)
    >>> game.read().shape
    (96, 6)
    """

    table: str
    rounds: int
    seat: str
    size: int
    same: Mapping[str, Sequence[str]] = field(default_factory=dict)
    broken: Mapping[str, RowTest] = field(default_factory=dict)
    kinds: Mapping[str, RowTest] = field(default_factory=dict)
    groups: str = ""

    def read(self, folder: Path | str | None = None) -> pd.DataFrame:
        """Rows of a class, if they break no rule of the game.

        Parameters
        ----------
        folder : Path or str, optional
            Where the file is, beside a codebook; the simulated class if left out.

        Returns
        -------
        DataFrame
            As `collabgov.records.tables.read` returns it.

        Raises
        ------
        ValueError
            If anything is wrong: file, row (the header is row 1), rule, value.
        """
        folder = seeds() if folder is None else Path(folder)
        rows, path = tables.read(self.table, folder), folder / f"{self.table}.csv"
        if faults := list(self.faults(rows)):
            raise refusal(path, faults, lambda fault: _fault_line(path, *fault))
        return rows

    def faults(self, rows: pd.DataFrame) -> Iterator[Fault]:
        """What breaks a rule: the row, counted from 0, the rule, and what there is."""
        if self.groups:
            rule = f"group must be one of {', '.join(self.groups)}"
            yield from _broken_rows(rows, rule, ~rows["group"].isin(list(self.groups)))
        yield from self._rounds(rows)
        yield from self._sizes(rows)
        for column, within in self.same.items():
            rule = f"{column} must be the same in all rows of a {' and '.join(within)}"
            first = rows.groupby(list(within))[column].transform("first")
            yield from _broken_rows(rows, rule, rows[column] != first)
        for rule, which in self.broken.items():
            yield from _broken_rows(rows, rule, which(rows))
        for kind, which in self.kinds.items():
            if not which(rows).any():
                yield 0, f"the class needs {kind}", "none"

    def _rounds(self, rows: pd.DataFrame) -> Iterator[Fault]:
        """Groups in which a round is missing, or that played on."""
        for name, part in rows.groupby("group"):
            rounds = sorted(set(part["round"]))
            if rounds != list(range(1, self.rounds + 1)):
                rule = f"group {name} must have rounds 1 to {self.rounds}"
                yield part.index[0], rule, ", ".join(map(str, rounds))

    def _sizes(self, rows: pd.DataFrame) -> Iterator[Fault]:
        """Rounds of a group in which a row is missing, or too many."""
        sizes = rows.groupby(["group", "round"])["group"].transform("size")
        wrong = rows[sizes != self.size].drop_duplicates(["group", "round"])
        for i, row in wrong.iterrows():
            rule = f"round {row['round']} of group {row['group']} must have {self.size}"
            yield i, f"{rule} rows, one a {self.seat}", sizes[i]


def _broken_rows(rows: pd.DataFrame, rule: str, which: pd.Series) -> Iterator[Fault]:
    """The rows that break a rule."""
    for i in which.to_numpy().nonzero()[0].tolist():
        yield i, rule, ",".join(str(cell) for cell in rows.iloc[i])


def _fault_line(path: Path, row: int, rule: str, value: Any) -> str:
    """What is wrong, in one line."""
    return f"{path}: row {row + 2}: {rule:.240}, got {value!s:.80}"
