"""Where the claims of a study follow from the assumptions: one row a predicate."""

from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from tqdm import tqdm

from collabgov.claims import regions, store, verdict
from collabgov.claims.places import box, middle, own_world, study
from collabgov.claims.predicate import Dominance, Predicate
from collabgov.engine import ensemble, sensitivity

SHARES = ("n", "support", "oppose")
TAILS = ("_middle", "_w", "_half", "_double")
COLUMNS = (
    *("claim", "reading", "built_in", "circular", *SHARES, "no_room", "no_effect"),
    *(f"{name}{tail}" for tail in TAILS for name in SHARES),
    *("size_w", "low", "high", "error", "error_w", "drivers", "region", "verdict"),
)
Row = dict[str, Any]


def evaluate(slug: str, points: int = 2048, scrambles: int = 10) -> pd.DataFrame:
    """Shares, drivers, region and verdict of every predicate of a study.

    Parameters
    ----------
    slug : str
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
        (standard deviation over the scramblings, NaN with none); `drivers, region,
        verdict`. For a ratio of total effects `support` is the ratio, and its error
        that of four repeats. Computed once and kept.

    Raises
    ------
    ValueError
        If the package holds no module of that name, for fewer than one point, or for
        one scrambling.

    Notes
    -----
    A share is a share of stipulated assumptions, not a probability.
    """
    if scrambles < 0 or scrambles == 1:
        raise ValueError(f"scrambles must be 0 or at least 2, got {scrambles}")
    module = study(slug)
    return store.kept(
        slug,
        f"claims-{points}-{scrambles}",
        lambda: _evaluated(slug, module, points, scrambles),
        "about a minute" if points <= 4096 else "minutes",
    )


def _evaluated(
    slug: str, module: ModuleType, points: int, scrambles: int
) -> pd.DataFrame:
    """The table, without the store."""
    places = {
        "": box(slug, points),
        "_middle": middle(slug, points),
        "_w": own_world(slug),
    }
    seeds = range(1, scrambles + 1)
    seeds = tqdm(seeds, desc="scramblings", delay=2, leave=False, disable=None)
    again = pd.DataFrame([_scrambled(module, points, seed) for seed in seeds])
    ratios = _ratios(module, places)
    rows = []
    for predicate in module.PREDICATES:
        if isinstance(predicate, Dominance):
            row = _dominance(predicate, places, ratios[predicate.id])
        else:
            row = _shares(module, predicate, places) | _errors(predicate, again)
        row["verdict"] = verdict.word(row, row.pop("parts", {}))
        rows.append({"id": predicate.id, **row})
    return pd.DataFrame(rows).set_index("id").reindex(columns=list(COLUMNS))


def _scrambled(
    module: ModuleType, points: int, seed: int
) -> dict[tuple[str, str], float]:
    """Support of every predicate in the box and in W, under another scrambling."""
    rows = ensemble.run(module.MODEL, points, seed)
    inside = rows[module.world(rows)]
    return {
        (predicate.id, place): predicate.shares(some)["support"]
        for predicate in module.PREDICATES
        if isinstance(predicate, Predicate)
        for place, some in (("error", rows), ("error_w", inside))
    }


def _errors(predicate: Predicate, again: pd.DataFrame) -> Row:
    """Numerical error of the support, in the box and in W."""
    if again.empty:
        return {"error": np.nan, "error_w": np.nan}
    names = ("error", "error_w")
    return {name: float(again[predicate.id, name].std()) for name in names}


def _marks(predicate: Predicate | Dominance) -> Row:
    """What is set by hand."""
    fields = ("claim", "reading", "built_in", "circular")
    return {name: getattr(predicate, name) for name in fields}


def _shares(
    module: ModuleType, predicate: Predicate, places: dict[str, pd.DataFrame]
) -> Row:
    """One row of the table, but for error and verdict; `parts` for the latter."""
    row = _marks(predicate) | predicate.shares(places[""])
    more = {place: predicate.shares(places[place]) for place in ("_middle", "_w")}
    for place, margin in zip(("_half", "_double"), predicate.ends or (), strict=False):
        more[place] = predicate.shares(places[""], margin)
    for place, found in more.items():
        row |= {f"{name}{place}": found[name] for name in SHARES}
    row |= {"size_w": places["_w"].index.nunique()} | _ends(row)
    counted, names = predicate.counted(places[""]), numbers(module)
    rows, signs = places[""][counted], predicate.signs(places[""])[counted]
    row |= _where(predicate, rows, signs, names)
    return row | {"parts": parts(predicate, rows, signs, names)}


def numbers(module: ModuleType) -> list[str]:
    """What drivers and regions are sought among.

    Parameters
    ----------
    module : module
        The study.

    Returns
    -------
    list of str
        Columns of its rows that hold numbers.
    """
    return [name for name in module.MODEL.inputs if name not in module.MODEL.cases]


def _ends(row: Row) -> Row:
    """Smallest and largest support over the places."""
    support = [row.get(f"support{tail}", np.nan) for tail in ("", *TAILS)]
    return {"low": float(np.nanmin(support)), "high": float(np.nanmax(support))}


def _where(
    predicate: Predicate, rows: pd.DataFrame, signs: NDArray, names: list[str]
) -> Row:
    """Strongest drivers; the region where it fails, and holds if it may be rare."""
    balance = signs if predicate.opposed else signs.clip(min=0)
    strongest = regions.drivers(rows, balance, names)
    masks = {"holds": signs == 1} if predicate.reading == "exists" else {}
    masks["fails"] = signs < 1
    found = {word: regions.region(rows, mask, names) for word, mask in masks.items()}
    return {
        "drivers": "; ".join(f"{n} {low:.2f}→{high:.2f}" for n, low, high in strongest),
        "region": "; ".join(f"{word} where {r}" for word, r in found.items() if r),
    }


def parts(
    predicate: Predicate, rows: pd.DataFrame, signs: NDArray, names: list[str]
) -> dict[str, tuple[int, float, float]]:
    """What a verdict may depend on: named classes, parts of a tree by their size.

    Parameters
    ----------
    predicate : Predicate
        What is tested.
    rows : DataFrame
        The counted points.
    signs : ndarray of int, shape (counted points,)
        As `Predicate.signs` gives them.
    names : list of str
        Columns in which parts are sought: see `numbers`.

    Returns
    -------
    dict of str to tuple
        Name of the part → its points, and the shares that support and oppose.
    """
    masks = {n: np.asarray(c(rows)) for n, c in (predicate.classes or {}).items()}
    holds = signs == 1
    if holds.any() and not holds.all():
        found = regions.leaves(rows, holds, names)
        for path, mask in sorted(found, key=lambda leaf: -leaf[1].sum()):
            masks[regions.words(path)] = mask
    return {
        name: (
            int(mask.sum()),
            float(holds[mask].mean()),
            float((signs[mask] == -1).mean()),
        )
        for name, mask in masks.items()
        if mask.any()
    }


def _ratios(
    module: ModuleType, places: dict[str, pd.DataFrame]
) -> dict[str, dict[str, pd.DataFrame]]:
    """Ratios of total effects in the box, or where a condition holds, and in W."""
    found, own = {}, {}
    names = list(module.MODEL.names)
    for spec in module.PREDICATES:
        if isinstance(spec, Dominance):
            rows = places[""]
            inside = None if spec.where is None else rows.loc[spec.where(rows), names]
            over = (*spec.over, *spec.over.values())
            same = (spec.run, spec.output, over, spec.leader, spec.context)
            if same not in own:  # a condition on the box changes nothing in W
                w = places["_w"].loc[spec.chosen(places["_w"]), names]
                own[same] = sensitivity.ratio(module.MODEL, spec, w)
            full = sensitivity.ratio(module.MODEL, spec, inside)
            found[spec.id] = {"": full, "_w": own[same]}
    return found


def _dominance(
    spec: Dominance, places: dict[str, pd.DataFrame], ratios: dict[str, pd.DataFrame]
) -> Row:
    """One row of the table for a ratio of total effects, but for the verdict."""
    rows, own = places[""], places["_w"]
    counted = spec.chosen(rows) & (True if spec.where is None else spec.where(rows))
    row = _marks(spec) | {"n": int(counted.sum()), "n_w": int(spec.chosen(own).sum())}
    row |= {"size_w": own.index.nunique(), "region": ""}
    for place, table in ratios.items():
        row[f"support{place}"] = float(table["ratio"].mean())
        row[f"oppose{place}"] = np.nan
        row[f"error{place}"] = float(table["ratio"].std())
    mean = ratios[""].mean()
    named = zip(spec.sides, ("leader", "context"), strict=True)
    words = (f"{side} {mean[group]:.2f}" for side, group in named)
    return row | _ends(row) | {"drivers": f"total effects: {', '.join(words)}"}
