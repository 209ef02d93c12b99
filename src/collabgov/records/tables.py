"""Small cited tables: seeds/<name>.csv, checked against seeds/codebook.yml."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import Field, ValidationError, model_validator

from collabgov.records.column import Column, reader
from collabgov.records.csv_rows import rows
from collabgov.records.files import CODEBOOK, Part, load, refusal, seeds
from collabgov.records.spelling import look, variants, visible

BY_ROW = "by row"  # the source, or the confidence, stands in a column of that name
Fault = tuple[int, str, str, Any]  # row of the frame, column, rule, value


class Table(Part):
    """What one table holds, where it comes from, and how sure that is.

    `key` names the columns that tell rows apart; `repeats` lists, as texts, the keys
    that the source itself prints twice.
    """

    about: str = Field(min_length=1)
    source: str = Field(min_length=1)
    licence: str = Field(min_length=1)
    confidence: Literal["H", "M", "L", "by row"]
    key: tuple[str, ...] = Field(min_length=1)
    repeats: tuple[tuple[str, ...], ...] = ()
    columns: dict[str, Column]

    @model_validator(mode="after")
    def _columns_exist(self) -> "Table":
        named = list(self.key)
        named += ["source"] * (self.source == BY_ROW)
        named += ["confidence"] * (self.confidence == BY_ROW)
        if lost := [name for name in named if name not in self.columns]:
            raise ValueError(f"there is no column {', '.join(lost)}")
        return self


class Codebook(Part):
    """All tables, by name."""

    tables: dict[str, Table]


def codebook(folder: Path | None = None) -> dict[str, Table]:
    """All tables' descriptions, by name; a ValueError if the codebook has a fault."""
    return load((folder or seeds()) / CODEBOOK, Codebook).tables


def read(name: str, folder: Path | None = None) -> pd.DataFrame:
    """Read a table that agrees with its codebook.

    Parameters
    ----------
    name : str
        Name of the file, without ``.csv``.
    folder : Path, optional
        Where file and codebook are; ``seeds/`` if left out.

    Returns
    -------
    DataFrame
        Columns in the order of the codebook; texts and dates as str, as dates may be
        known to the year only.

    Raises
    ------
    ValueError
        If anything disagrees: file, row (the header is row 1), column, rule, value.

    Examples
    --------
    >>> read("ruler_spells").shape
    (1808, 5)
    """
    folder = folder or seeds()
    book = codebook(folder)
    if name not in book:
        raise ValueError(f"no table {name!r}; there are {', '.join(sorted(book))}")
    return checked(folder / f"{name}.csv", book[name])


def checked(path: Path, table: Table) -> pd.DataFrame:
    """Read a CSV file from anywhere, if it agrees with a description.

    Parameters
    ----------
    path : Path
        The file.
    table : Table
        What its columns hold.

    Returns
    -------
    DataFrame
        As `read` returns it.

    Raises
    ------
    ValueError
        If anything disagrees: file, row (the header is row 1), column, rule, value.
    """
    return agreed(path, rows(path), table)


def agreed(path: Path, cells: Sequence[Sequence[str]], table: Table) -> pd.DataFrame:
    """A table of cells, if it agrees with a description.

    Parameters
    ----------
    path : Path
        Where the cells are from; refusals name it.
    cells : sequence of sequence of str
        Rows, the header first, as `collabgov.records.csv_rows.rows` returns them.
    table : Table
        What the columns hold.

    Returns
    -------
    DataFrame
        As `read` returns it.

    Raises
    ------
    ValueError
        If anything disagrees: file, row (the header is row 1), column, rule, value.
    """
    frame = _frame(path, cells, list(table.columns))
    faults: list[Fault] = []
    for column, about in table.columns.items():
        try:
            values = reader(about).validate_python(list(frame[column]))
        except ValidationError as error:
            for e in error.errors():
                rule = e["msg"].removeprefix("Value error, ")
                faults.append((int(e["loc"][0]), column, rule, e["input"]))
        else:
            frame[column] = values
    faults += [*_repeated(frame, table), *_alike(frame, table)]
    if faults:
        faults.sort(key=lambda fault: fault[0])
        raise refusal(path, faults, partial(told, path))
    return frame


def told(path: Path, fault: Fault) -> str:
    """What is wrong in one cell, in one line."""
    i, column, rule, value = fault
    return f"{path}: row {i + 2}, column {column}: {rule:.240}, got {value!r:.80}"


def _frame(
    path: Path, cells: Sequence[Sequence[str]], columns: list[str]
) -> pd.DataFrame:
    """Texts, the columns in the order of the codebook."""
    header, *body = cells
    if sorted(header) != sorted(columns):
        rule = f"{path}: row 1: the columns must be {','.join(columns)}"
        raise ValueError(f"{rule}, got {visible(','.join(header)):.200}")
    for i, row in enumerate(body, start=2):
        if len(row) != len(header):
            rule = f"must have {len(header)} cells, got {len(row)}"
            raise ValueError(f"{path}: row {i}: {rule}")
    if not body:
        raise ValueError(f"{path}: row 2: there is no row under the header")
    return pd.DataFrame(body, columns=list(header), dtype=str)[columns]


def _repeated(frame: pd.DataFrame, table: Table) -> Iterator[Fault]:
    """Rows whose key has stood before, but for those that the codebook knows of."""
    written = frame[list(table.key)].astype(str)  # of numbers: 01 is 1
    known, twice = list(table.repeats), written.duplicated()
    keys = written.itertuples(index=False, name=None)
    for i, (key, again) in enumerate(zip(keys, twice, strict=True)):
        if again and key in known:
            known.remove(key)
        elif again:
            yield i, "+".join(table.key), "this row stands twice", key


def _alike(frame: pd.DataFrame, table: Table) -> Iterator[Fault]:
    """Texts that tell rows apart, and differ from another by their capitals only."""
    for column in table.key:
        about = table.columns[column]
        if about.type == "text" and about.allowed is None:
            yield from alike(frame[column].tolist(), column)


def alike(
    texts: Sequence[str], column: str, seen: Callable[[str], Hashable] = look
) -> Iterator[Fault]:
    """Faults of texts that are seen as one with an earlier text, and differ from it.

    Parameters
    ----------
    texts : sequence of str
        Cells of a column.
    column : str
        Its name.
    seen : callable
        As for `collabgov.records.spelling.variants`.

    Yields
    ------
    Fault
        What `refusal` and `told` take.

    Examples
    --------
    >>> list(alike(["Trust", "trust"], "code"))
    [(1, 'code', "must be written as in row 2, 'Trust'", 'trust')]
    """
    for i, first in variants(texts, seen):
        rule = f"must be written as in row {first + 2}, {texts[first]!r:.80}"
        yield i, column, rule, texts[i]
