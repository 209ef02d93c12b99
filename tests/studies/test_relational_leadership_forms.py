"""Each functional form of relational leadership against its equation and its limits."""

from math import sqrt

import numpy as np
import pytest
from one_text import both
from scipy.optimize import brentq

from collabgov.engine import ensemble
from collabgov.studies import relational_leadership as rl
from collabgov.studies.relational_leadership import FORMS, MODEL, STUDY

# limits are reached, and runs made alike, also by values that cannot act there
pytestmark = pytest.mark.filterwarnings("ignore:.*it changes nothing here")

NAMES = [form.name for form in FORMS]
EACH = pytest.mark.parametrize("form", NAMES)
# no learning, trust that follows quickly, conditions met in full
BARE = {"learn_skill": 0, "slow": 0.05, "resources": 1, "sigma": 0, "alpha": 0}


def points(n):
    """Points of the box, with orders."""
    rows = ensemble.sample(MODEL, n).to_dict("records")
    return [row | {"order": k % 3 / 2} for k, row in enumerate(rows)]


def rest(**values):
    """Interaction after a very long time."""
    return MODEL.run(**{"years": 1500, **values})["x"]


def test_the_forms_are_those_that_the_setting_takes():
    assert MODEL.named["form"].allowed == ("printed", *NAMES)
    assert STUDY.forms == FORMS
    assert [form.settings for form in FORMS] == [{"form": name} for name in NAMES]


# --- the printed form is what it was


def test_the_printed_form_gives_the_numbers_of_before():
    known = {"x": 1.1279541589892215, "trust": 0.7281263981218014}
    known |= {"k": 0.1608753739994353, "value": 0.47395772193291197}
    known["bypass"] = 0.07635794051160104
    run = MODEL.run(sigma=0.3, alpha=0.2, s0=0.2)
    assert {name: run[name] for name in known} == pytest.approx(known, rel=1e-13)


# --- each form, step by step: the path against the equation that differs


def level(x, half, power=2):
    """Trust that joint work sustains."""
    return 1 / (1 + (half / x) ** power)


def next_state(form, v, x, trust, k):
    """Interaction, trust and knowledge a step later, for a whole path at once."""
    h = level(x, v["half"], {"no_threshold": 1, "steep": 3}.get(form, 2))
    act = v["effort"] * v["s0"] ** v["sigma"]
    act *= v["resources"] + v["subst"] * (1 - v["resources"])
    trusted = act * v["trust_skill"] * (1 - v["order"])
    ordered = act * v["trust_skill"] * v["order"]
    believed = trust + (1 - trust) * ordered
    aim = max if form == "stronger_source" else lambda a, b: a + b - a * b
    aims = np.array([aim(each, trusted) for each in h])
    learnt = v["learn_skill"] / 2 * h * (1 - k)
    learnt *= 1 if form == "learn_by_doing" else act
    grown = v["trickle"] + v["gain"] * believed
    later = x + (grown - v["lapse"] * (1 - k / 2) * x) / 20
    return np.array([
        later.clip(max=1) if form == "full_at_one" else later,
        trust + (aims - trust) / v["slow"] / 20,
        k + (learnt - v["forget"] * k) / 20,
    ])  # fmt: skip


@pytest.mark.parametrize("form", ["printed", *NAMES])
def test_every_step_follows_the_equation_of_the_form(form):
    for v in points(8):
        path = MODEL.run(**v, form=form).path[["x", "trust", "k"]].to_numpy().T
        found = next_state(form, v, *path[:, :-1])
        assert found == pytest.approx(path[:, 1:], abs=1e-12)


@EACH
def test_the_first_step_starts_from_the_trust_of_the_form(form):
    for v in points(8):
        v |= {"x0": 0.2, "slow": 1e9}  # trust stays where it is
        known = {"trust_from_work": level(0.2, v["half"]), "contacts_apart": 0.3}
        found = MODEL.run(**v, form=form, years=1).path["trust"]
        assert found.to_numpy() == pytest.approx(known.get(form, v["s0"]), abs=1e-7)


# --- limits


def test_without_a_threshold_rest_is_the_root_of_a_square():
    for gain, lapse, half, drip in ((1, 1.2, 0.5, 0.02), (1.6, 0.8, 0.9, 0.05)):
        b = lapse * half - drip - gain
        root = (sqrt(b * b + 4 * lapse * drip * half) - b) / (2 * lapse)
        values = {"gain": gain, "lapse": lapse, "half": half, "trickle": drip}
        found = rest(**BARE, **values, effort=0, form="no_threshold")
        assert found == pytest.approx(root, abs=1e-9)


def test_the_steep_form_has_three_resting_points_where_the_cubic_has():
    values = {"gain": 1, "lapse": 1, "half": 0.5, "trickle": 0.02}

    def change(x):
        return 0.02 + level(x, 0.5, 3) - x

    low, tips, high = (
        brentq(change, *ends) for ends in ((0.01, 0.1), (0.1, 0.5), (0.5, 2))
    )
    for x0, end in ((tips - 0.01, low), (tips + 0.01, high)):
        started = {"x0": x0, "s0": level(x0, 0.5, 3)}
        found = rest(**BARE, **values, **started, effort=0, form="steep")
        assert found == pytest.approx(end, abs=1e-9)


@pytest.mark.parametrize("store", [0, 1])
def test_trust_of_its_own_is_the_printed_form_with_that_much_trust(store):
    """Where her work needs no contacts, they matter at the start alone."""
    for v in points(4):
        same = v | {"sigma": 0, "x0": 0.2, "store": store}
        for form, trust in (
            ("trust_from_work", level(0.2, v["half"])),
            ("contacts_apart", 0.3),
        ):
            printed = MODEL.run(**same | {"s0": trust})["x"]
            for s0 in (0.05, 0.6):
                found = MODEL.run(**same | {"s0": s0}, form=form)["x"]
                assert found == pytest.approx(printed, abs=1e-12)


def test_those_who_learn_by_doing_learn_without_a_leader():
    values = {"gain": 2, "half": 0.3, "learn_skill": 0.8, "forget": 0.2, "effort": 0}
    run = MODEL.run(**values, x0=1, s0=1, years=1500, form="learn_by_doing")
    speed = 0.8 * level(run["x"], 0.3)
    assert run["k"] == pytest.approx(speed / (speed + 0.4), abs=1e-9)
    assert MODEL.run(**values, x0=1, s0=1)["k"] == 0


def test_the_stronger_source_counts_alone():
    given = BARE | {"trust_skill": 0.5, "effort": 0.8, "years": 1500}
    weak = MODEL.run(**given, half=1e6, form="stronger_source")
    assert weak["trust"] == pytest.approx(0.4, abs=1e-9)
    strong = MODEL.run(**given, half=0.3, gain=2, form="stronger_source")
    assert strong["trust"] == pytest.approx(level(strong["x"], 0.3), abs=1e-9)


def test_the_whole_programme_is_the_most_there_is():
    given = BARE | {"gain": 2, "half": 0.3, "effort": 1, "trust_skill": 0.6}
    full, printed = (MODEL.run(**given, **more).path["x"] for more in (
        {"form": "full_at_one"}, {}
    ))  # fmt: skip
    assert full.max() == 1 < printed.max()
    below = (printed < 1).cummin()
    assert (full[below] == printed[below]).all()


# --- orders that teach less


def test_orders_teach_what_is_left():
    for v in points(4):
        whole = v | {"order": 1}
        for left in (0, 0.5):
            less = v["learn_skill"] * left
            same = MODEL.run(**whole | {"learn_skill": less})
            found = MODEL.run(**whole, taught=left)
            assert found["k"] == pytest.approx(same["k"], abs=1e-12)
            assert found["x"] == pytest.approx(same["x"], abs=1e-12)
        kept = v | {"order": 0}
        assert MODEL.run(**kept, taught=0)["x"] == MODEL.run(**kept)["x"]


def test_half_orders_that_teach_nothing_halve_what_is_learnt():
    for v in points(4):
        mixed = v | {"order": 0.5, "forget": 0}
        half = v["learn_skill"] / 2
        first = [MODEL.run(**m, years=0.05)["k"] for m in (
            mixed | {"taught": 0}, mixed | {"learn_skill": half}
        )]  # fmt: skip
        assert first[0] == pytest.approx(first[1], abs=1e-15)


# --- the phase lines


@EACH
def test_where_the_phase_lines_cross_zero_the_kernel_rests(form):
    for v in points(8):
        v |= {"taught": 0.5}
        for line, effort in ((rl.rl_led, 1), (rl.rl_left, v["kept"])):
            pairs = np.zeros(202)
            line(MODEL.arguments(**v, form=form)[0], pairs)
            state, change = pairs.reshape(-1, 2).T
            end = rest(**v | {"effort": v["effort"] * effort}, form=form, years=3000)
            if end < 2:
                assert np.interp(end, state, change) == pytest.approx(0, abs=2e-3)


# --- one text in three places, and what each form moves


@EACH
def test_numba_gives_the_numbers_of_cpython(form):
    for v in points(4):
        _, found, plain = both(MODEL, **v, form=form, stop=5.0)
        for ours, known in zip(found, plain, strict=True):
            assert ours == pytest.approx(np.array(known), abs=1e-12)


@EACH
def test_every_form_changes_something(form):
    assert any(MODEL.run(**v)["x"] != MODEL.run(**v, form=form)["x"] for v in points(8))


# support and opposition in percent, at 8,192 points
SHARES = {
    "printed": {"RL-3as": 24, "RL-4a": 38, "RL-4b": 41, "RL-4ab": 16, "RL-7a": 46},
    "no_threshold": {"RL-3as": 0, "RL-4a": 31, "RL-4b": 36, "RL-4ab": 6, "RL-7a": 6},
    "steep": {"RL-3as": 48, "RL-4a": 33, "RL-4b": 34, "RL-4ab": 15, "RL-7a": 65},
    "trust_from_work": {
        **{"RL-3as": 10, "RL-4a": 50, "RL-4b": 32, "RL-4ab": 28, "RL-7a": 65}
    },
    "contacts_apart": {
        **{"RL-3as": 4, "RL-4a": 38, "RL-4b": 41, "RL-4ab": 17, "RL-7a": 43}
    },
    "learn_by_doing": {
        **{"RL-3as": 24, "RL-4a": 38, "RL-4b": 65, "RL-4ab": 76, "RL-7a": 41}
    },
    "stronger_source": {
        **{"RL-3as": 34, "RL-4a": 13, "RL-4b": 35, "RL-4ab": 2, "RL-7a": 46}
    },
    "full_at_one": {"RL-3as": 24, "RL-4a": 31, "RL-4b": 8, "RL-4ab": 12, "RL-7a": 46},
}
OPPOSED = {"steep": 4, "stronger_source": 1, "full_at_one": 8, "trust_from_work": 1}


@pytest.mark.parametrize("form", SHARES)
def test_shares_under_each_form_are_the_known_ones(form):
    rows = ensemble.at(
        MODEL,
        ensemble.sample(MODEL, 2048).assign(form=form),
        runs=["lead", "none", "s0", "noT", "noL"],
    )
    shares = {id: STUDY.predicate(id).shares(rows) for id in SHARES[form]}
    found = {id: 100 * share["support"] for id, share in shares.items()}
    assert found == pytest.approx(SHARES[form], abs=3)
    opposed = 100 * shares["RL-4ab"]["oppose"]
    assert opposed == pytest.approx(OPPOSED.get(form, opposed), abs=3)
    assert shares["RL-4a"]["oppose"] == shares["RL-4b"]["oppose"] == 0
