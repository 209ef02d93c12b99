"""Small linear systems in a fixed order of steps: on every machine the same digits.

A library of linear algebra picks its steps by the processor, and so its last digits.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from collabgov.engine.compiled import compiled

MOST = 100_000  # turns in which a radius has to be found


def solution(a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """What solves ``a x = b``, by elimination with row exchanges.

    Parameters
    ----------
    a : array_like, shape (n, n)
        The coefficients.
    b : array_like, shape (n,)
        The right-hand side.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If there is no one solution, or the shapes do not fit.

    Examples
    --------
    >>> solution([[2, 1], [1, 3]], [3, 5]).round(12).tolist()
    [0.8, 1.4]
    """
    left, right = np.array(a, dtype=float), np.array(b, dtype=float)
    if right.ndim != 1 or left.shape != (len(right), len(right)):
        raise ValueError(
            f"a system must be (n, n) and (n,), got {left.shape} and {right.shape}"
        )
    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        raise ValueError("a system must hold finite numbers, got others")
    if not compiled(eliminate)(left, right):
        raise ValueError("a system must have one solution, got one without")
    return right


def eliminate(a, b):
    """Put the solution in the place of `b`; whether there is one."""
    n = len(b)
    for k in range(n):
        top = k
        for i in range(k + 1, n):
            if abs(a[i, k]) > abs(a[top, k]):
                top = i
        if a[top, k] == 0.0:
            return False
        for j in range(n):
            a[k, j], a[top, j] = a[top, j], a[k, j]
        b[k], b[top] = b[top], b[k]
        for i in range(k + 1, n):
            part = a[i, k] / a[k, k]
            for j in range(k, n):
                a[i, j] -= part * a[k, j]
            b[i] -= part * b[k]
    for i in range(n - 1, -1, -1):
        for j in range(i + 1, n):
            b[i] -= a[i, j] * b[j]
        b[i] /= a[i, i]
    return True


def radius(a: ArrayLike) -> float:
    """Largest absolute eigenvalue of a matrix without negative numbers.

    Parameters
    ----------
    a : array_like, shape (n, n)
        Each place can be reached from each other, in one step or more.

    Returns
    -------
    float
        Within 1e-12 of the middle of its Collatz–Wielandt bounds.

    Raises
    ------
    ValueError
        If a number is negative, or the bounds do not come together.

    References
    ----------
    Wielandt, H. (1950). Unzerlegbare, nicht negative Matrizen. Mathematische
    Zeitschrift 52, 642–648.

    Examples
    --------
    >>> round(radius([[0.0, 0.5], [0.5, 0.0]]), 12)
    0.5
    """
    matrix = np.array(a, dtype=float)
    if not (matrix >= 0).all():
        raise ValueError(f"a matrix must have no negative number, got {matrix.min()}")
    found = compiled(iterate)(matrix, np.ones(len(matrix)), MOST)
    if found < 0:
        raise ValueError(f"bounds must come together in {MOST} turns, they did not")
    return float(found)


def iterate(a, x, most):
    """Largest eigenvalue, by powers of the matrix with 1 added; −1 if it is not found."""
    n = len(x)
    y = np.zeros(n)
    for _ in range(most):
        low = np.inf
        high = 0.0
        total = 0.0
        for i in range(n):
            y[i] = x[i]
            for j in range(n):
                y[i] += a[i, j] * x[j]
            low = min(low, y[i] / x[i])
            high = max(high, y[i] / x[i])
            total += y[i]
        for i in range(n):
            x[i] = y[i] / total
        if high - low <= 1e-12:
            return 0.5 * (low + high) - 1.0
    return -1.0
