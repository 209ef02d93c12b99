"""One run as a page makes it: all numbers that the panels of a figure draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from collabgov.engine.model import Model

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class PageRun:
    """Numbers of one run; made by `page_run`, and again by the reader's browser.

    Parameters
    ----------
    model : Model
        Whose kernel has run.
    p : namedtuple
        The kernel's record.
    lists : tuple
        The kernel's further lists.
    parts : dict of str to ndarray
        ``"path"``, ``"out"``, one part for each further function by its name, and
        ``"further_histories"``: the outputs of those after the first, one after another.
        Of further runs the path, by the run's name.
    draws : ndarray or None
        The draws of all histories; None where chance plays no part.
    """

    model: Model
    p: Any
    lists: tuple[Any, ...]
    parts: Mapping[str, Numbers]
    draws: Numbers | None

    def column(self, name: str) -> Numbers:
        """A column of the path."""
        columns = self.model.path[1:]
        return self.parts["path"].reshape(-1, len(columns))[:, columns.index(name)]

    def output(self, name: str) -> float:
        """An output of the kernel."""
        return float(self.parts["out"][self.model.outputs.index(name)])

    def numbers(self) -> dict[str, list[float]]:
        """All numbers, part by part."""
        return {name: part.tolist() for name, part in self.parts.items()}


@dataclass(frozen=True)
class Function:
    """A function of the record alone, ``function(p, path)``, that a panel draws.

    Parameters
    ----------
    function : callable
        Plain Python under the kernel's rules; it fills `path`.
    size : int
        How many numbers it writes.
    """

    function: Callable[..., Any]
    size: int

    @property
    def name(self) -> str:
        """The function's own name."""
        return self.function.__name__  # ty: ignore[missing-attribute]


def page_run(
    model: Model,
    given: tuple[Any, ...],
    functions: tuple[Function, ...] = (),
    histories: int = 1,
    further: Mapping[str, Mapping[str, float]] | None = None,
) -> PageRun:
    """What the page will compute, by the plain kernel.

    Parameters
    ----------
    model : Model
        Whose kernel runs.
    given : tuple
        The kernel's arguments; the draws are those of all histories.
    functions : tuple of Function
        What is to be computed besides.
    histories : int
        How many histories run on successive draws.
    further : dict of str to dict, optional
        Further runs on the first draws: name → fields of the record that differ.

    Returns
    -------
    PageRun

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import MODEL
    >>> run = page_run(MODEL, MODEL.arguments(seed=3))
    >>> len(run.column("effort")), run.output("chaired") <= 1
    (80, True)
    """
    p, *lists, path, out = given
    draws = lists.pop() if model.draws is not None else None
    count = 0 if draws is None else len(draws) // histories

    def history(record: Any, k: int) -> tuple[Numbers, Numbers]:
        own = [] if draws is None else [draws[k * count : (k + 1) * count]]
        steps, outputs = np.zeros_like(path), np.zeros_like(out)
        model.kernel(record, *lists, *own, steps, outputs)
        return steps, outputs

    runs = [history(p, k) for k in range(histories)]
    parts = {"path": runs[0][0], "out": runs[0][1]}
    for name, changes in (further or {}).items():
        parts[name], _ = history(p._replace(**changes), 0)
    for f in functions:
        parts[f.name] = np.zeros(f.size)
        f.function(p, parts[f.name])
    if histories > 1:
        parts["further_histories"] = np.concatenate(
            [outputs for _, outputs in runs[1:]]
        )
    return PageRun(model, p, tuple(lists), parts, draws)
