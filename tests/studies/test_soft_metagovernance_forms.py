"""Each functional form of soft metagovernance against its equation and its limits."""

import numpy as np
import pytest
from one_text import both

from collabgov.engine import ensemble
from collabgov.studies import soft_metagovernance as sm
from collabgov.studies.soft_metagovernance import FORMS, MODEL, STUDY

# limits are reached, and runs made alike, also by values that cannot act there
pytestmark = pytest.mark.filterwarnings("ignore:.*it changes nothing here")

NAMES = [form.name for form in FORMS]
EACH = pytest.mark.parametrize("form", NAMES)
LISTS = ("w", "y0", "stub", "reach", "seen_as", "base")
ALONE = {"budget": 0.0, "authority": 0.0}


def points(n):
    """Points of the box, with orders; those who are met change from point to point."""
    rows = ensemble.sample(MODEL, n).to_dict("records")
    return [row | {"rule": sm.RULES[k % 4]} for k, row in enumerate(rows)]


def ran(seed=0, **values):
    """Lists by name, and views, ties and contacts by period, of a finished run."""
    p, *lists, _, path, _ = arguments = MODEL.arguments(seed, **values)
    MODEL.compiled(*arguments)
    return dict(zip(LISTS, lists, strict=True)), *path.reshape(
        -1, 3, int(p.n)
    ).swapaxes(0, 1)


def test_the_forms_are_those_that_the_setting_takes():
    assert MODEL.named["form"].allowed == ("printed", *NAMES)
    assert STUDY.forms == FORMS
    assert [form.settings for form in FORMS] == [{"form": name} for name in NAMES]


def test_the_printed_form_gives_the_numbers_of_before():
    known = {"created": 0.05427739267663243, "lost": 0.00014632221885805172}
    known |= {"net": 0.02038107045777434, "tie": 0.2547290093405933}
    known |= {"commitment": 0.1590398051768403, "contacts": 3.000000000000004}
    run = MODEL.run(rule="tie", authority=0.1)
    assert {name: run[name] for name in known} == pytest.approx(known, rel=1e-11)


# --- each form, step by step: the path against the equation that differs


def next_views(form, v, lists, y, e, c):
    """Views a period later, from views before and ties and contacts within it."""
    w, stub = lists["w"], lists["stub"]
    heard, trust = w, v["pull"] * e
    if form == "bounded":
        heard = np.where(abs(y - y[:, None]) > 0.5, 0, w)
        heard = heard + np.diag(heard.sum(axis=1) == 0)  # else one's own view
        heard = heard / heard.sum(axis=1, keepdims=True)
        trust = np.where(abs(v["goal"] - y) > 0.5, 0, trust)
    near = (1 - trust) * (heard @ y) + trust * v["goal"]
    held = y if form == "drifting" else lists["y0"]
    back = 1 if form == "no_backfire" else 2
    ordered = v["authority"] * (1 - back * v["react"])
    view = (1 - ordered) * (stub * held + (1 - stub) * near) + ordered * v["goal"]
    return (view - v["envy"] * (w @ c) * (1 - c) * (1 - e)).clip(-1, 1)


def next_ties(form, v, e, c):
    """Ties a period later."""
    if form == "lunch_never_saturates":
        return np.minimum(1, e - v["fade"] * e + v["bond"] * c)
    return e - v["fade"] * e + v["bond"] * c * (1 - e)


@pytest.mark.parametrize("form", ["printed", *NAMES])
def test_every_period_follows_the_equations_of_the_form(form):
    for v in points(8):
        lists, views, ties, met = ran(**v, form=form)
        before = [lists["y0"], *views[:-1]], [np.zeros(24), *ties[:-1]]
        for y, e, view, tie, c in zip(*before, views, ties, met, strict=True):
            assert next_ties(form, v, e, c) == pytest.approx(tie, abs=1e-12)
            found = next_views(form, v, lists, y, tie, c)
            assert found == pytest.approx(view, abs=1e-12)


# --- limits


def test_those_who_are_all_near_are_all_heard():
    calm = {"mean0": 0.3, "spread": 0.1, "goal": 0.4, "authority": 0.0}
    bounded, printed = (ran(**calm, form=form)[1] for form in ("bounded", "printed"))
    assert bounded == pytest.approx(printed, abs=1e-12)


def test_those_who_are_far_apart_are_not_heard():
    p, _, y0, stub, *_, path, out = MODEL.arguments(**ALONE, n=3, form="bounded")
    w = np.array([[0, 0.5, 0.5], [0.5, 0, 0.5], [1, 0, 0]])
    y0[:] = 0.9, 0.5, -0.3
    rest = [np.zeros(3)] * 3
    MODEL.compiled(p, w, y0, stub, *rest, np.zeros(1), path, out)
    views = path.reshape(-1, 3, 3)[:, 0]
    assert (views[:, 2] == -0.3).all()
    assert views[-1, :2] == pytest.approx(
        sm.friedkin_johnsen([[0, 1], [1, 0]], stub[:2], [0.9, 0.5]), abs=1e-9
    )


def test_views_that_drift_end_in_one():
    """Weights of the end: ties of each over what a period moves it."""
    lists, views, *_ = ran(**ALONE, stub=0.2, periods=6000, form="drifting")
    weight = (lists["w"] > 0).sum(axis=1) / (1 - lists["stub"])
    known = weight @ lists["y0"] / weight.sum()
    assert views[-1] == pytest.approx(np.full(24, known), abs=1e-9)


@pytest.mark.parametrize("form", ["bounded", "drifting"])
def test_where_the_end_without_a_leader_is_not_solved_it_is_run(form):
    for v in points(4):
        out = MODEL.run(**v | ALONE, form=form)
        assert (out["created"], out["lost"]) == (0, 0)
        base = ran(**v, form=form)[0]["base"]
        assert (base == ran(**v | ALONE, form=form)[1][-1]).all()


@EACH
def test_elsewhere_it_is_that_of_the_printed_form(form):
    if form not in ("bounded", "drifting"):
        lists, printed = ran(form=form)[0], ran()[0]
        assert (lists["base"] == printed["base"]).all()


def test_an_order_that_all_resent_changes_nothing_and_half_of_the_reactance_acts():
    given = {"authority": 0.2, "form": "no_backfire"}
    idle = MODEL.run(react=1.0, **given)["commitment"]
    assert idle == pytest.approx(MODEL.run()["commitment"], abs=1e-12)
    found = MODEL.run(react=0.6, **given)["commitment"]
    printed = MODEL.run(react=0.3, authority=0.2)["commitment"]
    assert found == pytest.approx(printed, abs=1e-12)


def test_ties_grow_in_equal_steps_until_they_are_full():
    given = {"fade": 0.0, "bond": 0.15, "rule": "comfort", "budget": 2}
    _, _, ties, met = ran(**given, form="lunch_never_saturates")
    known = np.minimum(1, 0.15 * met.cumsum(axis=0))
    assert ties == pytest.approx(known, abs=1e-12)


def test_those_with_many_direct_listeners_are_met_first():
    for v in points(4):
        v |= {"rule": "plain", "map": "true", "budget": 1}
        lists, _, _, met = ran(**v, form="direct_listeners")
        listeners = (lists["w"] > 0).T @ (1 / (lists["w"] > 0).sum(axis=1))
        assert lists["reach"] == pytest.approx(listeners)
        score = listeners * (1 - lists["stub"]) * abs(v["goal"] - lists["y0"])
        assert met[0].argmax() == score.argmax()


# --- one text in three places, and what each form moves


@EACH
def test_numba_gives_the_numbers_of_cpython(form):
    for v in points(4):
        _, found, plain = both(MODEL, **v, form=form)
        for ours, known in zip(found, plain, strict=True):
            assert ours == pytest.approx(np.array(known), abs=1e-12)


@EACH
def test_every_form_changes_something(form):
    pairs = [(MODEL.run(**v), MODEL.run(**v, form=form)) for v in points(8)]
    assert any(before["commitment"] != after["commitment"] for before, after in pairs)


# support and opposition in percent
IDS = ("SM-2b.tie", "SM-4.tie", "SM-4.plain", "SM-4.comfort", "SM-5p.comfort")
SHARES = {
    "printed": ((51, 28, 20, 10, 45), (27, 5, 10, 5, 5)),
    "bounded": ((43, 9, 6, 3, 23), (36, 8, 16, 9, 6)),
    "drifting": ((62, 40, 33, 32, 39), (32, 34, 52, 47, 13)),
    "no_backfire": ((33, 28, 20, 10, 45), (37, 5, 10, 5, 5)),
    "lunch_never_saturates": ((55, 35, 24, 12, 50), (23, 5, 11, 6, 5)),
    "direct_listeners": ((49, 25, 19, 10, 41), (29, 5, 11, 5, 5)),
}


@pytest.mark.parametrize("form", SHARES)
def test_shares_under_each_form_are_the_known_ones(form):
    rows = ensemble.at(
        MODEL,
        ensemble.sample(MODEL, 2048).assign(form=form),
        runs=["none", "auth", "comfort", "plain", "tie", "tie_know"],
    )
    shares = [STUDY.predicate(id).shares(rows) for id in IDS]
    for kind, known in zip(("support", "oppose"), SHARES[form], strict=True):
        assert [100 * s[kind] for s in shares] == pytest.approx(known, abs=3)
