"""What several cases are worth that share a part of their causes."""

from types import ModuleType

import numpy as np
import pandas as pd

from collabgov.claims import places, store
from collabgov.engine import ensemble

SHARES = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)


def worth(seen: pd.DataFrame) -> float:
    """How many independent tests the cases of a point amount to.

    Parameters
    ----------
    seen : DataFrame of bool, shape (points, cases)
        Whether each case shows what is looked for.

    Returns
    -------
    float
        ``ln P(all) / mean ln P(one)``: the number of cases where they know nothing of
        each other, 1 where they are one case under several names.

    Raises
    ------
    ValueError
        If some case always shows it or never does, or never all at once.

    Examples
    --------
    >>> one = pd.DataFrame({"a": [True, False, True, False]})
    >>> worth(one.assign(b=one["a"]))
    1.0
    >>> worth(one.assign(b=[True, True, False, False]))
    2.0
    """
    single, joint = seen.mean(), seen.all(axis=1).mean()
    if not (0 < single.min() <= single.max() < 1 and joint > 0):
        raise ValueError(
            f"need shares between 0 and 1, got {single.to_dict()}, {joint}"
        )
    return float(np.log(joint) / np.log(single).mean())


def curve(slug: str, points: int = 8192) -> pd.DataFrame:
    """How much several cases add to one, the more they share.

    Parameters
    ----------
    slug : str
        The study: its `SEEN` names what may be seen in a case, by rows of its runs in
        `WORLD_RUNS`.
    points : int
        Points at each value of rho, each with all cases.

    Returns
    -------
    DataFrame
        Index: what is seen, and `rho`; columns: the share of each case, `all` of them,
        `last` (the last case, given the others), `tests` (see `worth`). Computed once
        and kept.

    Raises
    ------
    ValueError
        If the package holds no module of that name.
    """
    module = places.study(slug)
    name = f"witnesses-{points}"
    return store.kept(slug, name, lambda: _curve(module, points), "some seconds")


def _curve(module: ModuleType, points: int) -> pd.DataFrame:
    """The table, without the store."""
    model, found = module.MODEL, {}
    ((setting, cases),) = model.cases.items()
    for rho in SHARES:
        rows = ensemble.sample(model, points, rho=rho)
        rows = ensemble.at(model, rows, runs=module.WORLD_RUNS)
        for name, sign in module.SEEN.items():
            one = rows.assign(seen=sign(rows)).pivot(columns=setting, values="seen")
            found[name, rho] = _row(one[list(cases)])
    table = pd.DataFrame(found).T
    return table.rename_axis(["seen", "rho"])


def _row(seen: pd.DataFrame) -> dict[str, float]:
    """One row of the table."""
    *others, last = seen.columns
    rest = seen[others].all(axis=1)
    whole = {"all": seen.all(axis=1).mean(), "last": seen.loc[rest, last].mean()}
    return seen.mean().to_dict() | whole | {"tests": worth(seen)}
