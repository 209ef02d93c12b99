"""Where the chain of three faults feeds itself, and where it comes to rest."""

import math

import numpy as np

RATES = ("wd", "dn", "nw", "fix_w", "fix_d", "fix_n", "copy")  # of `loop_number`


def loop_number(
    wd: float,
    dn: float,
    nw: float,
    fix_w: float,
    fix_d: float,
    fix_n: float,
    copy: float = 0.0,
    superior: float = 0.0,
) -> float:
    """How strongly the chain feeds itself: it lives on by itself above 1.

    It belongs to links that grow with what feeds them. Under the forms `gross_faults`
    and `small_faults` it is a label of the rates and tells no threshold.

    Parameters
    ----------
    wd, dn, nw, copy : float
        Rates at which one fault breeds the next, and deviation is imitated; 1/year.
    fix_w, fix_d, fix_n : float
        Rates at which each is repaired; 1/year.
    superior : float
        By how much a common superior speeds repair.

    Returns
    -------
    float
        ``inf`` where imitation alone outruns repair.

    Raises
    ------
    ValueError
        If a rate of breeding is negative, or one of repair not above 0.

    References
    ----------
    The threshold is that of the next-generation matrix of van den Driessche and
    Watmough (2002), Mathematical Biosciences 180, 29–48 (not checked).

    Examples
    --------
    >>> round(loop_number(0.8, 0.9, 0.7, 0.9, 0.9, 0.9, copy=0.2), 2)
    0.89
    """
    fixes = np.multiply([fix_w, fix_d, fix_n], 1 + superior)
    if min(wd, dn, nw, copy, superior) < 0 or fixes.min() <= 0:
        raise ValueError(
            "breeding must not be negative and repair above 0, got "
            f"{(wd, dn, nw, copy, superior)} and {(fix_w, fix_d, fix_n)}"
        )
    left = float(fixes[1]) - copy
    return math.inf if left <= 0 else float(wd * dn * nw / (fixes[0] * left * fixes[2]))


def endemic_point(
    wd: float,
    dn: float,
    nw: float,
    fix_w: float,
    fix_d: float,
    fix_n: float,
    superior: float = 0.0,
) -> tuple[float, float, float]:
    """Where equal governments come to rest that nothing pushes, tempts or shows.

    Closed form of `si_run` where `push`, `tempt` and `copy` are 0, and links grow with
    what feeds them: not under the forms `gross_faults` and `small_faults`.

    Parameters
    ----------
    wd, dn, nw, fix_w, fix_d, fix_n, superior : float
        As for `loop_number`.

    Returns
    -------
    tuple of float
        Weakness, deviation, withdrawal; zeros where the loop number is at most 1.

    Raises
    ------
    ValueError
        As for `loop_number`.

    Examples
    --------
    >>> [round(x, 6) for x in endemic_point(0.8, 1.2, 0.9, 0.5, 0.6, 0.7)]
    [0.402709, 0.349359, 0.37457]
    """
    number = loop_number(wd, dn, nw, fix_w, fix_d, fix_n, superior=superior)
    if number <= 1:
        return 0.0, 0.0, 0.0
    a, d, n = np.divide([nw, wd, dn], np.multiply([fix_w, fix_d, fix_n], 1 + superior))
    some = (number + d + d * n, number + n + n * a, number + a + a * d)
    return tuple(float((number - 1) / below) for below in some)  # ty: ignore[invalid-explicit-return]
