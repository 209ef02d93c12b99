"""How the same departure is staged in each study: three runs, a column, a clock."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.claims import departure
from collabgov.claims.departure import Departure
from collabgov.claims.study import Study
from collabgov.engine import ensemble
from collabgov.engine.model import Model
from collabgov.methods.linear_systems import radius
from collabgov.studies import cross_sector_synergy as xs
from collabgov.studies import leading_small_groups as lg
from collabgov.studies import relational_leadership as rl
from collabgov.studies import soft_metagovernance as sm
from collabgov.studies import synergistic_inertia as si

WINDOW = 240  # months followed after the departure, in every study
FLOOR = 0.2  # a point is lost where leader and empty place come this near
Paths = NDArray[np.float64]
Three = tuple[Paths, Paths, Paths]


@dataclass(frozen=True)
class Cell:
    """One departure among several of a study.

    Parameters
    ----------
    changes : dict
        Parameters and settings that differ in all three runs.
    leaves : dict
        What differs besides where the leader leaves: what goes on without the leader.
        None: as the point has it, whatever the study's departure says.
    """

    changes: Mapping[str, Any] = field(default_factory=dict)
    _: KW_ONLY
    leaves: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Stress:
    """The stress test of one study.

    Parameters
    ----------
    model : Model
        What is run.
    spec : Departure
        Three runs, column, step of the departure, and when an effect counts.
    cells : dict of str to Cell
        The departures.
    months : float
        Months a step lasts: stipulated where the abstract gives no unit.
    clock : callable
        ``(p, *lists)`` of a finished record → its slowest time constant, in months.
    switches : tuple of (str, str)
        Pairs of cells: the same departure with the store on, and off.
    run : callable, optional
        ``(stress, cell, table)`` → paths with the leader, leaving, without; the three
        runs of `spec` from their first step if left out.
    """

    model: Model
    _: KW_ONLY
    spec: Departure
    cells: Mapping[str, Cell]
    months: float
    clock: Callable[..., float]
    switches: tuple[tuple[str, str], ...] = ()
    run: Callable[["Stress", Cell, pd.DataFrame], Three] | None = None

    def paths(self, cell: Cell, table: pd.DataFrame) -> Three:
        """Paths of the three runs at some points, each of shape (points, steps).

        Parameters
        ----------
        cell : Cell
            The departure.
        table : DataFrame
            One row a point; columns are parameters.
        """
        if self.run is not None:
            return self.run(self, cell, table)
        spec, steps = (
            self.spec,
            self.spec.horizon + int(departure.when(self.spec, table).max()),
        )
        length = {spec.length: steps * self.model.step}
        runs = (spec.stays, {**spec.leaves, **cell.leaves}, spec.empty)
        stays, leaves, empty = (
            departure.paths(
                self.model, table, spec.column, **length, **_given(cell.changes, run)
            )
            for run in runs
        )
        return stays, leaves, empty

    def clocks(self, cell: Cell, table: pd.DataFrame) -> Paths:
        """Slowest time constant of each point, in months.

        Parameters
        ----------
        cell : Cell
            The departure.
        table : DataFrame
            One row a point.
        """
        values = [
            self.model.values(**{**row, **cell.changes})
            for row in table.to_dict("records")
        ]
        draws = self.model.draws is not None
        given = (
            self.model.arranged(v, ensemble.SEED, int(i))
            for v, i in zip(values, table.index, strict=True)
        )
        return np.array([self.clock(*g[: -3 if draws else -2]) for g in given])


def _given(*changes: Mapping[str, Any]) -> dict[str, Any]:
    """All changes, the last one last; None gives a point its own value back."""
    merged = {k: v for some in changes for k, v in some.items()}
    return {k: v for k, v in merged.items() if v is not None}


# --- the slowest time constant of a point, in months


def rl_clock(p: Any) -> float:
    """Interaction, trust where it is kept, knowledge where something is learned."""
    years = [1 / p.lapse]
    years += [p.slow] if p.store else []
    years += [1 / p.forget] if p.learn_skill else []
    return 12 * max(years)


def lg_clock(p: Any) -> float:
    """Effort follows its causes by 0.3 a quarter; trust, where there is any, by slow."""
    return 3 * max(1 / 0.3, p.slow if p.store else 0.0)


def sm_clock(p: Any, w: NDArray, y0: NDArray, stub: NDArray, *_: Any) -> float:
    """Ties, and views among actors who listen to each other."""
    listening = radius((1 - stub)[:, None] * w)
    return max(1 / p.fade, -1 / np.log(listening))


def xs_clock(p: Any) -> float:
    """Aimless change, or the campaign itself."""
    return max(12 / (2 * p.drift), 3 * p.push_len)


def si_clock(p: Any, *_: Any) -> float:
    """The slowest repair, as an agglomeration without a superior has it."""
    return 12 / min(p.fix_w, p.fix_d, p.fix_n)


# --- a correction that is withdrawn: no leader, and the state is handed on

BEFORE, WITH, STAGE = 15, 10, 0.25  # years alone, years corrected, years of a stage


def withdrawn(stress: Stress, cell: Cell, table: pd.DataFrame) -> Three:
    """Share of the potential reached: correction kept, withdrawn, never made.

    Parameters
    ----------
    stress, cell, table
        As for `Stress.paths`; column 0 is the last moment of the correction.
    """
    stages = round(stress.spec.horizon)
    found = np.empty((3, len(table), stages + 1))
    for k, row in enumerate(table.to_dict("records")):
        plain = {**row, **cell.changes}
        more = {f"fix_{f}": row[f"fix_{f}"] + row["effort"] for f in "wdn"}
        start = _handed(stress.model, plain, BEFORE)[1]
        raised = _handed(stress.model, plain | more, WITH, start)
        alone = _handed(stress.model, plain, WITH, start)
        follow = ((plain | more, raised), (plain, raised), (plain, alone))
        for j, (values, (reached, state)) in enumerate(follow):
            found[j, k] = _followed(stress.model, values, reached, state, stages)
    return found[0], found[1], found[2]


def _handed(
    model: Model, values: Mapping[str, Any], years: float, state: Any = None
) -> tuple[float, NDArray]:
    """Share of the potential reached after some years, and the state."""
    *given, own, path, out = model.arguments(**values, years=years)
    own[:] = own if state is None else state
    model.compiled(*given, own, path, out)
    return 1 - out[6], own


def _followed(
    model: Model, values: Mapping[str, Any], reached: float, state: Any, stages: int
) -> list[float]:
    """The share reached, stage by stage."""
    *given, own, path, out = model.arguments(**values, years=STAGE)
    own[:] = state
    found = [reached]
    for _ in range(stages):
        model.compiled(*given, own, path, out)
        found.append(1 - out[6])
    return found


# --- the departures

QUARTERS = (0.25, 0.5, 0.75)
WAITING = {0.0: "none waits", 1.0: "all wait"}  # rules that stand still without a chair


def _parts(name: str, **changes: Any) -> dict[str, Cell]:
    """A quarter, half and three quarters of what the leader did go on."""
    return {f"{name} {k:g}": Cell(changes, leaves={"kept": k}) for k in QUARTERS}


def _leaves(study: Study, **fields: Any) -> Departure:
    """How the leader of a study leaves; some of it as the synthesis has it."""
    if study.departure is None:
        raise ValueError(f"{study.slug} has no departure")
    return replace(study.departure, floor=FLOOR, **fields)


MADE_ANEW, UNLEARNED = rl.NOT_KEPT, rl.UNLEARNED
RL = Stress(
    rl.MODEL,
    spec=_leaves(rl.STUDY),
    months=12 * rl.MODEL.step,
    clock=rl_clock,
    cells={
        "trust, learning": Cell(),
        "no trust, learning": Cell(MADE_ANEW),
        "trust, no learning": Cell(UNLEARNED),
        "no trust, no learning": Cell(MADE_ANEW | UNLEARNED),
        "orders, trust": Cell(rl.ORDERS),
        "orders, no trust": Cell(rl.ORDERS | MADE_ANEW),
        **_parts("effort kept"),
    },
    switches=(
        ("trust, learning", "no trust, learning"),
        ("trust, no learning", "no trust, no learning"),
    ),
)


def _statutes() -> dict[str, Cell]:
    """Rules of a leading group: how strong, of which kind, and who comes after."""
    found = {"successor": Cell(leaves={"gap": None})}
    kinds = product(("replace", "add"), (0.25, 0.5, 0.75, 1.0), (False, True))
    for rules, force, follows in kinds:
        name = f"{rules} {force:g}{', successor' if follows else ''}"
        leaves = {"gap": None} if follows else {}
        found[name] = Cell({"rules": rules, "legal": force}, leaves=leaves)
    for rules, (paper, waits) in product(("replace", "add"), WAITING.items()):
        changes = {"rules": rules, "legal": 1.0, "paper": paper}
        found[f"{rules} 1, {waits}"] = Cell(changes)
    return found


LG = Stress(
    lg.MODEL,
    spec=_leaves(lg.STUDY),
    months=3,
    clock=lg_clock,
    cells={
        "no trust": Cell(),
        "half trust": Cell({"store": 0.5}),
        "trust": Cell({"store": 1.0}),
        "self-forming, no trust": Cell(lg.SELF_FORMING),
        "self-forming, trust": Cell(lg.SELF_FORMING | {"store": 1.0}),
        **_statutes(),
    },
    switches=(("trust", "no trust"), ("half trust", "no trust")),
)

MEETS = {"rule": "tie", "map": "true", **sm.SOFT}
SM = Stress(
    sm.MODEL,
    spec=_leaves(sm.STUDY, horizon=WINDOW, leaves={"leave": 48, "kept": 0.0}),
    months=1,
    clock=sm_clock,
    cells={
        "ties": Cell(MEETS),
        "no ties": Cell({**MEETS, "fade": 1.0}),
        **_parts("contacts kept", **MEETS),
    },
    switches=(("ties", "no ties"),),
)

XS = Stress(
    xs.MODEL,
    spec=_leaves(xs.STUDY),
    months=3,
    clock=xs_clock,
    cells={
        "campaign": Cell(),
        "standing mechanism": Cell(_leaves(xs.STUDY).variants["standing mechanism"]),
    },
)

SI = Stress(
    si.MODEL,
    spec=Departure(
        stays={}, leaves={}, empty={}, variants={}, column="a", length="years",
        at=1, horizon=round(WINDOW / 12 / STAGE), smallest=0.03, floor=FLOOR,
    ),
    months=12 * STAGE,
    clock=si_clock,
    cells={"correction": Cell({"toll": 0.0})},
    run=withdrawn,
)  # fmt: skip

STRESSES = {
    "relational_leadership": RL,
    "cross_sector_synergy": XS,
    "soft_metagovernance": SM,
    "leading_small_groups": LG,
    "synergistic_inertia": SI,
}
