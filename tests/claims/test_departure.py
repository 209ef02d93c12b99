from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from collabgov.claims import departure
from collabgov.claims.departure import Departure
from collabgov.engine import ensemble
from collabgov.studies.leading_small_groups import MODEL, NEVER


def test_what_is_left_starts_at_one_and_ends_where_the_effect_does():
    steps = np.arange(6)
    stays, empty = np.full((1, 6), 0.8), np.full((1, 6), 0.2)
    leaves = np.where(steps < 3, 0.8, 0.2 + 0.6 * 0.5 ** (steps - 2.0))[None]
    shares = departure.left(stays, leaves, empty, at=3)
    assert shares[0] == pytest.approx([1, 0.5, 0.25, 0.125])


def test_a_leader_without_effect_is_not_counted():
    stays = np.array([[0.5, 0.5], [0.29, 0.29], [0.31, 0.31]])
    empty = np.full((3, 2), 0.2)
    assert len(departure.left(stays, stays, empty, at=1)) == 2


def test_where_leader_and_empty_place_do_the_same_there_is_no_share():
    stays, empty = np.array([[0.5, 0.5, 0.2]]), np.full((1, 3), 0.2)
    shares = departure.left(stays, stays, empty, at=1)
    assert np.isnan(shares[0]).tolist() == [False, False, True]
    assert departure.half_lives(shares).tolist() == [2]  # nothing is left


def test_a_half_life_is_the_first_step_below_a_half():
    shares = np.array([[1, 0.5, 0.49, 0.6], [1, 0.9, 0.9, 0.9], [1, 0.1, 0.9, 0.1]])
    assert departure.half_lives(shares).tolist() == [2, np.inf, 1]


def test_paths_are_the_first_histories_of_an_ensemble():
    table = ensemble.sample(MODEL, 64).iloc[[3, 40]]
    paths = departure.paths(MODEL, table, "effort", type="weak")
    assert paths.shape == (2, 80)
    weak = MODEL.varied({"_": {"type": "weak"}})
    means = ensemble.at(weak, table, histories=1)["_.effort"]
    assert paths.mean(axis=1) == pytest.approx(means.to_numpy())


def test_what_is_followed_may_be_worked_out_from_the_finished_run():
    table = ensemble.sample(MODEL, 2)
    doubled = departure.paths(MODEL, table, lambda *given: 2 * given[-2][0::3])
    assert np.array_equal(doubled, 2 * departure.paths(MODEL, table, "effort"))


def test_how_small_an_effect_may_be_is_for_the_study_to_say():
    stays, empty = np.full((1, 2), 0.26), np.full((1, 2), 0.2)
    assert len(departure.left(stays, stays, empty, at=1)) == 0
    assert len(departure.left(stays, stays, empty, at=1, smallest=0.05)) == 1


def test_a_column_that_there_is_not_is_refused():
    table = ensemble.sample(MODEL, 4)
    with pytest.raises(ValueError, match="no column 'mood'; there are effort, trust"):
        departure.paths(MODEL, table, "mood")
    with pytest.raises(ValueError, match="unknown: mood"):
        departure.paths(MODEL, table, "effort", mood=1)


def test_a_departure_decays_as_the_closed_form_says():
    """Ratio 1 − .3(1 − A·recip) = .781 a quarter, with A·recip = .27."""
    table = pd.DataFrame({"selfish": [0.5], "gain": [0.9], "recip": [0.6]})
    pull = {"authority": 0.5, "coord": 0, "fit": 0.8, "autonomy": 0, "resist": 0}
    same = {**pull, "spread": 0, "quarters": 1040, "tenure": NEVER, "gap": NEVER}
    stays, leaves, empty = (
        departure.paths(MODEL, table, "effort", **same, **how)
        for how in ({}, {"forced": 1000}, {"forced": 0})
    )
    shares = departure.left(stays, leaves, empty, at=1000)[0]
    assert shares[:5] == pytest.approx(
        [1, 0.781, 0.609961, 0.476380, 0.372052], abs=1e-6
    )
    assert shares[:30] == pytest.approx(0.781 ** np.arange(30), rel=1e-9)
    half = np.log(0.5) / np.log(0.781)
    assert half == pytest.approx(2.8042, abs=5e-5)
    assert half * 0.3 * (1 - 0.27) == pytest.approx(0.614, abs=5e-4)
    assert departure.half_lives(shares[None])[0] == np.ceil(half)


def test_every_point_may_have_a_departure_of_its_own():
    stays, empty = np.ones((2, 5)), np.zeros((2, 5))
    leaves = np.array([[1, 0.5, 0.25, 0.1, 0], [1, 1, 1, 0.6, 0.3]])
    shares = departure.left(stays, leaves, empty, at=np.array([1, 3]))
    assert shares.tolist() == [[1, 0.5, 0.25], [1, 0.6, 0.3]]


def test_a_point_is_lost_where_the_empty_place_catches_up():
    empty = np.array([[0, 0.5, 0.9, 0.2]])
    stays = np.ones((1, 4))
    shares = departure.left(stays, stays, empty, at=1, floor=0.2)
    assert np.isnan(shares[0]).tolist() == [False, False, True, True]
    shares = departure.left(stays, stays, empty, at=1, floor=0.05)
    assert not np.isnan(shares).any()


def test_effects_count_lost_points_apart(monkeypatch):
    table = pd.DataFrame({"end": [0.5, 1.0, 0.2]})
    spec = departure.Departure(
        **{"stays": {"who": 0}, "leaves": {"who": 1}, "empty": {"who": 2}},
        **{"column": "x", "at": "end", "horizon": 3, "length": "n"},
        **{"variants": {}, "floor": 0.2},
    )
    runs = [
        np.ones((3, 4)),
        np.array([[1, 0.9, 0.4, 0.3], [1, 1, 1, 1], [1, 1, 1, 1]]),
        np.array([[0, 0, 0, 0], [0, 0.9, 0.9, 0.9], [0, 0, 0, 0]]),
    ]
    monkeypatch.setattr(departure, "paths", lambda *_, who, **__: runs[who])
    found = departure._variant(MODEL, table, spec, {}).iloc[0]
    assert found[["n", "halved"]].tolist() == [3, 2]
    assert found[["lost", "longer"]].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert found[["half_life", "half_high"]].tolist() == [2, np.inf]


LEAVES = Departure(
    stays={},
    leaves={"a": 0.0},
    empty={"a": 0.0, "b": 0.0, "c": 0.0},
    column="sum",
    at=2,
    horizon=3,
    length="steps",
    variants={"as it is": {}, "more of it": {"kind": 2}},
)


def test_effects_of_a_study_have_a_row_a_variant_and_step(study):
    """A sum has no memory: what leaves is gone at once, the rest stays for good."""
    found = departure.effects(replace(study, departure=LEAVES), points=64)
    assert found.index.names == ["variant", "step"]
    assert found.index.unique("variant").tolist() == list(LEAVES.variants)
    assert found.index.unique("step").tolist() == [0, 1, 2, 3]
    rows = ensemble.sample(study.model, 64)
    rest = 2 * rows["b"] + 3 * rows["c"]
    stays = rest + rows["a"]
    known = (rest / stays)[stays >= 0.1].median()
    assert found["left"].to_numpy() == pytest.approx(known)  # `a` is away all along
    assert (found["n"] == (stays >= 0.1).sum()).all()


def test_a_study_whose_leader_does_not_leave_is_refused(study):
    with pytest.raises(ValueError, match="toy has no departure"):
        departure.effects(study)


def test_no_point_is_no_departure(study):
    with pytest.raises(ValueError, match="points must be at least 1, got 0"):
        departure.effects(replace(study, departure=LEAVES), points=0)


def test_a_departure_may_stand_in_the_point_and_is_rounded_up():
    rows = pd.DataFrame({"end": [1.0, 1.2, 3.0]})
    assert departure.when(LEAVES, rows).tolist() == [2, 2, 2]
    moves = replace(LEAVES, at="end")
    assert departure.when(moves, rows).tolist() == [1, 2, 3]
