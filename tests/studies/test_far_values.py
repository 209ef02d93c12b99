"""Values far beyond the box: what comes out is a number, or a refusal that says why.

`FAR_POINTS=3000` tries more points a study.
"""

import os

import numpy as np
import pandas as pd
import pytest

from collabgov.claims.predicate import Predicate
from collabgov.engine import ensemble
from collabgov.studies import BOOK, load

POINTS = int(os.environ.get("FAR_POINTS", 30))
RULES = ("an output must be a finite number", "divides by zero at", "at most 4 GiB")


def far(model, rng):
    """Parameters within their domains, half of them up to thirty times as large."""
    values = {}
    for p in model.parameters:
        value = rng.uniform(p.low, p.high)
        value *= rng.uniform(1, 30) if rng.random() < 0.5 else 1
        value = p.domain[rng.integers(2)] if rng.random() < 0.05 else value
        value = min(max(value, p.domain[0]), p.domain[1])
        values[p.name] = value if np.isfinite(value) else p.high
    for setting in model.settings:
        if setting.allowed:
            values[setting.name] = setting.allowed[rng.integers(len(setting.allowed))]
    return values


def cases(model, values):
    """A row for each case of a point."""
    ((name, each),) = model.cases.items() or [("point", (0,))]
    rows = [{**values, name: case} for case in each]
    table = pd.DataFrame(rows, index=pd.Index([0] * len(each), name="point"))
    return table.drop(columns="point", errors="ignore")


@pytest.mark.parametrize("slug", BOOK)
def test_far_values_give_numbers_or_are_refused_and_no_test_counts_what_is_none(slug):
    study, rng, lost = load(slug), np.random.default_rng(20240), 0
    for _ in range(POINTS):
        table = cases(study.model, far(study.model, rng))
        try:
            rows = ensemble.at(study.model, table, histories=1)
        except ValueError as error:
            assert any(rule in str(error) for rule in RULES), error
            lost += 1
            continue
        assert np.isfinite(rows.select_dtypes("number").to_numpy()).all()
        for predicate in study.predicates:
            if isinstance(predicate, Predicate):
                assert set(predicate.signs(rows)) <= {-1, 0, 1}
    print(f"{slug}: {lost} of {POINTS} refused")
    assert lost < POINTS
