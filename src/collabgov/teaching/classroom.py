"""A class's own rows, checked against the rules of the game that it played."""

from collections.abc import Callable, Mapping

import pandas as pd


def checked(
    rows: pd.DataFrame, faults: Callable[[pd.DataFrame], Mapping[str, pd.Series]]
) -> pd.DataFrame:
    """The rows, if they break no rule of the game.

    Parameters
    ----------
    rows : DataFrame
        As `collabgov.records.tables.read` gives them, numbered from 0.
    faults : callable
        Rows → the rules of the game, each with a truth value a row: does it break it?

    Returns
    -------
    DataFrame
        `rows`, unchanged.

    Raises
    ------
    ValueError
        For the first row that breaks a rule; rows are counted as in the file, whose
        head is row 1.

    Examples
    --------
    >>> rows = pd.DataFrame({"joint": [3, 11]})
    >>> checked(rows, lambda r: {"ten tokens": r["joint"] > 10})
    Traceback (most recent call last):
    ValueError: row 3: ten tokens, got {'joint': 11}
    """
    for rule, bad in faults(rows).items():
        if bad.any():
            row = int(bad.to_numpy().argmax())
            raise ValueError(f"row {row + 2}: {rule}, got {rows.iloc[row].to_dict()}")
    return rows
