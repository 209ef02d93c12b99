"""Other equations for synergistic inertia: each against a second text and by hand."""

import numpy as np
import pytest
from one_text import both

from collabgov.engine import ensemble
from collabgov.explorables.explorable import Trajectories, explorable
from collabgov.studies import synergistic_inertia as si
from collabgov.studies.synergistic_inertia import EXAMPLE, MODEL, REGIONS, STUDY
from collabgov.studies.synergistic_inertia.forms import FORMS

# limits are reached, and runs made alike, also by values that cannot act there
pytestmark = pytest.mark.filterwarnings("ignore:.*it changes nothing here")

GIVEN = {form.name: dict(form.settings) for form in FORMS}
SWITCHED = [name for name in GIVEN if name != "relief"]
EACH = pytest.mark.parametrize("form", GIVEN)
STILL = {"push": 0, "tempt": 0, "copy": 0, "ineq": 0, "superior": 0}
UNIT = {"fix_w": 1, "fix_d": 1, "fix_n": 1}
LINKS = {
    "gross_faults": lambda y: y**2,
    "small_faults": lambda y: 1 - (1 - y) / (1 + y),
}


def points(n=12):
    """Random points of the box, each in one structure."""
    rng = np.random.default_rng(11)
    for k in range(n):
        values = {p.name: rng.uniform(p.low, p.high) for p in MODEL.parameters}
        yield values | {"case": REGIONS[k % 3]}


def again(p, w, cap, form):
    """Ends of a, d, r, and what is done together and alone: governments as arrays."""
    n = int(p.n)
    w, cap = w[:n, :n], cap[:n]
    f = LINKS.get(form, lambda y: y)
    a, d, r, b, e = (np.full(n, 0.05) for _ in range(5))
    strain = p.push * np.maximum(0, p.need - cap)
    pull = np.full(n, p.tempt) if form == "tempt_flat" else p.tempt * cap
    for _ in range(round(p.years / 0.05)):
        fed = strain * (r + 0.05) if form == "relief" else f(d)
        breeds = strain + p.nw * f(r), pull + p.wd * f(a) + p.copy * (w @ d), p.dn * fed
        fixes = np.array([p.fix_w, p.fix_d, p.fix_n]) * (1 + p.superior)
        a, d, r = (
            y + 0.05 * (more * (1 - y) - fix * y)
            for y, more, fix in zip((a, d, r), breeds, fixes, strict=True)
        )
        b = b + 0.05 * (strain - (strain + p.fix_w) * b)
        e = e + 0.05 * (p.tempt * cap - (p.tempt * cap + p.fix_d) * e)
    losses = np.array([a, d, p.drag * r])
    left = (1 - losses).prod(axis=0) * (1 - p.friction)
    if form == "worst_fault":
        left = (1 - losses.max(axis=0)) * (1 - p.friction)
    if form == "losses_add":
        left = 1 - losses.sum(axis=0) - p.friction
    u = np.maximum(1e-9, cap * left)
    even = np.exp(np.log(u).mean()) / u.mean()
    cost = p.toll * (p.fix_w + p.fix_d + p.fix_n)
    alone = cap * (1 - b) - p.toll * p.fix_w
    if form == "tempted_alone":
        alone = cap * (1 - b) * (1 - e) - p.toll * (p.fix_w + p.fix_d)
    actual = u.mean() * (1 + p.synergy * even) - cost
    return [a.mean(), d.mean(), r.mean(), actual, alone.mean()]


@pytest.mark.parametrize("form", ["printed", *GIVEN])
def test_kernel_compiled_or_not_gives_the_numbers_of_a_second_text(form):
    names = ("a", "d", "r", "actual", "alone")
    for values in points():
        p, given, plain = both(MODEL, **values, **GIVEN.get(form, {}))
        known = again(p, given[0], given[1], form)
        for ours, theirs in zip(given, plain, strict=True):
            assert ours == pytest.approx(np.array(theirs), abs=1e-13)
        found = dict(zip(MODEL.outputs, given[-1], strict=True))
        assert [found[name] for name in names] == pytest.approx(known, abs=1e-12)


def test_the_equations_of_the_chapter_give_the_numbers_of_before():
    for values, inertia, alone, advantage in (
        ({}, 0.46009900467804155, 0.49167101735164087, 0.04010797164108704),
        (
            {"case": "yrd", "reading": "relief"},
            *(0.3074370168671521, 0.49496089052511627, 0.1887093356147307),
        ),
        (
            {"case": "prd", "copy": 0.4, "ineq": 0.3, "superior": 0.5},
            *(0.294543051288652, 0.49761765985684886, 0.19273953058643395),
        ),
    ):
        run = MODEL.run(**EXAMPLE | values)
        found = [run[name] for name in ("inertia", "alone", "advantage")]
        assert found == pytest.approx([inertia, alone, advantage], rel=1e-12)


@EACH
def test_every_form_moves_something(form):
    assert STUDY.run(**GIVEN[form]).outputs != STUDY.run().outputs


@pytest.mark.parametrize("form", SWITCHED)
def test_a_switch_is_on_in_its_form_alone(form):
    assert STUDY.run(form=form)["inertia"] == STUDY.run(**GIVEN[form])["inertia"]
    p = MODEL.arguments(form=form)[0]
    assert [name for name in SWITCHED if getattr(p, name)] == [form]


def test_there_are_no_switches_but_those_of_the_forms():
    assert MODEL.named["form"].allowed == ("printed", *SWITCHED)
    assert [form.name for form in STUDY.forms] == [*GIVEN]
    with pytest.raises(ValueError, match="form must be one of 'printed', 'gross_fau"):
        MODEL.run(form="gross")


# --- by hand


@pytest.mark.parametrize("form", LINKS)
def test_bent_links_feed_nothing_from_nothing_and_all_from_a_whole_fault(form):
    """Where each is asked for: at faults of 0 and 1 they are the straight ones."""
    for fault in (0.0, 1.0):
        p, w, cap, state, path, out = MODEL.arguments(**EXAMPLE, years=0.05)
        other, straight = state.copy(), state.copy()
        other[:], straight[:] = fault, fault
        MODEL.kernel(p, w, cap, straight, path, out)
        MODEL.kernel(p._replace(**{form: 1.0}), w, cap, other, path, out)
        assert np.array_equal(other, straight)


def test_a_chain_of_gross_faults_dies_out_at_any_loop_number():
    """Near zero a square feeds less than is repaired, though R is far above 1."""
    strong = {"wd": 1, "dn": 1.3, "nw": 1, "fix_w": 0.5, "fix_d": 0.5, "fix_n": 0.5}
    assert si.loop_number(**strong) > 10
    runs = [
        MODEL.run(**STILL, **strong, years=500, form=f) for f in GIVEN if f in LINKS
    ]
    assert runs[0]["a"] < 1e-12
    assert runs[1]["a"] > si.endemic_point(**strong)[0] > 0.4


def test_a_chain_of_small_faults_lives_on_from_an_eighth_of_the_loop_number():
    """Near zero 2y / (1 + y) feeds twice: once a link, so eight times a round."""
    for number, alive in ((0.95 / 8, False), (1.05 / 8, True)):
        run = MODEL.run(
            **STILL, **UNIT, wd=1, dn=1, nw=number, years=4000, form="small_faults"
        )
        assert (run["r"] > 1e-3) == alive
        assert alive or run["r"] < 1e-15


def test_with_one_fault_alone_its_loss_is_the_worst_and_the_sum():
    """Weakness alone: nothing else to lose, but friction."""
    one = {"tempt": 0, "wd": 0, "dn": 0, "nw": 0, "copy": 0, "drag": 0, "years": 4000}
    printed = MODEL.run(**one, friction=0)["actual"]
    for form in ("worst_fault", "losses_add"):
        assert MODEL.run(**one, friction=0, form=form)["actual"] == pytest.approx(
            printed, abs=1e-12
        )


def test_losses_that_add_leave_nothing_where_they_come_to_all():
    heavy = {"push": 10, "need": 1, "friction": 0.5, "toll": 0}
    assert MODEL.run(**heavy, form="losses_add")["actual"] == pytest.approx(0, abs=1e-8)
    assert MODEL.run(**heavy)["actual"] > 0.01


def test_tempted_alone_rests_at_pull_over_pull_and_repair():
    """Equal means: what is done alone is cap · fix_d / (fix_d + tempt · cap)."""
    values = {"push": 0, "tempt": 0.15, "ineq": 0, "level": 0.6, "fix_d": 0.8}
    run = MODEL.run(**values, toll=0.02, fix_w=0.5, years=4000, form="tempted_alone")
    assert run["alone"] == pytest.approx(0.6 * 0.8 / (0.8 + 0.15 * 0.6) - 0.02 * 1.3)


def test_tempted_alone_a_run_can_be_cut_and_go_on():
    given = {**EXAMPLE, "form": "tempted_alone"}
    parts = si.relay([{**given, "years": 7}, {**given, "years": 8}])
    assert parts["alone"].iloc[-1] == MODEL.run(**given)["alone"]


def test_a_flat_pull_is_that_of_whole_means():
    values = {"wd": 0, "nw": 0, "dn": 0, "copy": 0, "ineq": 0, "years": 4000}
    run = MODEL.run(**values, tempt=0.1, fix_d=0.9, form="tempt_flat")
    assert run["d"] == pytest.approx(0.1, abs=1e-12)


# --- shares, as a first program counted them: support and opposition in 100 points

COUNTED = {
    "relief": {"SI-1b": (47, 43), "SI-5": (2, 65), "SI-7u": (43, 43)},
    "gross_faults": {"SI-1b": (42, 48), "SI-5": (0, 99), "SI-7u": (37, 47)},
    "small_faults": {"SI-1b": (73, 21), "SI-5": (65, 7), "SI-7u": (60, 29)},
    "worst_fault": {"SI-1b": (45, 46), "SI-5": (16, 53), "SI-7u": (39, 45)},
    "losses_add": {"SI-1b": (67, 27), "SI-5": (32, 23), "SI-7u": (57, 32)},
    "tempted_alone": {"SI-1b": (48, 43), "SI-5": (29, 25), "SI-7u": (59, 29)},
    "tempt_flat": {"SI-1b": (63, 30), "SI-5": (21, 32), "SI-7u": (55, 33)},
}
ORDER = {
    "relief": {"SI-1a": (81, 1), "SI-5o.act": (99, 0)},
    "gross_faults": {"SI-1a": (78, 1), "SI-5o.act": (96, 1)},
    "small_faults": {"SI-1a": (93, 0), "SI-5o.act": (73, 5)},
    "worst_fault": {"SI-1a": (79, 1), "SI-5o.act": (83, 5)},
    "losses_add": {"SI-1a": (88, 0), "SI-5o.act": (83, 5)},
    "tempted_alone": {"SI-1a": (86, 0), "SI-5o.act": (83, 5)},
    "tempt_flat": {"SI-1a": (90, 0), "SI-5o.act": (59, 16)},
}


@EACH
def test_shares_are_those_of_a_first_program(form):
    table = ensemble.sample(MODEL).assign(**GIVEN[form])
    rows = ensemble.at(MODEL, table, runs=["act", "r", "nolink"])
    for id, known in (COUNTED[form] | ORDER[form]).items():
        found = STUDY.predicate(id).shares(rows)
        for share, name in zip(known, ("support", "oppose"), strict=True):
            assert found[name] == pytest.approx(share / 100, abs=0.03), (id, name)


# --- in the page


@EACH
def test_a_figure_can_be_given_a_form(form):
    chart = Trajectories({"a": "weakness"}, label="share", unit="year")
    figure = explorable(
        MODEL, title="One history", alt="Weakness.", sliders=["dn"], chart=chart,
        fixed=GIVEN[form],
    )  # fmt: skip
    p = figure.run().p
    assert getattr(p, "reading" if form == "relief" else form) == 1
    assert "tempt_flat" in figure._repr_mimebundle_()["text/html"]
