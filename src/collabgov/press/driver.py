"""Runs in the page, under MicroPython: keeps each figure's kernel, and runs it."""

import json
from array import array
from collections import namedtuple

figures = {}


def load(ident, source, spec):
    """Take the source of all that runs; names and sizes come from the figure's spec."""
    names = {"__name__": ident}
    exec("import math\n" + source, names)
    record = namedtuple("record", spec["fields"])
    figures[ident] = (names, record, spec)


def run(ident, values, draws, target):
    """Run a kernel on a record, lists and a file of draws; write all its numbers."""
    names, record, spec = figures[ident]
    values, lists = json.loads(values)
    p = record(*values)
    given = array("d")
    if draws:
        with open(draws, "rb") as file:
            given.extend(array("d", file.read()))
    kernel, histories = names[spec["kernel"]], spec["histories"]
    numbers, many = array("d"), array("d")
    for k in range(histories):
        share = len(given) // histories
        mine = [given if histories == 1 else given[k * share : (k + 1) * share]]
        path, out = [0.0] * spec["path"], [0.0] * spec["out"]
        kernel(p, *copied(lists), *(mine if draws else []), path, out)
        if k == 0:
            numbers.extend(array("d", path))
            numbers.extend(array("d", out))
        else:
            many.extend(array("d", out))
    for changes in spec["others"]:
        other = list(values)
        for at, value in changes:
            other[at] = value
        path, out = [0.0] * spec["path"], [0.0] * spec["out"]
        mine = [given[: len(given) // histories]] if draws else []
        kernel(record(*other), *copied(lists), *mine, path, out)
        numbers.extend(array("d", path))
    for name, size in spec["functions"]:
        path = [0.0] * size
        names[name](p, path)
        numbers.extend(array("d", path))
    numbers.extend(many)
    with open(target, "wb") as file:
        file.write(numbers)


def copied(lists):
    """Fresh lists: a kernel may write into them."""
    return [
        [list(row) if isinstance(row, list) else row for row in each] for each in lists
    ]
