"""A figure of every kind, on small models of which the answers are known."""

from collections import namedtuple

from collabgov.engine.model import Model
from collabgov.engine.parameters import Parameter, Setting
from collabgov.explorables.explorable import (
    Baseline,
    Choice,
    DepartureLines,
    Network,
    PhaseLine,
    Slider,
    StackedColumns,
    Survival,
    Trajectories,
    explorable,
)
from collabgov.studies.soft_metagovernance import MODEL as NETWORK

Pond = namedtuple("Pond", "start tipping steps")
Ring = namedtuple("Ring", "n pull rule steps")


def pond_run(p, path, out):
    """A state that falls below its tipping point and rises above it."""
    x = p.start
    for t in range(int(p.steps)):
        path[t] = x
        x += 0.5 * x * (x - p.tipping) * (1.0 - x)
    out[0] = x
    out[1] = 1.0 - x


def pond_rate(p, path):
    """Change at 101 states."""
    for k in range(101):
        x = k / 100.0
        path[2 * k] = x
        path[2 * k + 1] = x * (x - p.tipping) * (1.0 - x)


def pond_ratio(p, path):
    """Start over tipping point."""
    path[0] = p.start / p.tipping


def ring_run(p, weights, first, draws, path, out):
    """Actors on a ring who listen to both neighbours and to a leader."""
    n = int(p.n)
    y = [0.0] * n
    for i in range(n):
        y[i] = first[i]
    for t in range(int(p.steps)):
        mean = 0.0
        called = int(n * draws[t]) if p.rule > 0.5 else 0
        for i in range(n):
            near = 0.0
            for j in range(n):
                near += weights[i][j] * y[j]
            met = 1.0 if i == called else 0.0
            y[i] = near + p.pull * met * (1.0 - near)
            first[i] = 0.0
            path[(3 * t) * n + i] = y[i]
            path[(3 * t + 1) * n + i] = met * 0.8 + 0.1
            path[(3 * t + 2) * n + i] = met
            mean += y[i] / n
        out[0] = mean
    return out[0]


def neighbours(n):
    """Half weight on the actor on either side."""
    return [
        [0.5 if (i - j) % n in (1, n - 1) else 0.0 for j in range(n)] for i in range(n)
    ]


def pond():
    """A model without chance."""
    return Model(
        pond_run,
        parameters=(
            Parameter("start", low=0.0, high=1.0, unit="share", meaning="first state"),
            Parameter(
                "tipping", low=0.2, high=0.8, unit="share", meaning="where it tips"
            ),
        ),
        settings=(Setting("steps", 40, domain=(1, 100)),),
        runs={},
        record=lambda v: Pond(v["start"], v["tipping"], float(v["steps"])),
        outputs=("end", "rest"),
        path=("step", "state"),
        steps=lambda v: int(v["steps"]),
    )


def ring():
    """A model with chance and lists, for 24 actors."""
    return Model(
        ring_run,
        parameters=(
            Parameter(
                "pull", low=0.0, high=1.0, unit="share", meaning="pull of a meeting"
            ),
        ),
        settings=(
            Setting("rule", 1, allowed=(0, 1)),
            Setting("spread", 1.0, domain=(0, 1)),
            Setting("n", 24, domain=(3, 100)),
            Setting("steps", 12, domain=(1, 100)),
        ),
        runs={},
        record=lambda v: Ring(float(v["n"]), v["pull"], float(v["rule"]), 12.0),
        lists=lambda v, rng: (
            neighbours(int(v["n"])),
            list(v["spread"] * rng.uniform(-1, 1, int(v["n"]))),
        ),
        draws=lambda v: int(v["steps"]),
        outputs=("mean",),
        path=("step", "commitment", "tie", "met"),
        steps=lambda v: int(v["steps"]) * int(v["n"]),
    )


def phase_line_figure():
    """Trajectory and phase line side by side."""
    return explorable(
        pond(),
        title="Pond",
        alt="Below its tipping point the state falls.",
        sliders=["start", "tipping"],
        fixed={"start": 0.4},
        chart=(
            Trajectories({"state": "state"}, label="state", unit="year", every=0.5),
            PhaseLine(pond_rate, label="change", unit="state", y=(-0.04, 0.2)),
        ),
    )


def columns_figure():
    """Two columns from the kernel, and one of a further function with a line at 1."""
    return explorable(
        pond(),
        title="StackedColumns",
        alt="Most is lost.",
        sliders=["start", "tipping"],
        fixed={"start": 0.4},
        chart=(
            StackedColumns(
                {
                    "gained": {"end": "state"},
                    "lost": {"rest": "the rest", "end": "again"},
                },
                label="share",
                y=(0, 1.2),
            ),
            StackedColumns(
                {"gauge": {"ratio": "start over tipping point"}},
                label="ratio",
                y=(0, 2),
                level=(1.0, "tips"),
                extra=pond_ratio,
                names=("ratio",),
            ),
        ),
    )


def network_figure():
    """Twenty-four actors on a ring."""
    return explorable(
        ring(),
        title="Ring",
        alt="Those who are met lean to the leader.",
        sliders=["pull"],
        choices=[
            Choice("Whom", {"lots": {"rule": 1}, "the first": {"rule": 0}}),
            Choice("Views", {"spread": {"spread": 1.0}, "none": {"spread": 0.0}}),
        ],
        chart=Network({"commitment": "commitment", "tie": "tie", "met": "met"}),
        baseline=Baseline("lots", changes={"rule": 1}, output="mean"),
        seed=4,
    )


def survival_figure(model):
    """How long groups last, and one history as steps with its chair."""
    return explorable(
        model,
        title="Lasting",
        alt="Many groups are paralysed early.",
        sliders=["selfish", Slider("authority", low=0, high=1.5, unit="pull")],
        chart=(
            Survival(
                "paralysed_at",
                "paralysed",
                begun=8,
                end=80,
                label="share not paralysed",
                unit="quarter",
                never="never formed",
                histories=20,
            ),
            Trajectories(
                {"effort": "effort"},
                label="effort",
                unit="quarter",
                bar="chair",
                steps=True,
            ),
        ),
    )


def departure_figure(model):
    """A chair who leaves, stays, was never there."""
    return explorable(
        model,
        title="Chair",
        alt="Effort falls when the chair leaves.",
        sliders=["selfish", Slider("forced", low=1, high=40)],
        fixed={"tenure": 1e9, "gap": 1e9, "forced": 16, "quarters": 48},
        chart=DepartureLines(
            "effort",
            label="effort",
            unit="year",
            every=0.25,
            leave="forced",
            rate=1,
            stays={"forced": 1e9},
            empty={"forced": 0},
        ),
    )


def ended_figure(model):
    """Meetings that end, in a network of actors."""
    return explorable(
        model,
        title="Meetings",
        alt="Value falls when the meetings end.",
        sliders=["pull", Slider("leave", low=1, high=30)],
        fixed={"rule": "tie", "map": "true", "leave": 20, "kept": 0, "periods": 36},
        seed=1,
        chart=DepartureLines(
            "commitment",
            label="value",
            unit="year",
            every=1 / 12,
            leave="leave",
            rate=1,
            stays={"leave": 1e9},
            empty={"budget": 0},
            smallest=0.01,
        ),
    )


def figures(model):
    """All of them; `model` is that of the leading small groups."""
    return [
        phase_line_figure(),
        columns_figure(),
        network_figure(),
        survival_figure(model),
        departure_figure(model),
        ended_figure(NETWORK),
    ]
