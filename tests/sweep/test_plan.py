from dataclasses import replace

import pytest

from collabgov.engine import ensemble
from collabgov.studies.relational_leadership import MODEL, STUDY
from collabgov.sweep import plan as plans
from collabgov.sweep.plan import MOST


def test_the_last_block_may_hold_fewer_points(plan):
    assert [plan.size(number) for number in plan.blocks] == [8, 8, 4]


def test_a_plan_holds_the_hash_of_the_code_and_the_versions(plan):
    assert len(plan.basis["code"]) == 16
    assert {"numpy", "numba", "scipy", "pyarrow", "python"} <= plan.basis.keys()


def test_another_model_or_engine_is_another_basis(plan, monkeypatch):
    def code():
        return plans.basis("relational_leadership")["code"]

    assert code() == plan.basis["code"]
    with monkeypatch.context() as patch:
        changed = STUDY.with_parameters(effort=(0.4, 0.6))
        patch.setattr(plans, "load", lambda slug: changed)
        assert code() != plan.basis["code"]
    with monkeypatch.context() as patch:
        patch.setattr(ensemble, "at", lambda *given, **more: None)
        assert code() != plan.basis["code"]
    with monkeypatch.context() as patch:  # what is asked of the numbers afterwards
        patch.setattr(plans, "load", lambda slug: STUDY.with_margins({"RL-2s": 0.3}))
        assert code() == plan.basis["code"]


def test_all_runs_are_planned_where_none_is_named(planned):
    assert planned("relational_leadership", points=8).runs == tuple(MODEL.runs)


def test_every_field_of_a_plan_is_an_entry(plan):
    whole = plan.entries()
    changed = [
        replace(plan, seed=4),
        replace(plan, box="middle"),
        replace(plan, runs=()),
    ]
    changed += [
        replace(plan, model="m"),
        replace(plan, points=9),
        replace(plan, block=9),
    ]
    changed += [replace(plan, basis={**plan.basis, "numpy": "1"})]
    assert all(other.entries() != whole for other in changed)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"points": 0}, r"points must lie in \[1, 1073741824\], got 0"),
        ({"points": MOST + 1}, r"points must lie in \[1, 1073741824\], got 1073741825"),
        ({"seed": -1}, "seed must be at least 0, got -1"),
        ({"box": "small"}, "box must be 'full' or 'middle', got 'small'"),
        ({"runs": ["lead", "led"]}, r"unknown run \['led'\]; there are lead, none"),
        ({"runs": ["lead", "lead"]}, "every run must stand once, got lead again"),
        ({"slug": "leading"}, "no study 'leading'; there are relational_leadership"),
    ],
)
def test_a_plan_that_cannot_be_computed_is_refused(planned, given, message):
    with pytest.raises(ValueError, match=message):
        planned(**{"slug": "relational_leadership", "points": 8, **given})
