import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numba
import numpy as np
import pandas as pd
import pytest
from scipy.stats import qmc

from collabgov.engine import ensemble
from collabgov.engine.parameters import Parameter
from collabgov.engine.randomness import for_draws

same = pd.testing.assert_frame_equal


def counted(p, weights, draws, path, out):
    """Number of draws, and what was drawn once a point."""
    for t in range(len(path)):
        path[t] = 0.0
    out[0] = float(len(draws))
    out[1] = 0.0
    out[2] = weights[0]


@pytest.fixture
def rows(toy):
    return ensemble.run(toy, points=128, seed=3)


@pytest.fixture
def one_thread():
    before = numba.get_num_threads()
    numba.set_num_threads(1)
    yield
    numba.set_num_threads(before)


def test_points_are_the_scrambled_sobol_sequence_in_the_box(toy):
    table = ensemble.sample(toy, points=8, seed=5)
    expected = qmc.Sobol(3, scramble=True, seed=5).random(8)
    assert np.array_equal(table.to_numpy(), expected)
    assert list(table.columns) == ["a", "b", "c"]


def test_the_middle_box_is_the_middle_half_of_every_range(toy):
    full, middle = (ensemble.sample(toy, 64, box=box) for box in ("full", "middle"))
    assert middle.to_numpy() == pytest.approx(0.25 + full.to_numpy() / 2)


@pytest.mark.parametrize("box", ["full", "middle"])
def test_what_counts_something_is_sampled_as_whole_numbers(toy, box):
    b = Parameter("b", low=0, high=2, default=1, domain=(0, 2), whole=True)
    counted = replace(toy, parameters=(toy.parameters[0], b, toy.parameters[2]))
    rows = ensemble.run(counted, 64, box=box, runs=["base"])
    assert set(rows["b"]) == ({0, 1, 2} if box == "full" else {1})
    known = ensemble.sample(toy, 64, box=box)
    same(rows[["a", "c"]], known[["a", "c"]], check_exact=True)


@pytest.mark.parametrize("box", ["full", "middle"])
@pytest.mark.parametrize("cases", [{}, {"kind": (0, 1, 2)}])
def test_points_may_start_anywhere_in_the_sequence(toy, box, cases):
    model = replace(toy, cases=cases)
    whole = ensemble.sample(model, points=16, seed=5, box=box)
    for start, points in ((0, 8), (1, 3), (7, 9)):
        some = ensemble.sample(model, points, seed=5, box=box, start=start)
        same(some, whole.loc[start : start + points - 1], check_exact=True)


def test_the_table_holds_parameters_then_every_output_of_every_run(toy, rows):
    outputs = ("sum", "noisy", "weight", "doubled")
    expected = [f"{run}.{output}" for run in toy.runs for output in outputs]
    assert list(rows.columns) == ["a", "b", "c", *expected]
    total = rows["a"] + 2 * rows["b"] + 3 * rows["c"]
    assert rows["base.sum"].to_numpy() == pytest.approx(total.to_numpy())
    assert rows["up.doubled"].to_numpy() == pytest.approx(2 * (total + 0.1).to_numpy())


def test_histories_are_averaged_with_their_own_draws(toy, rows):
    draws = for_draws(3, 77).random((8, 4))
    noise = rows.loc[77, "base.noisy"] - rows.loc[77, "base.sum"]
    assert noise == pytest.approx(draws.mean())


def test_every_run_of_a_point_gets_the_same_draws_and_lists(rows):
    for output in ("noisy", "weight"):
        drawn = [
            rows[f"{run}.{output}"] - (rows[f"{run}.sum"] if output == "noisy" else 0)
            for run in ("base", "up", "other")
        ]
        assert drawn[0].nunique() == 128  # and every point others
        for other in drawn[1:]:
            assert other.to_numpy() == pytest.approx(drawn[0].to_numpy())


def test_the_number_of_threads_changes_nothing(toy, rows, one_thread):
    same(ensemble.run(toy, points=128, seed=3), rows, check_exact=True)


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_the_size_of_chunks_changes_nothing(toy, rows, monkeypatch, chunk):
    monkeypatch.setattr(ensemble, "CHUNK", chunk)
    same(ensemble.run(toy, points=128, seed=3), rows, check_exact=True)


def test_the_first_half_of_the_points_is_an_ensemble_of_half_the_size(toy, rows):
    same(ensemble.run(toy, points=64, seed=3), rows.head(64), check_exact=True)


def test_a_selection_of_runs_or_points_leaves_the_numbers(toy, rows):
    some = ensemble.run(toy, points=128, seed=3, runs=["up"])
    same(some, rows[list(some.columns)], check_exact=True)
    picked = rows.iloc[[90, 5]]
    again = ensemble.at(toy, picked[["a", "b", "c"]], seed=3)
    same(again, picked, check_exact=True)


def test_another_seed_gives_other_points_and_draws(toy, rows):
    other = ensemble.run(toy, points=128, seed=4)
    assert not (other["a"] == rows["a"]).any()
    assert not (other["base.weight"] == rows["base.weight"]).any()


def test_more_histories_can_be_asked_for(toy, rows):
    table = rows.loc[:3, ["a", "b", "c"]]
    more = ensemble.at(toy, table, seed=3, histories=4000)
    assert (more["base.noisy"] - more["base.sum"]).to_numpy() == pytest.approx(
        0.5, abs=4 * np.sqrt(1 / 12 / 4000 / 4)
    )


def test_other_draws_leave_the_lists(toy, rows):
    table = rows.loc[:3, ["a", "b", "c"]]
    other = ensemble.at(toy, table, seed=3, redraw=4, runs=["up"])
    assert other["up.weight"].tolist() == rows.loc[:3, "up.weight"].tolist()
    noise = other.loc[2, "up.noisy"] - other.loc[2, "up.sum"]
    assert noise == pytest.approx(for_draws(4, 2).random((8, 4)).mean())


def test_a_run_without_draws_has_one_history(toy):
    still = replace(toy, draws=lambda v: 0 if v["kind"] == 2 else 4, kernel=counted)
    found = ensemble.at(still, pd.DataFrame({"a": [0.5]}))
    assert found["base.sum"].tolist() == [4.0]  # draws a history
    assert found["other.sum"].tolist() == [0.0]
    assert found["other.weight"].tolist() == found["base.weight"].tolist()


def test_a_table_may_hold_settings_and_leave_parameters_out(toy):
    found = ensemble.at(toy, pd.DataFrame({"kind": [0, 1, 2]}), runs=["base"])
    assert found["base.sum"].tolist() == [3.0, 4.0, 5.0]


def test_no_points_give_an_empty_table(toy, rows):
    none = rows.loc[rows["a"] > 2, ["a", "b", "c"]]
    found = ensemble.at(toy, none)
    assert found.empty
    assert list(found.columns) == list(rows.columns)


def test_a_cluster_gives_the_same_numbers(toy, rows):
    class Client:
        def map(self, work, chunks):
            return [work(chunk) for chunk in chunks]

        def gather(self, futures):
            return futures

    same(ensemble.run(toy, 128, seed=3, client=Client()), rows, check_exact=True)


def test_a_bar_is_for_the_person_who_waits_not_for_a_thread(toy, monkeypatch):
    bars = []
    monkeypatch.setattr(ensemble, "tqdm", lambda done, **given: bars.append(1) or done)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(ensemble.run, toy, 4).result()
    assert not bars
    ensemble.run(toy, 4)
    assert bars == [1]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"points": 0}, "points must be at least 1, got 0"),
        ({"box": "small"}, "box must be 'full' or 'middle', got 'small'"),
        ({"runs": ["down"]}, r"unknown run \['down'\]; there are base, up, other"),
    ],
)
def test_a_wrong_ensemble_is_refused(toy, given, message):
    with pytest.raises(ValueError, match=message):
        ensemble.run(toy, **{"points": 4, **given})


def test_a_start_before_the_first_point_is_refused(toy):
    with pytest.raises(ValueError, match="start must be at least 0, got -1"):
        ensemble.sample(toy, 4, start=-1)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"d": [1.0]}, "unknown: d"),
        ({"a": [0.5, 2.5]}, r"a must lie in \[0, 2\], got 2.5"),
        ({"a": [0.5, np.nan]}, r"a must lie in \[0, 2\], got nan"),
        ({"kind": [0, 9, 1]}, "kind must be one of 0, 1, 2, got 9"),
        ({"steps": [4, 4.5]}, "steps must be a whole number, got 4.5"),
        ({"steps": [4, 5]}, "points must not differ in their number of steps"),
    ],
)
def test_wrong_points_are_refused(toy, table, message):
    with pytest.raises(ValueError, match=message):
        ensemble.at(toy, pd.DataFrame(table))


def test_no_history_is_refused(toy):
    with pytest.raises(ValueError, match="histories must be at least 1, got 0"):
        ensemble.at(toy, pd.DataFrame({"a": [0.5]}), histories=0)


def longer(p, weights, draws, path, out):
    """Writes one step more than it is given, where a is large."""
    for t in range(len(path) + (1 if p.a > 1.5 else 0)):
        path[t] = 0.0
    out[0] = 1.0 / p.b
    out[1] = 0.0
    out[2] = weights[0]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"a": [0.5, 1.75], "b": [1.0, 1.0]}, "longer reads or writes beyond the end"),
        (
            {"b": [1.0, 0.0], "a": [0.5, 0.5]},
            r"longer divides by zero at a 0\.5, b 0, ",
        ),
    ],
)
def test_a_kernel_that_goes_wrong_at_one_point_is_told(toy, table, said):
    wrong = replace(toy, kernel=longer, measures=None, measured=())
    with pytest.raises(ValueError, match=said):
        ensemble.at(wrong, pd.DataFrame(table), runs=["base"])
    wrong.run(a=0.5, b=1.0)
    with pytest.raises(ValueError, match=said):
        wrong.run(**{name: column[1] for name, column in table.items()})


def lost(p, weights, draws, path, out):
    """No number where b is 2."""
    for t in range(len(path)):
        path[t] = p.a
    out[0] = p.a
    out[1] = math.log(2.0 - p.b)
    out[2] = math.sqrt(2.0 - p.b) * out[1]


def test_an_output_that_is_no_number_is_refused_with_its_point(toy):
    wrong, rule = replace(toy, kernel=lost), "an output must be a finite number, got "
    with pytest.raises(ValueError, match=rule + r"noisy -inf, weight nan for .*b 2"):
        wrong.run(b=2)
    table = pd.DataFrame({"b": [1.0, 2.0, 2.0]}, index=[7, 8, 9])
    told = r"base\.noisy -inf, base\.weight nan for point 8 \(2 of 3 have such\): b 2"
    with pytest.raises(ValueError, match=rule + told):
        ensemble.at(wrong, table, runs=["base"])


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (
            lambda toy: ensemble.run(toy, 10**9),
            r"1000000000 points must need at most 4 ",
        ),
        (
            lambda toy: ensemble.at(toy, pd.DataFrame({"a": [0.5]}), histories=10**9),
            r"at most 4 GiB, got 29\.8 GiB \(draws 29\.8\)",
        ),
    ],
)
def test_what_would_not_go_into_memory_is_refused_with_what_it_would_need(
    toy, ask, said
):
    with pytest.raises(ValueError, match=said):
        ask(toy)


def test_a_table_of_more_outputs_than_memory_holds_is_refused(toy, monkeypatch):
    monkeypatch.setattr("collabgov.engine.refused.MOST", 1e-6)
    rule = r"2 points and 100 runs must need at most 1e-06 GiB, got 0\.0"
    many = toy.varied({f"r{k}": {} for k in range(100)})
    with pytest.raises(ValueError, match=rule):
        ensemble.at(many, pd.DataFrame({"a": [0.5, 0.6]}))


def test_points_of_other_numbers_of_actors_are_refused(toy):
    pair = replace(toy, actors=lambda v: 1 + v["kind"])
    with pytest.raises(ValueError, match="must not differ in their number of actors"):
        ensemble.at(pair, pd.DataFrame({"kind": [0, 1]}), runs=["base"])


GROWTH = """
import resource
from collabgov.engine import ensemble
from collabgov.studies.leading_small_groups import MODEL
for points in (2048, 16384):
    ensemble.run(MODEL, points, runs=["none", "s"])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
# a process starts with the peak of the one that forked it: put a small one in between
BETWEEN = "import subprocess, sys; subprocess.run(sys.argv[1:], check=True)"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no getrusage on Windows")
def test_memory_hardly_grows_with_the_number_of_points():
    command = [sys.executable, "-c", BETWEEN, sys.executable, "-c", GROWTH]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    few, many = map(int, done.stdout.split())
    print(f"peak memory: {few} at 2,048 points, {many} at 16,384")
    assert many <= 1.2 * few
