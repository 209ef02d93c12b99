"""Numbers and path data as the text of a figure, on a square of 1,000."""


def fixed(value, digits):
    """A number with so many decimals, and no minus before zero.

    Examples
    --------
    >>> fixed(-0.0004, 3), fixed(-0.256, 2)
    ('0.000', '-0.26')
    """
    text = f"{value:.{digits}f}"
    return text if text.strip("-0.") else text.replace("-", "")


def significant(value):
    """A number with four significant digits."""
    return f"{value:.4g}"


def nearest_whole(value):
    """The nearest whole number, halves upwards."""
    return int(value + 0.5)


def scaled(value, low, high):
    """A value on a side of 1,000, cut at its ends.

    Examples
    --------
    >>> [scaled(value, 0, 1) for value in (-1.0, 0.5, 1.0)]
    [0.0, 500.0, 1000.0]
    """
    return 1000 * (min(max(value, low), high) - low) / (high - low)


def polyline(points):
    """Path data through points, y downwards.

    Examples
    --------
    >>> polyline([(0, 0), (1000, 250)])
    'M0.0,1000.0L1000.0,750.0'
    """
    return "M" + "L".join(f"{x:.1f},{1000 - y:.1f}" for x, y in points)


def rectangle(left, right, low, high):
    """Path data of a rectangle, y downwards."""
    return f"M{left:.1f},{low:.1f}H{right:.1f}V{high:.1f}H{left:.1f}Z"


def column(panel, parts, at):
    """A column of the path."""
    return list(parts["path"])[at :: panel["columns"]]
