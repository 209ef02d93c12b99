"""How a teaching page is read by its tests: sections, tables, a class's own file."""

import re
import shutil
from pathlib import Path

import pytest

from collabgov.records import tables
from collabgov.records.files import seeds

TEACHING = Path(__file__).parents[1] / "book" / "teaching"


def section(page, title, mark="##"):
    """Text under a heading, up to the next one of its level or above."""
    start = re.search(rf"(?m)^{mark} {re.escape(title)}$", page)
    assert start, f"no section {title!r}"
    rest = page[start.end() :]
    end = re.search(rf"(?m)^#{{2,{len(mark)}}} ", rest)
    return rest[: end.start()] if end else rest


def table_rows(text):
    """Cells of all rows of the tables in a text, without heads and rules."""
    found = re.findall(r"(?m)(?:^\|.*\|\n)+", text)
    lines = [line for table in found for line in table.splitlines()[2:]]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def refusal(folder, example, old, new):
    """What is said to a class whose file has something wrong in it."""
    shutil.copy(seeds() / "codebook.yml", folder)
    path = Path(shutil.copy(seeds() / f"{example}.csv", folder))
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ValueError) as error:
        tables.read(example, folder)
    return str(error.value)
