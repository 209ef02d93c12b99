"""Each functional form of cross-sector synergy against its equation and its limits."""

from math import exp, tanh

import pytest
from one_text import both
from scipy.optimize import brentq

from collabgov.engine import ensemble
from collabgov.studies import cross_sector_synergy as xs
from collabgov.studies.cross_sector_synergy import FORMS, MODEL, STUDY

# limits are reached, and runs made alike, also by values that cannot act there
pytestmark = pytest.mark.filterwarnings("ignore:.*it changes nothing here")

SETTINGS = {form.name: dict(form.settings) for form in FORMS}
EACH = pytest.mark.parametrize("form", SETTINGS)
# no own wish, no incentives, no obstacle, no drift, no campaign
BARE = dict.fromkeys(MODEL.names, 0.0)
BARE |= {"benefit": 1.0, "cost": 0.3, "beta": 4.0, "x0": 0.5}


def points(n):
    """Points of the box."""
    return ensemble.sample(MODEL, n).to_dict("records")


def test_the_forms_are_those_that_the_settings_take():
    kernels = [name for name, given in SETTINGS.items() if "form" in given]
    assert set(MODEL.named["form"].allowed) == {"printed", *kernels}
    silos = [given["silo_form"] for given in SETTINGS.values() if "silo_form" in given]
    assert ("first_mover", *silos) == xs.SILO_FORMS
    assert STUDY.forms == FORMS


def test_the_printed_form_gives_the_numbers_of_before():
    known = {"lasting": 0.9791569326655492, "final": 0.9791569324717737}
    known |= {"motivation": 0.25000000016952784, "gap_half": 0.04500000000000004}
    run = MODEL.run(benefit=1.3, silo=0.3, reward=0.2)
    assert {name: run[name] for name in known} == pytest.approx(known, rel=1e-13)


# --- each form against its equation


def logistic(z):
    """Chance of the better of two, at a difference z."""
    return 1 / (1 + exp(-z))


def gain_of(form, x):
    """Shared gain of a benefit of 1 without conflict."""
    odds = (x / (1 - x)) ** 2
    return {"s_shaped": odds / (1 + odds), "diminishing": 1.5 - 1.5 / (1 + x)}.get(
        form, x
    )


def gap_of(form, v, x):
    """What a department that joins at a share x gains, at its first own wish."""
    lost = v["benefit"] * v["conflict"] * gain_of(form, x)
    if form == "flat_conflict":
        lost = v["benefit"] * v["conflict"] / 2
    shared = v["benefit"] * gain_of(form, x) - lost
    weight = {"constant": 1, "blind": shared}.get(form, 1 - x)
    both = v["reward"] + v["sanction"]
    harsh = v["sanction"] * (1 - v["soften"] * v["reward"] / both)
    outside = v["reward"] * (1 - v["dilute"] * x) + v["sanction"]
    outside += v["cross"] * v["mission"] * both - v["blame"] * v["sanction"] * harsh
    hurdle = v["cost"] + v["cost"] * v["mismatch"] + v["interest"] + v["silo"] * weight
    return shared + v["mission"] + outside - hurdle


@pytest.mark.parametrize("form", ["printed", *SETTINGS])
def test_the_first_quarter_follows_the_equation_of_the_form(form):
    for v in points(8):
        for x in (0.1, 0.5, 0.8):
            v |= {"x0": x, "push_len": 1}
            run = MODEL.run(**v, **SETTINGS.get(form, {}), quarters=3)
            joins = logistic(v["beta"] * (gap_of(form, v, x) + v["push"]))
            moves = (1 - x) * x * (2 * joins - 1)
            if form == "best_response":
                moves = joins - x
            moves += v["drift"] * (1 - 2 * x)
            assert run.path["share"][0] - x == pytest.approx(moves / 4, abs=1e-12)


@EACH
def test_the_pay_off_at_half_is_the_printed_one_unless_departmentalism_differs(form):
    """There measures are dosed: what a dose adds is the same."""
    for v in points(8):
        if "silo_form" in SETTINGS[form]:
            v |= {"silo": 0.0}
        known = MODEL.run(**v)["gap_half"]
        found = MODEL.run(**v, **SETTINGS[form])["gap_half"]
        assert found == pytest.approx(known, abs=1e-12)
        dosed = MODEL.run(**v, **SETTINGS[form], dose=(0.1,) * 6)["gap_half"]
        assert dosed == pytest.approx(MODEL.run(**v, dose=(0.1,) * 6)["gap_half"])


@EACH
def test_terms_and_phase_line_are_those_of_the_kernel(form):
    for v in points(4):
        v |= {"crowd_r": 0, "crowd_s": 0, "push": 0}
        p, path = MODEL.arguments(**v, **SETTINGS[form])[0], [0.0] * 202
        xs.xs_rate(p, path)
        for j in (3, 40, 77):
            x = path[2 * j]
            assert xs.terms(p, x).sum() == pytest.approx(gap_of(form, v, x))
            run = MODEL.run(**v | {"x0": x, "quarters": 3}, **SETTINGS[form])
            step = run.path["share"][0] - x
            assert step == pytest.approx(path[2 * j + 1] / 4, abs=1e-12)


# --- limits


def test_those_who_weigh_up_rest_where_the_share_is_what_they_choose():
    given = BARE | {"cost": 0.5, "beta": 6.0}
    ends = [
        MODEL.run(**given | {"x0": x0}, form="best_response", quarters=4000)["final"]
        for x0 in (0.02, 0.98)
    ]

    def moves(x):
        return (1 + tanh(3 * (x - 0.5))) / 2 - x

    low = brentq(moves, 1e-6, 0.4)
    assert ends == pytest.approx([low, 1 - low], abs=1e-9)


@pytest.mark.parametrize(
    ("form", "mass"),
    [("s_shaped", 0.4), ("diminishing", 0.25), ("flat_conflict", 0.3)],
)
def test_the_critical_mass_is_where_the_gain_meets_the_cost(form, mass):
    cost = gain_of(form, mass)
    found = MODEL.run(**BARE | {"cost": cost, "beta": 20}, form=form, quarters=5000)
    assert found["critical_mass"] == pytest.approx(mass, abs=2e-3)


# --- one text in three places, and what each form moves


@EACH
def test_numba_gives_the_numbers_of_cpython(form):
    for v in points(4):
        _, found, plain = both(MODEL, **v, **SETTINGS[form])
        for ours, known in zip(found, plain, strict=True):
            assert ours == pytest.approx(known, abs=1e-12)


@EACH
def test_every_form_changes_something(form):
    given = SETTINGS[form]
    runs = [(MODEL.run(**v), MODEL.run(**v, **given)) for v in points(8)]
    assert any(before["lasting"] != after["lasting"] for before, after in runs)


# support in percent, at 8,192 points
IDS = ("XS-1", "XS-1t", "XS-1L", "XS-3e", "XS-3s", "XS-14")
SHARES = {
    "printed": (40, 52, 0, 88, 43, 71),
    "best_response": (48, 60, 0, 85, 37, 66),
    "s_shaped": (39, 51, 0, 89, 45, 72),
    "diminishing": (42, 53, 0, 86, 40, 68),
    "flat_conflict": (39, 52, 0, 87, 44, 70),
    "constant": (41, 46, 0, 90, 36, 56),
    "blind": (44, 57, 60, 88, 41, 75),
}
OPPOSED = dict(zip(SHARES, (15, 22, 15, 15, 13, 13, 21), strict=True))  # XS-1
RUNS = ["base", *(f"c{k}" for k in (*xs.SINGLES, xs.FULL)), "rICDM"]
RUNS += [f"r{letter}" for letter in xs.OBSTACLES]


@pytest.mark.parametrize("form", SHARES)
def test_shares_under_each_form_are_the_known_ones(form):
    drawn = ensemble.sample(MODEL, 2048).assign(**SETTINGS.get(form, {}))
    rows = ensemble.at(MODEL, drawn, runs=RUNS)
    shares = [STUDY.predicate(id).shares(rows) for id in IDS]
    found = [100 * share["support"] for share in shares]
    assert found == pytest.approx(SHARES[form], abs=3)
    assert 100 * shares[0]["oppose"] == pytest.approx(OPPOSED[form], abs=3)
