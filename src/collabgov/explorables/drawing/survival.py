"""How many of several histories have not yet ended, against time.

All are watched to the same end, so the Kaplan–Meier curve is the plain share of those
that began.
"""

from collabgov.explorables.drawing.shapes import fixed, polyline, scaled, significant


def curve(panel, parts):
    """Times of an end, the share left after each, how many began, and of how many."""
    numbers = list(parts["out"]) + list(parts.get("further_histories", []))
    times = numbers[panel["time"] :: panel["outputs"]]
    ended = [value > 0.5 for value in numbers[panel["event"] :: panel["outputs"]]]
    began = [
        (time, end)
        for time, end in zip(times, ended)
        if not (end and time <= panel["begun"])
    ]
    at = sorted(set(time for time, end in began if end))
    left = [
        sum(not end or time > t for time, end in began) / max(1, len(began)) for t in at
    ]
    return at, left, len(began), len(times)


def marks(panel, parts, record):
    """The steps."""
    at, left, _, _ = curve(panel, parts)
    edges, points = [0.0] + at + [panel["end"]], []
    for k, share in enumerate([1.0] + left):
        y = scaled(share, 0, 1)
        points += [(scaled(t, 0, panel["end"]), y) for t in edges[k : k + 2]]
    return [{"d": polyline(points)}]


def rows(panel, parts, record):
    """Every step; last, how many never began."""
    at, left, began, watched = curve(panel, parts)
    steps = [[significant(t), fixed(share, 3)] for t, share in zip(at, left)]
    never = [panel["never"], f"{watched - began} of {watched}"]
    return [[panel["unit"], panel["label"]], ["0", "1.000"]] + steps + [never]


def sentence(panel, parts, record):
    """How many never began, and how many of the others last."""
    _, left, began, watched = curve(panel, parts)
    never = f"{watched - began} of {watched} {panel['never']}"
    if not began:
        return never
    last = round(began * (left[-1] if left else 1))
    return f"{never}; of the others {last} of {began} last to the end"
