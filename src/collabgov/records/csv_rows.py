"""Rows of a CSV file, whichever program wrote it."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from collabgov.records.files import text
from collabgov.records.spelling import tidy

SEPARATORS = ",;\t"


def rows(path: Path) -> list[list[str]]:
    """Cells of a CSV file, the header first.

    Cells may be separated by commas, semicolons or tabs, and quoted or not; lines may
    end as on any system. Spaces around a cell are dropped, and a run of them counts as
    one; empty rows at the end are dropped, and so is a first column without a name, in
    which R and pandas number the rows.

    Parameters
    ----------
    path : Path
        A file in UTF-8.

    Returns
    -------
    list of list of str
        At least the header; rows may differ in length.

    Raises
    ------
    ValueError
        If the file is not UTF-8 text, or quotes do not match: file, row (the header is
        row 1), rule.
    """
    content = text(path)
    found: list[list[str]] = []
    try:
        found.extend(_parsed(content, _separator(content)))
    except csv.Error as error:
        rule = "a cell is too long" if "limit" in str(error) else "quotes do not match"
        raise ValueError(f"{path}: row {len(found) + 1}: {rule}") from None
    while len(found) > 1 and not any(found[-1]):
        found.pop()
    unnamed = len(found[0]) > 1 and not found[0][0]
    return [row[1:] for row in found] if unnamed else found


def _separator(content: str) -> str:
    """The separator that stands most often in the header; a comma if none does."""
    header = re.split("[\r\n]", re.sub('"[^"]*"', "", content), maxsplit=1)[0]
    return max(SEPARATORS, key=header.count)


def _parsed(content: str, separator: str) -> Iterator[list[str]]:
    """Rows of a text, with tidy cells."""
    lines = StringIO(content, newline="")
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True)
    return ([tidy(cell) for cell in row] for row in reader)
