"""Where the model of leading small groups must do the obvious, and in three places."""

import numba
import numpy as np
import pandas as pd
import pytest
from group_points import points
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from collabgov.engine import ensemble
from collabgov.engine.compiled import compiled, sweep
from collabgov.engine.randomness import for_draws
from collabgov.studies import leading_small_groups as lg
from collabgov.studies.leading_small_groups import MODEL, NEVER

# limits are reached, and runs made alike, also by values that cannot act there
pytestmark = pytest.mark.filterwarnings("ignore:.*it changes nothing here")

EQUAL = {"spread": 0, "tenure": NEVER, "coord": 0}
share = st.floats(0, 1)


def effort(**values):
    """Mean effort quarter by quarter."""
    return MODEL.run(**values).path["effort"].to_numpy()


@settings(deadline=None)
@given(
    seed=st.integers(0, 99),
    kind=st.sampled_from((*lg.TYPES, "none")),
    rules=st.sampled_from(("none", "add", "replace")),
    level=st.fixed_dictionaries(
        {k: st.floats(0, 9) for k in ("gain", "auth_s", "rule")}
    ),
    some=st.fixed_dictionaries(
        {k: share for k in ("selfish", "recip", "store", "paper")}
    ),
)
def test_effort_and_trust_stay_between_none_and_all(seed, kind, rules, level, some):
    run = MODEL.run(seed, type=kind, rules=rules, **level, **some)
    assert run.path[["effort", "trust"]].stack().between(0, 1).all()
    assert run.path["chair"].isin([0, 1]).all()
    assert run["effort"] == pytest.approx(run.path["effort"].mean())
    assert run["chaired"] == run.path["chair"].mean()


@settings(deadline=None, max_examples=50)
@given(
    values=st.fixed_dictionaries(
        {k: share for k in ("selfish", "recip", "fit", "autonomy", "resist")}
        | {k: st.floats(0, 2) for k in ("gain", "authority")}
    )
)
def test_kernel_and_closed_form_agree_all_over_the_domain(values):
    spite = values["resist"] * values["authority"] / (1 + values["authority"])
    own = (1 - values["selfish"]) * values["gain"] * (1 - values["autonomy"])
    pull = values["authority"] * values["fit"]
    slack = 1 + pull - own * (1 - spite) * values["recip"]
    assume(abs(slack) > 0.03)  # nearer to 0 it takes longer to come to rest
    known = lg.steady_effort(**values)
    assert effort(**EQUAL, **values, quarters=5000)[-1] == pytest.approx(
        known, abs=1e-9
    )


@given(values=st.fixed_dictionaries({"authority": st.floats(0, 9), "coord": share}))
@settings(deadline=None)
def test_without_a_chair_authority_and_coordination_do_nothing(values):
    empty = {"forced": 0, "gap": NEVER, "fit": 0.5}
    assert np.array_equal(effort(**empty, **values), effort(**empty, authority=1))


def test_without_rules_their_strength_and_reach_do_nothing():
    other = {"legal": 1, "rule": 0.8, "paper": 0, "rigid": 0.6}
    assert np.array_equal(effort(**other), effort())
    assert not np.array_equal(effort(rules="add", **other), effort(rules="add"))


def test_no_group_is_a_group_that_brings_and_costs_nothing():
    nothing = {"authority": 0, "coord": 0, "fit": 0, "autonomy": 0}
    for kind in lg.TYPES:
        assert np.array_equal(effort(type="none"), effort(type=kind, **nothing))


def test_without_trust_its_stock_does_nothing_to_effort():
    assert np.array_equal(effort(half=0.3, slow=2), effort(half=1, slow=20))
    stores = {"half": 0.3, "slow": 2, "store": 1}
    assert not np.array_equal(effort(**stores), effort(**{**stores, "half": 1}))


def test_rules_that_replace_do_nothing_while_a_full_chair_is_there():
    stays = {"tenure": NEVER, "rigid": 0, "legal": 1}
    assert np.array_equal(effort(**stays, rules="replace"), effort(**stays))
    assert (effort(**stays, rules="add") > effort(**stays)).all()


def test_rules_that_replace_keep_a_departed_chairs_pull_and_no_more():
    """The strongest rules, not on paper and not rigid: nothing changes when they take over."""
    rules = {"rules": "replace", "legal": 1, "rule": 9, "paper": 0, "rigid": 0}
    leaves, stays = {"forced": 40, "gap": NEVER}, {"tenure": NEVER}
    assert effort(**rules, **leaves, resist=0) == pytest.approx(
        effort(**stays, resist=0), abs=1e-12
    )


def test_the_order_of_the_cities_is_indifferent():
    p, draws, path, out = MODEL.arguments(seed=1, spread=0.2)
    turned = np.zeros_like(path)
    MODEL.compiled(p, draws, path, out)
    MODEL.compiled(p._replace(spread=-p.spread), draws, turned, out)
    assert turned == pytest.approx(path, abs=1e-12)


def test_a_forced_chair_leaves_in_that_quarter():
    chair = MODEL.run(forced=33, gap=NEVER).path["chair"]
    assert chair.tolist() == [1] * 33 + [0] * 47


def test_the_issue_matters_through_fit_alone():
    assert not np.array_equal(effort(issue=0), effort(issue=2))
    assert np.array_equal(effort(issue=0, fit=0.5), effort(issue=2, fit=0.5))


def test_the_last_issue_reaches_to_the_end_of_its_range():
    assert np.array_equal(effort(issue=2), effort(issue=3))


def test_the_same_seed_gives_the_same_path_and_another_seed_another():
    assert np.array_equal(effort(seed=5), effort(seed=5))
    assert not np.array_equal(effort(seed=5), effort(seed=6))


# --- one text in three places


def plain(seed, values):
    """Path and outputs by CPython."""
    p, draws, path, out = MODEL.arguments(seed, **values)
    path, out, extra = path.tolist(), out.tolist(), [0.0, 0.0]
    MODEL.kernel(p, draws.tolist(), path, out)
    MODEL.measures(path, extra)
    return path, [*out, *extra]


def test_numba_gives_the_numbers_of_cpython():
    for seed, values in points(20, seed=7):
        path, out = plain(seed, values)
        run = MODEL.run(seed, **values)
        columns = run.path[["effort", "trust", "chair"]].to_numpy().ravel()
        assert columns == pytest.approx(path, abs=1e-12)
        assert list(run.outputs.values()) == pytest.approx(out, abs=1e-12)


def test_a_row_of_a_structured_array_gives_them_too():
    for seed, values in points(20, seed=7):
        path, out = plain(seed, values)
        p, draws, again, _ = MODEL.arguments(seed, **values)
        rows = np.array([tuple(p)], dtype=[(name, float) for name in p._fields])
        total = np.zeros((1, 8))
        loop = sweep(MODEL.kernel, MODEL.measures, 6, 0, True)
        loop(rows, draws[None, None], again, np.zeros(8), total)
        assert again == pytest.approx(path, abs=1e-12)
        assert total[0] == pytest.approx(out, abs=1e-12)
        compiled(MODEL.kernel)(rows[0], draws, again, np.zeros(6))
        assert again == pytest.approx(path, abs=1e-12)


def test_an_ensemble_gives_the_mean_of_cpython():
    table = ensemble.sample(MODEL, 4)
    row = ensemble.at(MODEL, table, runs=["sLr"], histories=3, seed=2).loc[3]
    values = MODEL.point(MODEL.values(**table.loc[3]), "sLr")
    draws = for_draws(2, 3).random((3, 160))
    outs = []
    for history in draws:
        path, out, extra = [0.0] * 240, [0.0] * 6, [0.0] * 2
        MODEL.kernel(MODEL.record(values), history.tolist(), path, out)
        MODEL.measures(path, extra)
        outs.append([*out, *extra])
    names = [f"sLr.{name}" for name in (*MODEL.outputs, *MODEL.measured)]
    assert row[names].to_numpy() == pytest.approx(np.mean(outs, axis=0), abs=1e-12)


def test_an_ensemble_hangs_on_neither_threads_nor_chunks_nor_length(monkeypatch):
    def rows(points):
        return ensemble.run(MODEL, points, runs=["s", "wLa", "dep"])

    whole, threads = rows(128), numba.get_num_threads()
    pd.testing.assert_frame_equal(rows(64), whole.head(64), check_exact=True)
    monkeypatch.setattr(ensemble, "CHUNK", 50)
    numba.set_num_threads(1)
    try:
        pd.testing.assert_frame_equal(rows(128), whole, check_exact=True)
    finally:
        numba.set_num_threads(threads)
