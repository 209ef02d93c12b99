"""An assumption changed: a study that differs from the book's, and what that moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from inspect import signature
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from collabgov.claims import evaluation
from collabgov.claims.predicate import Dominance, Predicate
from collabgov.engine.model import Model
from collabgov.engine.parameters import Parameter

if TYPE_CHECKING:
    from collabgov.claims.study import Study

SMALLEST = 0.005  # shares that differ by less count as the same
COMPARED = ("verdict", "part", "support", "oppose")


def _changed(study: Study, what: Iterable[str], **fields: Any) -> Study:
    """The study with some fields replaced, and what was done."""
    return replace(study, changed=(*study.changed, *what), **fields)


def with_parameters(study: Study, ranges: Mapping[str, tuple[float, float]]) -> Study:
    """The same study with other ranges of its parameters.

    Parameters
    ----------
    study : Study
        The study.
    ranges : mapping of str to (float, float)
        Parameter → lowest and highest value that is sampled.

    Returns
    -------
    Study
        A default that was the middle of the old range is the middle of the new one,
        as is a default that the new range leaves out.

    Raises
    ------
    ValueError
        For a name that is no parameter, with those that are; for a range that is
        empty or leaves the parameter's domain.

    Examples
    --------
    >>> import collabgov
    >>> study = collabgov.load("leading_small_groups")
    >>> changed = study.with_parameters(selfish=(0.5, 0.9))
    >>> changed.model.named["selfish"].default, changed.changed
    (0.7, ('selfish: 0.1–0.9 → 0.5–0.9',))
    """
    model = study.model
    if unknown := sorted(set(ranges) - set(model.names)):
        known = ", ".join(model.names)
        raise ValueError(f"no parameter {unknown[0]!r}; there are {known}")
    moved = {n: _ranged(model.named[n], *_two(n, r)) for n, r in ranges.items()}
    parameters = tuple(moved.get(p.name, p) for p in model.parameters)
    told = [
        f"{old.name}: {old.low:g}–{old.high:g} → {new.low:g}–{new.high:g}"
        for old, new in zip(model.parameters, parameters, strict=True)
        if old != new
    ]
    return _changed(study, told, model=replace(model, parameters=parameters))


def _two(name: str, ends: Any) -> tuple[float, float]:
    """Two numbers."""
    try:
        low, high = map(float, ends)
    except (TypeError, ValueError):
        raise ValueError(f"{name}: a range is two numbers, got {ends!r}") from None
    return low, high


def _ranged(old: Any, low: float, high: float) -> Parameter:
    """A parameter with another range."""
    usual = old.default == round((old.low + old.high) / 2, 12)
    kept = low <= old.default <= high and not usual
    default = old.default if kept else float("nan")
    return replace(old, low=low, high=high, default=default)


def with_settings(study: Study, values: Mapping[str, Any]) -> Study:
    """The same study with other values of its settings.

    Parameters
    ----------
    study : Study
        The study.
    values : mapping of str to object
        Setting → value; a run that names the setting itself keeps its own.

    Returns
    -------
    Study

    Raises
    ------
    ValueError
        For a name that is no setting, with those that are, or a value that is not
        allowed.
    """
    model = study.model
    known = {setting.name: setting for setting in model.settings}
    if unknown := sorted(set(values) - set(known)):
        names = ", ".join(known)
        raise ValueError(f"no setting {unknown[0]!r}; there are {names}")
    moved = {n: replace(known[n], default=known[n].check(v)) for n, v in values.items()}
    settings = tuple(moved.get(s.name, s) for s in model.settings)
    told = [
        f"{name}: {known[name].default!r} → {new.default!r}"
        for name, new in moved.items()
        if new != known[name]
    ]
    return _changed(study, told, model=replace(model, settings=settings))


def with_margins(study: Study, margins: Mapping[str, float]) -> Study:
    """The same study with other margins of its predicates.

    Parameters
    ----------
    study : Study
        The study.
    margins : mapping of str to float
        Id of a predicate → margin; halved and doubled margins follow from it.

    Returns
    -------
    Study

    Raises
    ------
    ValueError
        For an id that no predicate has, a ratio of total effects, which has no margin,
        or a margin that is no finite number.
    """
    tests, told = {test.id: test for test in study.predicates}, []
    for id, margin in margins.items():
        old = study.predicate(id)
        if isinstance(old, Dominance):
            raise ValueError(f"{id} is a ratio of total effects: it has no margin")
        if not (isinstance(margin, Real) and np.isfinite(margin)):
            raise ValueError(f"{id}: a margin must be a finite number, got {margin!r}")
        ends = None if old.ends is None else (float("nan"), float("nan"))
        tests[id] = replace(old, margin=float(margin), ends=ends)
        if tests[id] != old:
            told.append(f"margin of {id}: {old.margin:g} → {margin:g}")
    return _changed(study, told, predicates=tuple(tests.values()))


def with_predicate(study: Study, predicate: Predicate | Dominance) -> Study:
    """The same study with a predicate more, or in place of that of its id.

    Parameters
    ----------
    study : Study
        The study.
    predicate : Predicate or Dominance
        The test.

    Returns
    -------
    Study
    """
    tests = {test.id: test for test in study.predicates}
    what = "another predicate" if predicate.id in tests else "a predicate more"
    tests[predicate.id] = predicate
    told = f"{what}: {predicate.id}"
    return _changed(study, [told], predicates=tuple(tests.values()))


def with_kernel(study: Study, kernel: Callable[..., Any]) -> Study:
    """The same study with another kernel.

    Parameters
    ----------
    study : Study
        The study.
    kernel : callable
        Of the same arguments and outputs, under the kernel's rules.

    Returns
    -------
    Study

    Raises
    ------
    ValueError
        If it is no function, or takes other arguments than the kernel of the study.
    """
    asked = ", ".join(_arguments(study.model.kernel))
    if not hasattr(kernel, "__name__"):
        raise ValueError(f"a kernel must be a function of ({asked}), got {kernel!r}")
    given = _arguments(kernel)
    if len(given) != len(_arguments(study.model.kernel)):
        got = f"{kernel.__name__}({', '.join(given)})"
        raise ValueError(f"a kernel must be a function of ({asked}), got {got}")
    model: Model = replace(study.model, kernel=kernel)
    return _changed(study, [f"kernel: {kernel.__name__}"], model=model)


def _arguments(kernel: Callable[..., Any]) -> list[str]:
    """Names of the arguments of a kernel."""
    return list(signature(kernel).parameters)


def compare(
    study: Study, other: Study, points: int = 2048, scrambles: int = 10
) -> pd.DataFrame:
    """What moved between two versions of a study.

    Parameters
    ----------
    study, other : Study
        The changed study, and what it is held against, such as the book's.
    points, scrambles
        As for `collabgov.claims.evaluation.evaluate`.

    Returns
    -------
    DataFrame
        One row for each predicate whose word, part or support differs (by at least
        0.005): `verdict`, `part`, `support`, `oppose` and the same with ``_before``;
        `moved`, whether the word or its part is another one.
    """
    now = evaluation.evaluate(study, points, scrambles)
    was = evaluation.evaluate(other, points, scrambles)
    before = was[list(COMPARED)].add_suffix("_before")
    both = now[list(COMPARED)].join(before, how="outer")
    regions = (evaluation.regions(one, points) for one in (study, other))
    parts, parts_before = (_parts(found) for found in regions)
    words = both["verdict"] != both["verdict_before"]
    named = both["part"] != both["part_before"]
    cut = [parts.get(id) != parts_before.get(id) for id in both.index]
    both["moved"] = words | named | np.array(cut, dtype=bool)
    far = (both["support"] - both["support_before"]).abs() >= SMALLEST
    order = [*now.index, *(id for id in was.index if id not in now.index)]
    return both.loc[order][(both["moved"] | far).loc[order]]


def _parts(regions: pd.DataFrame) -> dict[str, tuple[Any, ...]]:
    """The conditions on which each verdict depends, to two digits as a reader sees."""
    found = regions[regions.index.get_level_values("caught") == "depends"]
    columns = found[["parameter", "low", "high"]].round(2)
    return {
        str(id): tuple(map(tuple, rows.to_numpy().tolist()))
        for id, rows in columns.groupby(level="id")
    }
