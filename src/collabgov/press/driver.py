"""Runs in the page, under MicroPython: keeps each figure's kernel, and runs it."""

import json
from array import array
from collections import namedtuple

figures = {}


def load(ident, source, spec):
    """Take a kernel's source; names and sizes come from the figure's spec."""
    names = {"__name__": ident}
    exec("import math\n" + source, names)
    record = namedtuple("record", spec["fields"])
    figures[ident] = (names[spec["kernel"]], record, spec["path"], spec["out"])


def run(ident, values, draws, target):
    """Run a kernel on a record of numbers and a file of draws; write its path."""
    kernel, record, size, outputs = figures[ident]
    given = []
    if draws:
        numbers = array("d")
        with open(draws, "rb") as file:
            numbers.extend(array("d", file.read()))
        given.append(numbers)
    path = [0.0] * size
    kernel(record(*json.loads(values)), *given, path, [0.0] * outputs)
    with open(target, "wb") as file:
        file.write(array("d", path))
