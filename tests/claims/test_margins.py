"""Counts on a grid of margins: at the book's own margins they are the book's."""

import numpy as np
import pytest

from collabgov.claims import evaluation, margins, places
from collabgov.claims.places import study

SLUGS = places.studies()
TESTS = [(slug, p) for slug in SLUGS for p in study(slug).PREDICATES]


def own(slug, predicate):
    """Rows of a test, and where its own margin is."""
    rows = margins.table(slug).loc[predicate.id]
    margin = getattr(predicate, "margin", None)
    return rows, 0 if len(rows) == 1 else int((rows["margin"] == margin).argmax())


@pytest.mark.parametrize(("slug", "predicate"), TESTS, ids=[p.id for _, p in TESTS])
def test_at_its_own_margin_a_test_says_what_the_claims_say(slug, predicate):
    said = evaluation.evaluate(slug).loc[predicate.id]
    rows, k = own(slug, predicate)
    assert rows["verdict"].iloc[k] == said["verdict"]
    if predicate.reading == "dominates":
        assert rows["support"].iloc[0] == said["support"]
        return
    steps = {"": k} if len(rows) == 1 else {"": k, "_half": k - 6, "_double": k + 6}
    for tail, step in steps.items():
        row = rows.iloc[step]
        for name in ("support", "oppose"):
            share = row[name] / row["n"] if row["n"] else np.nan
            assert share == pytest.approx(said[f"{name}{tail}"], nan_ok=True)


@pytest.mark.parametrize("slug", SLUGS)
def test_support_only_falls_as_a_margin_grows(slug):
    for predicate in study(slug).PREDICATES:
        rows, _ = own(slug, predicate)
        if len(rows) > 1 and not getattr(predicate, "by_margin", False):
            steps = np.diff(rows["support"])
            assert (steps >= 0).all() if predicate.below else (steps <= 0).all()


def test_a_grid_rises_and_holds_margin_and_ends():
    for _, predicate in TESTS:
        grid = margins.grid(predicate)
        assert (np.diff(grid) > 0).all()
        if getattr(predicate, "ends", None):
            assert {predicate.margin, *predicate.ends} <= set(grid)
