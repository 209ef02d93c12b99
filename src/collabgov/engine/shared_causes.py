"""Points with several cases, whose rates share a part of what drives them."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

SHARED = "rho"  # how much the cases of a point share, 0 (nothing) to 1 (every rate)


def width(model: Any) -> int:
    """Number of Sobol columns of a point: of a model with cases 1 + cases sets, and rho.

    Parameters
    ----------
    model : Model
        With or without `cases`.

    Returns
    -------
    int
    """
    columns = len(model.parameters)
    sets = [1 + len(values) for values in model.cases.values()]
    return columns * sets[0] + 1 if sets else columns


def spread(
    model: Any,
    unit: NDArray[np.float64],
    rho: float | None = None,
    middle: bool = False,
) -> tuple[pd.DataFrame, NDArray[np.float64]]:
    """A row a case from a row a point.

    The first set of columns drives all cases of a point, the next ones each its own:
    ``z = √rho · z_common + √(1 − rho) · z_own`` with normal z, so that every rate is
    uniform whatever rho is.

    Parameters
    ----------
    model : Model
        With `cases`.
    unit : ndarray, shape (points, `width`)
        Uniform numbers in (0, 1); the last column is rho.
    rho : float, optional
        Instead of that column, the same for all points; 0 to 1.
    middle : bool
        Whether rho, too, is drawn from the middle half of its range.

    Returns
    -------
    marks : DataFrame, points × cases rows
        Index `point`; columns: the case, and `rho`.
    unit : ndarray, shape (points × cases, parameters)
        Uniform numbers in (0, 1), in the order of `marks`.

    Raises
    ------
    ValueError
        For a `rho` beyond 0 to 1.

    References
    ----------
    Nelsen, R. B. (2006). An Introduction to Copulas. Springer: the normal copula.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from collabgov.studies.leading_small_groups import MODEL
    >>> two = replace(MODEL, cases={"type": ("strong", "weak")})
    >>> marks, rates = spread(two, np.full((2, width(two)), 0.5))
    >>> marks["type"].tolist(), len(rates)
    (['strong', 'weak', 'strong', 'weak'], 4)
    """
    ((setting, cases),) = model.cases.items()
    size = len(model.parameters)
    shared = 0.25 + unit[:, -1] / 2 if middle else unit[:, -1]
    if rho is not None:
        if not 0 <= rho <= 1:
            raise ValueError(f"rho must lie in [0, 1], got {rho}")
        shared = np.full(len(unit), float(rho))
    z = ndtri(unit[:, :-1]).reshape(len(unit), 1 + len(cases), size)
    common, own = np.sqrt([shared, 1 - shared])[:, :, None, None]
    mixed = ndtr(common * z[:, :1] + own * z[:, 1:])
    points = pd.RangeIndex(len(unit)).repeat(len(cases)).rename("point")
    marks = {setting: list(cases) * len(unit), SHARED: shared.repeat(len(cases))}
    return pd.DataFrame(marks, index=points), mixed.reshape(-1, size)
