"""What is tested for a claim: one comparison of runs at the same point."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from collabgov.engine.parameters import SAID
from collabgov.engine.sensitivity import Output

Rows = Any  # a DataFrame: parameters, then "<run>.<output>"
# how strongly a claim is read, from "it can be" on; the last two carry no verdict
READINGS = ("exists", "tends", "sufficient", "necessary", "dominates", "ranks", "proxy")


@dataclass(frozen=True)
class Predicate:
    """A yes/no or three-valued comparison of runs, with its margin.

    Parameters
    ----------
    id, claim : str
        Its own name, and the claim that it tests.
    question : str
        What it asks of every world, in plain words.
    reading : str
        The modality under which it is tested; "proxy" where the claim is advice and
        only a named stand-in is tested, "ranks" where it ranks what the abstract does
        not name and only a rate can be told.
    value : callable
        Rows → numbers, the left-hand side. With `by_margin` it takes rows and margin
        and says itself where it holds: no single number is compared.
    margin : float
        The right-hand side: the predicate holds where ``value >= margin``.
    ends : tuple of float, optional
        Halved and doubled margin; ``(margin / 2, 2 * margin)`` if left out, None for
        counts of histories, which have no margin.
    below : bool
        It holds where ``value < margin`` instead.
    by_margin : bool
        `value` takes the margin too and gives truth values.
    opposed : bool
        Three-valued: the opposite holds where ``value <= -margin``.
    against : callable, optional
        Three-valued likewise: margin → the number at or below which the opposite holds.
    where : callable, optional
        Rows that are counted.
    room : callable, optional
        Rows on which `value` could have moved; the silent rest had no room.
    classes : dict of str to callable, optional
        Named parts of the box on which the verdict may depend.
    built_in, circular : str
        Why the sign cannot be otherwise in this model; why the study's own world
        contains the answer. Empty where neither is so.

    Raises
    ------
    ValueError
        For an unknown reading, or an opposed predicate whose two sides would meet.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"s.effort": [0.6, 0.3], "w.effort": [0.2, 0.4]})
    >>> gain = Predicate("X-1", claim="X", reading="tends", margin=0.05, opposed=True,
    ...                  value=lambda r: r["s.effort"] - r["w.effort"])
    >>> shares = gain.shares(rows)
    >>> shares["support"], shares["oppose"]
    (0.5, 0.5)
    """

    id: str
    _: KW_ONLY
    claim: str
    question: str = field(default="", metadata=SAID)
    reading: str
    value: Callable[..., Any]
    margin: float
    ends: tuple[float, float] | None = (float("nan"), float("nan"))
    below: bool = False
    by_margin: bool = False
    opposed: bool = False
    against: Callable[[float], float] | None = None
    where: Callable[[Rows], Any] | None = None
    room: Callable[[Rows], Any] | None = None
    classes: Mapping[str, Callable[[Rows], Any]] | None = None
    built_in: str = ""
    circular: str = ""

    def __post_init__(self) -> None:
        """Fill in the usual margins."""
        if self.reading not in READINGS:
            names = ", ".join(READINGS)
            raise ValueError(
                f"{self.id}: reading must be one of {names}, got {self.reading!r}"
            )
        if self.opposed and (self.below or self.by_margin or self.margin <= 0):
            raise ValueError(
                f"{self.id}: opposed needs a margin above 0 and not below=True or "
                f"by_margin=True, got {self.margin}"
            )
        if self.ends is not None and self.ends[0] != self.ends[0]:
            object.__setattr__(self, "ends", (self.margin / 2, self.margin * 2))

    def counted(self, rows: Rows) -> NDArray[np.bool_]:
        """Which rows are counted.

        Parameters
        ----------
        rows : DataFrame
            One row a point.

        Returns
        -------
        ndarray of bool, shape (rows,)
        """
        if self.where is None:
            return np.ones(len(rows), dtype=bool)
        return np.asarray(self.where(rows), dtype=bool)

    def signs(self, rows: Rows, margin: float | None = None) -> NDArray[np.int8]:
        """1 where the rows support, −1 where they oppose, 0 where they are silent.

        A yes/no predicate opposes wherever it fails; a row without a number is silent.

        Parameters
        ----------
        rows : DataFrame
            One row a point; they need not be counted ones.
        margin : float, optional
            Another margin than the predicate's own.

        Returns
        -------
        ndarray of int, shape (rows,)

        Raises
        ------
        ValueError
            If a row that is counted has no number to be compared.
        """
        m = self.margin if margin is None else margin
        if self.by_margin:
            holds = np.asarray(self.value(rows, m), dtype=bool)
            return np.where(holds, 1, -1).astype(np.int8)
        value = np.asarray(self.value(rows), dtype=float)
        none = np.isnan(value)
        self._known(rows, none)
        slack = 1e-9  # a share of 1 in 20 histories is not lost to rounding
        holds = value < m - slack if self.below else value >= m - slack
        if self.against is not None:
            against = value <= self.against(m) + slack
        else:
            against = value <= -m + slack if self.opposed else ~holds & ~none
        return holds.astype(np.int8) - against.astype(np.int8)

    def _known(self, rows: Rows, none: NDArray[np.bool_]) -> None:
        """Refuse rows that are counted and have no number."""
        lost = none & self.counted(rows) if none.any() else none
        if lost.any():
            first = rows.index[lost][0]
            raise ValueError(
                f"{self.id}: its value must be a number at every point that is "
                f"counted, got NaN at {lost.sum()} of {len(lost)}, first {first}"
            )

    def shares(self, rows: Rows, margin: float | None = None) -> dict[str, float]:
        """Number counted, and shares that support, oppose, had no room, saw no effect.

        Parameters
        ----------
        rows : DataFrame
            One row a point.
        margin : float, optional
            Another margin than the predicate's own.

        Returns
        -------
        dict of str to float
            `n`; `support`, `oppose`, `no_room` and `no_effect`, which add up to 1, and
            are NaN where no row is counted.
        """
        counted = self.counted(rows)  # values may look at all rows of a point
        signs = self.signs(rows, margin)[counted]
        room = np.ones(len(rows), bool) if self.room is None else self.room(rows)
        silent, room = signs == 0, np.asarray(room, dtype=bool)[counted]
        kinds = {"support": signs == 1, "oppose": signs == -1}
        kinds |= {"no_room": silent & ~room, "no_effect": silent & room}
        n = int(counted.sum())
        found = {name: kind.sum() / n if n else np.nan for name, kind in kinds.items()}
        return {"n": n, **{name: float(share) for name, share in found.items()}}


@dataclass(frozen=True)
class Dominance:
    """A ratio of grouped total effects: does one group of inputs dominate another?

    Parameters
    ----------
    id, claim : str
        Its own name, and the claim that it tests.
    question : str
        What it asks, in plain words.
    run, output : str
        The output whose variance is shared out, and the run it is taken from.
    over : dict of str to tuple
        One setting, drawn with equal chances among the given values.
    leader, context : tuple of str
        The two groups, by names of parameters and of the setting in `over`; all other
        parameters form a third.
    where : callable, optional
        Restricts the rows; the groups are then drawn independently from what is left.
    circular, built_in : str
        Why the study's own world contains the answer; why it cannot be otherwise.
    reading : str
        "dominates".
    sides : tuple of str
        What the two groups are called on a card.

    Raises
    ------
    ValueError
        If `over` does not hold exactly one setting.

    Examples
    --------
    >>> leader = {"over": {"type": ("strong", "none")}, "leader": ("type",)}
    >>> asked = {"claim": "X", "run": "a", "output": "y", "context": ("gain",)}
    >>> Dominance("X-2", **asked, **leader).groups
    {'leader': ('type',), 'context': ('gain',)}
    """

    id: str
    _: KW_ONLY
    claim: str
    question: str = field(default="", metadata=SAID)
    run: str
    output: str
    over: Mapping[str, tuple[Any, ...]]
    leader: tuple[str, ...]
    context: tuple[str, ...]
    where: Callable[[Rows], Any] | None = None
    circular: str = ""
    reading: str = "dominates"
    built_in: str = ""
    sides: tuple[str, str] = field(default=("the leader", "the context"), metadata=SAID)

    def __post_init__(self) -> None:
        """Check the setting."""
        if len(self.over) != 1:
            raise ValueError(f"{self.id}: over must hold one setting, got {self.over}")

    @property
    def of(self) -> Output:
        """The output whose variance is shared out."""
        return Output(self.run, self.output, self.over)

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The two groups, by name."""
        return {"leader": self.leader, "context": self.context}

    def chosen(self, rows: Rows) -> NDArray[np.bool_]:
        """Rows of the values in `over`; all where the rows do not hold that setting.

        Parameters
        ----------
        rows : DataFrame
            One row a point or case.

        Returns
        -------
        ndarray of bool, shape (rows,)
        """
        ((setting, values),) = self.over.items()
        if setting not in rows:
            return np.ones(len(rows), dtype=bool)
        return rows[setting].isin(values).to_numpy()
