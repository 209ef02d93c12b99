"""Small cited tables: seeds/<name>.csv, checked against seeds/codebook.yml."""

import csv
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import (
    AfterValidator,
    Field,
    FiniteFloat,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from collabgov.records.files import CODEBOOK, Part, load, seeds, text

BY_ROW = "by row"  # the source, or the confidence, stands in a column of that name
DATES = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}
TOLD = 10  # faults named in one refusal
Fault = tuple[int, str, str, Any]  # row of the frame, column, rule, value


class Column(Part):
    """What one column holds."""

    meaning: str = Field(min_length=1)
    unit: str | None
    type: Literal["text", "whole", "number", "date"]
    allowed: tuple[str, ...] | None = None
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _limits_fit_type(self) -> "Column":
        if self.allowed is not None and self.type != "text":
            raise ValueError("allowed is for text")
        bounded = self.low is not None or self.high is not None
        if bounded and self.type not in ("whole", "number"):
            raise ValueError("low and high are for whole and number")
        return self


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
    frame = _cells(path, list(table.columns))
    faults = list(_repeated(frame, table))
    for column, about in table.columns.items():
        try:
            cells = _reader(about).validate_python(list(frame[column]))
        except ValidationError as error:
            for e in error.errors():
                rule = e["msg"].removeprefix("Value error, ")
                faults.append((int(e["loc"][0]), column, rule, e["input"]))
        else:
            frame[column] = cells
    if faults:
        raise ValueError(_told(path, faults))
    return frame


def _told(path: Path, faults: list[Fault]) -> str:
    """Say what is wrong, one line a fault."""
    lines = [
        f"{path}: row {i + 2}, column {column}: {rule}, got {value!r}"
        for i, column, rule, value in faults[:TOLD]
    ]
    more = len(faults) - TOLD
    return "\n".join(lines + [f"{path}: and {more} more faults"] * (more > 0))


def _cells(path: Path, columns: list[str]) -> pd.DataFrame:
    """Texts of a CSV file, its columns in the order of the codebook."""
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(StringIO(text(path), newline=""), strict=True))
    except csv.Error as error:
        where = f"{path}: row {len(rows) + 1}"
        raise ValueError(f"{where}: quotes do not match: {error}") from None
    header, *body = rows
    if sorted(header) != sorted(columns):
        rule = f"{path}: row 1: the columns must be {','.join(columns)}"
        raise ValueError(f"{rule}, got {','.join(header)}")
    for i, row in enumerate(body, start=2):
        if len(row) != len(header):
            rule = f"must have {len(header)} cells, got {len(row)}"
            raise ValueError(f"{path}: row {i}: {rule}")
    if not body:
        raise ValueError(f"{path}: row 2: there is no row under the header")
    return pd.DataFrame(body, columns=header, dtype=str)[columns]


def _repeated(frame: pd.DataFrame, table: Table) -> Iterator[Fault]:
    """Rows whose key has stood before, but for those that the codebook knows of."""
    known, twice = list(table.repeats), frame.duplicated(list(table.key))
    keys = frame[list(table.key)].itertuples(index=False, name=None)
    for i, (key, again) in enumerate(zip(keys, twice, strict=True)):
        if again and key in known:
            known.remove(key)
        elif again:
            yield i, "+".join(table.key), "this row stands twice", key


def _reader(column: Column) -> TypeAdapter[Any]:
    """Reader of all cells of a column: their type, and the rules for each."""
    limits = Field(ge=column.low, le=column.high)
    kinds: dict[str, Any] = {
        "whole": list[Annotated[int, limits]],
        "number": list[Annotated[FiniteFloat, limits]],
        "date": list[Annotated[str, AfterValidator(_date)]],
        "text": list[Annotated[str, AfterValidator(partial(_word, column.allowed))]],
    }
    return TypeAdapter(kinds[column.type])


def _word(allowed: tuple[str, ...] | None, cell: str) -> str:
    """Let a text pass that is not empty, and is allowed where only some are."""
    if not cell.strip():
        raise ValueError("must not be empty")
    if allowed is not None and cell not in allowed:
        raise ValueError(f"must be one of {', '.join(allowed)}")
    return cell


def _date(cell: str) -> str:
    """Let a day, a month or a year pass that exists."""
    try:
        datetime.strptime(cell, DATES[len(cell)])
    except (KeyError, ValueError):
        raise ValueError("must be a date YYYY, YYYY-MM or YYYY-MM-DD") from None
    return cell
