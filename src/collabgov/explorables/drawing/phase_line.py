"""How fast something changes against where it stands: its rests, its tipping points."""

from collabgov.explorables.drawing.shapes import fixed, polyline, scaled


def curve(panel, parts):
    """States, ascending, each with the change there."""
    numbers = list(parts[panel["part"]])
    return list(zip(numbers[::2], numbers[1::2]))


def rests(pairs):
    """Where change crosses zero: downwards (rests) and upwards (tipping points).

    States by linear interpolation; a state that cannot fall below the first, or rise
    above the last, rests there.

    Examples
    --------
    >>> rests([(0, -1.0), (0.5, 1.0), (1, -1.0)])
    ([0, 0.75], [0.25])
    """
    held = [pairs[0][0]] if pairs[0][1] <= 0 else []
    tipping = []
    for k in range(len(pairs) - 1):
        (x, a), (next_x, b) = pairs[k], pairs[k + 1]
        if a > 0 >= b or a < 0 <= b:
            crossing = round(x + (next_x - x) * a / (a - b), 9)
            (held if a > 0 else tipping).append(crossing)
    if pairs[-1][1] > 0:
        held.append(pairs[-1][0])
    return held, tipping


def inside(panel, pairs):
    """The curve where it is on the drawing; it ends where it leaves, not flat."""
    (low, high), pieces = panel["y"], [[]]
    for state, change in pairs:
        if low <= change <= high:
            pieces[-1].append((scaled(state, *panel["x"]), scaled(change, low, high)))
        elif pieces[-1]:
            pieces.append([])
    return "".join(polyline(piece) for piece in pieces if piece)


def marks(panel, parts, record):
    """The curve, the rests, the tipping points (twice: a ring)."""
    pairs, zero = curve(panel, parts), 1000 - scaled(0, *panel["y"])
    held, tipping = [
        "".join(f"M{scaled(x, *panel['x']):.1f},{zero:.1f}h0" for x in states)
        for states in rests(pairs)
    ]
    return [{"d": path} for path in (inside(panel, pairs), held, tipping, tipping)]


def rows(panel, parts, record):
    """Every rest and tipping point."""
    held, tipping = rests(curve(panel, parts))
    crossings = [(x, "rest") for x in held] + [(x, "tipping point") for x in tipping]
    return [[panel["unit"], "kind"]] + [[fixed(x, 3), k] for x, k in sorted(crossings)]


def sentence(panel, parts, record):
    """Where it rests and tips."""
    held, tipping = [
        " and ".join(fixed(x, 2) for x in states)
        for states in rests(curve(panel, parts))
    ]
    tips = f"tips at {tipping}" if tipping else "no tipping point"
    return f"rests at {held}, {tips}"
