"""A kernel with named, bounded, sourced parameters and named outputs."""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, asdict, dataclass, field, replace
from html import escape
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.engine import refused, shared_causes
from collabgov.engine.acting import idle
from collabgov.engine.compiled import called
from collabgov.engine.parameters import Parameter, Setting, Values
from collabgov.engine.randomness import for_draws, for_lists
from collabgov.engine.run import Run, tabled
from collabgov.engine.threshold import Threshold, crossing


@dataclass(frozen=True)
class Model:
    """A kernel and its tables.

    Parameters
    ----------
    kernel : callable
        Plain Python ``kernel(p, lists…, draws, path, out)``, or without `draws` where
        chance plays no part; what it may contain stands in the chapter "How we model".
    parameters : tuple of Parameter
        The box, in the order of the Sobol columns.
    settings : tuple of Setting
        What it does not vary.
    runs : dict of str to dict
        Named runs of one point: each maps parameters and settings to a value, or to a
        function of the point.
    record : callable
        ``record(values)`` → `p`, a named tuple of floats.
    lists : callable, optional
        ``lists(values, rng)`` → the kernel's further lists, in order; None for none.
    outputs : tuple of str
        Names of the numbers that the kernel writes into `out`.
    path : tuple of str
        Columns of the path; the first counts steps and is not stored.
    steps : callable
        Number of steps of a run, from its values.
    actors : callable, optional
        Number of actors, from the values, where a step of the path holds each column
        for all of them; a run's table then counts them in a column "actor". None: one
        row a step.
    draws : callable, optional
        Number of uniform draws that one history uses, from its values; None where
        chance plays no part.
    histories : int
        Histories that an ensemble averages at each point; one where a run uses no draw.
    measures : callable, optional
        Plain Python ``measures(path, extra)``, under the kernel's rules: writes
        further outputs, named by `measured`, from a finished path.
    measured : tuple of str
        Names of what `measures` writes.
    threshold : Threshold, optional
        One more output: where along a field of the record an output crosses a level.
    cases : dict of str to tuple
        One setting, and values of it: each point of the box then has a row a value, with
        parameters of its own (`shared_causes.spread`). Empty where a point is one case.
    step : float
        Length of a step, in the unit of the path's first column.

    Raises
    ------
    ValueError
        If two parameters or settings share a name, or a run changes what there is not.
    """

    kernel: Callable[..., Any]
    _: KW_ONLY
    parameters: tuple[Parameter, ...]
    settings: tuple[Setting, ...]
    runs: Mapping[str, Values]
    record: Callable[[Values], Any]
    outputs: tuple[str, ...]
    path: tuple[str, ...]
    steps: Callable[[Values], int]
    actors: Callable[[Values], int] | None = None
    lists: Callable[..., tuple[Any, ...]] | None = None
    draws: Callable[[Values], int] | None = None
    histories: int = 1
    measures: Callable[..., Any] | None = None
    measured: tuple[str, ...] = ()
    threshold: Threshold | None = None
    cases: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    step: float = 1
    named: dict[str, Parameter | Setting] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index parameters and settings by name, and check the runs."""
        named = {item.name: item for item in (*self.settings, *self.parameters)}
        if len(named) != len(self.settings) + len(self.parameters):
            raise ValueError("two parameters or settings share a name")
        object.__setattr__(self, "named", named)
        for changes in self.runs.values():
            self._known(changes)
            for name, value in changes.items():
                if not callable(value):
                    named[name].check(value)

    def __repr__(self) -> str:
        """One line."""
        counts = (
            f"{len(self.parameters)} parameters, {len(self.settings)} settings, "
            f"{len(self.runs)} runs"
        )
        return f"<Model {getattr(self.kernel, '__name__', 'of no name')}: {counts}>"

    def _repr_html_(self) -> str:
        """Its parameters as a table, for a notebook."""
        columns = ["name", "low", "high", "default", "unit", "meaning"]
        with pd.option_context("display.max_colwidth", None):
            table = self.table()[columns].to_html(index=False)
        return f"<p>{escape(repr(self)[1:-1])}</p>{table}"

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parameters, in Sobol order."""
        return tuple(parameter.name for parameter in self.parameters)

    @property
    def inputs(self) -> tuple[str, ...]:
        """Columns by which rows of an ensemble differ (case, rho, parameters)."""
        marks = (*self.cases, shared_causes.SHARED) if self.cases else ()
        return (*marks, *self.names)

    @property
    def compiled(self) -> Any:
        """The kernel compiled by numba; refuses lists that are too short for it."""
        return called(self.kernel)

    def values(self, **given: Any) -> dict[str, Any]:
        """All parameters and settings: the given ones checked, defaults for the rest.

        Raises
        ------
        ValueError
            For an unknown name (with the names), or a value outside its domain.

        Examples
        --------
        >>> from collabgov.studies.leading_small_groups import MODEL
        >>> MODEL.values(gain=2)["gain"], MODEL.values()["gain"]
        (2.0, 0.9)
        """
        self._known(given)
        values = {name: item.default for name, item in self.named.items()}
        return values | {name: self.named[name].check(v) for name, v in given.items()}

    def _known(self, given: Values) -> None:
        """Refuse names that are neither parameters nor settings."""
        if unknown := sorted(set(given) - set(self.named)):
            names = ", ".join(sorted(self.named))
            raise ValueError(f"unknown: {', '.join(unknown)}; there are {names}")

    def point(self, values: Values, run: str) -> dict[str, Any]:
        """The values of one named run at a point, from complete values."""
        changes = self.runs[run].items()
        return dict(values) | {k: v(values) if callable(v) else v for k, v in changes}

    def varied(self, runs: Mapping[str, Values]) -> "Model":
        """The same model with other runs."""
        return replace(self, runs=runs)

    def arguments(self, seed: int = 0, **given: Any) -> tuple[Any, ...]:
        """The kernel's arguments as `run` passes them.

        Parameters
        ----------
        seed : int
            Seed of all that is drawn; not negative.
        **given
            Parameters and settings by name, defaults for the rest.

        Returns
        -------
        tuple
            ``(p, lists…, draws, path, out)``; `path` and `out` hold zeros.

        Raises
        ------
        ValueError
            For an unknown name, a value outside its domain, or a run that would need
            more memory than `refused.MOST`.

        Examples
        --------
        >>> from collabgov.studies.leading_small_groups import MODEL
        >>> p, draws, path, out = MODEL.arguments(gain=1.0)
        >>> p.gain, len(draws), len(path), len(out)
        (1.0, 160, 240, 6)
        """
        return self.arranged(self.values(**given), seed)

    def arranged(self, values: Values, seed: int, point: int = 0) -> tuple[Any, ...]:
        """The kernel's arguments from complete values; chance is that of a point."""
        draws = self.draws(values) if self.draws else 0
        refused.memory("a run", path=self.cells(values), draws=draws)
        given = [self.record(values)]
        if self.lists is not None:
            given += self.lists(values, for_lists(seed, point))
        if self.draws is not None:
            given += [for_draws(seed, point).random(draws)]
        return (*given, self.blank(values), np.zeros(len(self.outputs)))

    def cells(self, values: Values) -> int:
        """How many numbers a path holds, for complete values."""
        rows = self.steps(values) * (self.actors(values) if self.actors else 1)
        return rows * (len(self.path) - 1)

    def blank(self, values: Values) -> NDArray[np.float64]:
        """An empty path for complete values."""
        return np.zeros(self.cells(values))

    def run(self, seed: int = 0, **given: Any) -> Run:
        """One run: the first history that an ensemble has at its point 0.

        Parameters
        ----------
        seed : int
            Seed of all that is drawn; not negative.
        **given
            Parameters and settings by name, defaults for the rest.

        Returns
        -------
        Run
            ``run["effort"]`` is an output, ``run.path`` a DataFrame, one row a step.

        Raises
        ------
        ValueError
            For an unknown name, a value outside its domain, a run that would need more
            memory than `refused.MOST`, a kernel that reaches beyond its lists, or a
            result that is no finite number.

        Warns
        -----
        UserWarning
            For a value, other than the usual one, that changes nothing beside the rest;
            none where every parameter is given.

        Examples
        --------
        >>> from collabgov.studies.leading_small_groups import MODEL
        >>> run = MODEL.run(type="none", spread=0, selfish=0.5, gain=0.9, recip=0.6)
        >>> print(round(run.path["effort"].iloc[-1], 6))     # steady_effort(.5, .9, .6)
        0.246575
        """
        values = self.values(**given)
        for words in idle(self.named, given):
            warnings.warn(words, stacklevel=2)
        *_, path, out = arguments = self.arranged(values, seed)
        self.compiled(*arguments)
        found = out.tolist()
        if self.measures is not None:
            extra = np.zeros(len(self.measured))
            called(self.measures)(path, extra)
            found += extra.tolist()
        outputs = dict(zip((*self.outputs, *self.measured), found, strict=True))
        refused.finite(outputs, values)
        if self.threshold is not None:
            outputs[self.threshold.name] = self._crossing(self.threshold, seed, given)
        each = ("actor", self.actors(values)) if self.actors else ()
        return Run(outputs, tabled(path, self.path, *each, step=self.step))

    def _crossing(self, spec: Threshold, seed: int, given: Values) -> float:
        """Where one run crosses its threshold: the field moves in its one record."""
        p, *rest, out = self.arguments(seed, **{**given, **spec.changes})
        place = self.outputs.index(spec.output)

        def outcome(values: Any) -> Any:
            self.compiled(p._replace(**{spec.field: float(values[0])}), *rest, out)
            return out[place : place + 1].copy()

        return float(crossing(spec, outcome, 1)[0])

    def table(self) -> pd.DataFrame:
        """One row a parameter: name, range, default, domain, unit and grounds.

        Returns
        -------
        DataFrame
            Columns name, low, high, default, domain, unit, meaning, ask, ground.

        Examples
        --------
        >>> from collabgov.studies.leading_small_groups import MODEL
        >>> MODEL.table()[["name", "low", "high"]].head(2)
              name  low  high
        0  selfish  0.1   0.9
        1     gain  0.4   1.4
        """
        table = pd.DataFrame([asdict(parameter) for parameter in self.parameters])
        columns = ["name", "low", "high", "default", "domain", "unit"]
        return table[[*columns, "meaning", "ask", "ground"]]
