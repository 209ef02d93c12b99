"""Runs in the page, under MicroPython: keeps each figure's kernel, runs and draws it."""

import json
from array import array
from collections import namedtuple

from collabgov.explorables.drawing import KINDS

figures = {}


def load(ident, source, spec):
    """Take the source of all that runs; names and sizes come from the figure's spec."""
    if not source.strip():
        raise ValueError("the kernel is empty")
    names = {"__name__": ident}
    exec("import math\n" + source, names)
    record = namedtuple("record", spec["fields"])
    figures[ident] = (names, record, spec)


def run(ident, values, draws, target):
    """Run a kernel on a record, some lists and a file of draws; write all its numbers."""
    names, record, spec = figures[ident]
    values, places = json.loads(values)
    given = array("d")
    if draws:
        with open(draws, "rb") as file:
            given.extend(array("d", file.read()))
    kernel, histories = names[spec["kernel"]], spec["histories"]
    share = len(given) // histories

    def once(numbers, k):
        lists = [copied(spec["lists"][place]) for place in places]
        mine = [given if histories == 1 else given[k * share : (k + 1) * share]]
        path, out = [0.0] * spec["path"], [0.0] * spec["out"]
        kernel(record(*numbers), *lists, *(mine if draws else []), path, out)
        return whole("path", path, spec["path"]), whole("out", out, spec["out"])

    runs = [once(values, k) for k in range(histories)]
    found = array("d")
    found.extend(runs[0][0])
    found.extend(runs[0][1])
    for changes in spec["others"]:
        other = list(values)
        for at, value in changes:
            other[at] = value
        found.extend(once(other, 0)[0])
    for name, size in spec["functions"]:
        path = [0.0] * size
        names[name](record(*values), path)
        found.extend(whole(name, path, size))
    for _, out in runs[1:]:
        found.extend(out)
    with open(target, "wb") as file:
        file.write(found)


def draw(ident, values, source, target):
    """Write what the panels draw of the numbers of a run: marks, rows, sentences."""
    spec, (record, _) = figures[ident][2], json.loads(values)
    numbers = array("d")
    with open(source, "rb") as file:
        numbers.extend(array("d", file.read()))
    parts = {name: numbers[begin:end] for name, (begin, end) in spec["parts"].items()}
    drawn = []
    for panel in spec["panels"]:
        kind, given = KINDS[panel["kind"]], (panel, parts, record)
        drawn.append([kind.marks(*given), kind.rows(*given), kind.said(*given)])
    with open(target, "w") as file:
        json.dump(drawn, file)


def whole(name, numbers, size):
    """What was written, as numbers: all of them, and none that is no number."""
    if len(numbers) != size:
        raise ValueError(f"{name} must hold {size} numbers, it holds {len(numbers)}")
    for k, number in enumerate(numbers):
        if number != number or number in (float("inf"), float("-inf")):
            raise ValueError(f"{name}[{k}] is {number}, which is no result")
    return array("d", numbers)


def copied(numbers):
    """A fresh list: a kernel may write into it."""
    return [list(row) if isinstance(row, list) else row for row in numbers]
