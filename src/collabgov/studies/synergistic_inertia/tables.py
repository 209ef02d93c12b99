"""What three agglomerations add to one, the more their causes are the same."""

import pandas as pd

from collabgov.claims import store
from collabgov.claims.study import Study
from collabgov.engine import ensemble
from collabgov.engine.model import Model
from collabgov.methods.equivalent_tests import equivalent_tests

RHOS = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)  # what the agglomerations share of their causes
SEEN = {  # what may be seen in an agglomeration, by rows of its run "act"
    "no advantage": lambda r: r["act.advantage"] < 0,
    "inertia of 0.3 or more": lambda r: r["act.inertia"] >= 0.3,
}


def worth_in_tests(study: Study, points: int = 8192) -> pd.DataFrame:
    """How many independent tests three agglomerations are worth, by what they share.

    Parameters
    ----------
    study : Study
        This study.
    points : int
        Points at each value of rho, each with all agglomerations.

    Returns
    -------
    DataFrame
        Index: what is seen (see `SEEN`), and `rho`; columns: the share of each
        agglomeration in which it is seen, `all` of them at once, `last` (the last one,
        given the others), `tests` (see `collabgov.methods.equivalent_tests`). Computed
        once and kept.

    Raises
    ------
    ValueError
        For fewer than one point, or so few that something is seen always or never.
    """
    name = f"{study.slug}-worth-in-tests-{points}"
    return store.kept(name, _worth_in_tests, study.model, points, wait="some seconds")


def _worth_in_tests(model: Model, points: int) -> pd.DataFrame:
    """Rows for every value of rho, of everything that may be seen."""
    found = {}
    ((setting, cases),) = model.cases.items()
    for rho in RHOS:
        rows = ensemble.sample(model, points, rho=rho)
        rows = ensemble.at(model, rows, runs=["act"])
        for name, seen in SEEN.items():
            each = rows.assign(seen=seen(rows)).pivot(columns=setting, values="seen")
            found[name, rho] = _shares(each[list(cases)])
    return pd.DataFrame(found).T.rename_axis(["seen", "rho"])


def _shares(seen: pd.DataFrame) -> dict[str, float]:
    """Shares of points in which it is seen, and what all cases together are worth."""
    *others, last = seen.columns
    rest = seen[others].all(axis=1)
    joint = {"all": seen.all(axis=1).mean(), "last": seen.loc[rest, last].mean()}
    return seen.mean().to_dict() | joint | {"tests": equivalent_tests(seen)}
