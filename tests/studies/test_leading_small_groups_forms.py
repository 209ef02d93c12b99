"""Other equations for leading small groups: each against a second text and by hand."""

import numpy as np
import pytest
from group_points import points
from one_text import both

from collabgov.engine import ensemble
from collabgov.explorables.explorable import Trajectories, explorable
from collabgov.studies import leading_small_groups as lg
from collabgov.studies.leading_small_groups import FORMS, MODEL, NEVER, STUDY

# limits are reached, and runs made alike, also by values that cannot act there
pytestmark = pytest.mark.filterwarnings("ignore:.*it changes nothing here")

GIVEN = {form.name: dict(form.settings) for form in FORMS}
EACH = pytest.mark.parametrize("form", GIVEN)
EQUAL = {"spread": 0, "tenure": NEVER, "coord": 0, "quarters": 4000}
EMPTY = {"forced": 0, "gap": NEVER}


def effort(**values):
    """Mean effort quarter by quarter."""
    return MODEL.run(**values).path["effort"].to_numpy()


def again(p, draws, form):
    """Mean effort, trust and chair in a text of its own: cities as one array."""
    n = int(p.n)
    s = np.clip(p.selfish + p.spread * (np.arange(n) - (n - 1) / 2), 0, 1)
    q, trust, here, clout, path = np.full(n, 0.1), 0.0, True, 1.0, []
    for t, (leaves, person) in enumerate(draws.reshape(-1, 2)):
        if here:
            here = t != p.forced if p.forced >= 0 else leaves >= 1 / p.tenure
        elif leaves < 1 / p.gap:
            here, clout = True, 1 - p.personal * person
        guided = p.coord * q.mean() * p.fit
        full = guided + p.authority * (1 if form == "rank_fits_all" else p.fit)
        lead = full * clout * (1 - p.rigid * p.legal) if here else 0
        law = p.rule * p.legal * (1 if here else 1 - p.paper)
        if p.replace:
            law = min(law, full * (1 - (clout if here else 0)))
        pull = max(lead, law) if form == "stronger_counts" else lead + law
        sour = clout if here or form == "spite_stays" else 0
        kept = 1 - p.resist * sour * p.authority / (1 + p.authority)
        if here or form != "cost_while_chaired":
            kept *= 1 - p.autonomy
        others = (q.sum() - q) / (n - 1)
        own = (1 - s * (1 - p.store * trust)) * p.gain * kept
        own *= 1 - p.recip * (1 - others)
        more = pull if form == "pull_adds" else pull * (1 - q)
        q = np.clip(0.7 * q + 0.3 * (own + more), 0, 1)
        x = q.mean()
        level = x if form == "trust_linear" else 1 / (1 + (p.half / x) ** 2)
        trust += (level - trust) / p.slow
        path += [x, trust, here]
    return np.array(path, dtype=float)


@pytest.mark.parametrize("form", ["printed", *GIVEN])
def test_kernel_compiled_or_not_gives_the_numbers_of_a_second_text(form):
    for seed, values in points(24, seed=11):
        p, (draws, path, _), (_, plain, _) = both(MODEL, seed, **values, form=form)
        assert path == pytest.approx(plain, abs=1e-12)
        assert path == pytest.approx(again(p, draws, form), abs=1e-10)


def test_the_equations_of_the_chapter_give_the_numbers_of_before():
    peers = {"type": "self_forming", "rules": "replace", "issue": 2, "forced": 20}
    for seed, values, effort, chaired, vacant in (
        (1, {}, 0.5327848604895267, 0.5468376225915307, 0.4063100015714909),
        (
            *(2, {"type": "weak", "rules": "add", "store": 0.5}),
            *(0.46332367905473204, 0.4744192545448081, 0.40613878999049374),
        ),
        (3, peers, 0.4243591064783689, 0.42886806594090254, 0.39880833619067807),
    ):
        run = MODEL.run(seed, **values)
        found = [run[name] for name in ("effort", "effort_chaired", "effort_vacant")]
        assert found == pytest.approx([effort, chaired, vacant], rel=1e-13)


@EACH
def test_every_form_has_its_switch_and_moves_something(form):
    assert form in MODEL.named["form"].allowed
    assert STUDY.run(form=form).outputs
    p = MODEL.arguments(**GIVEN[form])[0]
    on = [name for name in GIVEN if getattr(p, name)]
    assert on == [form]
    moved = [
        MODEL.run(seed, **{**values, **GIVEN[form]}).outputs
        != MODEL.run(seed, **{**values, **GIVEN[form], "form": "printed"}).outputs
        for seed, values in points(24, seed=11)
    ]
    assert any(moved)


def test_there_are_no_switches_but_those_of_the_forms():
    assert MODEL.named["form"].allowed == ("printed", *GIVEN)
    assert [form.name for form in STUDY.forms] == [*GIVEN]
    with pytest.raises(ValueError, match="form must be one of 'printed', 'trust_lin"):
        MODEL.run(form="trust")


# --- by hand


def test_trust_in_step_with_effort_rests_where_it_is_effort():
    bare = {"authority": 0, "autonomy": 0, "selfish": 0.5, "gain": 0.9, "recip": 0.6}
    run = MODEL.run(**EQUAL, **bare, **GIVEN["trust_linear"])
    q, trust = run.path[["effort", "trust"]].iloc[-1]
    # q = (½ + ½q) · .9 · (.4 + .6q): .27 q² − .55 q + .18 = 0
    assert q == pytest.approx((0.55 - np.sqrt(0.55**2 - 0.1944)) / 0.54, abs=1e-12)
    assert trust == pytest.approx(q, abs=1e-12)


@pytest.mark.parametrize("form", ["printed", *GIVEN])
@pytest.mark.parametrize("authority", [0.0, 0.2, 0.7])
def test_equal_cities_rest_where_the_closed_form_says(form, authority):
    values = {"selfish": 0.4, "gain": 0.9, "recip": 0.5, "fit": 0.6, "resist": 0.3}
    values |= {"authority": authority, "autonomy": 0.1, "form": form}
    assert effort(**EQUAL, **values)[-1] == pytest.approx(
        lg.steady_effort(**values), abs=1e-12
    )


def test_the_closed_form_knows_what_a_pull_that_adds_comes_to():
    given = {"selfish": 0.5, "gain": 1, "recip": 0, "form": "pull_adds"}
    assert lg.steady_effort(**given, authority=0.25) == pytest.approx(0.75)
    assert lg.steady_effort(**given, authority=0.6) == 1
    with pytest.raises(ValueError, match="no form 'adds'; there are trust_linear, pul"):
        lg.steady_effort(0.5, 1, 0, form="adds")


def test_a_rank_that_fits_all_is_a_chair_whose_issue_fits():
    some = {"authority": 0.7, "coord": 0}
    assert np.array_equal(
        effort(**some, fit=0.2, form="rank_fits_all"), effort(**some, fit=1)
    )
    some["authority"], some["coord"] = 0, 0.7
    assert np.array_equal(effort(**some, form="rank_fits_all"), effort(**some))


def test_without_a_chair_from_the_start_autonomy_costs_nothing_or_resistance_stays():
    alone = effort(**EMPTY, authority=1, autonomy=0)
    spared = effort(**EMPTY, authority=1, autonomy=0.3, form="cost_while_chaired")
    assert np.array_equal(spared, alone)
    # half of all own will is lost to an authority of 1 that is wholly resisted
    sour = effort(**EMPTY, authority=1, autonomy=0, resist=1, form="spite_stays")
    assert sour == pytest.approx(effort(**EMPTY, authority=0, autonomy=0.5), abs=1e-12)


def test_of_chair_and_rule_the_weaker_does_nothing():
    stays = {"tenure": NEVER, "coord": 0, "fit": 1, "rules": "add", "legal": 1}
    stays |= {"rigid": 0, "form": "stronger_counts"}
    chair = effort(**{**stays, "rules": "none"}, authority=0.5, resist=0)
    assert np.array_equal(effort(**stays, authority=0.5, rule=0.4, resist=0), chair)
    assert np.array_equal(effort(**stays, authority=0.4, rule=0.5, resist=0), chair)


# --- shares, as a first program counted them: support and opposition in 100 points

COUNTED = {
    "trust_linear": {"LG-1": (59,), "LG-5b": (70, 15), "LG-5n": (57, 27)},
    "pull_adds": {"LG-1": (82,), "LG-5b": (95, 1), "LG-5n": (90, 2)},
    "rank_fits_all": {"LG-1": (54,), "LG-5b": (85, 5), "LG-5n": (80, 9)},
    "cost_while_chaired": {"LG-1": (42,), "LG-5b": (83, 5), "LG-5n": (75, 10)},
    "stronger_counts": {"LG-1": (44,), "LG-5b": (81, 7), "LG-5n": (72, 14)},
    "spite_stays": {"LG-1": (43,), "LG-5b": (79, 8), "LG-5n": (69, 16)},
}
LAWS = {
    "trust_linear": {"LG-6n": (39, 0), "LG-10m.sLa": (71, 4)},
    "pull_adds": {"LG-6n": (21, 0), "LG-10m.sLa": (79, 4)},
    "rank_fits_all": {"LG-6n": (16, 14), "LG-10m.sLa": (61, 6)},
    "cost_while_chaired": {"LG-6n": (19, 0), "LG-10m.sLa": (73, 4)},
    "stronger_counts": {"LG-6n": (25, 0), "LG-10m.sLa": (25, 26)},
    "spite_stays": {"LG-6n": (27, 0), "LG-10m.sLa": (75, 4)},
}


@EACH
def test_shares_are_those_of_a_first_program(form):
    table = ensemble.sample(MODEL).assign(**GIVEN[form])
    rows = ensemble.at(MODEL, table, runs=["none", "s", "w", "f", "sLa"])
    for id, known in (COUNTED[form] | LAWS[form]).items():
        found = STUDY.predicate(id).shares(rows)
        for share, name in zip(known, ("support", "oppose"), strict=False):
            assert found[name] == pytest.approx(share / 100, abs=0.03), (id, name)


# --- in the page


@EACH
def test_a_figure_can_be_given_a_form(form):
    chart = Trajectories({"effort": "effort"}, label="effort", unit="quarter")
    figure = explorable(
        MODEL, title="One history", alt="Effort.", sliders=["gain"], chart=chart,
        fixed=GIVEN[form],
    )  # fmt: skip
    fields, record = figure.run().p._fields, figure.run().p
    assert record[fields.index(form)] == 1
    assert form in figure._repr_mimebundle_()["text/html"]
