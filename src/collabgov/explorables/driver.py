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
    namespace = {"__name__": ident}
    exec("import math\n" + source, namespace)
    record = namedtuple("record", spec["fields"])
    figures[ident] = (namespace, record, spec)


def run(ident, values, draws, target):
    """Run a kernel on a record, some lists and a file of draws; write all its numbers."""
    namespace, record, spec = figures[ident]
    values, places = json.loads(values)
    drawn = numbers_of(draws) if draws else array("d")
    kernel, histories = namespace[spec["kernel"]], spec["histories"]
    count = len(drawn) // histories

    def history(numbers, k):
        lists = [copied(spec["lists"][place]) for place in places]
        own = [drawn if histories == 1 else drawn[k * count : (k + 1) * count]]
        path, out = [0.0] * spec["path"], [0.0] * spec["out"]
        kernel(record(*numbers), *lists, *(own if draws else []), path, out)
        return checked("path", path, spec["path"]), checked("out", out, spec["out"])

    runs = [history(values, k) for k in range(histories)]
    numbers = array("d")
    numbers.extend(runs[0][0])
    numbers.extend(runs[0][1])
    for changes in spec["further_runs"]:
        changed = list(values)
        for at, value in changes:
            changed[at] = value
        numbers.extend(history(changed, 0)[0])
    for name, size in spec["functions"]:
        path = [0.0] * size
        namespace[name](record(*values), path)
        numbers.extend(checked(name, path, size))
    for _, out in runs[1:]:
        numbers.extend(out)
    with open(target, "wb") as file:
        file.write(numbers)


def draw(ident, values, source, target):
    """Write what the panels draw of the numbers of a run: marks, rows, sentences."""
    spec, (record, _) = figures[ident][2], json.loads(values)
    numbers = numbers_of(source)
    parts = {name: numbers[begin:end] for name, (begin, end) in spec["parts"].items()}
    drawn = []
    for panel in spec["panels"]:
        kind, given = KINDS[panel["kind"]], (panel, parts, record)
        drawn.append([kind.marks(*given), kind.rows(*given), kind.sentence(*given)])
    with open(target, "w") as file:
        json.dump(drawn, file)


def numbers_of(path):
    """The doubles of a file."""
    with open(path, "rb") as file:
        return array("d", file.read())


def checked(name, numbers, size):
    """What a kernel wrote, as numbers: all of them, and none that is no number."""
    if len(numbers) != size:
        raise ValueError(f"{name} must hold {size} numbers, it holds {len(numbers)}")
    for k, number in enumerate(numbers):
        if number != number or number in (float("inf"), float("-inf")):
            raise ValueError(f"{name}[{k}] is {number}, which is no result")
    return array("d", numbers)


def copied(numbers):
    """A fresh list: a kernel may write into it."""
    return [list(row) if isinstance(row, list) else row for row in numbers]
