"""A departure: what is done with the leader, after the leader, and without one."""

from collabgov.explorables.drawing.shapes import fixed, nearest_whole, significant
from collabgov.explorables.drawing.trajectories import line

# part of the run → its name on the page
NAMES = {"path": "the leader leaves", "stays": "she stays", "empty": "nobody leads"}
ORDER = ("path", "stays", "empty")


def series(panel, parts, name):
    """What is followed, step by step, in one of the runs.

    With actors: by how much the mean view is nearer the public value than their end
    without a leader.
    """
    path, at, ends_without = list(parts[name]), panel["at"], panel["ends_without"]
    if ends_without is None:
        return path[at :: panel["columns"]]
    n, public = len(ends_without), panel["public"]
    distances = [abs(end - public) for end in ends_without]
    width = panel["columns"] * n
    starts = range(at * n, len(path), width)
    return [
        sum(distances[i] - abs(path[s + i] - public) for i in range(n)) / n
        for s in starts
    ]


def first_step_gone(panel, record):
    """First step without the leader."""
    step = record[panel["leave"]] * panel["rate"] - 1e-9
    return int(step) + (step > int(step))


def remaining(panel, parts, record):
    """The three runs, the effect at the departure, and the share of it that is left.

    The share is None while there is a leader, or no effect, or the comparison is lost.
    """
    runs = [series(panel, parts, name) for name in ORDER]
    gone = first_step_gone(panel, record)
    gap = [stays - empty for stays, empty in zip(runs[1], runs[2])]
    effect = gap[gone - 1] if 0 < gone <= len(gap) else 0
    left = [None] * len(gap)
    if effect >= panel["smallest"]:
        for t in range(gone, len(gap)):
            if gap[t] >= 0.2 * effect:
                left[t] = (runs[0][t] - runs[2][t]) / gap[t]
    return runs, effect, left


def marks(panel, parts, record):
    """Three lines, and a bar while the leader is there."""
    runs = [series(panel, parts, name) for name in ORDER]
    end = min(1000, 1000 * first_step_gone(panel, record) / len(runs[0]))
    paths = [line(values, *panel["y"]) for values in runs]
    return [{"d": path} for path in paths + [f"M0,0H{end:.1f}"]]


def rows(panel, parts, record):
    """Each twelfth of the time, and the last step."""
    runs, _, left = remaining(panel, parts, record)
    heads = [panel["unit"]] + [NAMES[name] for name in ORDER] + ["share left"]
    table = [heads]
    for k in range(13):
        at = min(len(left) - 1, nearest_whole(k * len(left) / 12))
        share = "–" if left[at] is None else fixed(left[at], 3)
        values = [fixed(values[at], 3) for values in runs]
        table.append([significant(at * panel["every"])] + values + [share])
    return table


def sentence(panel, parts, record):
    """When half of the effect is gone."""
    _, effect, left = remaining(panel, parts, record)
    if effect < panel["smallest"]:
        return "too little was moved for anything to be left"
    gone = first_step_gone(panel, record)
    for t in range(gone, len(left)):
        if left[t] is None:
            return "without a leader as much is done by then: the comparison is lost"
        if left[t] < 0.5:
            years = fixed((t - gone + 1) * panel["every"], 1)
            return f"half of the effect is gone {years} years after she left"
    years = significant((len(left) - gone) * panel["every"])
    return f"after {years} years more than half of the effect is left"
