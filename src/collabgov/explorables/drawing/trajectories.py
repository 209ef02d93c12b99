"""Lines over time, and a bar while a leader is there."""

from collabgov.explorables.drawing.shapes import (
    column,
    fixed,
    nearest_whole,
    polyline,
    scaled,
    significant,
)


def line(values, low, high, steps=False):
    """Path data of a line; with steps, values hold until the next.

    Examples
    --------
    >>> line([-1.0, 0.5, 2.0], 0, 1)
    'M0.0,1000.0L500.0,500.0L1000.0,0.0'
    """
    n, y = len(values), [scaled(value, low, high) for value in values]
    if steps:
        ends = range(2 * n)
        return polyline([(1000 * ((k + 1) // 2) / n, y[k // 2]) for k in ends])
    return polyline([(1000 * k / (n - 1), y[k]) for k in range(n)])


def presence(here):
    """Path data of a bar that is there while a leader is.

    Examples
    --------
    >>> presence([1.0, 1.0, 0.0, 1.0])
    'M0.0,0H500.0M750.0,0H1000.0'
    """
    path, begin = "", None
    for k, value in enumerate(list(here) + [0]):
        if value > 0.5 and begin is None:
            begin = k
        if value <= 0.5 and begin is not None:
            path += f"M{1000 * begin / len(here):.1f},0H{1000 * k / len(here):.1f}"
            begin = None
    return path


def marks(panel, parts, record):
    """A line each, and the bar."""
    low, high = panel["y"]
    values = [column(panel, parts, series["at"]) for series in panel["series"]]
    paths = [line(numbers, low, high, panel["steps"]) for numbers in values]
    if panel["bar"] is not None:
        paths.append(presence(column(panel, parts, panel["bar"])))
    return [{"d": path} for path in paths]


def rows(panel, parts, record):
    """Nine rows of the path, evenly spaced."""
    values = [column(panel, parts, series["at"]) for series in panel["series"]]
    table = [[panel["unit"]] + [series["label"] for series in panel["series"]]]
    for k in range(9):
        at = nearest_whole(k * (len(values[0]) - 1) / 8)
        table.append(
            [significant(at * panel["every"])] + [fixed(v[at], 3) for v in values]
        )
    return table


def sentence(panel, parts, record):
    """Where each line ends."""
    ends = [
        series["label"] + " ends at " + fixed(column(panel, parts, series["at"])[-1], 2)
        for series in panel["series"]
    ]
    return ", ".join(ends)
