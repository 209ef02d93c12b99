"""What one run gives: its outputs by name, and its path as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

SHOWN = 4  # outputs in the repr of a run


@dataclass(frozen=True)
class Run:
    """Outputs of one run, by name, and its path.

    Parameters
    ----------
    outputs : dict of str to float
        What the kernel and the model's measures return.
    path : DataFrame
        One row a step; or, in a model of several actors, one row a step and actor.
    """

    outputs: dict[str, float]
    path: pd.DataFrame

    def __getitem__(self, name: str) -> float:
        """One output; a KeyError with the names where there is none of that name."""
        if name not in self.outputs:
            raise KeyError(f"no output {name!r}; there are {', '.join(self.outputs)}")
        return self.outputs[name]

    def __repr__(self) -> str:
        """One line: the first outputs, and how long the path is."""
        shown = [f"{name} {value:.4g}" for name, value in self.outputs.items()]
        more = [f"and {len(shown) - SHOWN} more"] if len(shown) > SHOWN else []
        told = ", ".join([*shown[:SHOWN], *more])
        return f"<Run: {told}; path of {len(self.path)} rows>"


def tabled(
    path: NDArray[np.float64],
    columns: Sequence[str],
    each: str = "",
    many: int = 1,
    step: float = 1,
) -> pd.DataFrame:
    """A flat path as a table.

    Parameters
    ----------
    path : ndarray
        All columns of the first step, then of the second, …; where a step has several
        rows, each column for all of them before the next.
    columns : sequence of str
        Name of the column that counts steps, which is not stored; then the others.
    each, many : str, int
        Name of a column that counts rows within a step, and how many there are; none
        where a step is one row.
    step : float
        Length of a step, in the unit of the first column.

    Returns
    -------
    DataFrame

    Examples
    --------
    >>> tabled(np.array([0.1, 0.2, 0.3, 0.4]), ("period", "tie"), "actor", 2)
       period  actor  tie
    0       0      0  0.1
    1       0      1  0.2
    2       1      0  0.3
    3       1      1  0.4
    """
    blocks = path.reshape(-1, len(columns) - 1, many).swapaxes(1, 2)
    body = blocks.reshape(-1, len(columns) - 1)
    table = pd.DataFrame(body, columns=list(columns[1:]))
    rows = np.arange(len(table))
    if each:
        table.insert(0, each, rows % many)
    table.insert(0, columns[0], rows // many * step)
    return table


def spans(here: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Stretches of a path in which something is there, such as a leader.

    Parameters
    ----------
    here : ndarray
        A column of the path: 1 where it is there, else 0.

    Returns
    -------
    list of (int, int)
        First step, and first step after, of every stretch.

    Examples
    --------
    >>> spans(np.array([1.0, 1.0, 0.0, 1.0]))
    [(0, 2), (3, 4)]
    """
    edges = np.flatnonzero(np.diff(np.r_[0, here > 0.5, 0])).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
