"""A model of three parameters, and a study of it, of which every answer is known."""

from collections import namedtuple

import pytest

from collabgov.claims import store
from collabgov.claims.curves import Curve
from collabgov.claims.predicate import Dominance, Predicate
from collabgov.claims.premises import Premises
from collabgov.claims.study import Coded, Study, World
from collabgov.engine.model import Model
from collabgov.engine.parameters import Parameter, Setting

Toy = namedtuple("Toy", "a b c kind steps")


def toy_run(p, weights, draws, path, out):
    """Sum of the inputs; the sum with noise; a number that is drawn once a point."""
    total = p.a + 2.0 * p.b + 3.0 * p.c + p.kind
    noise = 0.0
    steps = int(p.steps)
    for t in range(steps):
        noise += draws[t] / steps
        path[2 * t] = total
        path[2 * t + 1] = draws[t]
    out[0] = total
    out[1] = total + noise
    out[2] = weights[0]


def toy_measures(path, extra):
    """The last sum on the path, doubled."""
    extra[0] = 2.0 * path[len(path) - 2]


def record(values):
    return Toy(*(float(values[name]) for name in Toy._fields))


MODEL = Model(
    toy_run,
    parameters=tuple(Parameter(k, low=0.0, high=1.0, domain=(0, 2)) for k in "abc"),
    settings=(
        Setting("kind", 0, allowed=(0, 1, 2)),
        Setting("steps", 4, domain=(1, 100), whole=True),
    ),
    runs={
        "base": {},
        "up": {"a": lambda v: v["a"] + 0.1},
        "other": {"kind": 2},
    },
    record=record,
    lists=lambda v, rng: (rng.random(3),),
    draws=lambda v: int(v["steps"]),
    steps=lambda v: int(v["steps"]),
    outputs=("sum", "noisy", "weight"),
    path=("step", "sum", "draw"),
    histories=8,
    measures=toy_measures,
    measured=("doubled",),
)


def small(r):
    return r["a"] < 0.5


def low(r):
    return r["base.sum"] < 2


TENDS = {"claim": "T-1", "reading": "tends", "value": lambda r: r["a"]}
RATIO = {"claim": "T-3", "run": "base", "output": "sum", "over": {"kind": (0, 1, 2)}}
GROUPS = {"leader": ("a", "kind"), "context": ("b",)}
PREDICATES = (
    Predicate("T-1", margin=0.5, ends=None, **TENDS),
    Predicate("T-1b", margin=0.25, **TENDS, where=small, circular="by design"),
    Predicate(
        "T-2",
        claim="T-2",
        reading="exists",
        value=lambda r: r["up.sum"] - r["base.sum"],
        margin=0.05,
        opposed=True,
        built_in="up adds 0.1",
    ),
    Dominance("T-3", **RATIO, **GROUPS),
    Dominance("T-3s", **RATIO, **GROUPS, where=small),
)
STUDY = Study(
    "toy",
    model=MODEL,
    predicates=PREDICATES,
    world=World(low, runs=("base",), points=1024),
    coding=(Coded("T-1: a is large", ("a",), "a", "all ours"),),
    premises=Premises(
        "T-3",
        where={"all": lambda r: r["a"] >= 0, "small": small, "own": low},
        groups=(GROUPS, {"kind": ("kind",), "c": ("c",)}),
    ),
    curves={
        "b": Curve(
            held={"b": (0.0, 1.0)}, tested=PREDICATES[:1], runs=("base",), points=64
        )
    },
)


@pytest.fixture(scope="session")
def toy():
    return MODEL


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """A study with one predicate of each kind; its store is empty."""
    with pytest.MonkeyPatch.context() as patch:
        top = tmp_path_factory.mktemp("checkout")
        patch.setattr(store, "root", lambda: top)
        patch.setattr(store, "_MEMORY", {})
        yield STUDY
