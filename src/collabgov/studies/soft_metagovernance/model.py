"""A network for each point, the runs that are compared there, and the model."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import networkx as nx
import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from collabgov.engine.compiled import compiled
from collabgov.engine.model import Model
from collabgov.studies.soft_metagovernance.closed_forms import (
    friedkin_johnsen,
    reach_of,
)
from collabgov.studies.soft_metagovernance.kernel import RULES, Leader, sm_run
from collabgov.studies.soft_metagovernance.parameters import (
    FORMED,
    PARAMETERS,
    SETTINGS,
)

UNSOLVED = ("bounded", "drifting")  # the end without a leader is run, not solved
MOST = 5  # contacts a period, the top of the box: so many draws are made


def record(values: Mapping[str, Any]) -> Leader:
    """The kernel's record.

    Parameters
    ----------
    values : mapping
        Complete: all parameters and settings.

    Returns
    -------
    Leader
        All fields are floats.

    Examples
    --------
    >>> record(MODEL.values(rule="tie")).rule
    3.0
    """
    fields = {name: values[name] for name in Leader._fields if name in values}
    fields["rule"] = RULES.index(values["rule"])
    fields["steps"] = values["periods"]
    fields |= FORMED[values["form"]]
    return Leader(**{name: float(value) for name, value in fields.items()})


def lists(values: Mapping[str, Any], rng: Generator) -> tuple[NDArray[np.float64], ...]:
    """The network of a point: ``w, y0, stub, reach, seen_as, base``.

    Parameters
    ----------
    values : mapping
        Complete: all parameters and settings.
    rng : Generator
        What the network is drawn from.

    Returns
    -------
    tuple of ndarray
        `w` of shape (n, n), the others (n,).
    """
    names = ("n", "bridge", "mean0", "spread", "stub", "accuracy")
    *given, maps = _network(int(rng.integers(2**63)), *(values[k] for k in names))
    w, y0, stub, reach, base = given
    if values["form"] == "direct_listeners":
        reach = w.sum(axis=0)
    if values["form"] in UNSOLVED:
        base = _alone(values, w, y0, stub)
    return w, y0, stub, reach, maps[values["map"]], base


def _alone(
    values: Mapping[str, Any], w: NDArray, y0: NDArray, stub: NDArray
) -> NDArray[np.float64]:
    """Where everybody is after as long a run without a leader."""
    n, nobody = len(y0), {"budget": 0.0, "authority": 0.0, "rule": "comfort"}
    p = record(dict(values) | nobody)
    path, empty = np.zeros((int(p.steps), 3, n)), np.zeros(n)
    lists = (w, y0, stub, *[empty] * 3)
    compiled(sm_run)(p, *lists, empty, path.ravel(), np.zeros(10))
    return path[-1, 0]


@lru_cache(maxsize=4096)  # all runs of a point share its network
def _network(
    seed: int,
    n: float,
    bridge: float,
    mean0: float,
    spread: float,
    stub: float,
    accuracy: float,
) -> tuple[Any, ...]:
    """Ties among the actors, their views, and three maps of who is who."""
    n, r = int(n), default_rng(seed)
    graph = nx.powerlaw_cluster_graph(n, 2, bridge, seed=int(r.integers(2**32)))
    near = nx.to_numpy_array(graph)
    w = near / near.sum(axis=1, keepdims=True)
    y0 = (mean0 + spread * r.standard_normal(n)).clip(-1, 1)
    kept = (stub + 0.25 * r.standard_normal(n)).clip(0.02, 0.95)
    misread = np.flatnonzero(r.random(n) > accuracy)
    true = np.arange(n, dtype=float)
    seen = true.copy()
    seen[misread] = r.permutation(n)[: len(misread)]
    maps = {"seen": seen, "true": true, "blind": r.permutation(n).astype(float)}
    end = friedkin_johnsen(w, kept, y0)
    return w, y0, kept, reach_of(w, kept), end, maps


def _draws(values: Mapping[str, Any]) -> int:
    """One draw a period, contact and actor where lots decide, else none."""
    if values["rule"] != "random" or values["budget"] < 1:
        return 0
    return int(values["periods"] * values["n"]) * max(MOST, int(values["budget"]))


SOFT = {"authority": 0.0}
RUNS: dict[str, dict[str, Any]] = {
    "none": {"budget": 0.0, **SOFT},
    "auth": {"budget": 0.0},
    "equal": {
        "budget": 0.0,
        "authority": lambda v: v["bond"] * int(v["budget"]) / v["n"],
    },
    "comfort": {"rule": "comfort", **SOFT},
    "random": {"rule": "random", **SOFT},
    "plain": {"rule": "plain", **SOFT},
    "tie": {"rule": "tie", **SOFT},
    "plain_know": {"rule": "plain", "map": "true", **SOFT},
    "tie_know": {"rule": "tie", "map": "true", **SOFT},
    "plain_blind": {"rule": "plain", "map": "blind", **SOFT},
    "tie_blind": {"rule": "tie", "map": "blind", **SOFT},
    "memless": {"rule": "tie", "fade": 1.0, **SOFT},
    "random_auth": {"rule": "random"},
    "comfort_auth": {"rule": "comfort"},
    "tie_auth": {"rule": "tie"},
    "random_noenvy": {"rule": "random", "envy": 0.0, **SOFT},
}

MODEL = Model(
    sm_run,
    parameters=PARAMETERS,
    settings=SETTINGS,
    runs=RUNS,
    record=record,
    lists=lists,
    outputs=(
        *("created", "lost", "contact_time", "authority_used", "net", "tie"),
        *("commitment", "contacts", "value", "possible"),
    ),
    path=("period", "commitment", "tie", "met"),
    steps=lambda v: int(v["periods"]),
    actors=lambda v: int(v["n"]),
    draws=_draws,
    histories=20,
)
