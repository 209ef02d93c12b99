"""Tables of verdicts as pages read them: each looked up once, since its key is long."""

from functools import cache

import pandas as pd

from collabgov.claims import evaluation
from collabgov.studies import load


@cache
def verdicts(slug: str) -> pd.DataFrame:
    """Shares and verdict of every test of a study; not to be written to.

    Examples
    --------
    >>> verdicts("leading_small_groups") is verdicts("leading_small_groups")
    True
    """
    return load(slug).evaluate()


@cache
def drivers(slug: str) -> pd.DataFrame:
    """The parameters on which each test hangs most; not to be written to."""
    return evaluation.drivers(load(slug))


@cache
def regions(slug: str) -> pd.DataFrame:
    """Where each test fails, may hold, and on what it depends; not to be written to."""
    return evaluation.regions(load(slug))
