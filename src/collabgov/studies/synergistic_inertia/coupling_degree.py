"""Coupling and coordination of some scores, in five published readings."""

import math
from collections import namedtuple
from collections.abc import Sequence

from collabgov.engine.model import Model
from collabgov.engine.parameters import Parameter, Setting

Scores = namedtuple("Scores", "n u1 u2 u3 u4 u5 u6")
COUPLING_FORMS = ("GM/AM", "root lost", "Wang et al.", "coefficient lost", "Fan et al.")


def coupling_run(p, path, out):
    """Five published readings of one set of scores.

    p.n scores u1 … u6 in [0, 1]. out: C of each reading (GM/AM,
    root lost, Wang et al., coefficient lost, Fan et al.), then
    D = √(C·T) of each, then T, the mean of the scores.
    """
    n = int(p.n)
    u = [0.0] * 6
    u[0], u[1], u[2] = p.u1, p.u2, p.u3
    u[3], u[4], u[5] = p.u4, p.u5, p.u6
    prod = 1.0
    mean = 0.0
    big = 0.0
    for i in range(n):
        prod *= u[i]
        mean += u[i] / n
        big = max(big, u[i])
    spread = 0.0
    gaps = 0.0
    ratio = 1.0
    for i in range(n):
        spread += (u[i] - mean) * (u[i] - mean) / n
        if big > 0.0:
            ratio *= u[i] / big
        for j in range(i):
            gaps += abs(u[i] - u[j])
    gaps = gaps / (n * (n - 1) / 2.0)
    for k in range(11):
        out[k] = 0.0
    if mean > 0.0:
        out[0] = prod ** (1.0 / n) / mean
        out[1] = prod / mean ** float(n)
        even = ratio ** (1.0 / (n - 1))
        out[2] = math.sqrt(max(0.0, (1.0 - gaps) * even))
        out[3] = out[0] / n
        out[4] = max(0.0, 1.0 - 2.0 * math.sqrt(spread))
    for k in range(5):
        out[5 + k] = math.sqrt(out[k] * mean)
    out[10] = mean
    return mean


COUPLING = Model(
    coupling_run,
    parameters=tuple(
        Parameter(
            f"u{k}",
            low=0.0,
            high=1.0,
            domain=(0.0, 1.0),
            default=value,
            unit="score",
            meaning=f"score {k}",
            ask="How was it scaled, and by whom?",
            ground="free to choose",
        )
        for k, value in enumerate((0.8, 0.2, 0.5, 0.5, 0.5, 0.5), start=1)
    ),
    settings=(Setting("n", 2, domain=(2, 6), meaning="number of scores"),),
    runs={"act": {}},
    record=lambda v: Scores(*(float(v[name]) for name in Scores._fields)),
    outputs=(*(f"c_{k}" for k in range(5)), *(f"d_{k}" for k in range(5)), "mean"),
    path=("step", "none"),
    steps=lambda v: 0,  # nothing moves: five formulas, no history
)


def coupling(u: Sequence[float], n: int, form: int) -> float:
    """Coupling degree of n scores, in one of five published readings.

    Parameters
    ----------
    u : sequence of float, length ≥ n
        Scores in [0, 1].
    n : int
        How many of them count, at most 6.
    form : int
        Which of `COUPLING_FORMS`.

    Returns
    -------
    float
        In [0, 1]; −1, for undefined, where n < 2: a single unit is coupled to nothing.

    Raises
    ------
    ValueError
        For a score outside [0, 1], more than six, or an unknown form.

    References
    ----------
    The five readings as in Wang, Kong, Ren, Zhi and Dai (2021), Journal of Natural
    Resources 36(3), 793–810, and in the R package ``coupling``; neither original was
    checked against its formula here.

    Examples
    --------
    >>> [round(coupling([0.8, 0.2], 2, form), 4) for form in range(5)]
    [0.8, 0.64, 0.3162, 0.4, 0.4]
    >>> coupling([0.7], 1, 0)
    -1.0
    """
    return -1.0 if n < 2 else _readings(u, n, form)[0]


def coordination(u: Sequence[float], n: int, form: int) -> float:
    """Coupling-coordination degree D = √(C·T), T the mean of the scores.

    Parameters
    ----------
    u, n, form
        As for `coupling`.

    Returns
    -------
    float
        In [0, 1]; −1, for undefined, where n < 2.

    Raises
    ------
    ValueError
        As for `coupling`.

    Examples
    --------
    >>> round(coordination([0.05, 0.05], 2, 0), 4)      # equal misery: C is 1
    0.2236
    """
    return -1.0 if n < 2 else _readings(u, n, form)[1]


def _readings(u: Sequence[float], n: int, form: int) -> tuple[float, float]:
    """C and D of one reading, by the kernel that a reader sees."""
    if not 0 <= form < len(COUPLING_FORMS):
        raise ValueError(f"form must be 0 to {len(COUPLING_FORMS) - 1}, got {form}")
    if not n <= min(6, len(u)):
        raise ValueError(f"n must be at most 6 and the number of scores, got {n}")
    if faults := [value for value in u[:n] if not 0 <= value <= 1]:
        raise ValueError(f"scores must lie in [0, 1], got {faults[0]}")
    out = [0.0] * 11
    coupling_run(Scores(n, *map(float, u[:n]), *[0.0] * (6 - n)), [], out)
    return out[form], out[5 + form]


def two_scores(old: float, new: float) -> tuple[float, float]:
    """The two scores behind a coupling degree that was published in two readings.

    Parameters
    ----------
    old, new : float
        GM/AM and Wang et al. of the same two scores, in (0, 1).

    Returns
    -------
    tuple of float
        The higher and the lower score.

    Raises
    ------
    ValueError
        If no two scores have both readings: near ``old = 1`` rounding alone forbids it.

    Examples
    --------
    >>> [round(score, 3) for score in two_scores(0.8868, 0.5440)]
    [0.309, 0.114]
    """
    if not (0 < old < 1 and 0 < new < 1):
        raise ValueError(f"both readings must lie in (0, 1), got {old} and {new}")
    root = (1 - math.sqrt(1 - old * old)) / old
    ratio = root * root  # of the lower to the higher score
    gap = 1 - new * new / ratio
    high = gap / (1 - ratio)
    if not 0 < high <= 1:
        raise ValueError(f"no two scores have readings {old} and {new}")
    return high, ratio * high
