"""Shares of variance: grouped Sobol total effects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.engine import ensemble
from collabgov.engine.model import Model
from collabgov.engine.parameters import rounded

BASE = 4096  # base samples; times (groups + 2) runs
SAME = 1e-12  # of the largest value: what rounding alone may make of a constant
Groups = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Output:
    """An output of which the variance is shared out.

    Parameters
    ----------
    run, output : str
        A run of the model, and one of its outputs.
    over : dict of str to tuple
        One setting, drawn with equal chances among the given values.

    Raises
    ------
    ValueError
        If `over` does not hold exactly one setting.
    """

    run: str
    output: str
    over: Mapping[str, tuple[Any, ...]]

    def __post_init__(self) -> None:
        """Check the setting."""
        if len(self.over) != 1:
            raise ValueError(f"over must hold one setting, got {self.over}")


def total_effects(
    model: Model,
    of: Output,
    groups: Groups,
    rows: pd.DataFrame | None = None,
    seed: int = 1,
    base: int = BASE,
) -> dict[str, float]:
    """Total effect of each group of inputs on one output.

    Parameters
    ----------
    model : Model
        What is run.
    of : Output
        Run, output, and the setting that is drawn along.
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
        The same draws serve all runs of a base sample, so chance is not a group. NaN
        where the output does not vary: there is nothing to share out.

    Raises
    ------
    ValueError
        If a group names an input that there is not, two groups share one, or there is
        no row to draw from.

    References
    ----------
    Jansen, M. J. W. (1999). Analysis of variance designs for model output. Computer
    Physics Communications 117, 35–43; design and estimator as in SALib.
    """
    from SALib.analyze import sobol as analysis  # slow to import
    from SALib.sample import sobol as sampling

    if rows is not None and rows.empty:
        raise ValueError("rows must hold at least one point, got none")
    home = _home([*model.names, *of.over], groups)
    columns = _columns(home, list(of.over), rows)
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
    result = _output(model, of, _points(model, home, found, rows), found, seed)
    if np.ptp(result) <= SAME * np.abs(result).max():
        return dict.fromkeys(columns.values(), float("nan"))
    effects = analysis.analyze(problem, result, num_resamples=2, **plain)["ST"]
    return dict(zip(dict.fromkeys(columns.values()), effects.tolist(), strict=True))


def _home(inputs: list[str], groups: Groups) -> dict[str, str]:
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
        points = pd.DataFrame({n: a + b * unit[n] for n, (a, b) in ends.items()})
        return rounded(points, model.parameters)
    pick = (
        (unit.filter(like="row of ") * len(rows)).astype(int).clip(upper=len(rows) - 1)
    )
    found = {n: rows[n].to_numpy()[pick[f"row of {home[n]}"]] for n in model.names}
    return pd.DataFrame(found, index=unit.index)


def _output(
    model: Model, of: Output, points: pd.DataFrame, unit: pd.DataFrame, seed: int
) -> NDArray[np.float64]:
    """The output at every row of a design, in its order."""
    ((setting, choices),) = of.over.items()
    pick = (unit[setting] * len(choices)).astype(int).clip(upper=len(choices) - 1)
    result = np.zeros(len(points))
    for k, choice in enumerate(choices):
        mask = (pick == k).to_numpy()
        varied = model.varied({"_": {**model.runs[of.run], setting: choice}})
        result[mask] = ensemble.at(varied, points[mask], seed=seed)[f"_.{of.output}"]
    return result


def ratio(
    model: Model,
    of: Output,
    groups: Groups,
    rows: pd.DataFrame | None = None,
    repeats: int = 4,
    base: int = BASE,
) -> pd.DataFrame:
    """Total effects of two groups, and the ratio of the first to the second.

    Parameters
    ----------
    model : Model
        What is run.
    of : Output
        Whose variance is shared out.
    groups : mapping of str to sequence of str
        The two groups.
    rows : DataFrame, optional
        As for `total_effects`.
    repeats : int
        How often, with seeds 1 …; at least 1.
    base : int
        As for `total_effects`.

    Returns
    -------
    DataFrame
        One row a repeat; a column a group, `other`, `ratio`. NaN where the output does
        not vary.

    Raises
    ------
    ValueError
        If the groups name an input that there is not, or share one.
    """
    one, other = groups
    seeds = range(1, repeats + 1)
    found = [total_effects(model, of, groups, rows, k, base) for k in seeds]
    table = pd.DataFrame(found)
    return table.assign(ratio=table[one] / table[other])
