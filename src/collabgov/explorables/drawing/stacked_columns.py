"""Columns of stacked amounts."""

from collabgov.explorables.drawing.shapes import fixed, rectangle


def marks(panel, parts, record):
    """A block for each amount, then its number in the key."""
    blocks, texts = [], []
    for k, stack in enumerate(panel["stacks"]):
        below = 0.0
        for part, at, _ in stack:
            amount = parts[part][at]
            blocks.append({"d": block(k, len(panel["stacks"]), below, amount, panel)})
            texts.append({"text": fixed(amount, 3)})
            below += amount
    return blocks + texts


def block(column, columns, below, amount, panel):
    """Path data of one amount of a stack.

    Examples
    --------
    >>> block(0, 2, 0.0, 0.5, {"y": [0, 1.0]})
    'M125.0,1000.0H375.0V500.0H125.0Z'
    """
    left, right = (1000 * (column + side) / columns for side in (0.25, 0.75))
    top = panel["y"][1]
    low, high = (
        1000 - 1000 * min(max(value, 0.0), top) / top
        for value in (below, below + amount)
    )
    return rectangle(left, right, low, high)


def rows(panel, parts, record):
    """Every amount."""
    table = [
        [title, label, fixed(parts[part][at], 3)]
        for title, stack in zip(panel["titles"], panel["stacks"])
        for part, at, label in stack
    ]
    return [["column", "amount", "value"]] + table


def sentence(panel, parts, record):
    """Every amount by its name."""
    amounts = [
        label + " " + fixed(parts[part][at], 2)
        for stack in panel["stacks"]
        for part, at, label in stack
    ]
    return ", ".join(amounts)
