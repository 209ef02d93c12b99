"""Where the model of soft metagovernance must do the obvious, and in three places."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabgov.claims import places
from collabgov.engine import ensemble
from collabgov.engine.compiled import compiled, sweep
from collabgov.engine.randomness import for_draws
from collabgov.studies import soft_metagovernance as sm
from collabgov.studies.soft_metagovernance import MODEL, STUDY

# limits are reached, and runs made alike, also by values that cannot act there
pytestmark = pytest.mark.filterwarnings("ignore:.*it changes nothing here")

share = st.floats(0, 1)


def arguments(seed, **values):
    """Arguments with draws under every rule."""
    *lists, _, path, out = MODEL.arguments(seed, rule="random", **values)
    draws = MODEL.arguments(seed, **{**values, "rule": "random"})[-3]
    return (*lists, draws, path, out)


def commitment(seed=0, **values):
    return MODEL.run(seed, **values).path["commitment"].to_numpy().reshape(-1, 24)


@settings(deadline=None, max_examples=60)
@given(
    seed=st.integers(0, 99),
    rule=st.sampled_from(sm.RULES),
    view=st.fixed_dictionaries(
        {k: st.floats(-1, 1) for k in ("mean0", "goal", "public")}
    ),
    some=st.fixed_dictionaries(
        {k: share for k in ("stub", "bond", "fade", "pull", "envy", "react", "kept")}
    ),
    authority=share,
    budget=st.floats(0, 8),
)
def test_commitment_ties_and_contacts_stay_in_their_ranges(
    seed, rule, view, some, authority, budget
):
    given = {**view, **some, "authority": authority, "budget": budget}
    run = MODEL.run(seed, rule=rule, periods=12, **given)
    assert run.path["commitment"].between(-1, 1).all()
    assert run.path["tie"].between(0, 1).all()
    assert run.path["met"].isin([0, 1]).all()
    assert run.path.groupby("period")["met"].sum().max() <= int(budget)
    assert min(run["created"], run["lost"], run["possible"]) >= 0
    assert run["value"] <= run["possible"] + 1e-12


def test_without_contacts_and_orders_nothing_happens_anywhere_in_the_box():
    rows = places.box(STUDY)
    assert rows["none.net"].abs().max() < 0.01  # what is left of the approach
    assert rows["none.tie"].max() == 0


@pytest.mark.parametrize("rule", sm.RULES)
def test_without_contacts_all_rules_are_the_same_run(rule):
    nobody = {"budget": 0.0, "bond": 0.6, "envy": 0.15}
    assert np.array_equal(
        commitment(rule=rule, **nobody), commitment(rule="comfort", **nobody)
    )


@pytest.mark.parametrize("rule", sm.RULES)
def test_a_leader_whom_nobody_listens_to_changes_nothing(rule):
    deaf = commitment(rule=rule, pull=0.0, envy=0.0)
    assert np.array_equal(deaf, commitment(budget=0.0))


def test_half_of_all_resisting_an_order_is_as_good_as_no_order():
    assert np.allclose(commitment(authority=0.3, react=0.5), commitment(), atol=1e-15)


def test_an_order_moves_all_towards_the_goal_or_away_from_it():
    without = commitment(budget=0.0, goal=1.0)[-1]
    obeyed = commitment(budget=0.0, goal=1.0, authority=0.2, react=0.0)[-1]
    resisted = commitment(budget=0.0, goal=1.0, authority=0.2, react=1.0)[-1]
    assert (obeyed > without).all()
    assert (resisted < without).all()


def test_prices_change_the_account_and_nothing_else():
    dear = MODEL.run(price_time=0.3, price_auth=0.3, authority=0.1)
    cheap = MODEL.run(price_time=0.0, price_auth=0.0, authority=0.1)
    assert dear.path.equals(cheap.path)
    assert cheap["net"] == pytest.approx(cheap["value"])
    assert dear["net"] < cheap["net"]


def test_the_order_of_the_actors_is_indifferent():
    p, w, y0, stub, reach, seen, base, draws, path, out = arguments(
        3, map="true"
    )  # misread, some would tie
    turn = np.random.default_rng(0).permutation(24)
    back = np.argsort(turn).astype(float)
    turned, again = np.zeros_like(path), np.zeros_like(out)
    for rule in range(4):
        q = p._replace(rule=float(rule), envy=0.1)
        MODEL.compiled(q, w, y0, stub, reach, seen, base, draws, path, out)
        shuffled = draws.reshape(-1, 24)[:, turn].ravel()
        lists = (w[np.ix_(turn, turn)], y0[turn], stub[turn], reach[turn])
        seen2 = back[seen[turn].astype(int)]
        MODEL.compiled(q, *lists, seen2, base[turn], shuffled, turned, again)
        before = path.reshape(-1, 24)[:, turn]
        assert turned.reshape(-1, 24) == pytest.approx(before, abs=1e-12)
        assert again == pytest.approx(out, abs=1e-12)


def test_more_draws_than_are_used_change_nothing():
    few, many = commitment(seed=1, budget=2), commitment(seed=1, budget=2.9)
    assert np.array_equal(few, many)


def test_the_same_seed_gives_the_same_world_and_another_seed_another():
    assert np.array_equal(commitment(seed=5), commitment(seed=5))
    assert not np.array_equal(commitment(seed=5), commitment(seed=6))


def test_all_runs_of_a_point_have_the_same_network():
    rows = ensemble.at(MODEL, ensemble.sample(MODEL, 4), runs=["none", "tie", "auth"])
    assert (rows["tie.possible"] == rows["none.possible"]).all()
    assert (rows["auth.possible"] == rows["none.possible"]).all()


def test_value_by_period_is_that_of_a_shorter_run():
    given = {"seed": 2, "rule": "tie", "envy": 0.1}
    whole = MODEL.arguments(**given)
    MODEL.compiled(*whole)
    values = sm.value_by_period(*whole)
    for periods in (1, 7, 48):
        part = MODEL.run(**given, periods=periods)["value"]
        assert values[periods - 1] == pytest.approx(part, abs=1e-12)


# --- one text in three places


def points(n=20):
    """Random points of the box: all rules, all maps, leaders who stay and who leave."""
    rng = np.random.default_rng(7)
    for seed in range(n):
        values = {p.name: rng.uniform(p.low, p.high) for p in MODEL.parameters}
        values["rule"] = sm.RULES[seed % 4]
        values["map"] = ("seen", "true", "blind")[seed % 3]
        values["leave"] = (sm.NEVER, 24)[seed // 4 % 2]
        yield seed, values


def plain(seed, values):
    """Path and outputs by CPython, from lists."""
    p, *lists, path, out = MODEL.arguments(seed, **values)
    path, out = path.tolist(), out.tolist()
    MODEL.kernel(p, *(given.tolist() for given in lists), path, out)
    return path, out


def test_numba_gives_the_numbers_of_cpython():
    for seed, values in points():
        path, out = plain(seed, values)
        run = MODEL.run(seed, **values)
        columns = run.path[["commitment", "tie", "met"]].to_numpy().reshape(-1, 24, 3)
        assert columns.swapaxes(1, 2).ravel() == pytest.approx(path, abs=1e-12)
        assert list(run.outputs.values()) == pytest.approx(out, abs=1e-12)


def test_a_row_of_a_structured_array_gives_them_too():
    for seed, values in points():
        path, out = plain(seed, values)
        p, *lists, draws, again, _ = MODEL.arguments(seed, **values)
        rows = np.array([tuple(p)], dtype=[(name, float) for name in p._fields])
        total = np.zeros((1, 10))
        given = [part[None] for part in lists]
        loop = sweep(MODEL.kernel, None, 10, len(lists), True)
        loop(rows, *given, draws[None, None], again, np.zeros(10), total)
        assert again == pytest.approx(path, abs=1e-12)
        assert total[0] == pytest.approx(out, abs=1e-12)
        compiled(MODEL.kernel)(rows[0], *lists, draws, again, np.zeros(10))
        assert again == pytest.approx(path, abs=1e-12)


def test_an_ensemble_gives_the_mean_of_cpython():
    table = ensemble.sample(MODEL, 4)
    row = ensemble.at(MODEL, table, runs=["random"], histories=3, seed=2).loc[3]
    values = MODEL.point(MODEL.values(**table.loc[3]), "random")
    p, *lists, _, path, out = MODEL.arranged(values, 2, 3)
    outs = []
    for history in for_draws(2, 3).random((3, MODEL.draws(values))):
        MODEL.kernel(p, *(part.tolist() for part in lists), history.tolist(), path, out)
        outs.append(out.copy())
    names = [f"random.{name}" for name in MODEL.outputs]
    assert row[names].to_numpy() == pytest.approx(np.mean(outs, axis=0), abs=1e-12)


def test_an_ensemble_hangs_on_neither_chunks_nor_length(monkeypatch):
    def rows(points):
        return ensemble.run(MODEL, points, runs=["random", "tie_blind"])

    whole = rows(64)
    pd.testing.assert_frame_equal(rows(32), whole.head(32), check_exact=True)
    monkeypatch.setattr(ensemble, "CHUNK", 25)
    pd.testing.assert_frame_equal(rows(64), whole, check_exact=True)
