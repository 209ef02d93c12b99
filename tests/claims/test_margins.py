"""Counts on a grid of margins: at the book's own margins they are the book's."""

import json

import numpy as np
import pytest

from collabgov.claims import evaluation, margins, verdict
from collabgov.studies import BOOK, load

TESTS = [(slug, p) for slug in BOOK for p in load(slug).predicates]


def own(slug, predicate):
    """Rows of a test, and where its own margin is."""
    rows = margins.table(load(slug)).loc[predicate.id]
    margin = getattr(predicate, "margin", None)
    return rows, 0 if len(rows) == 1 else int((rows["margin"] == margin).argmax())


def bounds(slug, predicate):
    """The part on which a verdict depends, as JSON has it."""
    found = evaluation.regions(load(slug))
    found = found[[index[:2] == (predicate.id, "depends") for index in found.index]]
    rows = found[["parameter", "low", "high"]].to_numpy().tolist()
    none = {-np.inf: None, np.inf: None}
    return [[none.get(value, value) for value in row] for row in rows]


@pytest.mark.parametrize(("slug", "predicate"), TESTS, ids=[p.id for _, p in TESTS])
def test_at_its_own_margin_a_test_says_what_the_claims_say(slug, predicate):
    said = evaluation.evaluate(load(slug)).loc[predicate.id]
    rows, k = own(slug, predicate)
    assert rows["verdict"].iloc[k] == said["verdict"]
    part = rows["part"].iloc[k]
    assert (part >= 0) == (said["verdict"] == verdict.DEPENDS)
    if part >= 0:
        name, conditions, *_ = json.loads(rows["parts"].iloc[k])[part]
        assert name == said["part"]
        assert conditions == ([] if name else bounds(slug, predicate))
    if predicate.reading == "dominates":
        assert rows["support"].iloc[0] == said["support"]
        return
    steps = {"": k} if len(rows) == 1 else {"": k, "_half": k - 6, "_double": k + 6}
    for tail, step in steps.items():
        row = rows.iloc[step]
        for name in ("support", "oppose"):
            share = row[name] / row["n"] if row["n"] else np.nan
            assert share == pytest.approx(said[f"{name}{tail}"], nan_ok=True)


@pytest.mark.parametrize("slug", BOOK)
def test_support_only_falls_as_a_margin_grows(slug):
    for predicate in load(slug).predicates:
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


def test_a_ratio_has_one_row_and_no_margin(study):
    rows = margins.table(study, points=128).loc["T-3"]
    assert len(rows) == 1 and np.isnan(rows["margin"].iloc[0])
    assert rows["parts"].iloc[0] == "[]" and rows["part"].iloc[0] == -1


def test_parts_are_asked_only_where_the_places_do_not_decide(study):
    rows = margins.table(study, points=512)
    assert (rows.loc["T-2", "parts"] == "[]").all()  # built in
    (row,) = rows.loc["T-1"].to_dict("records")  # no ends: its own margin alone
    parts = json.loads(row["parts"])
    name, conditions, n, support, oppose = parts[row["part"]]
    assert (name, conditions[0][0], conditions[0][2]) == ("", "a", None)
    assert n == support + oppose and support / n >= 0.5
