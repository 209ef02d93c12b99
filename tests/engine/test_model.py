from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from collabgov.engine import ensemble
from collabgov.engine.run import Run, tabled
from collabgov.studies import BOOK, load


def test_a_run_returns_outputs_measures_and_path(toy):
    run = toy.run(a=0.5, b=0.25, c=0.0, steps=3)
    assert run["sum"] == 1.0
    assert run["doubled"] == 2.0
    assert list(run.path.columns) == ["step", "sum", "draw"]
    assert run.path["step"].tolist() == [0, 1, 2]
    assert run["noisy"] == pytest.approx(1.0 + run.path["draw"].mean())


def test_a_step_may_have_a_row_for_each_of_several_actors(toy):
    pair = replace(toy, actors=lambda v: 2)
    run = pair.run(a=0.5, b=0.25, c=0.0, steps=3)
    assert list(run.path.columns) == ["step", "actor", "sum", "draw"]
    assert run.path["step"].tolist() == [0, 0, 1, 1, 2, 2]
    assert run.path["actor"].tolist() == [0, 1] * 3
    assert len(pair.arguments(steps=3)[-2]) == 12


def test_a_path_of_several_actors_holds_each_column_for_all_of_them():
    flat = np.array([1, 2, 10, 20, 3, 4, 30, 40])
    table = tabled(flat, ("step", "view", "tie"), "actor", 2)
    assert table["view"].tolist() == [1, 2, 3, 4]
    assert table["tie"].tolist() == [10, 20, 30, 40]


def test_defaults_serve_what_is_not_given(toy):
    assert toy.run()["sum"] == pytest.approx(0.5 + 1.0 + 1.5)


def test_the_same_seed_gives_the_same_path_and_another_seed_another(toy):
    pd.testing.assert_frame_equal(toy.run(seed=4).path, toy.run(seed=4).path)
    assert not toy.run(seed=4).path.equals(toy.run(seed=5).path)


def test_a_run_is_the_first_history_of_point_0_of_an_ensemble(toy):
    row = ensemble.at(toy, pd.DataFrame({"a": [0.3]}), seed=9, histories=1).iloc[0]
    run = toy.run(seed=9, a=0.3)
    assert {f"base.{name}": value for name, value in run.outputs.items()} == dict(
        row[[f"base.{name}" for name in run.outputs]]
    )


def test_the_plain_kernel_takes_the_same_arguments(toy):
    *given, path, out = toy.arguments(seed=2, c=1.0)
    toy.kernel(*given, path, out)
    assert out.tolist() == [*toy.run(seed=2, c=1.0).outputs.values()][:3]


def test_an_unknown_name_is_refused_with_the_names(toy):
    with pytest.raises(ValueError, match="unknown: d, e; there are a, b, c, kind"):
        toy.run(e=1, d=2)


def test_a_value_outside_its_domain_is_refused_with_the_domain(toy):
    with pytest.raises(ValueError, match=r"a must lie in \[0, 2\], got 2.5"):
        toy.run(a=2.5)
    with pytest.raises(ValueError, match="kind must be one of 0, 1, 2, got 3"):
        toy.arguments(kind=3)


def test_an_unknown_output_is_refused_with_the_names(toy):
    with pytest.raises(KeyError, match="no output 'mean'; there are sum, noisy"):
        toy.run()["mean"]


def test_two_items_of_one_name_are_refused(toy):
    with pytest.raises(ValueError, match="two parameters or settings share a name"):
        replace(toy, parameters=(*toy.parameters, toy.parameters[0]))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"d": 1}, "unknown: d"),
        ({"d": lambda v: 1}, "unknown: d"),
        ({"kind": 7}, "kind must be one of"),
    ],
)
def test_a_run_that_changes_what_there_is_not_is_refused(toy, changes, message):
    with pytest.raises(ValueError, match=message):
        toy.varied({"odd": changes})


def test_a_change_is_a_value_or_a_function_of_the_point(toy):
    values = toy.values(a=0.4)
    assert toy.point(values, "up")["a"] == pytest.approx(0.5)
    assert toy.point(values, "other")["kind"] == 2
    assert values == toy.values(a=0.4)  # the point itself stays


def test_other_runs_share_the_compiled_kernel(toy):
    assert toy.varied({"_": {}}).compiled is toy.compiled


def test_the_table_tells_every_parameter(toy):
    table = toy.table()
    assert table["name"].tolist() == list(toy.names) == ["a", "b", "c"]
    columns = "name low high default domain unit meaning ask ground"
    assert list(table.columns) == columns.split()
    assert np.all(table["low"] < table["default"])


def test_a_model_is_told_in_one_line():
    for slug in BOOK:
        assert len(repr(load(slug).model)) < 120


def test_the_line_counts_what_a_model_has(toy):
    assert repr(toy) == "<Model toy_run: 3 parameters, 2 settings, 3 runs>"


def test_a_notebook_shows_the_parameters_of_a_model_whole(toy):
    long = "how much <of it> there is, " * 9
    first = replace(toy.parameters[0], meaning=long)
    shown = replace(toy, parameters=(first, *toy.parameters[1:]))._repr_html_()
    assert "Model toy_run: 3 parameters" in shown
    assert shown.count("<tr") == 4  # the heads, and a row a parameter
    assert long.replace("<", "&lt;").replace(">", "&gt;").strip() in shown


def test_a_run_is_told_in_one_line(toy):
    assert repr(toy.run(a=0.5, b=0.25, c=0.0, steps=3)).startswith("<Run: sum 1, noisy")
    assert repr(toy.run(steps=3)).endswith("doubled 6; path of 3 rows>")
    for slug in BOOK:
        assert len(repr(load(slug).model.run())) < 120


def test_a_run_of_many_outputs_names_the_first():
    outputs = {name: 1 / 3 for name in "abcdef"}
    told = repr(Run(outputs, pd.DataFrame({"t": [0, 1]})))
    first = "a 0.3333, b 0.3333, c 0.3333, d 0.3333, and 2 more"
    assert told == f"<Run: {first}; path of 2 rows>"


@pytest.mark.parametrize("steps", [2.5, True, np.nan, np.inf])
def test_a_count_that_is_none_is_refused(toy, steps):
    with pytest.raises(ValueError, match="steps must "):
        toy.run(steps=steps)
    with pytest.raises(ValueError, match="steps must "):
        toy.varied({"odd": {"steps": steps}})


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("cross_sector_synergy", "quarters"),
        ("soft_metagovernance", "periods"),
        ("soft_metagovernance", "n"),
        ("leading_small_groups", "quarters"),
        ("leading_small_groups", "n"),
        ("leading_small_groups", "forced"),
    ],
)
def test_what_a_study_counts_is_whole(slug, name):
    model = load(slug).model
    assert model.run(**{name: 12.0}).outputs == model.run(**{name: 12}).outputs
    for value in (10.7, -0.5, 12 + 1e-9, np.inf, True):
        with pytest.raises(ValueError, match=f"{name} must "):
            model.run(**{name: value})


def test_a_departure_may_be_at_random_or_at_a_whole_quarter():
    model = load("leading_small_groups").model
    assert model.values(forced=-1)["forced"] == -1
    with pytest.raises(ValueError, match=r"forced must be a whole number, got 0\.5"):
        model.run(forced=0.5)
    with pytest.raises(ValueError, match=r"forced must lie in \[-1, inf\], got -2"):
        model.run(forced=-2)


def test_a_run_that_no_memory_holds_is_refused_with_what_it_would_need():
    model = load("soft_metagovernance").model
    told = r"a run must need at most 4 GiB, got 59\.6 GiB \(path 22\.4, draws 37\.3\)"
    for ask in (model.run, model.arguments):
        with pytest.raises(ValueError, match=told):
            ask(n=1000, periods=1e6)
