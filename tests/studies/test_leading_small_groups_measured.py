"""The package against what was measured before it, with other seeds and draws."""

from dataclasses import astuple
from math import inf

import numpy as np
import pandas as pd
import pytest

from collabgov.claims import departure, evaluation, places, premises, verdict
from collabgov.engine import ensemble
from collabgov.methods import likelihood
from collabgov.pages import verdict_words
from collabgov.studies.leading_small_groups import MODEL, STUDY

SLUG = "leading_small_groups"


# The measurement averaged 40 histories in the box, this package 20: near its halved
# margin of one quarter the mean time to paralysis then moves two points in a hundred.
FORTY = {("LG-10s.sLa", "support_half")}


def compared(found, measured):
    """Every printed share beside ours, and how far apart they may be.

    Three numerical errors in the box. W has eight times the points on which its error
    was taken, and both sides err: 3 · √2 / √8 = 1.5.
    """
    shares = [c for c in measured if c.startswith(("support", "oppose", "no_"))]
    rows = measured[shares].stack().dropna().rename("measured").to_frame()
    rows["ours"] = found[shares].stack()
    error = {c: "error_w" if c.endswith("_w") else "error" for c in shares}
    rows["error"] = [found.at[id, error[c]] for id, c in rows.index]
    rows["times"] = [1.5 if c.endswith("_w") else 3.0 for _, c in rows.index]
    rows["apart"] = (rows["ours"] - rows["measured"]).abs()
    rows["allowed"] = (rows["times"] * rows["error"]).clip(lower=0.015)
    return rows


@pytest.mark.slow
def test_every_share_agrees_with_the_measured_table(found, measured):
    rows = compared(found, measured)
    assert len(rows) == 222
    assert rows["ours"].notna().all()
    errors = (rows["apart"] / rows["error"].clip(lower=0.002)).sort_values()
    print("largest differences, in numerical errors:", errors.tail(3), sep="\n")
    too_far = rows[rows["apart"] > rows["allowed"]]
    assert set(too_far.index) == FORTY
    assert too_far["apart"].max() < 0.025


@pytest.mark.slow
def test_with_the_histories_of_the_measurement_that_share_agrees_too(measured):
    points = ensemble.sample(MODEL)
    rows = ensemble.at(MODEL, points, runs=["s", "sLa"], histories=40)
    one = STUDY.predicate("LG-10s.sLa")
    share = one.shares(rows, margin=one.ends[0])["support"]
    assert share == pytest.approx(measured.at[one.id, "support_half"], abs=0.01)


@pytest.mark.slow
def test_the_counted_points_are_those_of_the_measurement(found, measured):
    assert found.index.tolist() == measured.index.tolist()
    by_chance = found.index.str.startswith("LG-10d")  # half of the histories halved
    n = found["n"][~by_chance].astype(int)
    assert n.to_dict() == measured["n"][~by_chance].to_dict()
    assert found["n"][by_chance].to_numpy() == pytest.approx(494, abs=30)
    assert found["size_w"].unique() == pytest.approx([653], abs=10)


@pytest.mark.slow
def test_numerical_errors_are_of_the_measured_size(found, measured):
    for column in ("error", "error_w"):
        both = pd.concat([found[column], measured[column]], axis=1, keys=["our", "m"])
        both = both.dropna().drop(index="LG-3" if column == "error_w" else [])
        assert len(both) >= 10
        # ten scramblings tell a standard deviation within a factor of two or so
        typical = np.exp(np.log(both["our"] / both["m"]).mean())
        assert typical == pytest.approx(1, abs=0.4)


# The rules try "follows in the study's own world" before "depends on"; the measured
# page printed the latter for these two, which meet the rule in W. Nor is the issue a
# part that meets it for LG-5c: on pollution .11 oppose, and .1 is allowed.
OTHER_WORD = {
    "LG-5c": ("depends on the issue", verdict.OWN_WORLD),
    "LG-5n": ("depends on selfish", verdict.OWN_WORLD),
}


@pytest.mark.slow
def test_every_verdict_word_is_the_measured_one_but_for_two(other_words):
    assert other_words(str.__eq__) == OTHER_WORD


@pytest.mark.slow
def test_without_the_own_world_these_two_would_depend_on_selfish(found):
    rows = places.box(STUDY)
    for one in map(STUDY.predicate, OTHER_WORD):
        parts = evaluation.decisive(STUDY, one, rows)
        row = found.loc[one.id].to_dict() | {"support_w": 0.0, "oppose_w": 1.0}
        word, part = verdict.word(row, parts)
        said = verdict_words.word(word, part.name, map(astuple, part.conditions))
        assert said.startswith("depends on selfish > ")


RATIOS = {
    "all": 0.25,
    "selfish > 0.3": 0.45,
    "selfish > 0.5": 0.99,
    "selfish > 0.7": 2.8,
    "cities alone < 0.4": 1.22,
    "the study's own world": 5.2,
}


@pytest.mark.slow
def test_the_leader_gains_as_the_premise_tightens():
    """One scrambling each, where four were averaged: within 6 in 100."""
    table = premises.effects(STUDY)
    assert table["ratio"].to_dict() == pytest.approx(RATIOS, rel=0.06)
    sizes = table["size"].round(2).to_dict()
    assert sizes["cities alone < 0.4"] == 0.70
    assert sizes["the study's own world"] == 0.04
    measured = {"leader": 0.58, "type": 0.53, "context": 0.48, "issue": 0.03}
    alone = table.loc["cities alone < 0.4", list(measured)].to_dict()
    assert alone == pytest.approx(measured, abs=0.02)


@pytest.fixture(scope="module")
def effects():
    return departure.effects(STUDY)


LIVES = {  # n, half-life and its quartiles, longer than 20 years
    "no trust, no rules": (1820, 3, 3, 3, 0.00),
    "half trust, no rules": (1768, 3, 3, 4, 0.00),
    "trust, no rules": (1699, 4, 3, 6, 0.02),
    "self-forming, no trust": (947, 3, None, None, 0.00),
    "self-forming, trust": (1013, 5, None, None, 0.04),
    "no trust, rules replace": (1600, inf, 4, inf, 0.53),
    "no trust, rules add": (1901, 5, 3, inf, 0.35),
    "trust, rules replace": (1527, inf, 7, inf, 0.60),
}
LEFT = {  # after 1, 2, 4, 8, 20 quarters
    "no trust, no rules": (0.73, 0.54, 0.29, 0.08, 0.00),
    "half trust, no rules": (0.78, 0.61, 0.38, 0.17, 0.03),
    "trust, no rules": (0.81, 0.66, 0.46, 0.25, 0.07),
    "self-forming, trust": (0.84, 0.71, 0.53, 0.33, 0.12),
    "no trust, rules replace": (0.87, 0.77, 0.66, 0.58, 0.55),
    "no trust, rules add": (0.81, 0.68, 0.53, 0.43, 0.38),
    "trust, rules replace": (0.93, 0.88, 0.81, 0.75, 0.69),
}


@pytest.mark.parametrize("variant", LIVES)
def test_half_lives_agree_with_the_measurement(effects, variant):
    n, half, low, high, longer = LIVES[variant]
    found = effects.loc[variant].iloc[0]
    assert (found["n"], found["half_life"]) == (n, half)
    if low is not None:
        assert (found["half_low"], found["half_high"]) == (low, high)
    if longer is not None:
        assert found["longer"] == pytest.approx(longer, abs=0.01)


@pytest.mark.parametrize("variant", LEFT)
def test_what_is_left_agrees_with_the_measurement(effects, variant):
    found = effects.loc[variant].loc[[1, 2, 4, 8, 20], "left"]
    assert found.to_numpy() == pytest.approx(LEFT[variant], abs=0.015)


def test_every_variant_is_followed_for_twenty_years(effects):
    assert set(effects.index.get_level_values("variant")) == set(LIVES)
    for _, rows in effects.groupby("variant"):
        assert rows.index.get_level_values("step").tolist() == list(range(81))
        assert (rows.iloc[0][["low", "left", "high"]] == 1).all()
        assert (rows["low"] <= rows["left"]).all()
        assert (rows["left"] <= rows["high"]).all()


@pytest.fixture(scope="module")
def by_type():
    rows = places.box(STUDY)
    runs = [kind + issue for kind in "swf" for issue in ("", "0", "1", "2")]
    return {
        run: likelihood.shares(likelihood.classes(rows[f"{run}.effort"], 0.25, 0.6))
        for run in runs
    }


def pooled(by_type, names):
    return sum(by_type[name] for name in names) / len(names)


def test_outcome_classes_by_type_agree_with_the_measurement(by_type):
    measured = {
        "s": (0.107, 0.754, 0.140),
        "w": (0.554, 0.346, 0.100),
        "f": (0.408, 0.402, 0.190),
    }
    for kind, shares in measured.items():
        assert by_type[kind].to_numpy() == pytest.approx(shares, abs=0.01)
    everything = (0.356, 0.501, 0.143)
    assert pooled(by_type, "swf").to_numpy() == pytest.approx(everything, abs=0.01)


def test_three_perfect_cases_tell_almost_nothing(by_type):
    """Strong–pollution high, weak–tourism low, self-forming–transport middling."""
    seen = ("high", "low", "middling")
    cells = [kind + issue for kind in "swf" for issue in "012"]
    nothing = [pooled(by_type, "swf")[k] for k in seen]
    types = [by_type[kind][k] for kind, k in zip("swf", seen, strict=True)]
    on = {i: pooled(by_type, [kind + i for kind in "swf"]) for i in "012"}
    issue = [on[i][k] for i, k in zip("012", seen, strict=True)]
    both = [by_type[cell][k] for cell, k in zip(("s0", "w1", "f2"), seen, strict=True)]
    anything = [pooled(by_type, cells)[k] for k in seen]
    ratios = {
        "type": likelihood.likelihood_ratio(types, nothing),
        "issue": likelihood.likelihood_ratio(issue, anything),
        "both": likelihood.likelihood_ratio(both, anything),
        "type against issue": likelihood.likelihood_ratio(types, issue),
    }
    measured = {"type": 1.22, "issue": 1.02, "both": 1.61, "type against issue": 1.20}
    assert ratios == pytest.approx(measured, abs=0.05)
    assert likelihood.decibels(ratios["type"]) < 1


def test_strong_groups_end_high_no_more_often_than_others(by_type):
    """Why the perfect pattern tells so little."""
    none = (places.box(STUDY)["none.effort"] >= 0.6).mean()
    assert by_type["s"]["high"] == pytest.approx(none, abs=0.02)
    assert by_type["s"]["high"] < by_type["f"]["high"]


def test_a_strong_chair_costs_willing_cities_effort_about_twice_as_often_as_it_helps():
    rows = places.box(STUDY)
    willing = rows[rows["none.effort"] >= 0.4]
    ahead = willing["s.effort"] - willing["none.effort"]
    costs, helps = (ahead <= -0.05).mean(), (ahead >= 0.05).mean()
    assert costs / helps == pytest.approx(1.8, abs=0.2)


def test_added_rules_raise_a_weak_groups_effort_and_unsettle_it():
    """Its two sides stand together: less steady, and never less effort."""
    rows = places.box(STUDY)
    more = rows["wLa.effort"] - rows["w.effort"]
    swings = rows["wLa.deviation"] - rows["w.deviation"] >= 0.01
    assert more.min() > 0
    assert swings.mean() == pytest.approx(0.42, abs=0.02)
    assert (more[swings] >= 0.02).all()
