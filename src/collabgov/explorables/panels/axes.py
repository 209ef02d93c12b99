"""Axes as text beside an SVG that stretches with the page."""

from collections.abc import Sequence
from html import escape

SQUARE = 'viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true"'
Range = tuple[float, float]


def ticks(low: float, high: float, parts: int = 4) -> list[str]:
    """Labels at equal distances, from the low end.

    Examples
    --------
    >>> ticks(0, 80)
    ['0', '20', '40', '60', '80']
    """
    return [f"{low + (high - low) * k / parts:.4g}" for k in range(parts + 1)]


def y_ticks(y: Range) -> str:
    """Labels of a vertical axis, at the lines of the grid."""
    return "".join(
        f'<span class="xp-yt" style="top:{100 - 25 * k}%">{t}</span>'
        for k, t in enumerate(ticks(*y))
    )


def with_axes(
    inside: str, *, x: Range, y: Range, labels: tuple[str, str], after: str = ""
) -> str:
    """A drawing with both axes.

    `inside` is the SVG's content, `labels` those of the vertical and the horizontal
    axis, `after` what stands below the drawing.
    """
    grid = "".join(f'<path class="xp-grid" d="M0,{250 * k}H1000"/>' for k in range(4))
    across = "".join(
        f'<span class="xp-xt" style="left:{25 * k}%">{t}</span>'
        for k, t in enumerate(ticks(*x))
    )
    return (
        f'<div class="xp-plot">'
        f'<span class="xp-yl">{escape(labels[0])}</span>'
        f"<svg {SQUARE}>{grid}{inside}</svg>{after}{y_ticks(y)}{across}"
        f'<span class="xp-xl">{escape(labels[1])}</span></div>'
    )


def presence_bar(d: str) -> str:
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


def line_sample(classes: str) -> str:
    """A piece of line for the key."""
    return f'<path class="{classes}" d="M0,4L24,4"/>'


def ghost(k: int = 0) -> str:
    """Where the page draws a line as it was at the setting before."""
    return f'<path class="xp-ghost xp-s{k}" d=""/>'


def ghost_sample() -> tuple[str, str]:
    """The setting before, for the key."""
    return line_sample("xp-ghost xp-s0"), "the setting before"


def dot_sample(classes: str) -> str:
    """A dot for the key."""
    return f'<path class="{classes}" d="M12,4h0"/>'
