from math import tanh

import numpy as np
import pandas as pd
import pytest

from collabgov.claims import places
from collabgov.engine import ensemble
from collabgov.engine.compiled import compiled
from collabgov.methods.imitation import fixation, stationary
from collabgov.studies import cross_sector_synergy as xs
from collabgov.studies.cross_sector_synergy import MODEL, STUDY

# limits are reached, and runs made alike, also by values that cannot act there
pytestmark = pytest.mark.filterwarnings("ignore:.*it changes nothing here")

BARE = dict.fromkeys(
    ("conflict", "mismatch", "interest", "silo", "mission", "reward", "sanction"), 0
) | dict.fromkeys(("crowd_r", "crowd_s", "cross", "blame", "soften", "dilute"), 0)
OBSTRUCTED = {"benefit": 1.2, "conflict": 0.25, "cost": 0.4, "mismatch": 0.5}
OBSTRUCTED |= {"interest": 0.1, "silo": 0.3, "mission": 0.2}


def threshold(**values):
    """Share from which on cooperation feeds itself, by halving, in the kernel."""
    run = {**BARE, "beta": 10, "drift": 0, "push": 0, "quarters": 40_000, **values}
    p, path, out = MODEL.arguments(**run)
    low, high = 0.0, 1.0
    for _ in range(45):
        middle = (low + high) / 2
        MODEL.compiled(p._replace(x0=middle), path, out)
        if out[1] >= 0.5:
            high = middle
        else:
            low = middle
    return (low + high) / 2


# --- worked examples


@pytest.mark.parametrize(
    ("values", "known"),
    [
        ({"benefit": 1, "cost": 0.4}, 0.400000),
        (OBSTRUCTED, 0.666667),
        (OBSTRUCTED | {"silo_form": "constant"}, 0.888889),
        (OBSTRUCTED | {"silo_form": "blind"}, 0.793651),
        (OBSTRUCTED | {"reward": 0.2, "dilute": 0.5}, 0.545455),
        (OBSTRUCTED | {"sanction": 0.3, "blame": 1}, 0.491667),
        (
            OBSTRUCTED
            | {"reward": 0.15, "sanction": 0.15, "blame": 1, "soften": 1}
            | {"dilute": 0.5},
            0.454444,
        ),
        (OBSTRUCTED | {"reward": 0.15, "sanction": 0.15, "cross": 1}, 0.366667),
    ],
)
def test_kernel_and_closed_form_have_the_same_threshold(values, known):
    closed = xs.unstable_share(**values)
    assert closed == pytest.approx(known, abs=5e-7)
    assert threshold(**values) == pytest.approx(closed, abs=1e-12)


def test_own_wish_comes_to_rest_at_the_closed_form():
    values = {"mission": 0.6, "crowd_r": 1, "crowd_s": 0.5, "reward": 0.4}
    values |= {"sanction": 0.2, "soften": 0.5}
    known = xs.resting_motivation(0.6, 0.4, 0.2, 1, 0.5, 0.5)
    assert known == pytest.approx(0.310345, abs=5e-7)
    run = MODEL.run(**values, quarters=2000)
    assert run["motivation"] == pytest.approx(known, abs=1e-12)


@pytest.mark.parametrize(
    ("drift", "beta", "known"),
    [
        (0.02, 5, [0.026567, 0.392808, 0.978147]),
        (0.05, 2, [0.180430, 0.312512, 0.903943]),
    ],
)
def test_with_drift_shares_rest_where_leaving_and_joining_cancel(drift, beta, known):
    def flow(x):
        return x * (1 - x) * np.tanh(beta * (x - 0.4) / 2) + drift * (1 - 2 * x)

    assert np.abs(flow(np.array(known))).max() < 5e-6
    ends = [
        MODEL.run(
            **{**BARE, "benefit": 1, "cost": 0.4, "push": 0, "quarters": 5000},
            **{"beta": beta, "drift": drift, "x0": x0},
        )["final"]
        for x0 in (0.02, 0.98)
    ]
    assert ends == pytest.approx(known[::2], abs=5e-7)


def test_one_step_by_hand():
    run = MODEL.run(
        **{"benefit": 1, "conflict": 0.2, "cost": 0.3, "mismatch": 0.5, "cross": 1},
        **{"interest": 0.1, "silo": 0.2, "mission": 0.5, "reward": 0.3, "beta": 4},
        **{"sanction": 0.1, "soften": 0.5, "dilute": 0.5, "blame": 2, "drift": 0.02},
        **{"x0": 0.5, "push": 0.2, "push_len": 1, "crowd_r": 1, "crowd_s": 0.5},
        quarters=3,
    )
    harsh = 0.1 * (1 - 0.5 * 0.3 / 0.4)
    gap = 0.4 - 0.1 + 0.5 + 0.3 * 0.75 + 0.1 + 0.5 * 0.4 - 2 * 0.1 * harsh - 0.45 - 0.1
    share, wish = run.path.loc[0, ["share", "motivation"]]
    assert share == pytest.approx(0.5 + 0.25 * 0.25 * tanh(2 * (gap + 0.2)))
    assert wish == pytest.approx(0.5 - 0.25 * (0.3 + 0.5 * harsh) * 0.5)


def test_the_terms_add_up_to_the_gap_of_the_kernel():
    rng = np.random.default_rng(5)
    for k in range(30):
        values = {p.name: rng.uniform(p.low, p.high) for p in xs.PARAMETERS}
        values["silo_form"] = xs.SILO_FORMS[k % 3]
        p, *_ = MODEL.arguments(**values)
        run = MODEL.run(**values)
        assert xs.terms(p).sum() == pytest.approx(run["gap_half"], abs=1e-12)
        pull = xs.terms(p, values["x0"], values["mission"]).sum() + values["push"]
        flow = values["x0"] * (1 - values["x0"]) * tanh(values["beta"] * pull / 2)
        flow += values["drift"] * (1 - 2 * values["x0"])
        step = run.path["share"][0] - values["x0"]
        assert step == pytest.approx(flow / 4, abs=1e-12)


def test_the_share_moves_by_itself_as_the_kernel_has_it():
    rng = np.random.default_rng(12)
    for k in range(12):
        values = {p.name: rng.uniform(p.low, p.high) for p in xs.PARAMETERS}
        values |= {
            "silo_form": xs.SILO_FORMS[k % 3],
            "crowd_r": 0,
            "crowd_s": 0,
            "push": 0,
        }
        p, path = MODEL.arguments(**values)[0], [0.0] * 202
        xs.xs_rate(p, path)
        for j in (3, 40, 77):
            run = MODEL.run(**values | {"x0": path[2 * j], "quarters": 3})
            step = run.path["share"][0] - path[2 * j]
            assert step == pytest.approx(path[2 * j + 1] / 4, abs=1e-12)
        worn = p._replace(crowd_r=1.0, crowd_s=0.7)
        xs.xs_rate(worn, path)
        pull = xs.terms(worn, 0.4).sum()
        flow = 0.24 * tanh(p.beta * pull / 2) + p.drift * 0.2
        assert path[81] == pytest.approx(flow, abs=1e-12)


def test_punishment_taken_alone_is_best_at_half_the_size_where_it_does_harm():
    blame = 1.25
    sizes = np.linspace(0, 1, 201)
    bare = {**BARE, "benefit": 1, "cost": 0.4, "blame": blame, "quarters": 3}
    gaps = np.array([MODEL.run(**bare | {"sanction": s})["gap_half"] for s in sizes])
    assert sizes[gaps.argmax()] == pytest.approx(xs.best_sanction(blame))
    helps = gaps > gaps[0] + 1e-12
    assert sizes[helps].max() == pytest.approx(2 * xs.best_sanction(blame), abs=0.0051)


CAMPAIGN = [0.58, 0.51, 0.46, 0.44, 0.43, 0.44, 0.48, 0.54, 0.62]


def test_the_campaign_of_the_page_dies_and_punishment_flips_from_help_to_harm():
    run = MODEL.run()
    assert run.path["share"][5] == pytest.approx(0.57, abs=0.005)
    assert run["critical_mass"] == pytest.approx(0.58, abs=0.005)
    assert run["lasting"] == pytest.approx(0.02, abs=0.005)
    assert MODEL.run(push_len=8)["lasting"] == pytest.approx(0.98, abs=0.005)
    found = [MODEL.run(sanction=k / 10) for k in range(9)]
    assert [r["critical_mass"] for r in found] == pytest.approx(CAMPAIGN, abs=0.008)
    assert [r["lasting"] > 0.5 for r in found] == [False, *[True] * 7, False]
    assert MODEL.run(push_len=7)["lasting"] > 0.9  # three months more
    hidden = [MODEL.run(sanction=0.6, blame=b)["lasting"] for b in (1.2, 1.5, 2.5)]
    assert [lasting > 0.5 for lasting in hidden] == [True, False, False]


def test_in_the_campaign_any_one_obstacle_is_too_much_and_a_package_too():
    assert all(MODEL.run(remove=o)["lasting"] > 0.9 for o in xs.OBSTACLES)
    rows = ensemble.at(MODEL, pd.DataFrame({"benefit": [1.2]}))
    assert xs.synergy(rows)[0] == pytest.approx(-3.8, abs=0.05)


MANY = {"cost": 0.5, "mission": 0.2, "push_len": 8}


def test_many_burdens_need_two_removals_and_a_package_is_more_than_its_parts():
    assert MODEL.run(**MANY)["critical_mass"] == pytest.approx(0.81, abs=0.005)
    lasting = {a: MODEL.run(**MANY, remove=a)["lasting"] > 0.5 for a in xs.SUBSETS}
    assert [a for a, lasts in lasting.items() if not lasts] == ["", *"ICDM"]
    rows = ensemble.at(MODEL, pd.DataFrame({k: [v] for k, v in MANY.items()}))
    assert xs.synergy(rows)[0] == pytest.approx(0.96, abs=0.01)
    alone = [MODEL.run(**MANY, sanction=k / 10)["lasting"] for k in range(9)]
    beside = [MODEL.run(**MANY, sanction=k / 10, reward=0.2) for k in range(9)]
    assert max(alone) < 0.5
    assert [r["lasting"] > 0.5 for r in beside[:2]] == [False, True]


# --- measures at equal price

LINKS_OFF = {"crowd_r": 0, "crowd_s": 0, "cross": 0, "blame": 0}


@pytest.mark.parametrize("form", xs.SILO_FORMS)
def test_each_dose_moves_the_gap_by_its_price(form):
    rng = np.random.default_rng(8)
    for _ in range(20):
        values = {p.name: rng.uniform(p.low, p.high) for p in xs.PARAMETERS}
        values |= {"silo_form": form, **LINKS_OFF}
        p, new, room = MODEL.arguments(**values)[0], [0.0] * 7, [0.0] * 6
        xs.xs_levers(p, [9.0] * 6, new, room)
        before = MODEL.run(**values)["gap_half"]
        for j in range(6):
            if form == "blind" and j == 0:
                continue  # less conflict also means more that is not counted
            dose = [0.0] * 6
            dose[j] = min(0.2, room[j])
            after = MODEL.run(**values, dose=dose)["gap_half"]
            sign = -1 if j == 2 else 1
            assert sign * (after - before) == pytest.approx(dose[j], abs=1e-12)


def test_no_dose_goes_beyond_its_room():
    rng = np.random.default_rng(9)
    for k in range(20):
        values = {p.name: rng.uniform(p.low, p.high) for p in xs.PARAMETERS}
        p = MODEL.arguments(**values, affairs=("interests", "competence")[k % 2])[0]
        q = xs.with_measures(p, [9.0] * 6)
        gone = (q.conflict, q.mismatch, q.sanction, q.silo)
        assert gone == pytest.approx((0, 0, 0, 0), abs=1e-12)
        assert q.interest == pytest.approx(0 if p.l5 == 0 else p.interest, abs=1e-12)
        assert q.reward == pytest.approx(0.8)
        half = 0.5 * p.cost * (1 + p.mismatch)
        assert p.cost - q.cost == pytest.approx(half, abs=1e-12)


def test_a_mechanism_halves_its_dose_and_what_one_cannot_take_the_other_does():
    p = MODEL.arguments(silo=0.1, cost=0.4, mismatch=0)[0]
    q = xs.with_measures(p, (0, 0, 0, 0, 0, 0.2))
    assert (q.silo, q.cost) == pytest.approx((0, 0.25))  # 0.05 and 0.15 of pay-off
    q = xs.with_measures(p._replace(silo=0.8, cost=0.1), (0, 0, 0, 0, 0, 0.2))
    assert (q.silo, q.cost) == pytest.approx((0.5, 0.05))  # 0.15 and 0.05


def test_the_mean_room_of_each_measure_is_the_printed_one():
    rooms = []
    for row in ensemble.sample(MODEL, 512).to_dict("records"):
        room = [0.0] * 6
        xs.xs_levers(MODEL.arguments(**row)[0], [0.0] * 6, [0.0] * 7, room)
        rooms.append(room)
    known = [0.20, 0.30, 0.40, 0.30, 0.30, 0.65]
    assert np.mean(rooms, axis=0) == pytest.approx(known, abs=0.01)


# --- imitation among a few


def absorbed(n, k0, gap_all, gap_none, beta, runs, seed=1):
    """Share of drift-free histories that end with all cooperating."""
    steps = 60 * n * n
    fermi, path = compiled(xs.xs_fermi), np.zeros(steps)
    rng, ends = np.random.default_rng(seed), []
    for _ in range(runs):
        draws = rng.random(3 * steps)
        ends.append(fermi(n, k0, gap_all, gap_none, beta, 0.0, steps, draws, path))
    assert set(ends) <= {0, n}
    return np.mean(ends) / n


@pytest.mark.parametrize(
    "case",
    [(10, 3, 0.6, -0.4, 5), (10, 5, 0.6, -0.4, 5), (5, 3, 0.4, -0.6, 5)],
)
def test_imitation_takes_over_as_often_as_the_closed_form_says(case):
    known = fixation(*case)
    error = np.sqrt(known * (1 - known) / 3000)
    assert abs(absorbed(*case, runs=3000) - known) < 4 * error


def test_imitation_stays_at_each_count_as_long_as_the_chain_says():
    steps = 1_000_000
    draws, path = np.random.default_rng(2).random(3 * steps), np.zeros(steps)
    compiled(xs.xs_fermi)(10, 5, 0.7, -0.3, 2.0, 0.05, steps, draws, path)
    seen = np.bincount(path.astype(int), minlength=11) / steps
    known = stationary(10, 0.7, -0.3, 2.0, 0.05)
    assert seen == pytest.approx(known, abs=0.01)
    assert path.mean() / 10 == pytest.approx(0.803854, abs=0.01)


def test_many_departments_follow_the_curve_of_the_kernel():
    """n departments, steps of 1 / n: the share moves as xs_run has it."""
    n, beta, drift = 4000, 5.0, 0.02
    steps = 10 * n  # each department is drawn ten times: ten years
    draws, path = np.random.default_rng(4).random(3 * steps), np.zeros(steps)
    compiled(xs.xs_fermi)(
        n, int(0.6 * n), 0.6, -0.4, beta, drift / (1 + drift), steps, draws, path
    )
    run = MODEL.run(
        **{**BARE, "benefit": 1, "cost": 0.4, "beta": beta, "drift": drift},
        **{"push": 0, "x0": 0.6, "quarters": 40},
    )
    years = run.path["share"].to_numpy()[3::4]
    assert path[n - 1 :: n] / n == pytest.approx(years, abs=0.03)


# --- refusals


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"reform": 1}, "unknown: reform; there are affairs, benefit, beta"),
        ({"conflict": 1.2}, r"conflict must lie in \[0, 1\], got 1.2"),
        ({"sanction": -0.1}, r"sanction must lie in \[0, inf\], got -0.1"),
        ({"silo_form": "high"}, "silo_form must be one of 'first_mover', 'constant'"),
        ({"remove": "X"}, "remove must be one of '', 'I', 'C', 'D', 'M', 'IC'"),
        ({"dose": (0.1, 0.2)}, "dose must be 6 numbers, got"),
        ({"dose": (0, 0, -1, 0, 0, 0)}, r"dose must lie in \[0, inf\], got -1"),
        ({"quarters": 2}, r"quarters must lie in \[3, 1e\+06\], got 2"),
    ],
)
def test_what_the_equations_cannot_take_is_refused(values, message):
    with pytest.raises(ValueError, match=message):
        MODEL.run(**values)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: xs.best_sanction(0), "blame must be positive, got 0"),
        (lambda: xs.unstable_share(0, 1), "must grow with the share, its slope is 0"),
        (lambda: xs.unstable_share(1, 1, silo_form="x"), "silo_form must be one of"),
    ],
)
def test_closed_forms_refuse_what_has_no_answer(call, message):
    with pytest.raises(ValueError, match=message):
        call()


# --- tables


def test_the_box_is_the_printed_one():
    table = MODEL.table().set_index("name")
    assert " ".join(table.index) == (
        "benefit conflict cost mismatch interest silo mission reward sanction crowd_r "
        "crowd_s cross blame soften dilute beta drift x0 push push_len"
    )
    assert table.loc["benefit", ["low", "high"]].tolist() == [0.2, 1.6]
    assert table.loc["cross", ["low", "high"]].tolist() == [-1.5, 1.5]
    assert table.loc["drift", ["low", "high"]].tolist() == [0.005, 0.05]
    assert table["default"].between(table["low"], table["high"]).all()


def test_a_sign_that_is_built_in_is_never_seen_the_other_way():
    marked = [p for p in STUDY.predicates if p.built_in]
    assert marked
    for rows in (places.box(STUDY), places.own_world(STUDY)):
        for predicate in marked:
            assert np.min(predicate.value(rows)) >= 0


def test_removing_an_obstacle_never_lowers_the_lasting_share():
    lasting = xs.removed(places.box(STUDY))
    for whole in range(16):
        for bit in (1, 2, 4, 8):
            if not whole & bit:
                assert (lasting[:, whole | bit] >= lasting[:, whole] - 1e-12).all()


def test_the_own_world_fails_and_knows_all_four_obstacles():
    own = places.own_world(STUDY)
    assert (own["base.lasting"] < 0.5).all()
    for name in ("interest", "silo", "mismatch", "conflict"):
        assert own[name].min() >= 0.05
    assert own.attrs["size"] == pytest.approx(966 / 2048)


def test_a_budget_can_be_split_in_462_ways():
    ways = np.array(xs.splits())
    assert ways.shape == (462, 6)
    assert (ways.sum(axis=1) == 6).all()
    assert len(np.unique(ways, axis=0)) == 462
