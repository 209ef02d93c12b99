from math import sqrt

import numpy as np
import pandas as pd
import pytest

from collabgov.claims import places
from collabgov.claims.predicate import Predicate
from collabgov.engine import ensemble
from collabgov.studies import leading_small_groups as lg
from collabgov.studies.leading_small_groups import MODEL, NEVER, STUDY

EQUAL = {"spread": 0, "tenure": NEVER, "selfish": 0.5, "gain": 0.9, "recip": 0.6}
BARE = {"authority": 0, "coord": 0, "fit": 1, "autonomy": 0, "resist": 0}


def effort(**values):
    """Mean effort quarter by quarter."""
    return MODEL.run(**values).path["effort"].to_numpy()


def rest(**values):
    """Effort at which equal cities come to rest under a chair who stays."""
    return effort(**{"quarters": 2000, **EQUAL, **BARE, **values})[-1]


# --- worked examples


@pytest.mark.parametrize(
    ("values", "known"),
    [
        ({}, 0.246575),
        ({"authority": 0.5, "fit": 0.8}, 0.513274),
        ({"authority": 0.5, "fit": 0.8, "autonomy": 0.2}, 0.459459),
        ({"authority": 0.5, "fit": 0.8, "resist": 0.5}, 0.468085),
    ],
)
def test_kernel_and_closed_form_come_to_rest_at_the_known_effort(values, known):
    closed = lg.steady_effort(0.5, 0.9, 0.6, **values)
    assert closed == pytest.approx(known, abs=5e-7)
    assert rest(**values) == pytest.approx(closed, abs=1e-12)


def test_the_public_example_gives_its_number():
    run = MODEL.run(
        **{"authority": 0.5, "coord": 0, "fit": 0.8, "autonomy": 0, "resist": 0},
        **{"selfish": 0.5, "spread": 0, "gain": 0.9, "recip": 0.6},
        **{"tenure": 1e9, "quarters": 2000},
    )
    assert run.path["effort"].iloc[-1] == pytest.approx(0.513274, abs=5e-7)


def test_a_coordinating_chair_brings_effort_to_the_root_of_a_quadratic():
    own, c = 0.5 * 0.9, 1.5 * 0.5
    roots = np.roots([c, 1 - own * 0.6 - c, -own * (1 - 0.6)])
    known = roots[(roots > 0) & (roots < 1)].item()
    assert known == pytest.approx(0.503413, abs=5e-7)
    assert rest(coord=1.5, fit=0.5) == pytest.approx(known, abs=1e-12)


def test_a_pull_that_only_pays_back_its_cost_changes_nothing():
    alone, own = lg.steady_effort(0.5, 0.9, 0.6), 0.5 * 0.9 * (1 - 0.1)
    pull = (alone * (1 - own * 0.6) - own * (1 - 0.6)) / (1 - alone)
    assert pull == pytest.approx(0.032727, abs=5e-7)
    assert rest(authority=pull, autonomy=0.1) == pytest.approx(alone, abs=1e-12)


def test_with_trust_effort_and_trust_rest_where_each_keeps_the_other():
    run = MODEL.run(**{**EQUAL, **BARE, "store": 1, "half": 0.5, "quarters": 2000})
    q, trust = run.path[["effort", "trust"]].iloc[-1]
    assert (q, trust) == pytest.approx((0.401384, 0.391890), abs=5e-7)
    own = (1 - 0.5 * (1 - trust)) * 0.9 * (1 - 0.6 + 0.6 * q)
    assert own == pytest.approx(q, abs=1e-12)
    assert q * q / (0.25 + q * q) == pytest.approx(trust, abs=1e-12)


def test_a_chair_is_there_for_tenure_over_tenure_and_gap():
    shares = [
        MODEL.run(seed=seed, tenure=16, gap=4, quarters=2000)["chaired"]
        for seed in range(400)
    ]
    assert abs(np.mean(shares) - 0.8) < 4 * np.std(shares, ddof=1) / sqrt(400)


def test_fit_is_the_table_of_types_and_issues():
    fit = [[lg.lg_fit(risks, removes) for risks in lg.RISKS] for removes in lg.REMOVES]
    known = [[0.81, 0.67, 0.51], [0.14, 0.18, 0.19], [0.32, 0.48, 0.62]]
    assert np.allclose(fit, known, atol=1e-12)
    for kind, row in zip(lg.TYPES, known, strict=True):
        for issue, value in enumerate(row):
            p = MODEL.arguments(type=kind, issue=issue)[0]
            assert p.fit == pytest.approx(value, abs=1e-12)


def test_a_share_of_risk_that_a_group_removes_is_cut_to_what_is_possible():
    assert lg.lg_fit((0.5, 0.5, 0.0), (1.4, -0.3, 9.0)) == 0.5


def test_measures_are_those_of_a_path_by_hand():
    path, extra = np.zeros(3 * 40), np.zeros(2)
    path[0::3] = 0.4
    path[3 * 20 :: 3] = 0.6
    lg.lg_measures(path, extra)
    assert extra == pytest.approx([np.std([0.4] * 12 + [0.6] * 20), 0])
    path[3 * 27] = 0.199
    lg.lg_measures(path, extra)
    assert extra[1] == 1
    path[3 * 27], path[3 * 28] = 0.2, 0.0
    lg.lg_measures(path, extra)
    assert extra[1] == 0


def test_a_group_is_paralysed_after_four_idle_quarters_from_quarter_eight_on():
    idle = MODEL.run(type="none", gain=0, quarters=40)
    assert (idle["paralysed"], idle["paralysed_at"]) == (1, 8)
    busy = MODEL.run(type="strong", gain=1.4, selfish=0.1, quarters=40)
    assert (busy["paralysed"], busy["paralysed_at"]) == (0, 40)
    falls = MODEL.run(forced=20, gap=NEVER, selfish=0.9, quarters=60)
    first = np.flatnonzero(falls.path["effort"][20:] < 0.25)[0] + 20
    assert 20 < first < 50
    assert falls["paralysed_at"] == first + 3


# --- refusals


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"selfishness": 0.5}, "unknown: selfishness; there are auth_s, auth_w, auth"),
        ({"selfish": 1.2}, r"selfish must lie in \[0, 1\], got 1.2"),
        ({"issue": 3.1}, r"issue must lie in \[0, 3\], got 3.1"),
        ({"tenure": 0}, r"tenure must lie in \[1e-09, inf\], got 0"),
        (
            {"type": "soft"},
            "type must be one of 'strong', 'weak', 'self_forming', 'none'",
        ),
        ({"rules": "law"}, "rules must be one of 'none', 'add', 'replace', got 'law'"),
        ({"quarters": 8}, r"quarters must lie in \[9, 1e\+06\], got 8"),
        ({"n": 1}, r"n must lie in \[2, 1000\], got 1"),
        ({"fit": 2}, r"fit must lie in \[0, 1\], got 2"),
    ],
)
def test_what_the_equations_cannot_take_is_refused(values, message):
    with pytest.raises(ValueError, match=message):
        MODEL.run(**values)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"recip": 1.1}, r"recip must lie in \[0, 1\], got 1.1"),
        ({"gain": -1}, "gain must not be negative, got -1"),
        ({"authority": float("nan")}, "authority must not be negative, got nan"),
    ],
)
def test_the_closed_form_refuses_what_the_kernel_does(values, message):
    with pytest.raises(ValueError, match=message):
        lg.steady_effort(**{"selfish": 0.5, "gain": 0.9, "recip": 0.6, **values})


# --- tables


def test_the_box_is_the_printed_one():
    table = MODEL.table().set_index("name")
    assert len(table) == 31
    assert list(table.index[[0, 1, 2, 20, 30]]) == [
        *("selfish", "gain", "recip", "issue", "slow"),
    ]
    assert table.loc["auth_s", ["low", "high"]].tolist() == [0.2, 1.5]
    assert table.loc["e_f3", ["low", "high"]].tolist() == [0.0, 0.4]
    assert table["default"].between(table["low"], table["high"]).all()


def test_a_sign_that_is_built_in_is_never_seen_the_other_way():
    marked = [p for p in STUDY.predicates if p.built_in and isinstance(p, Predicate)]
    for rows in (places.box(STUDY), places.own_world(STUDY)):
        for predicate in marked:
            assert np.min(predicate.value(rows)) >= 0


@pytest.mark.parametrize("id", ["LG-10s.wLa", "LG-10m.wLa", "LG-10s.fLa", "LG-10m.fLa"])
def test_no_sign_of_legalisation_is_built_in(id):
    """In a corner of the box a rigid statute takes more than its weak rule adds."""
    predicate = STUDY.predicate(id)
    corner = {"gain": 1.4, "recip": 0.9, "issue": 2.5, "resist": 0.05, "cost_w": 0.06}
    corner |= {"rule": 0.05, "rigid": 0.6, "paper": 1.0, "legal": 0.99, "gap": 1.04}
    corner |= {"personal": 0.14, "auth_w": 0.15, "coord_w": 0.4, "coord_f": 1.0}
    corner |= {"e_w1": 0.4, "e_w2": 0.4, "e_w3": 0.3}
    within = {
        p.name: p.low <= corner.get(p.name, p.low) <= p.high for p in MODEL.parameters
    }
    assert all(within.values())
    table = pd.DataFrame({**corner, "selfish": np.linspace(0.3, 0.9, 601)})
    rows = ensemble.at(MODEL, table, runs=["w", "wLa", "f", "fLa"])
    assert not predicate.built_in
    assert (predicate.signs(rows) == -1).any()


def test_the_own_world_is_where_only_a_strong_group_moves_much():
    own = places.own_world(STUDY)
    premise = (own["none.effort"] < 0.4) & (own["w.effort"] < 0.3)
    assert premise.all()
    assert own.attrs["size"] == pytest.approx(0.04, abs=0.002)
    assert own["auth_s"].mean() == pytest.approx(1.25, abs=0.03)
    issues = np.floor(own["issue"]).value_counts(normalize=True).sort_index()
    assert issues.to_numpy() == pytest.approx([0.66, 0.25, 0.09], abs=0.04)
