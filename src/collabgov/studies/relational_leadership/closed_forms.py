"""Where a mechanism that stands still starts by itself, worked out without the kernel.

Folds belong to the printed form of the model: with the exponent 1 there are none, and
with 3 they lie elsewhere.
"""

import math
from math import nan

CUSP = 3 * math.sqrt(3) / 8  # no fold where lapse · half / gain is larger


def rl_fold(big, out):
    """Both folds of a - big X + X^2 / (1 + X^2) = 0.

    big: lapse * half / gain, above 0 and below 3 sqrt(3) / 8.
    out: X and a where the low state ends, X and a where the high
    state ends.
    """
    top = 1.0 / math.sqrt(3.0)  # 2 X / (1 + X^2)^2 peaks here
    for side in range(2):
        lo = 0.0 if side == 0 else top
        hi = top if side == 0 else 50.0
        for _ in range(200):
            mid = 0.5 * (lo + hi)
            bend = (1.0 + mid * mid) * (1.0 + mid * mid)
            below = 2.0 * mid / bend < big
            if below == (side == 0):
                lo = mid
            else:
                hi = mid
        out[2 * side] = lo
        out[2 * side + 1] = big * lo - lo * lo / (1.0 + lo * lo)
    return out[1]


def fold_push(gain: float, lapse: float, half: float, trickle: float) -> float:
    """Steady push on trust at which a stuck mechanism starts by itself.

    Rest points of `rl_run` without learning, under a push w = trust_skill · u · C that
    does not change; the low one vanishes where w passes this value. For the printed
    form, and forms that differ from it at the start, in learning, or above 1 alone.

    Parameters
    ----------
    gain, lapse, half : float
        As in the kernel; above 0.
    trickle : float
        Unprompted activity a year; not negative.

    Returns
    -------
    float
        w*, in (0, 1); NaN where there is no low state to leave: the trickle alone
        suffices, or no push makes the mechanism jump.

    Raises
    ------
    ValueError
        If a number leaves its range.

    References
    ----------
    The equation is that of a shallow lake: Carpenter, Ludwig & Brock (1999),
    Ecological Applications 9(3), 751–771.

    Examples
    --------
    >>> round(fold_push(1.0, 1.0, 0.55, 0.02), 6)
    0.072003
    >>> fold_push(1.0, 1.0, 0.7, 0.02)      # 0.7 is above the cusp, 0.6495
    nan
    """
    for name, number in {"gain": gain, "lapse": lapse, "half": half}.items():
        if not number > 0:
            raise ValueError(f"{name} must be above 0, got {number}")
    if not trickle >= 0:
        raise ValueError(f"trickle must not be negative, got {trickle}")
    big, drip = lapse * half / gain, trickle / gain
    if big >= CUSP:
        return nan

    def missing(w: float) -> float:
        """How far a push stays below the fold; falls as the push grows."""
        return rl_fold(big / (1 - w), [0.0] * 4) - (drip + w) / (1 - w)

    low, high = 0.0, 1 - big / CUSP
    if missing(low) <= 0 or missing(high) > 0:
        return nan
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if missing(middle) > 0 else (low, middle)
    return high


def effort_needed(
    w: float, trust_skill: float, s0: float, sigma: float, means: float
) -> float:
    """Share of a full-time leader that makes a given push on trust.

    Parameters
    ----------
    w : float
        The push, for instance `fold_push`.
    trust_skill : float
        Share of the distrust that a full-time leader can close.
    s0 : float
        Inherited social capital, in (0, 1].
    sigma : float
        How much the acts need it.
    means : float
        Resources, with what contacts make up for.

    Returns
    -------
    float
        Above 1 where a full-time leader is not enough.

    Raises
    ------
    ValueError
        If `w` is negative or another number not above 0 (`sigma` may be 0).

    Examples
    --------
    >>> w = fold_push(1.0, 1.0, 0.55, 0.02)
    >>> round(effort_needed(w, 0.9, s0=0.16, sigma=0.5, means=0.8), 6)
    0.25001
    """
    for name, number in {"trust_skill": trust_skill, "s0": s0, "means": means}.items():
        if not number > 0:
            raise ValueError(f"{name} must be above 0, got {number}")
    for name, number in {"w": w, "sigma": sigma}.items():
        if not number >= 0:
            raise ValueError(f"{name} must not be negative, got {number}")
    return w / (trust_skill * s0**sigma * means)
