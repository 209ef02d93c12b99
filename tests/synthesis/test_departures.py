import numpy as np
import pandas as pd
import pytest

from collabgov.claims import departure
from collabgov.engine import ensemble
from collabgov.studies import relational_leadership as rl
from collabgov.studies import soft_metagovernance as sm
from collabgov.synthesis import departures, stress
from collabgov.synthesis.departures import LG, RL, SI, SM, STRESSES, XS, Cell


def test_a_half_life_of_a_chair_follows_the_closed_form():
    """Ratio 1 − 0.3(1 − A·recip) = 0.781 a quarter, with A·recip = 0.27."""
    pull = {"authority": 0.5, "coord": 0, "fit": 0.8, "autonomy": 0, "resist": 0}
    rows = pd.DataFrame({"selfish": [0.5], "gain": [0.9], "recip": [0.6]})
    (found,) = stress.cell_lives(LG, Cell(pull | {"spread": 0}), rows).to_dict(
        "records"
    )
    assert found["counted"] and not found["lost"]
    assert found["life"] == 3 * np.ceil(np.log(0.5) / np.log(0.781))
    assert found["clock"] == pytest.approx(10)
    assert found["months 3"] == pytest.approx(0.781, abs=0.003)


def test_relational_activity_without_store_or_learning_decays_by_its_lapse():
    rows = pd.DataFrame({"lapse": [0.9], "trickle": [0.0], "direct": [0.0]})
    cell = RL.cells["no trust, no learning"]
    found = stress.cell_lives(RL, cell, rows.assign(trust_skill=0.8, effort=1, s0=0.4))
    steps = np.ceil(np.log(0.5) / np.log(1 - 0.05 * 0.9))
    assert found["counted"].all()
    assert found["life"].iloc[0] == pytest.approx(12 * 0.05 * steps)


def test_who_keeps_all_she_did_has_not_left():
    rows = ensemble.sample(rl.MODEL, 32)
    stays, leaves, _ = RL.paths(Cell(leaves={"kept": 1.0}), rows)
    assert np.array_equal(stays, leaves)
    rows = ensemble.sample(sm.MODEL, 4)
    cell = SM.cells["contacts kept 0.5"]
    stays, leaves, _ = SM.paths(Cell(cell.changes, leaves={"kept": 1.0}), rows)
    assert np.array_equal(stays, leaves)


def test_a_successor_comes_after_the_points_own_gap_and_an_empty_place_stays_empty():
    rows = ensemble.sample(LG.model, 64).assign(gap=1.0, personal=0.0)
    stays, leaves, _ = LG.paths(LG.cells["successor"], rows)
    assert leaves[:, -1] == pytest.approx(stays[:, -1], abs=0.01)
    _, empty, never = LG.paths(LG.cells["no trust"], rows)
    assert empty[:, -1] == pytest.approx(never[:, -1], abs=0.02)


@pytest.mark.parametrize("slug", STRESSES)
def test_until_the_departure_nothing_differs(slug):
    test = STRESSES[slug]
    rows = stress.table(slug, points=4)
    stays, leaves, empty = test.paths(next(iter(test.cells.values())), rows)
    at = departure.when(test.spec, rows)
    for one, other, first in zip(stays, leaves, at, strict=True):
        assert np.array_equal(one[:first], other[:first])
    assert not np.array_equal(stays, empty)


def test_clocks_are_the_slowest_process_in_months():
    p = RL.model.record(RL.model.values(lapse=0.5, slow=3, forget=0.2))
    assert departures.rl_clock(p) == pytest.approx(60)
    assert departures.rl_clock(p._replace(learn_skill=0.0)) == pytest.approx(36)
    assert departures.rl_clock(p._replace(learn_skill=0.0, store=0)) == 24
    p = LG.model.record(LG.model.values(slow=9))
    assert departures.lg_clock(p) == pytest.approx(10)
    assert departures.lg_clock(p._replace(store=1.0)) == 27
    p = XS.model.record(XS.model.values(drift=0.05, push_len=4))
    assert departures.xs_clock(p) == 120
    p = SI.model.record(SI.model.values(fix_w=0.5, fix_d=0.4, fix_n=0.8))
    assert departures.si_clock(p) == pytest.approx(30)


def test_the_clock_of_a_network_is_ties_or_views():
    """Two who listen to each other alone, half stubborn: views halve each month."""
    w, stub = np.array([[0.0, 1.0], [1.0, 0.0]]), np.full(2, 0.5)
    p = SM.model.record(SM.model.values(fade=0.1))
    assert departures.sm_clock(p, w, stub, stub) == pytest.approx(10)
    views = departures.sm_clock(p._replace(fade=0.9), w, stub, stub)
    assert views == pytest.approx(1 / np.log(2))


def test_a_correction_is_handed_on_through_the_state():
    rows = stress.table("synergistic_inertia", points=1)
    cell = SI.cells["correction"]
    stays, leaves, empty = SI.paths(cell, rows)
    whole = [
        1 - SI.model.run(**{**row, "toll": 0.0}, years=25)["inertia"]
        for row in rows.to_dict("records")
    ]
    assert empty[:, 0] == pytest.approx(whole, abs=1e-9)
    assert (leaves[:, -1] - empty[:, -1]).max() < 0.01
    assert stays.shape == (3, 81)
