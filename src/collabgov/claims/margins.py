"""How a verdict moves with its margin: counts on a grid, for every predicate."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.claims import evaluation, store, verdict
from collabgov.claims.places import BOXES, box, middle, own_world
from collabgov.claims.predicate import Dominance, Predicate
from collabgov.claims.verdict import Part

if TYPE_CHECKING:
    from collabgov.claims.study import Study

BETWEEN = 6  # steps from one corner of the grid to the next
COUNTS = tuple(f"{n}{t}" for t in BOXES.values() for n in evaluation.SHARES)
# words that no part of the box can change
UNTESTED = (verdict.NOT_TESTED, verdict.NOT_TESTABLE, verdict.BUILT_IN)
SETTLED = (*UNTESTED, verdict.FOLLOWS, verdict.OWN_WORLD)


def grid(predicate: Predicate | Dominance) -> NDArray[np.float64]:
    """Margins at which a predicate is looked at.

    Parameters
    ----------
    predicate : Predicate or Dominance
        What is tested.

    Returns
    -------
    ndarray, shape (25,) or (1,)
        Rising. It holds the margin and its two ends exactly, and goes beyond each end
        as far again, in ratio; three digits in between. The margin alone where it has
        no ends; NaN for a ratio of total effects, which has none.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import PREDICATES
    >>> [float(m) for m in grid(PREDICATES[0])[::6]]
    [0.05, 0.1, 0.2, 0.4, 0.8]
    """
    margin = getattr(predicate, "margin", np.nan)
    ends = getattr(predicate, "ends", None)
    if ends is None:
        return np.array([margin])
    low, high = ends
    least, most = (float(f"{end * end / margin:.3g}") for end in ends)
    corners = (least, low, margin, high, most)
    found = []
    for start, end in pairwise(corners):
        inner = np.geomspace(start, end, BETWEEN, endpoint=False)[1:]
        found += [start, *(float(f"{m:.3g}") for m in inner)]
    return np.array([*found, most])


def table(study: Study, points: int = 2048) -> pd.DataFrame:
    """Counts and verdict of every predicate of a study at every margin of its grid.

    Parameters
    ----------
    study : Study
        The study.
    points : int
        Sobol points in the box, and in its middle.

    Returns
    -------
    DataFrame
        Index: `predicate`, and `step` on its grid. `margin`; `n`, and how many of these
        `support` and `oppose`, in the full box and with ``_middle`` and ``_w``; `parts`
        of the box that decide the word where the places do not, as JSON: a list of
        [name, conditions, points, support, oppose], a condition being [parameter, low,
        high] with null for no bound; `verdict`, and `part`, which of them it depends on
        (-1: none). For a ratio of total effects `support` is the ratio. Computed once
        and kept.

    Raises
    ------
    ValueError
        For fewer than one point.
    """
    label = f"{study.slug}-margins-{points}"
    return store.kept(label, _table, study, points, wait="some seconds")


def _table(study: Study, points: int) -> pd.DataFrame:
    """Compute the table of `table`."""
    rows = (box(study, points), middle(study, points), own_world(study))
    places = dict(zip(BOXES.values(), rows, strict=True))
    found = {}
    for predicate in study.predicates:
        if isinstance(predicate, Dominance):
            found[predicate.id, 0] = _ratio(study, predicate, points)
            continue
        for step, margin in enumerate(grid(predicate)):
            found[predicate.id, step] = _row(study, predicate, margin, places)
    index = pd.MultiIndex.from_tuples(found, names=["predicate", "step"])
    return pd.DataFrame(list(found.values()), index=index)


def _ratio(study: Study, predicate: Dominance, points: int) -> dict[str, Any]:
    """A ratio of total effects: as the verdicts have it."""
    row = evaluation.evaluate(study, points).loc[predicate.id]
    shown = {name: row.get(name, np.nan) for name in COUNTS}
    word = {"verdict": row["verdict"], "part": -1}
    return {"margin": np.nan, **shown, "parts": "[]", **word}


def _row(
    study: Study, predicate: Predicate, margin: float, places: dict[str, pd.DataFrame]
) -> dict[str, Any]:
    """Counts and word at one margin."""
    row: dict[str, Any] = {"margin": margin}
    for tail, rows in places.items():
        signs = predicate.signs(rows, margin)[predicate.counted(rows)]
        counts = (len(signs), int((signs == 1).sum()), int((signs == -1).sum()))
        row |= {f"{n}{tail}": c for n, c in zip(evaluation.SHARES, counts, strict=True)}
    marks = {"reading": predicate.reading, "built_in": predicate.built_in}
    shares, parts = marks | _shares(row), []
    if verdict.word(shares, [])[0] not in SETTLED:
        parts = evaluation.decisive(study, predicate, places[""], margin)
    word, part = verdict.word(shares, parts)
    row["parts"] = json.dumps([_told(one) for one in parts], ensure_ascii=False)
    return row | {"verdict": word, "part": parts.index(part) if part else -1}


def _told(part: Part) -> list[Any]:
    """A part as JSON takes it."""
    conditions = [
        [
            c.parameter,
            *(bound if np.isfinite(bound) else None for bound in (c.low, c.high)),
        ]
        for c in part.conditions
    ]
    counts = (round(part.support * part.n), round(part.oppose * part.n))
    return [part.name, conditions, part.n, *counts]


def _shares(row: dict[str, Any]) -> dict[str, float]:
    """Counts as shares; NaN where nothing is counted."""
    found = {}
    for tail in BOXES.values():
        n = row[f"n{tail}"]
        found[f"n{tail}"] = n
        for name in ("support", "oppose"):
            found[f"{name}{tail}"] = row[f"{name}{tail}"] / n if n else np.nan
    return found
