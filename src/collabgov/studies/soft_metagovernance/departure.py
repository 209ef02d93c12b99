"""A founder chooses with care for four years and leaves: what is left?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from collabgov.claims.departure import Departure
from collabgov.studies.soft_metagovernance.kernel import Leader
from collabgov.studies.soft_metagovernance.model import SOFT
from collabgov.studies.soft_metagovernance.parameters import NEVER


def value_by_period(
    p: Leader, w: Any, y0: Any, stub: Any, reach: Any, seen_as: Any, base: NDArray,
    draws: Any, path: NDArray, out: Any,
) -> NDArray[np.float64]:  # fmt: skip
    """Public value in every period of a finished run.

    Parameters
    ----------
    p, w, y0, stub, reach, seen_as, base, draws, path, out
        The kernel's arguments after the run.

    Returns
    -------
    ndarray, shape (periods,)
        Created less lost.

    Examples
    --------
    >>> from collabgov.studies.soft_metagovernance import MODEL
    >>> arguments = MODEL.arguments(periods=3)
    >>> _ = MODEL.compiled(*arguments)
    >>> bool(abs(value_by_period(*arguments)[-1] - arguments[-1][8]) < 1e-12)
    True
    """
    y = path.reshape(-1, 3, int(p.n))[:, 0]
    return (abs(base - p.public) - abs(y - p.public)).mean(axis=1)


DEPARTURE = Departure(
    stays={"leave": NEVER},
    leaves={"leave": 48},
    empty={"budget": 0.0},
    column=value_by_period,
    smallest=0.05,
    at=48,
    horizon=72,
    length="periods",
    variants={
        name: {"rule": "tie", "map": "true", **SOFT, **changes}
        for name, changes in {
            "no contact goes on": {"kept": 0.0},
            "a quarter goes on": {"kept": 0.25},
            "half go on": {"kept": 0.5},
            "no contact, ties do not last": {"kept": 0.0, "fade": 1.0},
        }.items()
    },
)
