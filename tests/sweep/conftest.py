"""A small sweep, in blocks of eight points, and threads of this process to compute it."""

from contextlib import nullcontext

import pytest
from distributed import Client

from collabgov.sweep import fill, folder
from collabgov.sweep import plan as plans

RUNS = ("lead", "none")


@pytest.fixture(scope="session")
def client():
    with Client(
        processes=False,
        n_workers=1,
        threads_per_worker=2,
        dashboard_address="127.0.0.1:0",
    ) as found:
        yield found


@pytest.fixture
def planned(monkeypatch):
    """`plan.planned`, with small blocks."""
    monkeypatch.setattr(plans, "BLOCK", 8)
    return plans.planned


@pytest.fixture
def plan(planned):
    return planned("relational_leadership", points=20, seed=3, runs=RUNS)


@pytest.fixture
def filled(client):
    """`fill.fill` on threads of this process; gives back which blocks it computed."""

    def done(place, plan):
        there = {path.name for path in place.glob("*")}
        fill.fill(place, plan, lambda: nullcontext(client))
        return sorted({path.name for path in place.glob("*")} - there - {folder.NOTE})

    return done
