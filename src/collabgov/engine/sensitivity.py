"""Shares of variance: grouped Sobol total effects."""

from collections.abc import Mapping, Sequence
from types import ModuleType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.claims import places, store
from collabgov.claims.predicate import Dominance
from collabgov.engine import ensemble
from collabgov.engine.model import Model

BASE = 4096  # base samples; times (groups + 2) runs


def total_effects(
    model: Model,
    spec: Dominance,
    groups: Mapping[str, Sequence[str]],
    rows: pd.DataFrame | None = None,
    seed: int = 1,
    base: int = BASE,
) -> dict[str, float]:
    """Total effect of each group of inputs on one output.

    Parameters
    ----------
    model : Model
        What is run.
    spec : Dominance
        Run, output, and the setting that is drawn along (`over`).
    groups : mapping of str to sequence of str
        Disjoint groups of parameters (and of the setting); what is left out forms
        one more group, "other".
    rows : DataFrame, optional
        Points that a condition leaves over: each group is then drawn from them
        independently of the others. The whole box if left out.
    seed : int
        Seed of the design and of all that is drawn.
    base : int
        Base samples, a power of two.

    Returns
    -------
    dict of str to float
        Group → share of variance that would be left if all other groups were known.
        The same draws serve all runs of a base sample, so chance is not a group.

    Raises
    ------
    ValueError
        If a group names an input that there is not, or two groups share one.

    References
    ----------
    Jansen, M. J. W. (1999). Analysis of variance designs for model output. Computer
    Physics Communications 117, 35–43; design and estimator as in SALib.
    """
    from SALib.analyze import sobol as analysis  # slow to import
    from SALib.sample import sobol as sampling

    home = _home([*model.names, *spec.over], groups)
    columns = _columns(home, list(spec.over), rows)
    problem = {
        "num_vars": len(columns),
        "names": list(columns),
        "bounds": [[0.0, 1.0]] * len(columns),
        "groups": list(columns.values()),
    }
    plain = {"calc_second_order": False, "seed": seed}
    unit = sampling.sample(problem, base, scramble=True, **plain)
    found = pd.DataFrame(unit, columns=list(columns))
    found.index = pd.Index(np.repeat(np.arange(base), len(unit) // base))
    result = _output(model, spec, _points(model, home, found, rows), found, seed)
    effects = analysis.analyze(problem, result, num_resamples=2, **plain)["ST"]
    return dict(zip(dict.fromkeys(columns.values()), effects.tolist(), strict=True))


def _home(inputs: list[str], groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The group of every input."""
    members = [name for group in groups.values() for name in group]
    if len(set(members)) < len(members) or set(members) - set(inputs):
        raise ValueError(f"groups must be disjoint parts of the inputs, got {groups}")
    home = {name: group for group, some in groups.items() for name in some}
    return {name: home.get(name, "other") for name in inputs}


def _columns(
    home: Mapping[str, str], settings: list[str], rows: pd.DataFrame | None
) -> dict[str, str]:
    """Columns of the design, each with its group.

    Every input has its own; given rows, one column picks the row for a whole group.
    """
    if rows is None:
        return dict(home)
    groups = dict.fromkeys(g for name, g in home.items() if name not in settings)
    picks = {f"row of {group}": group for group in groups}
    return picks | {name: home[name] for name in settings}


def _points(
    model: Model,
    home: Mapping[str, str],
    unit: pd.DataFrame,
    rows: pd.DataFrame | None,
) -> pd.DataFrame:
    """The parameters at every row of a design on the unit cube."""
    if rows is None:
        ends = {p.name: (p.low, p.high - p.low) for p in model.parameters}
        return pd.DataFrame({n: a + b * unit[n] for n, (a, b) in ends.items()})
    pick = (
        (unit.filter(like="row of ") * len(rows)).astype(int).clip(upper=len(rows) - 1)
    )
    found = {n: rows[n].to_numpy()[pick[f"row of {home[n]}"]] for n in model.names}
    return pd.DataFrame(found, index=unit.index)


def _output(
    model: Model, spec: Dominance, points: pd.DataFrame, unit: pd.DataFrame, seed: int
) -> NDArray[np.float64]:
    """The output at every row of a design, in its order."""
    ((setting, choices),) = spec.over.items()
    pick = (unit[setting] * len(choices)).astype(int).clip(upper=len(choices) - 1)
    result = np.zeros(len(points))
    for k, choice in enumerate(choices):
        mask = (pick == k).to_numpy()
        varied = model.varied({"_": {**model.runs[spec.run], setting: choice}})
        result[mask] = ensemble.at(varied, points[mask], seed=seed)[f"_.{spec.output}"]
    return result


def ratio(
    model: Model,
    spec: Dominance,
    rows: pd.DataFrame | None = None,
    repeats: int = 4,
    base: int = BASE,
) -> pd.DataFrame:
    """Total effects of leader and context, and their ratio.

    Parameters
    ----------
    model : Model
        What is run.
    spec : Dominance
        The two groups and the output.
    rows : DataFrame, optional
        As for `total_effects`.
    repeats : int
        How often, with seeds 1 …; at least 1.
    base : int
        As for `total_effects`.

    Returns
    -------
    DataFrame
        One row a repeat; columns `leader`, `context`, `other`, `ratio`.

    Raises
    ------
    ValueError
        If the groups name an input that there is not, or share one.
    """
    groups = {"leader": spec.leader, "context": spec.context}
    seeds = range(1, repeats + 1)
    found = [total_effects(model, spec, groups, rows, k, base) for k in seeds]
    table = pd.DataFrame(found)
    return table.assign(ratio=table["leader"] / table["context"])


def places(slug: str) -> pd.DataFrame:
    """Leader, type, context and issue: total effects as the premise tightens.

    Parameters
    ----------
    slug : str
        The study: its `PLACES` say which points are kept.

    Returns
    -------
    DataFrame
        Index: the places that the study names; columns `leader`, `type`, `context`,
        `issue` (total effects), `ratio` (leader to context), `size` (share of the box).
        Computed once and kept.

    Raises
    ------
    ValueError
        If the package holds no module of that name.
    """
    module = places.study(slug)
    return store.kept(slug, "places", lambda: _places(slug, module), "half a minute")


def _places(slug: str, module: ModuleType) -> pd.DataFrame:
    """The table, without the store."""
    rows = places.box(slug)
    found = {}
    for name, where in module.PLACES.items():
        inside = rows[where(rows)]
        # W is too rare to be picked out of these rows
        some = places.own_world(slug) if where is module.world else inside
        points = None if len(inside) == len(rows) else some[list(module.MODEL.names)]
        found[name] = _place(module, points) | {"size": len(inside) / len(rows)}
    return pd.DataFrame(found).T.rename_axis("place")


def _place(module: ModuleType, rows: pd.DataFrame | None) -> dict[str, float]:
    """One row of the table."""
    spec = next(p for p in module.PREDICATES if isinstance(p, Dominance))
    groups = {"leader": spec.leader, "context": spec.context}
    single = {"type": tuple(spec.over), "issue": ("issue",)}
    one, two = (total_effects(module.MODEL, spec, g, rows) for g in (groups, single))
    found = {"leader": one["leader"], "type": two["type"]}
    found |= {"context": one["context"], "issue": two["issue"]}
    return found | {"ratio": one["leader"] / one["context"]}
