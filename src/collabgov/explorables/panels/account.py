"""Columns of stacked amounts: what is gained in one, what it costs in the other."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from html import escape
from typing import Any, ClassVar

from collabgov.engine.model import Model
from collabgov.explorables.panels import axes
from collabgov.explorables.panels.pagerun import Function, PageRun


@dataclass(frozen=True)
class Account:
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
    histories: ClassVar[int] = 1

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

    def told(self, run: PageRun) -> dict[str, Any]:
        """What the page has to know."""
        stacks = [
            [[*self.place(run.model, name), label] for name, label in stack.items()]
            for stack in self.columns.values()
        ]
        return {
            "kind": "account",
            "titles": list(self.columns),
            "stacks": stacks,
            "y": list(self.y),
        }

    def amount(self, run: PageRun, name: str) -> float:
        """One amount of a run."""
        part, at = self.place(run.model, name)
        return float(run.parts[part][at])

    def marks(self, run: PageRun) -> list[dict[str, str]]:
        """What moves: a block for each amount, then its number in the key."""
        blocks, texts = [], []
        for k, stack in enumerate(self.columns.values()):
            below = 0.0
            for name in stack:
                amount = self.amount(run, name)
                d = block(k, len(self.columns), below, amount, self.y[1])
                blocks.append({"d": d})
                texts.append({"text": f"{amount:z.3f}"})
                below += amount
        return [*blocks, *texts]

    def drawing(self, run: PageRun) -> str:
        """The finished drawing: blocks, and below each column its amounts."""
        moving = self.marks(run)
        shapes, texts = (
            iter(moving[: len(moving) // 2]),
            iter(moving[len(moving) // 2 :]),
        )
        blocks, keys, colour = "", "", 0
        for title, stack in self.columns.items():
            items = ""
            for name in stack.values():
                blocks += f'<path class="xp-mark xp-block xp-b{colour}" d="{next(shapes)["d"]}"/>'
                items += (
                    f'<li><i class="xp-b{colour}"></i>{escape(name)} '
                    f'<b class="xp-mark">{next(texts)["text"]}</b></li>'
                )
                colour += 1
            keys += f"<div><p>{escape(title)}</p><ul>{items}</ul></div>"
        return (
            f'<div class="xp-plot xp-account">'
            f'<span class="xp-yl">{escape(self.label)}</span>'
            f"<svg {axes.SQUARE}>{blocks}{self.line()}</svg>{self.ticks()}</div>"
            f'<div class="xp-columns">{keys}</div>'
        )

    def line(self) -> str:
        """The line across all columns."""
        if self.level is None:
            return ""
        return f'<path class="xp-level" d="M0,{1000 - 1000 * self.level[0] / self.y[1]:.1f}H1000"/>'

    def ticks(self) -> str:
        """Labels of the vertical axis, and of the line."""
        labels = "".join(
            f'<span class="xp-yt" style="top:{100 - 25 * k}%">{t}</span>'
            for k, t in enumerate(axes.ticks(*self.y))
        )
        if self.level is None:
            return labels
        value, name = self.level
        top = 100 - 100 * value / self.y[1]
        return labels + (
            f'<span class="xp-level-name" style="top:{top:.1f}%">{escape(name)}</span>'
        )

    def rows(self, run: PageRun) -> list[list[str]]:
        """Every amount, below a row of names."""
        return [
            ["column", "amount", "value"],
            *(
                [title, label, f"{self.amount(run, name):z.3f}"]
                for title, stack in self.columns.items()
                for name, label in stack.items()
            ),
        ]


def block(column: int, columns: int, below: float, amount: float, top: float) -> str:
    """Path data of one amount of a stack, on a square of 1,000.

    Examples
    --------
    >>> block(0, 2, 0.0, 0.5, 1.0)
    'M125.0,1000.0H375.0V500.0H125.0Z'
    """
    left, right = (1000 * (column + side) / columns for side in (0.25, 0.75))
    low = 1000 - 1000 * min(max(below, 0.0), top) / top
    high = 1000 - 1000 * min(max(below + amount, 0.0), top) / top
    return f"M{left:.1f},{low:.1f}H{right:.1f}V{high:.1f}H{left:.1f}Z"
