from math import inf

import numpy as np
import pandas as pd
import pytest

from collabgov.claims import places
from collabgov.claims.predicate import Predicate
from collabgov.engine import ensemble
from collabgov.methods import coalitions
from collabgov.studies import synergistic_inertia as si
from collabgov.studies.synergistic_inertia import EXAMPLE, MODEL, REGIONS, STUDY

# limits are reached, and runs made alike, also by values that cannot act there
pytestmark = pytest.mark.filterwarnings("ignore:.*it changes nothing here")

ALIKE = {"push": 0, "tempt": 0, "copy": 0, "ineq": 0, "superior": 0, "years": 4000}
UNIT = {"fix_w": 1, "fix_d": 1, "fix_n": 1}


def rest(*names, **values):
    """Outputs after four thousand years of equal governments that nothing moves."""
    run = MODEL.run(**{**ALIKE, **values})
    return [run[name] for name in names]


# --- the chain: threshold and endemic point


@pytest.mark.parametrize(
    ("values", "known"),
    [
        ({"wd": 1, "dn": 0.9, "nw": 1, **UNIT}, (0, 0, 0)),
        ({"wd": 1, "dn": 1.1, "nw": 1, **UNIT}, (0.031250, 0.030303, 0.032258)),
        ({"wd": 2, "dn": 1, "nw": 1, **UNIT}, (1 / 6, 1 / 4, 1 / 5)),
        (
            {"wd": 0.8, "dn": 1.2, "nw": 0.9, "fix_w": 0.5, "fix_d": 0.6, "fix_n": 0.7},
            (0.402709, 0.349359, 0.374570),
        ),
    ],
)
@pytest.mark.parametrize("case", REGIONS)
def test_kernel_and_closed_form_come_to_rest_at_the_known_point(case, values, known):
    closed = si.endemic_point(**values)
    assert closed == pytest.approx(known, abs=5e-7)
    assert rest("a", "d", "r", case=case, **values) == pytest.approx(closed, abs=2e-15)


def test_the_endemic_point_solves_the_three_balances():
    v = {"wd": 0.8, "dn": 1.2, "nw": 0.9, "fix_w": 0.5, "fix_d": 0.6, "fix_n": 0.7}
    a, d, r = si.endemic_point(**v)
    assert v["nw"] * r * (1 - a) == pytest.approx(v["fix_w"] * a, abs=1e-15)
    assert v["wd"] * a * (1 - d) == pytest.approx(v["fix_d"] * d, abs=1e-15)
    assert v["dn"] * d * (1 - r) == pytest.approx(v["fix_n"] * r, abs=1e-15)
    assert si.loop_number(**v) == pytest.approx(4.1143, abs=5e-5)


def test_the_loop_number_is_one_exactly_where_the_next_generation_is():
    """λ³ − (copy/fix_d)·λ² − wd·dn·nw/(fix_w·fix_d·fix_n) = 0."""
    rng = np.random.default_rng(1)
    for _ in range(2000):
        wd, dn, nw, copy = rng.uniform([0, 0, 0, 0], [1, 1.3, 1, 0.5])
        w, d, n = rng.uniform(0.3, 1.5, 3)
        roots = np.roots([1, -copy / d, 0, -wd * dn * nw / (w * d * n)])
        above = max(abs(roots)) > 1
        assert (si.loop_number(wd, dn, nw, w, d, n, copy) > 1) == above


@pytest.mark.parametrize("case", REGIONS)
def test_the_chain_dies_out_below_one_and_lives_on_above(case):
    wd = 0.8 * 0.7 / 1.05  # R is wd · dn · nw / (fix_w · fix_n · (fix_d − copy))
    values = {"dn": 1, "nw": 1, "copy": 0.3, "fix_w": 0.8, "fix_n": 1, "fix_d": 1}
    for number, alive in ((0.95, False), (1.05, True)):
        values["wd"] = wd * 1.05 * number
        assert si.loop_number(**values) == pytest.approx(number, abs=1e-12)
        (r,) = rest("r", case=case, **{**values, "ineq": 0.3})
        assert r > 0.009 if alive else r < 1e-20


def test_a_superior_speeds_every_repair_of_the_loop_number():
    values = {"wd": 0.8, "dn": 0.9, "nw": 0.7}
    slow = {"fix_w": 0.6, "fix_d": 0.6, "fix_n": 0.6}
    fast = {name: 1.5 * rate for name, rate in slow.items()}
    assert si.loop_number(**values, **slow, copy=0.2, superior=0.5) == pytest.approx(
        si.loop_number(**values, **fast, copy=0.2)
    )
    assert si.loop_number(0.8, 0.9, 0.7, 0.9, 0.3, 0.9, copy=0.3) == inf


def test_the_loop_number_of_rows_is_the_closed_form():
    rows = ensemble.sample(MODEL, 32)
    known = [
        si.loop_number(
            *row[[*si.RATES]], superior=row["superior"] * (row["case"] == "prd")
        )
        for _, row in rows.iterrows()
    ]
    assert si.loop(rows).to_numpy() == pytest.approx(known)


# --- each part by itself


def test_imitation_alone_lives_on_where_it_outruns_repair():
    values = {"wd": 0, "dn": 0, "nw": 0, "copy": 0.8, "fix_d": 0.5, "ineq": 0.3}
    assert rest("d", **values) == pytest.approx([1 - 0.5 / 0.8], abs=1e-14)


def test_weakness_alone_is_strain_over_strain_and_repair():
    values = {"need": 0.8, "level": 0.6, "push": 1, "fix_w": 0.8, "nw": 0}
    assert rest("a", "b", **values) == pytest.approx([0.2, 0.2], abs=1e-15)


def test_relief_rests_at_the_root_of_a_quadratic():
    values = {"need": 0.8, "level": 0.6, "push": 1, "fix_n": 0.3, "nw": 0, "wd": 0}
    (root,) = [x for x in np.roots([0.2, -(0.2 * 0.95 - 0.3), -0.01]) if x > 0]
    assert root == pytest.approx(0.0794362, abs=5e-8)
    assert rest("r", reading="relief", dn=1, **values) == pytest.approx([root])


def test_output_without_any_fault_of_the_role_is_the_one_by_hand(monkeypatch):
    """Two governments of .8 and .2: C is .8, the potential .5 · 1.4 = .7."""
    p, w, cap, state, path, out = MODEL.arguments(
        **{**dict.fromkeys(("push", "tempt", "wd", "dn", "nw", "copy"), 0)},
        **{"synergy": 0.5, "friction": 0.25, "toll": 0.02, **UNIT, "years": 0.05},
    )
    cap[:2], state[:] = (0.8, 0.2), 0.0
    MODEL.kernel(p._replace(n=2.0), w, cap, state, path, out)
    found = dict(zip(MODEL.outputs, out, strict=True))
    assert found["potential"] == pytest.approx(0.7, abs=1e-15)
    assert found["actual"] == pytest.approx(0.75 * 0.7 - 0.06, abs=1e-15)
    assert found["inertia"] == pytest.approx(0.335714, abs=5e-7)
    assert found["alone"] == pytest.approx(0.5 - 0.02, abs=1e-15)


def test_the_friction_at_which_advantage_is_lost_has_a_closed_form():
    values = {
        **{"need": 0.7, "push": 1, "tempt": 0.1, "wd": 0.6, "dn": 0.6, "nw": 0.5},
        **{"copy": 0.2, **UNIT, "drag": 0.3, "toll": 0.01, "synergy": 0.6},
        **{"level": 0.55, "ineq": 0.2},
    }
    free, cost = MODEL.run(**values, friction=0), 0.01 * 3
    lost = 1 - (free["alone"] + cost) / (free["actual"] + cost)
    assert lost == pytest.approx(0.178438, abs=5e-7)
    assert MODEL.run(**values, friction=lost)["advantage"] == pytest.approx(
        0, abs=1e-15
    )


def test_the_run_of_the_chapter_loses_nearly_half_and_is_still_better_together():
    run = MODEL.run(**EXAMPLE)
    shown = [run["inertia"], run["actual"], run["alone"]]
    assert shown == pytest.approx([0.46, 0.532, 0.492], abs=5e-4)
    assert MODEL.run(**EXAMPLE | {"friction": 0.2})["actual"] == pytest.approx(
        0.468, abs=5e-4
    )
    for change, inertia in (
        ({"dn": 0}, 0.31),
        ({"wd": 0, "dn": 0, "nw": 0}, 0.25),
        ({"fix_d": 0.6}, 0.57),
        ({"reading": "relief"}, 0.32),
        ({"case": "prd", "superior": 0.5}, 0.27),
    ):
        assert MODEL.run(**EXAMPLE | change)["inertia"] == pytest.approx(
            inertia, abs=0.006
        )
    for number in (1.0, 1.2):
        weaker = MODEL.run(**EXAMPLE | {"friction": 0.163 * number})
        assert (weaker["advantage"] < 0) == (number > 1)


def test_a_run_can_be_cut_and_go_on():
    whole = MODEL.run(**EXAMPLE)
    parts = si.relay([{**EXAMPLE, "years": 7}, {**EXAMPLE, "years": 8}])
    found = parts.iloc[-1]
    assert all(found[name] == whole[name] for name in MODEL.outputs)


def test_half_times_are_those_of_a_path_by_hand():
    path, extra = np.zeros(3 * 100), np.zeros(2)
    path[0::3] = np.linspace(0.05, 0.25, 100)
    path[1::3] = 0.09
    si.si_measures(path, extra)
    assert extra == pytest.approx([0.05 * 50, -1])
    path[1::3] = 0.10
    path[1 : 3 * 40 : 3] = 0.07
    si.si_measures(path, extra)
    assert extra[1] == pytest.approx(0.05 * 40)


# --- who there is, and who watches whom


def test_rows_of_watching_add_up_to_one_and_nobody_watches_themselves():
    for case, steps in si.STEPS.items():
        w, n = si.watching(case), len(steps)
        assert w[:n].sum(axis=1) == pytest.approx(np.ones(n))
        assert (w[:, n:] == 0).all()
        assert (np.diag(w) == 0).all()
    assert si.watching("bth")[0, :3].tolist() == [0, 0.5, 0.125]
    assert si.watching("bth")[2, :4] == pytest.approx([1 / 4, 1 / 4, 0, 1 / 6])
    assert si.watching("yrd")[1, :4] == pytest.approx([1 / 7, 0, 2 / 7, 1 / 7])


def test_the_steps_of_two_agglomerations_are_those_of_gdp_per_head(provinces):
    """Beside the mean of the units, in units of Beijing's distance."""
    per_head = provinces["gdp_2020"] / provinces["population_2020"]
    units = {
        "bth": ["Beijing", "Tianjin", *["Hebei"] * 4],
        "yrd": ["Shanghai", *["Jiangsu"] * 2, *["Zhejiang"] * 2, *["Anhui"] * 2],
    }
    apart = {
        case: per_head[names] - per_head[names].mean() for case, names in units.items()
    }
    unit = apart["bth"]["Beijing"]
    for case, gap in apart.items():
        assert si.STEPS[case] == pytest.approx((gap / unit).to_numpy(), abs=0.006)
    assert sum(si.STEPS["prd"]) == pytest.approx(0)


def test_only_one_province_has_a_superior_near():
    for case in REGIONS:
        gains = {
            MODEL.run(case=case, superior=superior)["inertia"] for superior in (0, 1)
        }
        assert len(gains) == (2 if case == "prd" else 1)


def test_a_superior_without_toll_is_a_faster_repair_of_every_fault():
    slow = {"fix_w": 0.5, "fix_d": 0.6, "fix_n": 0.7}
    fast = {name: 1.5 * rate for name, rate in slow.items()}
    one = MODEL.run(case="prd", superior=0.5, toll=0, **slow)
    two = MODEL.run(case="prd", superior=0.0, toll=0, **fast)
    assert one["actual"] == pytest.approx(two["actual"], abs=1e-15)
    assert one["inertia"] == pytest.approx(two["inertia"], abs=1e-15)


# --- shares of inertia


def test_the_three_shares_add_up_to_what_is_lost_with_all_three_on():
    rows = ensemble.run(MODEL, 16, runs=["act", *"rfe", "rf", "re", "fe", "rfe"])
    found = si.inertia_by_cause(rows)
    total = rows["act.inertia"] - rows["rfe.inertia"]
    assert found[["role", "friction", "unequal"]].sum(axis=1).to_numpy() == (
        pytest.approx(total.to_numpy())
    )
    assert (found["total"] == total).all()


def test_shares_of_a_game_by_hand():
    """v(role) 1, v(friction) 2, v(both) 6, the third adds nothing: 2.5, 3.5 and 0."""
    worth = {"rfe": 0, "fe": 1, "re": 2, "rf": 0, "e": 6, "f": 1, "r": 2, "act": 6}
    rows = pd.DataFrame({f"{run}.inertia": [v] for run, v in worth.items()})
    found = si.inertia_by_cause(rows).iloc[0]
    assert found.tolist() == pytest.approx([2.5, 3.5, 0, 6])


def test_the_three_shares_are_shapley_values():
    """Bit 0 of a column's number: the role is on; bit 1: friction; bit 2: inequality."""
    runs = ("rfe", "fe", "re", "e", "rf", "f", "r", "act")
    rows = ensemble.run(MODEL, 16, runs=runs)
    values = coalitions.shapley(rows[[f"{run}.inertia" for run in runs]])
    found = si.inertia_by_cause(rows)[["role", "friction", "unequal"]]
    assert found.to_numpy() == pytest.approx(values, abs=1e-15)


# --- refusals and tables


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"fix": 1}, "unknown: fix; there are case, copy, dn"),
        ({"case": "gba"}, "case must be one of 'bth', 'yrd', 'prd', 'class'"),
        ({"reading": "both"}, "reading must be one of 'circle', 'relief', got 'both'"),
        ({"need": 1.2}, r"need must lie in \[0, 1\], got 1.2"),
        ({"fix_w": 0}, r"fix_w must lie in \[1e-09, inf\], got 0"),
        ({"ineq": 0.6}, r"ineq must lie in \[0, 0.55\], got 0.6"),
        ({"years": 0}, r"years must lie in \[0.05, 100000\], got 0"),
    ],
)
def test_what_the_equations_cannot_take_is_refused(values, message):
    with pytest.raises(ValueError, match=message):
        MODEL.run(**values)


@pytest.mark.parametrize(("name", "value"), [("wd", -0.1), ("fix_d", 0), ("copy", -1)])
def test_the_closed_form_refuses_what_the_kernel_does(name, value):
    rates = {"wd": 1, "dn": 1, "nw": 1, **UNIT, name: value}
    with pytest.raises(ValueError, match="breeding must not be negative and repair"):
        si.loop_number(**rates)


def test_the_box_is_the_printed_one():
    table = MODEL.table().set_index("name")
    assert " ".join(table.index) == (
        "need push tempt wd dn nw copy fix_w fix_d fix_n superior drag friction "
        "synergy toll level ineq effort"
    )
    assert table.loc["dn", ["low", "high"]].tolist() == [0, 1.3]
    assert table.loc["friction", ["low", "high"]].tolist() == [0, 0.5]


def test_a_sign_that_is_built_in_is_never_seen_the_other_way():
    marked = [p for p in STUDY.predicates if p.built_in and isinstance(p, Predicate)]
    assert marked
    for rows in (places.box(STUDY), places.own_world(STUDY)):
        for predicate in marked:
            assert np.min(predicate.value(rows)[predicate.counted(rows)]) >= 0


def test_some_inertia_is_built_in_and_so_is_a_lower_degree_of_coordination():
    rows = places.box(STUDY)
    assert rows["act.inertia"].min() == pytest.approx(0.04, abs=0.006)
    assert (rows["act.d_actual"] < rows["act.d_potential"]).all()


def test_the_own_world_is_where_all_three_do_worse_together():
    own = places.own_world(STUDY)
    assert len(own) == 3 * own.index.nunique()
    assert (own["act.advantage"] < 0).all()
    assert own.attrs["size"] == pytest.approx(732 / 2048)
