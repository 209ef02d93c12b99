"""Columns of stacked amounts: what is gained in one, what it costs in the other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from html import escape
from itertools import count
from typing import Any

from collabgov.engine.model import Model
from collabgov.explorables.panels import axes
from collabgov.explorables.panels.page_run import Function, PageRun
from collabgov.explorables.panels.panel import Panel


@dataclass(frozen=True)
class StackedColumns(Panel):
    """Columns side by side, each a stack of amounts.

    Parameters
    ----------
    columns : dict of str to dict
        Title of the column → amounts from the bottom up: output of the kernel, or one
        of `names`, → its name on the page.
    label : str
        Label of the vertical axis.
    y : tuple of float
        Its range, from 0.
    level : tuple, optional
        (value, name) of a line across all columns.
    extra : callable, optional
        ``extra(p, path)``, plain Python under the kernel's rules: writes the amounts
        that `names` lists.
    names : tuple of str
        Names of what `extra` writes.
    """

    columns: Mapping[str, Mapping[str, str]]
    _: KW_ONLY
    label: str
    y: tuple[float, float] = (0.0, 1.0)
    level: tuple[float, str] | None = None
    extra: Callable[..., Any] | None = None
    names: tuple[str, ...] = ()

    @property
    def function(self) -> Function | None:
        """What the page runs besides the kernel."""
        return Function(self.extra, len(self.names)) if self.extra else None

    def check(self, model: Model) -> None:
        """Refuse amounts that are neither outputs nor names, with what there is."""
        known = [*model.outputs, *self.names]
        asked = [name for stack in self.columns.values() for name in stack]
        if unknown := sorted(set(asked) - set(known)):
            raise ValueError(f"no amount {unknown}; there are {', '.join(known)}")
        if self.y[0] != 0:
            raise ValueError(f"amounts are stacked from 0, got y = {self.y}")

    def place(self, model: Model, name: str) -> tuple[str, int]:
        """In which part of a run an amount stands, and where."""
        if name in model.outputs:
            return "out", model.outputs.index(name)
        assert self.function is not None  # names without a function are refused
        return self.function.name, self.names.index(name)

    def page_spec(self, run: PageRun) -> dict[str, Any]:
        """All that the page has to know."""
        stacks = [
            [[*self.place(run.model, name), label] for name, label in stack.items()]
            for stack in self.columns.values()
        ]
        return {
            "kind": "stacked_columns",
            "titles": list(self.columns),
            "stacks": stacks,
            "y": list(self.y),
        }

    def drawing(self, run: PageRun) -> str:
        """The finished drawing: blocks, and below each column its amounts."""
        marks = self.marks(run)
        paths = [mark["d"] for mark in marks[: len(marks) // 2]]
        texts = [mark["text"] for mark in marks[len(marks) // 2 :]]
        blocks = "".join(
            f'<path class="xp-mark xp-block xp-b{k}" d="{path}"/>'
            for k, path in enumerate(paths)
        )
        return (
            f'<div class="xp-plot xp-stacked">'
            f'<span class="xp-yl">{escape(self.label)}</span>'
            f"<svg {axes.SQUARE}>{blocks}{self.line()}</svg>{self.ticks()}</div>"
            f'<div class="xp-columns">{self.key(iter(texts))}</div>'
        )

    def key(self, texts: Iterator[str]) -> str:
        """The amounts of each column, with their colours and numbers."""
        keys, colours = "", count()
        for title, stack in self.columns.items():
            items = "".join(
                f'<li><i class="xp-b{next(colours)}"></i>{escape(name)} '
                f'<b class="xp-mark">{next(texts)}</b></li>'
                for name in stack.values()
            )
            keys += f"<div><p>{escape(title)}</p><ul>{items}</ul></div>"
        return keys

    def line(self) -> str:
        """The line across all columns."""
        if self.level is None:
            return ""
        height = 1000 - 1000 * self.level[0] / self.y[1]
        return f'<path class="xp-level" d="M0,{height:.1f}H1000"/>'

    def ticks(self) -> str:
        """Labels of the vertical axis, and of the line."""
        labels = axes.y_ticks(self.y)
        if self.level is None:
            return labels
        value, name = self.level
        top = 100 - 100 * value / self.y[1]
        return labels + (
            f'<span class="xp-level-name" style="top:{top:.1f}%">{escape(name)}</span>'
        )
