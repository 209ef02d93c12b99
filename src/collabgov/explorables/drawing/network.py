"""Actors on a circle round their leader.

The kernel writes three blocks a step, each for all actors: what each thinks, its tie,
whether it was met.
"""

from collabgov.explorables.drawing.shapes import fixed, rectangle


def end_state(panel, parts):
    """Commitment and tie at the end, and number of meetings; and the number of steps."""
    path, n = list(parts["path"]), panel["actors"]
    met = [sum(path[2 * n + i :: 3 * n]) for i in range(n)]
    return path[-3 * n : -2 * n], path[-2 * n : -n], met, len(path) // (3 * n)


def marks(panel, parts, record):
    """For each actor its spoke, its dot, its hole; then the bars of meetings."""
    commitment, tie, met, steps = end_state(panel, parts)
    n, widths, bars = panel["actors"], [], []
    for i in range(n):
        size = 6 + 12 * abs(commitment[i])
        hole = max(0.0, size - 5) if commitment[i] < 0 else 0.0
        widths += [5 * tie[i], size, hole]
        bars.append(bar(i, n, 1000 - 1000 * met[i] / steps))
    return [{"stroke-width": f"{w:.2f}"} for w in widths] + [{"d": b} for b in bars]


def bar(actor, actors, high):
    """Path data of an actor's bar, `high` measured downwards from the top.

    Examples
    --------
    >>> bar(0, 2, 500.0)
    'M100.0,1000.0H400.0V500.0H100.0Z'
    """
    left, right = (1000 * (actor + side) / actors for side in (0.2, 0.8))
    return rectangle(left, right, 1000, high)


def rows(panel, parts, record):
    """Every actor."""
    commitment, tie, met, _ = end_state(panel, parts)
    table = [
        [str(i + 1), fixed(commitment[i], 3), fixed(tie[i], 3), fixed(met[i], 0)]
        for i in range(panel["actors"])
    ]
    return [["actor"] + panel["names"]] + table


def sentence(panel, parts, record):
    """How many are for the leader's goal, and how many were met."""
    commitment, _, met, _ = end_state(panel, parts)
    willing, seen = sum(c > 0 for c in commitment), sum(m > 0 for m in met)
    return f"{willing} of {panel['actors']} are for, {seen} were met"
