"""The model of relational leadership against closed forms and examples by hand."""

from math import inf, log, nan, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from one_text import both
from scipy.optimize import brentq

from collabgov.claims import places
from collabgov.engine import ensemble
from collabgov.engine.compiled import compiled
from collabgov.studies import relational_leadership as rl
from collabgov.studies.relational_leadership import MODEL, NEVER, OLD_WIRING, STUDY

# limits are reached, and runs made alike, also by values that cannot act there
pytestmark = pytest.mark.filterwarnings("ignore:.*it changes nothing here")

# no learning, trust that follows quickly, conditions met in full
BARE = {"learn_skill": 0, "slow": 0.05, "resources": 1, "sigma": 0, "alpha": 0}
LEADER = {"gain": 1, "lapse": 1, "half": 0.55, "trickle": 0.02}
share = st.floats(0, 1)


def rest(years=1500, **values):
    """Interaction after a very long time."""
    return MODEL.run(**{"years": years, **values})["x"]


def threshold(low, high, **values):
    """Effort at which a stuck mechanism starts, by bisection over the kernel."""
    while high - low > 1e-7:
        middle = (low + high) / 2
        stuck = rest(**{"s0": 0.0, "x0": 0, **values, "effort": middle}) < 0.5
        low, high = (middle, high) if stuck else (low, middle)
    return high


# --- folds


@pytest.mark.parametrize(
    ("big", "known"),
    [
        (0.6, (0.408447, 0.102092, 0.787553, 0.089724)),
        (0.5, (0.295598, 0.067442, 1.0, 0.0)),
    ],
)
def test_folds_are_the_known_ones(big, known):
    out = [0.0] * 4
    assert rl.rl_fold(big, out) == pytest.approx(known[1], abs=5e-7)
    assert out == pytest.approx(known, abs=5e-7)


@given(big=st.floats(0.02, 0.649))
def test_at_a_fold_curve_and_slope_vanish(big):
    out = [0.0] * 4
    rl.rl_fold(big, out)
    for x, a in (out[:2], out[2:]):
        assert a - big * x + x * x / (1 + x * x) == pytest.approx(0, abs=1e-12)
        assert 2 * x / (1 + x * x) ** 2 == pytest.approx(big, abs=1e-9)
    assert out[0] < 1 / sqrt(3) < out[2]


def test_the_folds_meet_in_the_cusp():
    out = [0.0] * 4
    rl.rl_fold(rl.CUSP - 1e-12, out)
    assert pytest.approx(0.649519, abs=5e-7) == rl.CUSP
    assert out == pytest.approx([1 / sqrt(3), 1 / 8] * 2, abs=1e-5)


def test_the_kernel_jumps_at_the_fold():
    """gain 1, lapse 1, half .6: a = trickle / gain, without any leader."""
    values = {**BARE, "gain": 1, "lapse": 1, "half": 0.6, "effort": 0}
    for x0, low, high, known in (
        (0, 0.1, 0.105, 0.102092),
        (2, 0.085, 0.095, 0.089724),
    ):
        while high - low > 1e-7:
            middle = (low + high) / 2
            runs = rest(**values, s0=x0 / 2, x0=x0, trickle=middle) > 0.35
            low, high = (low, middle) if runs else (middle, high)
        assert high == pytest.approx(known, abs=1e-5)


def test_the_leaders_fold_is_the_known_one():
    w = rl.fold_push(**LEADER)
    assert w == pytest.approx(0.0720028, abs=5e-8)
    found = threshold(0.05, 0.1, **BARE, **LEADER, trust_skill=1)
    assert found == pytest.approx(w, abs=1e-5)


def test_beyond_the_cusp_and_with_a_trickle_that_suffices_there_is_no_fold():
    assert pytest.approx(0.153220, abs=5e-7) == 1 - 0.55 / rl.CUSP
    assert np.isnan(rl.fold_push(1, 1, 0.7, 0.02))
    assert np.isnan(rl.fold_push(1, 1, 0.55, 0.2))


@pytest.mark.parametrize(
    ("s0", "sigma", "means", "known"),
    [
        (0.16, 0.5, 0.8, 0.250010),
        (0.16, 1.0, 0.8, 0.625024),
        (0.04, 0.5, 0.8, 0.500019),
        (0.36, 0.25, 0.5, 0.206567),
    ],
)
def test_effort_needed_is_the_known_one_in_closed_form_and_kernel(
    s0, sigma, means, known
):
    w = rl.fold_push(**LEADER)
    needed = rl.effort_needed(w, 0.9, s0, sigma, means)
    assert needed == pytest.approx(known, abs=1e-6)
    values = {
        **BARE,
        **LEADER,
        "s0": s0,
        "sigma": sigma,
        "resources": means,
        "subst": 0,
    }
    found = threshold(known - 0.01, known + 0.01, **values, trust_skill=0.9)
    assert found == pytest.approx(known, abs=8e-5)


def test_on_logarithms_effort_needed_falls_with_contacts_along_a_line():
    s0 = np.array([0.01, 0.04, 0.16, 0.64])
    for sigma in (0, 0.5, 1):
        needed = [rl.effort_needed(0.07, 0.9, s, sigma, 0.8) for s in s0]
        slope = np.polyfit(np.log(s0), np.log(needed), 1)[0]
        assert slope == pytest.approx(-sigma, abs=1e-12)


def test_mission_needed_while_the_trickle_is_held():
    w, cond = rl.fold_push(**LEADER), sqrt(0.36) * 0.9
    known = (w / (0.5 * 0.4 * cond) - (1 - 0.8)) / 0.8
    assert known == pytest.approx(0.583365, abs=5e-6)
    values = {**BARE, **LEADER, "s0": 0.36, "sigma": 0.5, "resources": 0.9, "subst": 0}
    # the effort that this much mission leaves, as the trickle must not move with it
    effort = threshold(0.2, 0.4, **values, trust_skill=0.5, x0=0)
    assert (effort / 0.4 - 0.2) / 0.8 == pytest.approx(known, abs=2e-4)


@settings(deadline=None, max_examples=30)
@given(
    some=st.fixed_dictionaries(
        {k: share for k in ("alpha", "chain", "order", "s0", "effort", "kept", "subst")}
        | {k: share for k in ("mission", "trust_skill", "learn_skill", "resources")}
    )
)
def test_where_the_phase_lines_cross_zero_the_kernel_rests(some):
    for line, effort in ((rl.rl_led, 1), (rl.rl_left, some["kept"])):
        pairs = np.zeros(202)
        p = MODEL.arguments(**some)[0]
        line(p, pairs)
        state, change = pairs.reshape(-1, 2).T
        assert state == pytest.approx(np.linspace(0, 2, 101))
        end = MODEL.run(**{**some, "effort": some["effort"] * effort}, years=3000)["x"]
        if end < 2:
            assert np.interp(end, state, change) == pytest.approx(0, abs=2e-3)


# --- learning, and trust that is not kept


def test_knowledge_rests_where_learning_and_forgetting_meet():
    values = {"gain": 1, "lapse": 1, "half": 0.5, "trickle": 0.05, "trust_skill": 0.6}
    values |= {"learn_skill": 0.8, "effort": 0.9, "sigma": 0, "resources": 1}
    run = MODEL.run(**values, forget=0.2, alpha=0, years=2000)
    h = run["x"] ** 2 / (0.25 + run["x"] ** 2)
    speed = 0.8 * 0.9 * h
    assert run["k"] == pytest.approx(speed / (speed + 0.4), abs=1e-12)
    assert (run["k"], run["x"]) == pytest.approx((0.616566, 1.447032), abs=5e-7)
    assert 0.05 + run["trust"] == pytest.approx(
        (1 - run["k"] / 2) * run["x"], abs=1e-12
    )


UNKEPT = {"store": 0, "learn_skill": 0, "trickle": 0.05, "gain": 1.2, "lapse": 0.9}
UNKEPT |= {"s0": 0.2, "sigma": 0.5, "resources": 0.7, "subst": 0.3}
UNKEPT |= {"trust_skill": 0.5, "effort": 0.8, "alpha": 0}


def test_trust_that_is_made_anew_has_one_resting_point():
    run = MODEL.run(**UNKEPT, years=500)
    trust = 1 - 0.8 * (1 - 0.5 * 0.8 * sqrt(0.2) * 0.79)
    assert run["trust"] == pytest.approx(trust, abs=1e-12)
    assert run["x"] == pytest.approx((0.05 + 1.2 * trust) / 0.9, abs=1e-12)
    assert (trust, run["x"]) == pytest.approx((0.313056, 0.472963), abs=5e-7)


def test_without_kept_trust_her_effect_halves_as_interaction_lapses():
    long = {**UNKEPT, "years": 60}
    stays, empty = rest(**long), rest(**{**long, "effort": 0})
    x = MODEL.run(**long, stop=40, kept=0).path["x"].to_numpy()
    after = (x[800:] - empty) / (stays - empty)
    half = np.flatnonzero(after < 0.5)[0] + 1
    assert half * 0.05 == pytest.approx(log(2) / 0.9, abs=0.05)
    assert log(0.5) / log(1 - 0.05 * 0.9) * 0.05 == pytest.approx(0.7527, abs=5e-5)


# --- a leader who only gives orders


def test_orders_rest_where_a_leader_of_trust_would_start():
    """An order does to interaction what trust would, and leaves trust alone."""
    values = {**UNKEPT, "years": 500}
    assert rest(**values, order=1) == pytest.approx(rest(**values), abs=1e-12)
    kept = {**values, "store": 1, "half": 1e6}  # interaction sustains no trust
    assert MODEL.run(**kept, order=1)["trust"] == pytest.approx(0, abs=1e-6)
    assert MODEL.run(**kept, order=0)["trust"] > 0.1


# --- limits and invariants


@settings(deadline=None)
@given(
    some=st.fixed_dictionaries(
        {k: share for k in ("mission", "alpha", "chain", "order", "s0", "effort")}
        | {k: share for k in ("kept", "subst", "trust_skill", "learn_skill", "x0")}
        | {"sigma": st.floats(0, 3), "stop": st.sampled_from((0.0, 5.0, NEVER))}
    )
)
def test_trust_and_knowledge_stay_between_none_and_all(some):
    run = MODEL.run(**some)
    assert run.path[["trust", "k"]].stack().between(0, 1).all()
    assert (run.path["x"] >= 0).all()
    gross = run["value"] - run["bypass"] + MODEL.values()["overhead"]
    assert gross <= run.path["x"].max() + 0.3


def test_net_value_is_the_mean_of_what_is_paid_and_brought():
    run = MODEL.run(price=0.3, direct=0.2, overhead=0.1, alpha=0, sigma=0, resources=1)
    x = np.concatenate([[MODEL.values()["x0"]], run.path["x"][:-1]])
    assert run["bypass"] == pytest.approx(0.2 * 0.6)
    assert run["value"] == pytest.approx(x.mean() - 0.1 + 0.2 * 0.6 - 0.3 * 0.6)


def test_the_path_tells_years():
    path = MODEL.run(years=7, stop=5, kept=0).path
    assert list(path.columns) == ["year", "x", "trust", "k"]
    assert path["year"].tolist() == pytest.approx(np.arange(140) / 20)
    never = MODEL.run(years=7).path
    gone = path["trust"] != never["trust"]
    assert path["year"][gone].min() == 5


def test_no_effort_no_skill_or_no_contacts_is_no_leader():
    same = {"alpha": 0, "sigma": 0.5}
    alone = MODEL.run(**same, effort=0).path
    for nothing in ({"trust_skill": 0, "learn_skill": 0}, {"resources": 0, "subst": 0}):
        pd.testing.assert_frame_equal(MODEL.run(**same, **nothing).path, alone)
    bare = {**same, "s0": 0}
    pd.testing.assert_frame_equal(
        MODEL.run(**bare).path, MODEL.run(**bare, effort=0).path
    )


def test_a_leader_who_does_not_hang_on_mission_does_not_need_it():
    held = {"trickle": 0}
    for alpha, equal in ((0, True), (0.5, False)):
        runs = [MODEL.run(alpha=alpha, mission=m, **held)["x"] for m in (0, 1)]
        assert (runs[0] == runs[1]) is equal


def test_what_rules_keep_in_full_is_a_leader_who_stays():
    pd.testing.assert_frame_equal(MODEL.run(stop=5, kept=1).path, MODEL.run().path)


def test_in_the_old_wiring_contacts_matter_at_the_start_alone():
    """Actions work unconditionally; resources carry the mechanism."""
    old = {**OLD_WIRING, "gain": 1.5, "resources": 0.8, "subst": 0.5}
    means = 0.8 + 0.5 * 0.2
    bare = {**OLD_WIRING, "gain": 1.5 * means, "resources": 1}
    assert rest(**old, years=20) == pytest.approx(rest(**bare, years=20), abs=1e-12)


@pytest.mark.parametrize("name", ["mission", "s0", "x0", "effort", "gain", "resources"])
def test_more_of_any_part_never_lowers_interaction(name):
    low = {"mission": 0.3, "s0": 0.1, "x0": 0.05, "effort": 0.3, "gain": 1}
    low |= {"resources": 0.5}
    high = {
        "mission": 1,
        "s0": 0.5,
        "x0": 0.3,
        "effort": 1,
        "gain": 1.6,
        "resources": 1,
    }
    paths = [MODEL.run(**{name: end[name]}).path["x"] for end in (low, high)]
    assert (paths[1] >= paths[0]).all() and (paths[1] > paths[0]).any()


# --- one text in three places


def test_numba_and_a_row_of_an_array_give_the_numbers_of_cpython():
    rng = np.random.default_rng(7)
    for n in range(20):
        values = {p.name: rng.uniform(p.low, p.high) for p in MODEL.parameters}
        values |= {"chain": n % 3 / 2, "store": n % 2, "order": n % 4 / 3}
        values |= {"mission": n % 5 / 4, "stop": (2.5, NEVER)[n % 2]}
        p, (path, out), (plain, ends) = both(MODEL, **values)
        assert path == pytest.approx(plain, abs=1e-12)
        assert out == pytest.approx(ends, abs=1e-12)
        row = np.array([tuple(p)], dtype=[(name, float) for name in p._fields])[0]
        again, last = np.zeros_like(path), np.zeros_like(out)
        MODEL.compiled(row, again, last)
        assert np.array_equal(again, path) and np.array_equal(last, out)


def test_folds_are_the_same_compiled():
    out, plain = np.zeros(4), [0.0] * 4
    compiled(rl.rl_fold)(0.4, out)
    rl.rl_fold(0.4, plain)
    assert out.tolist() == plain


# --- refusals and tables


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"salpha": 0.5}, "unknown: salpha; there are alpha, chain"),
        ({"alpha": 1.2}, r"alpha must lie in \[0, 1\], got 1.2"),
        ({"half": 0}, r"half must lie in \[1e-09, inf\], got 0"),
        ({"store": 0.5}, "store must be one of 0, 1, got 0.5"),
        ({"years": 0}, r"years must lie in \[0.05, 10000\], got 0"),
        ({"mission": nan}, r"mission must lie in \[0, 1\], got nan"),
    ],
)
def test_what_the_equations_cannot_take_is_refused(values, message):
    with pytest.raises(ValueError, match=message):
        MODEL.run(**values)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rl.fold_push(0, 1, 1, 0), "gain must be above 0, got 0"),
        (lambda: rl.fold_push(1, 1, 1, -1), "trickle must not be negative, got -1"),
        (lambda: rl.effort_needed(0.1, 0, 1, 1, 1), "trust_skill must be above 0"),
        (lambda: rl.effort_needed(0.1, 1, 0, 1, 1), "s0 must be above 0, got 0"),
        (lambda: rl.effort_needed(-1, 1, 1, 1, 1), "w must not be negative, got -1"),
        (lambda: rl.effort_needed(0, 1, 1, nan, 1), "sigma must not be negative"),
    ],
)
def test_closed_forms_refuse_what_has_no_answer(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_the_box_is_the_printed_one():
    table = MODEL.table().set_index("name")
    assert list(table.index) == [
        "alpha",
        "sigma",
        "trickle",
        "gain",
        "lapse",
        "half",
        "resources",
        "subst",
        "trust_skill",
        "learn_skill",
        "forget",
        "slow",
        "direct",
        "price",
        "overhead",
        "s0",
        "x0",
        "effort",
        "kept",
    ]
    assert table.loc["trickle", ["low", "high"]].tolist() == [0, 0.1]
    assert table.loc["slow", ["low", "high"]].tolist() == [0.5, 5]
    assert table.loc["gain", "domain"] == (1e-9, inf)


def test_a_sign_that_is_built_in_is_never_seen_the_other_way():
    marked = [p for p in STUDY.predicates if p.built_in]
    assert [p.id for p in marked] == [
        "RL-2w",
        "RL-3aw",
        "RL-4a",
        "RL-4b",
        "RL-8n",
        "RL-9",
    ]
    for rows in (places.box(STUDY), ensemble.run(MODEL, 2048, box="middle")):
        for one in marked:
            rows_ = rows[one.counted(rows)]
            floor = -1e-9 if one.opposed else 0
            value = one.value(rows_) if one.opposed else one.margin - one.value(rows_)
            assert np.min(value) >= floor


def test_a_fold_stands_where_two_states_meet():
    """The fold by root finding in the plane of interaction, another way to it."""
    gain, lapse, half, trickle = 1.2, 0.9, 0.5, 0.03
    w = rl.fold_push(gain, lapse, half, trickle)

    def flow(x, w):
        h = x * x / (half * half + x * x)
        return trickle + gain * (1 - (1 - h) * (1 - w)) - lapse * x

    xs = np.linspace(0, 3, 300_001)
    for push, roots in ((w - 1e-6, 3), (w + 1e-6, 1)):
        assert (np.diff(np.sign(flow(xs, push))) != 0).sum() == roots
    top = brentq(lambda x: flow(x, w), 0.5, 3)
    values = {"gain": gain, "lapse": lapse, "half": half, "trickle": trickle}
    assert rest(**BARE, **values, trust_skill=1, effort=w, x0=2, s0=1) == pytest.approx(
        top, abs=1e-9
    )
