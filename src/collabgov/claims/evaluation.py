"""Where the claims of a study follow from the assumptions: numbers and names, no prose.

Three tables, each with a row or more a predicate: the verdicts (`evaluate`), on what
they hang (`drivers`), and where the predicates fail, hold or decide (`regions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from tqdm import tqdm

from collabgov.claims import regions as trees
from collabgov.claims import store, verdict
from collabgov.claims.places import TAILS, box, middle, own_world
from collabgov.claims.predicate import Dominance, Predicate
from collabgov.claims.verdict import Part
from collabgov.engine import ensemble, sensitivity

if TYPE_CHECKING:
    from collabgov.claims.study import Study

SHARES = ("n", "support", "oppose")
COLUMNS = (
    *("claim", "reading", "built_in", "circular", *SHARES, "no_room", "no_effect"),
    *(f"{name}{tail}" for tail in TAILS.values() if tail for name in SHARES),
    *("size_w", "low", "high", "error", "error_w"),
    *("effect_leader", "effect_context", "verdict", "part"),
)
Row = dict[str, Any]


def evaluate(study: Study, points: int = 2048, scrambles: int = 10) -> pd.DataFrame:
    """Shares and verdict of every predicate of a study.

    Parameters
    ----------
    study : Study
        The study.
    points : int
        Sobol points in the box.
    scrambles : int
        Scramblings (seeds 1 …) from which the numerical error is taken: at least 2, or
        0 for none.

    Returns
    -------
    DataFrame
        Index: the predicate's id. `claim, reading, built_in, circular`; `n, support,
        oppose, no_room, no_effect` in the full box; `n_, support_, oppose_` with
        `middle`, `w`, `half`, `double`; `size_w`, the number of points in W; `low,
        high` (smallest and largest support of these places); `error, error_w`
        (standard deviation over the scramblings, NaN with none); `effect_leader,
        effect_context` (total effects, of a ratio alone); `verdict`, one of the words
        of `collabgov.claims.verdict`; `part`, the class of points on which it depends,
        if it is one with a name: else the conditions stand in `regions`. For a ratio
        of total effects `support` is the ratio, and its error that of four repeats. Of
        a changed study also `changed`. Computed once and kept.

    Raises
    ------
    ValueError
        For fewer than one point, or for one scrambling.

    Notes
    -----
    A share is a share of stipulated assumptions, not a probability.
    """
    if scrambles < 0 or scrambles == 1:
        raise ValueError(f"scrambles must be 0 or at least 2, got {scrambles}")
    label, given = f"{study.slug}-claims-{points}-{scrambles}", (points, scrambles)
    wait = "about a minute" if points <= 4096 else "minutes"
    return study.marked(store.kept(label, verdicts, study, *given, wait=wait))


def drivers(study: Study, points: int = 2048) -> pd.DataFrame:
    """The parameters on which each predicate hangs most.

    Parameters
    ----------
    study, points
        As for `evaluate`.

    Returns
    -------
    DataFrame
        Index: predicate and rank from 1; `parameter`; `low`, `high`: balance of support
        and opposition in the lowest and in the highest third of it, in the full box.
        None for a ratio of total effects. Computed once and kept.
    """
    label = f"{study.slug}-drivers-{points}"
    return store.kept(label, strongest, study, points, wait="some seconds")


def regions(study: Study, points: int = 2048) -> pd.DataFrame:
    """Where in the full box predicates fail, may hold, and on what part they depend.

    Parameters
    ----------
    study, points
        As for `evaluate`.

    Returns
    -------
    DataFrame
        Index: predicate; what is caught, "depends", "holds" or "fails"; number of the
        condition from 1. `parameter`, `low`, `high`: ``low < parameter <= high``;
        `coverage`, the share of what is caught that lies in the region, and `density`,
        the share of the region that is caught (NaN for "depends"). Computed once and
        kept.
    """
    label = f"{study.slug}-regions-{points}"
    return store.kept(label, caught, study, points, wait="some seconds")


def verdicts(study: Study, points: int, scrambles: int) -> pd.DataFrame:
    """Compute the table of `evaluate`."""
    places = {
        "": box(study, points),
        "_middle": middle(study, points),
        "_w": own_world(study),
    }
    spread = errors(study, points, scrambles)
    rows = []
    for predicate in study.predicates:
        if isinstance(predicate, Dominance):
            row, parts = dominance(study, predicate, places), []
        else:
            row = _shares(predicate, places) | spread[predicate.id]
            parts = decisive(study, predicate, places[""])
        row["verdict"], part = verdict.word(row, parts)
        row["part"] = part.name if part else ""
        rows.append({"id": predicate.id, **row})
    return pd.DataFrame(rows).set_index("id").reindex(columns=list(COLUMNS))


def errors(study: Study, points: int, scrambles: int) -> dict[str, Row]:
    """Numerical error of each support: standard deviation over other scramblings.

    Parameters
    ----------
    study, points, scrambles
        As for `evaluate`.

    Returns
    -------
    dict of str to dict
        Predicate → `error` in the box, `error_w` in W; NaN with no scrambling.
    """
    seeds = range(1, scrambles + 1)
    seeds = tqdm(seeds, desc="scramblings", delay=2, leave=False, disable=None)
    again = pd.DataFrame([_scrambled(study, points, seed) for seed in seeds])
    return {
        p.id: {
            name: float(again[p.id, name].std()) if scrambles else np.nan
            for name in ("error", "error_w")
        }
        for p in study.predicates
        if isinstance(p, Predicate)
    }


def _scrambled(study: Study, points: int, seed: int) -> dict[tuple[str, str], float]:
    """Support of every predicate in the box and in W, under another scrambling."""
    rows = ensemble.run(study.model, points, seed)
    inside = rows[study.world.where(rows)]
    return {
        (predicate.id, place): predicate.shares(some)["support"]
        for predicate in study.predicates
        if isinstance(predicate, Predicate)
        for place, some in (("error", rows), ("error_w", inside))
    }


def _marks(predicate: Predicate | Dominance) -> Row:
    """What is set by hand."""
    fields = ("claim", "reading", "built_in", "circular")
    return {name: getattr(predicate, name) for name in fields}


def _shares(predicate: Predicate, places: dict[str, pd.DataFrame]) -> Row:
    """One row of the table, but for error and verdict."""
    row = _marks(predicate) | predicate.shares(places[""])
    more = {place: predicate.shares(places[place]) for place in ("_middle", "_w")}
    for place, margin in zip(("_half", "_double"), predicate.ends or (), strict=False):
        more[place] = predicate.shares(places[""], margin)
    for place, found in more.items():
        row |= {f"{name}{place}": found[name] for name in SHARES}
    return row | {"size_w": places["_w"].index.nunique()} | _ends(row)


def _ends(row: Row) -> Row:
    """Smallest and largest support over the places; NaN where none counts a point."""
    support = [row.get(f"support{tail}", np.nan) for tail in TAILS.values()]
    known = [float(share) for share in support if not np.isnan(share)] or [np.nan]
    return {"low": min(known), "high": max(known)}


def numbers(study: Study) -> list[str]:
    """Inputs that are numbers: drivers and regions are sought among them."""
    return [name for name in study.model.inputs if name not in study.model.cases]


def _counted(
    predicate: Predicate, rows: pd.DataFrame, margin: float | None = None
) -> tuple[pd.DataFrame, NDArray[np.int8]]:
    """Counted rows, and their signs."""
    counted = predicate.counted(rows)
    return rows[counted], predicate.signs(rows, margin)[counted]


def decisive(
    study: Study, predicate: Predicate, rows: pd.DataFrame, margin: float | None = None
) -> list[Part]:
    """Parts of the box on which a verdict may depend.

    Parameters
    ----------
    study : Study
        The study.
    predicate : Predicate
        What is tested.
    rows : DataFrame
        The box.
    margin : float, optional
        Another margin than the predicate's own.

    Returns
    -------
    list of Part
        Named classes, then parts of a tree, the largest first.
    """
    counted, signs = _counted(predicate, rows, margin)
    holds, masks = signs == 1, {}
    for name, where in (predicate.classes or {}).items():
        masks[name, ()] = np.asarray(where(counted))
    if holds.any() and not holds.all():
        found = trees.leaves(counted, holds, numbers(study))
        for conditions, mask in sorted(found, key=lambda leaf: -leaf[1].sum()):
            masks["", conditions] = mask
    return [
        Part(*named, int(mask.sum()), holds[mask].mean(), (signs[mask] == -1).mean())
        for named, mask in masks.items()
        if mask.any()
    ]


def strongest(study: Study, points: int) -> pd.DataFrame:
    """Compute the table of `drivers`."""
    rows, found = box(study, points), {}
    for predicate in study.predicates:
        if isinstance(predicate, Predicate):
            counted, signs = _counted(predicate, rows)
            balance = signs if predicate.opposed else signs.clip(min=0)
            hangs = trees.drivers(counted, balance, numbers(study))
            found |= {(predicate.id, k): row for k, row in enumerate(hangs, start=1)}
    return _indexed(found, ["id", "rank"], ["parameter", "low", "high"])


def _indexed(
    found: dict[tuple[Any, ...], tuple[Any, ...]], index: list[str], columns: list[str]
) -> pd.DataFrame:
    """A table of rows by what stands in their index; it may hold none."""
    rows = [(*key, *row) for key, row in found.items()]
    return pd.DataFrame(rows, columns=[*index, *columns]).set_index(index)


def caught(study: Study, points: int) -> pd.DataFrame:
    """Compute the table of `regions`."""
    rows, found = box(study, points), {}
    words = evaluate(study, points, scrambles=0)["verdict"]
    for predicate in study.predicates:
        if isinstance(predicate, Predicate):
            depends = words[predicate.id] == verdict.DEPENDS
            for kind, region in _regions(study, predicate, rows, depends):
                marks = (region.coverage, region.density)
                for k, one in enumerate(region.conditions, start=1):
                    row = (one.parameter, one.low, one.high, *marks)
                    found[predicate.id, kind, k] = row
    columns = ["parameter", "low", "high", "coverage", "density"]
    return _indexed(found, ["id", "caught", "condition"], columns)


def _regions(
    study: Study, predicate: Predicate, rows: pd.DataFrame, depends: bool
) -> Iterator[tuple[str, trees.Region]]:
    """Regions of one predicate: those that fail, and that hold if it may be rare."""
    counted, signs = _counted(predicate, rows)
    if depends:
        row = _marks(predicate) | predicate.shares(rows)
        parts = decisive(study, predicate, rows)
        part = next(p for p in parts if verdict.decides(row, p))
        yield "depends", trees.Region(part.conditions, np.nan, np.nan)
    masks = {"holds": signs == 1} if predicate.reading == "exists" else {}
    masks["fails"] = signs < 1
    for kind, mask in masks.items():
        region = trees.region(counted, mask, numbers(study))
        if region is not None:
            yield kind, region


def dominance(study: Study, spec: Dominance, places: dict[str, pd.DataFrame]) -> Row:
    """One row of the table for a ratio of total effects, but for the verdict."""
    rows, own = places[""], places["_w"]
    counted = spec.chosen(rows) & (True if spec.where is None else spec.where(rows))
    row = _marks(spec) | {"n": int(counted.sum()), "n_w": int(spec.chosen(own).sum())}
    row |= {"size_w": own.index.nunique()}
    names = list(study.model.names)
    inside = None if spec.where is None else rows.loc[spec.where(rows), names]
    within = own.loc[spec.chosen(own), names]
    ratios = {
        place: _ratios(study, spec, place, some)
        for place, some in {"": inside, "_w": within}.items()
    }
    for place, table in ratios.items():
        row[f"support{place}"] = float(table["ratio"].mean())
        row[f"oppose{place}"] = np.nan
        row[f"error{place}"] = float(table["ratio"].std())
    for group in ("leader", "context"):
        row[f"effect_{group}"] = float(ratios[""][group].mean())
    return row | _ends(row)


def _ratios(
    study: Study, spec: Dominance, place: str, rows: pd.DataFrame | None
) -> pd.DataFrame:
    """Ratios of total effects in one place; kept, for they are slow and few."""
    if rows is not None and rows.empty:  # there is no such point
        return pd.DataFrame(np.nan, index=[0], columns=[*spec.groups, "ratio"])
    alone = study.model.varied({spec.run: study.model.runs[spec.run]})
    given = (alone, spec.of, spec.groups, rows)
    # two tests of one output share what they ask of the same rows
    label = f"{study.slug}-ratio-{spec.run}.{spec.output}{place}"
    return store.kept(label, sensitivity.ratio, *given, wait="half a minute")
