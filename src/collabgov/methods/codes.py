"""Codes that coders gave to units: read from a file, and set out coders × units."""

from pathlib import Path
from typing import Any

import pandas as pd

from collabgov.methods.code_values import broken, coded, meant
from collabgov.records import csv_rows, tables
from collabgov.records.files import refusal
from collabgov.records.spelling import tidy, variants

# what a coder hands in; a file of one round may leave the round out
CODES = tables.Table.model_validate(
    {
        "about": "codes that coders gave to units",
        "source": "the coders",
        "licence": "theirs",
        "confidence": "L",
        "key": ["round", "coder", "unit"],
        "columns": {
            "unit": {"meaning": "what was coded", "unit": None, "type": "text"},
            "coder": {"meaning": "who coded it", "unit": None, "type": "text"},
            "code": {"meaning": "the code given", "unit": None, "type": "text"},
            "round": {"meaning": "1, 2 …", "unit": None, "type": "whole", "low": 1},
        },
    }
)


def read(path: Path | str) -> pd.DataFrame:
    """Read a CSV file of codes: columns unit, coder, code, and round if there are more.

    Parameters
    ----------
    path : Path or str
        One row for each code given; what was not coded has no row.

    Returns
    -------
    DataFrame
        Columns unit, coder, code, round; the round is 1 where the file has none.

    Raises
    ------
    ValueError
        If anything is wrong: file, row (the header is row 1), column, rule, value. Two
        spellings of one code, coder or unit are wrong, and so is a missing code.
    """
    path = Path(path)
    cells = csv_rows.rows(path)
    if "round" in cells[0]:
        return _sound(path, tables.agreed(path, cells, CODES))
    columns = {name: c for name, c in CODES.columns.items() if name != "round"}
    once = CODES.model_copy(update={"columns": columns, "key": ("coder", "unit")})
    return _sound(path, tables.agreed(path, cells, once)).assign(round=1)


def _sound(path: Path, codes: pd.DataFrame) -> pd.DataFrame:
    """The table, if no code is missing and each is written in one way."""
    given = codes["code"].tolist()
    lost = [(i, "code", r, x) for i, x in enumerate(given) if (r := broken(x))]
    if faults := sorted([*lost, *tables.alike(given, "code", meant)]):
        raise refusal(path, faults, lambda fault: tables.told(path, fault))
    return codes


def matrix(codes: pd.DataFrame) -> pd.DataFrame:
    """Coders × units: codes as numbers, or as texts if one of them is no number.

    Parameters
    ----------
    codes : DataFrame
        Columns unit, coder, code; one row for each code given.

    Returns
    -------
    DataFrame
        NaN where a coder gave no code.

    Raises
    ------
    ValueError
        If a coder coded a unit twice, a unit or coder is not named, or codes are wrong:
        see `collabgov.methods.code_values.coded`.

    Examples
    --------
    >>> given = {"unit": [1, 1, 2], "coder": ["a", "b", "a"], "code": ["x", "y", "x"]}
    >>> matrix(pd.DataFrame(given)).loc["b"].tolist()
    ['y', nan]
    """
    if lost := [name for name in ("unit", "coder", "code") if name not in codes]:
        raise ValueError(f"needs columns unit, coder, code, got no {', '.join(lost)}")
    table = pd.DataFrame({k: _named(codes[k], k) for k in ("unit", "coder")})
    if (twice := table.duplicated()).any():
        unit, coder = table.iloc[int(twice.to_numpy().argmax())]
        raise ValueError(f"coder {coder} coded unit {unit} twice")
    table["code"] = coded(codes["code"].to_numpy())
    return table.pivot(index="coder", columns="unit", values="code")


def _named(column: pd.Series, name: str) -> list[Any]:
    """Names of units or coders, if each is there and written in one way."""
    if column.isna().any():
        raise ValueError(f"every code needs a {name}, got none")
    names = column.tolist()
    if any(isinstance(x, str) for x in names):
        names = [tidy(str(x)) for x in names]
    for i, first in variants([str(x) for x in names]):
        told = f"a {name} must be written in one way"
        raise ValueError(f"{told}, got {names[first]!r:.80} and {names[i]!r:.80}")
    return names
