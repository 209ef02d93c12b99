from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from collabgov.engine import sensitivity
from collabgov.engine.parameters import Parameter
from collabgov.engine.sensitivity import Output

GROUPS = {"leader": ("a", "kind"), "context": ("b",)}
# variances of a, 2b, 3c and kind in twelfths: 1, 4, 9, 8
KNOWN = {"leader": 9 / 22, "context": 4 / 22, "other": 9 / 22}
SUM = Output("base", "sum", {"kind": (0, 1, 2)})


def effects(toy, groups=GROUPS, rows=None, base=1024, of=SUM, **more):
    return sensitivity.total_effects(toy, of, groups, rows, base=base, **more)


def test_total_effects_of_a_sum_are_its_shares_of_variance(toy):
    assert effects(toy) == pytest.approx(KNOWN, abs=0.01)


def test_single_inputs_are_groups_too(toy):
    found = effects(toy, {"type": ("kind",), "c": ("c",)})
    known = {"type": 8 / 22, "c": 9 / 22, "other": 5 / 22}
    assert found == pytest.approx(known, abs=0.01)


def test_the_order_of_inputs_in_a_group_is_indifferent(toy):
    turned = {"leader": ("kind", "a"), "context": ("b",)}
    assert effects(toy, turned) == effects(toy)


def test_chance_is_not_a_group(toy):
    """The same draws serve a base sample: noise adds to the variance alone."""
    loud = replace(toy, histories=1, runs={"base": {"steps": 1}})
    found = effects(loud, of=replace(SUM, output="noisy"))
    known = {group: share * 22 / 23 for group, share in KNOWN.items()}
    assert found == pytest.approx(known, abs=0.01)


def test_given_rows_groups_are_drawn_from_them_independently(toy):
    half = np.linspace(0, 1, 500)
    rows = pd.DataFrame({"a": half, "b": np.round(half), "c": 0.25})
    found = effects(toy, rows=rows)
    leader, context = 1 / 12 + 8 / 12, 1.0  # though a and b move together in the rows
    known = {"leader": leader, "context": context, "other": 0.0}
    known = {name: share / (leader + context) for name, share in known.items()}
    assert found == pytest.approx(known, abs=0.02)


def test_the_same_seed_gives_the_same_effects_and_another_seed_others(toy):
    assert effects(toy, seed=2) == effects(toy, seed=2)
    assert effects(toy, seed=2) != effects(toy, seed=3)


def test_the_ratio_sets_leader_against_context_once_a_repeat(toy):
    table = sensitivity.ratio(toy, SUM, GROUPS, repeats=2)
    assert list(table.columns) == ["leader", "context", "other", "ratio"]
    assert table["ratio"].to_numpy() == pytest.approx([9 / 4, 9 / 4], abs=0.05)
    assert table["ratio"].nunique() == 2


def test_the_ratio_is_that_of_the_first_group_to_the_second(toy):
    turned = {"context": ("b",), "leader": ("a", "kind")}
    table = sensitivity.ratio(toy, SUM, turned, repeats=1)
    assert table["ratio"].to_numpy() == pytest.approx([4 / 9], abs=0.02)


def test_the_run_that_is_named_is_the_one_that_is_varied(toy):
    runs = {"base": {"c": lambda v: v["a"]}}  # c follows a, and matters no more itself
    found = effects(toy.varied(runs), {"a": ("a",), "c": ("c",)})
    assert found["c"] == 0
    assert found["a"] == pytest.approx(16 / 28, abs=0.01)


def test_at_one_row_only_the_setting_is_left_to_vary(toy):
    row = pd.DataFrame({"a": [0.1], "b": [0.2], "c": [0.3]})
    found = effects(toy, rows=row)
    known = {"leader": 1.0, "context": 0.0, "other": 0.0}
    assert found == pytest.approx(known, abs=0.01)


@pytest.mark.parametrize(
    "groups", [{"x": ("d",)}, {"x": ("a",), "y": ("a", "b")}, {"x": ("a", "a")}]
)
def test_groups_must_be_disjoint_parts_of_the_inputs(toy, groups):
    with pytest.raises(ValueError, match="groups must be disjoint parts of the inputs"):
        effects(toy, groups)


def test_no_row_is_no_place_to_draw_from(toy):
    none = pd.DataFrame({"a": [], "b": [], "c": []})
    with pytest.raises(ValueError, match="rows must hold at least one point, got none"):
        effects(toy, rows=none)


def test_an_output_that_does_not_vary_has_no_shares(toy):
    still = toy.varied({"base": {"a": 0.1, "b": 0.2, "c": 0.3}})
    fixed = Output("base", "sum", {"kind": (1,)})
    found = effects(still, of=fixed)
    assert set(found) == {"leader", "context", "other"}
    assert np.isnan(list(found.values())).all()
    table = sensitivity.ratio(still, fixed, GROUPS, repeats=2, base=64)
    assert table["ratio"].isna().all()


@pytest.mark.parametrize("over", [{}, {"kind": (0, 1), "steps": (4, 5)}])
def test_one_setting_is_drawn_along(over):
    with pytest.raises(ValueError, match="over must hold one setting, got"):
        Output("base", "sum", over)


def test_what_counts_something_is_drawn_as_whole_numbers(toy):
    """Whole numbers 0 to 2 with 0 and 2 half as often: variance 1/2, not 1/3."""
    b = Parameter("b", low=0, high=2, default=1, domain=(0, 2), whole=True)
    counted = replace(toy, parameters=(toy.parameters[0], b, toy.parameters[2]))
    found = effects(counted)
    parts = {"leader": 9 / 12, "context": 4 / 2, "other": 9 / 12}
    known = {name: part / sum(parts.values()) for name, part in parts.items()}
    assert found == pytest.approx(known, abs=0.01)
