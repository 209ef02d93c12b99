from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from collabgov.claims import places
from collabgov.engine import sensitivity

GROUPS = {"leader": ("a", "kind"), "context": ("b",)}
# variances of a, 2b, 3c and kind in twelfths: 1, 4, 9, 8
KNOWN = {"leader": 9 / 22, "context": 4 / 22, "other": 9 / 22}


@pytest.fixture
def spec(study):
    return places.study(study).PREDICATES[3]


def effects(toy, spec, groups=GROUPS, rows=None, base=1024, **more):
    return sensitivity.total_effects(toy, spec, groups, rows, base=base, **more)


def test_total_effects_of_a_sum_are_its_shares_of_variance(toy, spec):
    assert effects(toy, spec) == pytest.approx(KNOWN, abs=0.01)


def test_single_inputs_are_groups_too(toy, spec):
    found = effects(toy, spec, {"type": ("kind",), "c": ("c",)})
    known = {"type": 8 / 22, "c": 9 / 22, "other": 5 / 22}
    assert found == pytest.approx(known, abs=0.01)


def test_the_order_of_inputs_in_a_group_is_indifferent(toy, spec):
    turned = {"leader": ("kind", "a"), "context": ("b",)}
    assert effects(toy, spec, turned) == effects(toy, spec)


def test_chance_is_not_a_group(toy, spec):
    """The same draws serve a base sample: noise adds to the variance alone."""
    loud = replace(toy, histories=1, runs={"base": {"steps": 1}})
    found = effects(loud, replace(spec, output="noisy"))
    known = {group: share * 22 / 23 for group, share in KNOWN.items()}
    assert found == pytest.approx(known, abs=0.01)


def test_given_rows_groups_are_drawn_from_them_independently(toy, spec):
    half = np.linspace(0, 1, 500)
    rows = pd.DataFrame({"a": half, "b": np.round(half), "c": 0.25})
    found = effects(toy, spec, rows=rows)
    leader, context = 1 / 12 + 8 / 12, 1.0  # though a and b move together in the rows
    known = {"leader": leader, "context": context, "other": 0.0}
    known = {name: share / (leader + context) for name, share in known.items()}
    assert found == pytest.approx(known, abs=0.02)


def test_the_same_seed_gives_the_same_effects_and_another_seed_others(toy, spec):
    assert effects(toy, spec, seed=2) == effects(toy, spec, seed=2)
    assert effects(toy, spec, seed=2) != effects(toy, spec, seed=3)


def test_the_ratio_sets_leader_against_context_once_a_repeat(toy, spec):
    table = sensitivity.ratio(toy, spec, repeats=2)
    assert list(table.columns) == ["leader", "context", "other", "ratio"]
    assert table["ratio"].to_numpy() == pytest.approx([9 / 4, 9 / 4], abs=0.05)
    assert table["ratio"].nunique() == 2


def test_the_run_of_a_spec_is_the_one_that_is_varied(toy, spec):
    runs = {"base": {"c": lambda v: v["a"]}}  # c follows a, and matters no more itself
    found = effects(toy.varied(runs), spec, {"a": ("a",), "c": ("c",)})
    assert found["c"] == 0
    assert found["a"] == pytest.approx(16 / 28, abs=0.01)


def test_at_one_row_only_the_setting_is_left_to_vary(toy, spec):
    row = pd.DataFrame({"a": [0.1], "b": [0.2], "c": [0.3]})
    found = effects(toy, spec, rows=row)
    known = {"leader": 1.0, "context": 0.0, "other": 0.0}
    assert found == pytest.approx(known, abs=0.01)


@pytest.mark.parametrize(
    "groups", [{"x": ("d",)}, {"x": ("a",), "y": ("a", "b")}, {"x": ("a", "a")}]
)
def test_groups_must_be_disjoint_parts_of_the_inputs(toy, spec, groups):
    with pytest.raises(ValueError, match="groups must be disjoint parts of the inputs"):
        effects(toy, spec, groups)
