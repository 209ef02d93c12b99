"""Axes as text beside an SVG that stretches with the page."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

SQUARE = 'viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true"'
Range = tuple[float, float]


def scaled(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    """Values on a side of 1,000, cut at its ends.

    Examples
    --------
    >>> scaled(np.array([-1.0, 0.5, 1.0]), 0, 1).tolist()
    [0.0, 500.0, 1000.0]
    """
    return 1000 * (np.clip(values, low, high) - low) / (high - low)


def polyline(x: NDArray[np.float64], y: NDArray[np.float64]) -> str:
    """Path data through points, y downwards.

    Examples
    --------
    >>> polyline(np.array([0.0, 1000.0]), np.array([0.0, 250.0]))
    'M0.0,1000.0L1000.0,750.0'
    """
    pairs = zip(x.tolist(), (1000 - y).tolist(), strict=True)
    return "M" + "L".join(f"{a:.1f},{b:.1f}" for a, b in pairs)


def dots(x: Sequence[float], y: Sequence[float]) -> str:
    """Path data of lines without length: with round ends they are dots."""
    pairs = zip(x, y, strict=True)
    return "".join(f"M{a:.1f},{1000 - b:.1f}h0" for a, b in pairs)


def ticks(low: float, high: float, parts: int = 4) -> list[str]:
    """Labels at equal distances, from the low end.

    Examples
    --------
    >>> ticks(0, 80)
    ['0', '20', '40', '60', '80']
    """
    return [f"{low + (high - low) * k / parts:.4g}" for k in range(parts + 1)]


def axes(
    inside: str, *, x: Range, y: Range, labels: tuple[str, str], after: str = ""
) -> str:
    """A drawing with both axes.

    `inside` is the SVG's content, `labels` those of the vertical and the horizontal
    axis, `after` what stands below the drawing.
    """
    grid = "".join(f'<path class="xp-grid" d="M0,{250 * k}H1000"/>' for k in range(4))
    up = "".join(
        f'<span class="xp-yt" style="top:{100 - 25 * k}%">{t}</span>'
        for k, t in enumerate(ticks(*y))
    )
    across = "".join(
        f'<span class="xp-xt" style="left:{25 * k}%">{t}</span>'
        for k, t in enumerate(ticks(*x))
    )
    return (
        f'<div class="xp-plot">'
        f'<span class="xp-yl">{escape(labels[0])}</span>'
        f"<svg {SQUARE}>{grid}{inside}</svg>{after}{up}{across}"
        f'<span class="xp-xl">{escape(labels[1])}</span></div>'
    )


def presence(d: str) -> str:
    """A bar below a drawing, of the path data `d`: there while a leader is."""
    return (
        '<svg class="xp-presence" viewBox="0 -5 1000 10" preserveAspectRatio="none" '
        f'aria-hidden="true"><path class="xp-mark xp-bar" d="{d}"/></svg>'
    )


def key(items: Sequence[tuple[str, str]]) -> str:
    """Names beside a piece of each mark: (markup in a box of 24 × 8, name)."""
    rows = "".join(
        f'<li><svg viewBox="0 0 24 8" aria-hidden="true">{mark}</svg>{escape(name)}</li>'
        for mark, name in items
    )
    return f'<ul class="xp-legend">{rows}</ul>'


def sample(classes: str) -> str:
    """A piece of line for the key."""
    return f'<path class="{classes}" d="M0,4L24,4"/>'


def spot(classes: str) -> str:
    """A dot for the key."""
    return f'<path class="{classes}" d="M12,4h0"/>'
