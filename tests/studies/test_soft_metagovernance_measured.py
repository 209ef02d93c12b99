"""The package against what was measured before it, with other networks and draws."""

import networkx as nx
import numpy as np
import pytest
from numpy.random import default_rng

from collabgov.claims import departure, places, verdict
from collabgov.engine import ensemble
from collabgov.studies import soft_metagovernance as sm
from collabgov.studies.soft_metagovernance import MODEL, STUDY

SLUG = "soft_metagovernance"


@pytest.fixture(scope="module")
def rows():
    return places.box(STUDY)


@pytest.fixture(scope="module")
def own():
    return places.own_world(STUDY)


def compared(found, measured):
    """Every printed share beside ours, and how far apart they may be.

    Three errors of the difference, or .015. Both sides err, so the difference errs √2
    times as much as each; and the error, taken on the support at the usual margin, goes
    to another share as the root of p (1 − p) does.
    """
    shares = [c for c in measured if c.startswith(("support", "oppose", "no_"))]
    rows = measured[shares].stack().dropna().rename("measured").to_frame()
    rows["ours"] = found[shares].stack()
    place = ["_w" if c.endswith("_w") else "" for _, c in rows.index]
    here = [(id, end) for (id, _), end in zip(rows.index, place, strict=True)]
    error = [max(0.002, found.at[id, f"error{end}"]) for id, end in here]
    usual = np.array([found.at[id, f"support{end}"] for id, end in here])
    scale = deviation(rows["ours"]) / deviation(usual).clip(min=0.05)
    rows["error"] = np.sqrt(2) * np.array(error) * scale.clip(lower=1)
    rows["apart"] = (rows["ours"] - rows["measured"]).abs()
    rows["allowed"] = (3 * rows["error"]).clip(lower=0.015)
    return rows


def deviation(share):
    return np.sqrt(share * (1 - share))


@pytest.mark.slow
def test_every_share_agrees_with_the_measured_table(found, measured):
    table = compared(found, measured)
    assert len(table) == 324
    assert table["ours"].notna().all()
    errors = (table["apart"] / table["error"]).sort_values()
    print("largest differences, in errors of a difference:", errors.tail(9), sep="\n")
    print(
        "over three errors of one side:", (table["apart"] > 2.13 * table["error"]).sum()
    )
    assert (table["apart"] <= table["allowed"]).all()
    assert table["apart"].max() < 0.045  # of some 350 points
    assert table["apart"].median() <= 0.006  # rounding alone makes .0025


def measured_network(i, v):
    """Lists and draws of point i as the measurement made them."""
    r = default_rng(i)
    graph = nx.powerlaw_cluster_graph(24, 2, v["bridge"], seed=i)
    w = nx.to_numpy_array(graph)
    w /= w.sum(axis=1, keepdims=True)
    y0 = np.clip(v["mean0"] + v["spread"] * r.standard_normal(24), -1, 1)
    stub = np.clip(v["stub"] + 0.25 * r.standard_normal(24), 0.02, 0.95)
    wrong = np.flatnonzero(r.random(24) > v["accuracy"])
    seen = np.arange(24.0)
    seen[wrong] = r.permutation(24)[: len(wrong)]
    r.permutation(24)  # the shuffled map
    lists = (w, y0, stub, sm.reach_of(w, stub), seen, sm.friedkin_johnsen(w, stub, y0))
    return lists, r.random((20, 48 * int(v["budget"]) * 24))


@pytest.mark.slow
def test_on_the_networks_of_the_measurement_these_shares_agree_too(measured):
    values = {"random": [], "tie": []}
    for i, row in enumerate(ensemble.sample(MODEL).to_dict("records")):
        lists, draws = measured_network(i, row)
        path, out = np.zeros(3 * 24 * 48), np.zeros(10)
        for rule, found in values.items():
            p = sm.record(MODEL.values(**{**row, "authority": 0.0, "rule": rule}))
            total = 0.0
            for history in draws if rule == "random" else draws[:1]:
                MODEL.compiled(p, *lists, history, path, out)
                total += out[8]
            found.append(total / (20 if rule == "random" else 1))
    shares = [np.mean(np.array(found) >= 0.05) for found in values.values()]
    known = measured.loc[["SM-4", "SM-4.tie"], "support"]
    assert shares == pytest.approx(known.tolist(), abs=0.005)


@pytest.mark.slow
def test_the_counted_points_are_about_as_many_as_measured(found, measured, own):
    assert found.index.tolist() == measured.index.tolist()
    assert (found["n"] - measured["n"]).abs().max() <= 10  # of 2,048
    assert len(own) == pytest.approx(941, abs=12)


# Both stand on the line: .504 in the box where .498 was measured and .5 is asked for,
# and .498 in W where .53 was.
OTHER_WORD = {
    "SM-2a": (verdict.OWN_WORLD, verdict.FOLLOWS),
    "SM-4.tie": (verdict.OWN_WORLD, "depends on goal > 0.44 and mean0 ≤ 0.10"),
}


@pytest.mark.slow
def test_every_verdict_word_is_the_measured_one_but_for_two(measured, other_words):
    assert len(measured["verdict"].dropna()) == 24
    assert other_words(str.startswith) == OTHER_WORD


def signs(rows, id):
    return STUDY.predicate(id).signs(rows)


def balance(rows, id):
    """Shares that support and that oppose."""
    found = signs(rows, id)
    return (found == 1).mean(), (found == -1).mean()


ACCURACY = {  # upper end: box +/−, W +/−
    0.25: (0.00, 0.21, 0.00, 0.32),
    0.5: (0.01, 0.08, 0.01, 0.13),
    0.75: (0.03, 0.05, 0.05, 0.08),
    0.9: (0.07, 0.07, 0.13, 0.05),
    1.0: (0.10, 0.06, 0.18, 0.05),
}


@pytest.mark.slow
def test_careful_choice_breaks_even_where_it_was_measured_to(rows, own):
    low = 0.0
    for high, known in ACCURACY.items():
        for some, (yes, no) in zip((rows, own), (known[:2], known[2:]), strict=True):
            part = some[(some["accuracy"] > low) & (some["accuracy"] <= high)]
            errors = 3 * deviation(np.array([yes, no])) * np.sqrt(2 / len(part)) + 0.01
            apart = np.abs(np.array(balance(part, "SM-5i")) - (yes, no))
            assert (apart <= errors).all(), (high, apart, errors)
        low = high


@pytest.mark.slow
def test_choice_matters_less_the_more_one_can_meet(rows):
    known = [(0.17, 0.04), (0.11, 0.05), (0.07, 0.05), (0.05, 0.07), (0.04, 0.06)]
    for budget, shares in enumerate(known, start=1):
        part = rows[rows["budget"].astype(int) == budget]
        assert balance(part, "SM-5p.random") == pytest.approx(shares, abs=0.04)


@pytest.mark.slow
def test_value_is_lost_where_the_leader_wants_what_the_public_does_not(rows):
    apart = (rows["goal"] - rows["public"]).abs()
    edges = [0, 0.1, 0.3, 0.6, 2]
    known = [(0.00, 0.00), (0.02, 0.06), (0.13, 0.22), (0.32, 0.49)]
    for low, high, shares in zip(edges, edges[1:], known, strict=False):
        part = rows[(apart > low) & (apart <= high)]
        lost = (part["random.lost"] > 0.05).mean()
        worse = (part["random.value"] < -0.02).mean()
        assert (lost, worse) == pytest.approx(shares, abs=0.035)


@pytest.mark.slow
def test_care_loses_less_than_lots_only_where_the_leader_does_not_mean_well(rows):
    # what the chapter says beside the verdict on SM-6
    meant = STUDY.predicate("SM-4meant").where(rows)
    assert balance(rows[meant], "SM-6.random") == pytest.approx((0.0, 0.08), abs=0.01)
    assert balance(rows[~meant], "SM-6.random") == pytest.approx((0.33, 0.07), abs=0.01)


LEADERS = ("none", "comfort", "random", "plain", "tie", "auth")


@pytest.mark.slow
def test_no_leader_has_the_best_account_in_most_worlds(rows, own):
    known = {
        "box": dict(
            none=0.36, comfort=0.03, random=0.21, plain=0.03, tie=0.16, auth=0.2
        ),
        "own": dict(none=0.12, random=0.37, tie=0.28, auth=0.20),
    }
    for some, best in zip((rows, own), known.values(), strict=True):
        nets = some[[f"{run}.net" for run in LEADERS]]
        first = nets.idxmax(axis=1).str.removesuffix(".net").value_counts() / len(some)
        assert first[list(best)].to_dict() == pytest.approx(best, abs=0.035)


@pytest.mark.slow
def test_mean_accounts_in_the_own_world(own):
    known = {
        "comfort": (0.027, 0.005, 0.019, 0),
        "random": (0.103, 0.001, 0.019, 0),
        "plain": (0.058, 0.005, 0.019, 0),
        "tie": (0.096, 0.002, 0.018, 0),
        "tie_know": (0.108, 0.002, 0.018, 0),
        "auth": (0.050, 0.094, 0, 0.024),
    }
    lines = MODEL.outputs[:4]
    for run, account in known.items():
        found = own[[f"{run}.{line}" for line in lines]].mean()
        assert found.tolist() == pytest.approx(account, abs=0.005)


@pytest.mark.slow
def test_purpose_needs_a_map_and_a_map_needs_purpose(rows):
    known = {"random": 0.060, "comfort": 0.017, "tie_know": 0.062, "tie_blind": 0.047}
    known |= {"plain_know": 0.048, "plain_blind": 0.022}
    found = {run: rows[f"{run}.created"].mean() for run in known}
    assert found == pytest.approx(known, abs=0.003)


@pytest.mark.slow
def test_an_asset_is_a_small_part_of_what_is_possible(rows, own):
    some = [part[part["none.possible"] >= 0.1] for part in (rows, own)]
    shares = [part["random.value"] / part["none.possible"] for part in some]
    assert [s.median() for s in shares] == pytest.approx([0.04, 0.11], abs=0.01)
    ends = shares[1].quantile([0.1, 0.9]).tolist()
    assert ends == pytest.approx([0.02, 0.48], abs=0.03)


@pytest.mark.slow
def test_what_the_box_implies_before_any_claim(rows):
    fifth = rows["random.value"].quantile([0.05, 0.5, 0.95]).tolist()
    assert fifth == pytest.approx([-0.09, 0.01, 0.25], abs=0.01)
    tie = rows["random.tie"].quantile([0.05, 0.5, 0.95]).tolist()
    assert tie == pytest.approx([0.07, 0.28, 0.68], abs=0.02)


@pytest.fixture(scope="module")
def effects():
    return departure.effects(STUDY)


LEFT = {  # after 1, 2, 4, 8, 12, 24, 48, 72 periods
    "no contact goes on": (1.03, 1.01, 0.97, 0.81, 0.64, 0.26, 0.03, 0.00),
    "a quarter goes on": (1.01, 1.00, 0.96, 0.86, 0.78, 0.68, 0.63, 0.61),
    "half go on": (1.00, 1.00, 0.98, 0.95, 0.92, 0.89, 0.87, 0.86),
}


@pytest.mark.parametrize("variant", LEFT)
def test_what_outlives_the_leader_agrees_with_the_measurement(effects, variant):
    found = effects.loc[variant].loc[[1, 2, 4, 8, 12, 24, 48, 72], "left"]
    assert found.to_numpy() == pytest.approx(LEFT[variant], abs=0.025)


def test_half_lives_agree_with_the_measurement(effects):
    spans = effects.groupby("variant").first()
    gone = spans.loc["no contact goes on"]
    lives = gone[["half_low", "half_life", "half_high"]].tolist()
    assert lives == pytest.approx([11, 16, 27], abs=1)
    assert gone["n"] == pytest.approx(2 * 329, rel=0.06)
    assert spans.loc["a quarter goes on", "half_low"] == pytest.approx(22, abs=3)
    assert spans.loc["half go on", "longer"] == pytest.approx(0.97, abs=0.01)
    fast = spans.loc["no contact, ties do not last"]
    assert (fast["half_life"], fast["n"]) == (4, pytest.approx(114, abs=30))


def test_taking_turns_and_not_chance_is_what_lots_do_well_by(found):
    turns = sm.turns(STUDY)
    once, turn = ((turns[f"{way}.value"] >= 0.05).mean() for way in sm.WAYS)
    lots = found.loc["SM-3", "support"]
    assert once < 0.5 * lots
    assert turn == pytest.approx(lots, abs=0.04)
