"""Where the model of synergy must do the obvious, and in three places."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabgov.engine import ensemble
from collabgov.engine.compiled import compiled
from collabgov.studies import cross_sector_synergy as xs
from collabgov.studies.cross_sector_synergy import MODEL

points = st.fixed_dictionaries(
    {p.name: st.floats(p.low, p.high) for p in xs.PARAMETERS}
)
forms = st.sampled_from(xs.SILO_FORMS)
quick = settings(deadline=None, max_examples=40)


def share(**values):
    """Share of departments that cooperate, quarter by quarter."""
    return MODEL.run(**values).path["share"].to_numpy()


@quick
@given(values=points, form=forms)
def test_shares_stay_between_none_and_all_and_wish_never_grows(values, form):
    run = MODEL.run(**values, silo_form=form)
    assert run.path["share"].between(0, 1).all()
    wish = run.path["motivation"].to_numpy()
    assert (np.diff(wish) <= 1e-15).all()
    assert ((wish >= 0) & (wish <= values["mission"] + 1e-15)).all()
    assert run["lasting"] == pytest.approx(run.path["share"][80:].mean())
    assert run["final"] == run.path["share"].iloc[-1]


@quick
@given(values=points, form=forms, more=st.floats(0, 0.2))
def test_more_of_an_obstacle_never_brings_more_cooperation(values, form, more):
    values = values | {"silo_form": form}
    for name in ("interest", "silo", "mismatch", "cost"):
        worse = values | {name: values[name] + more}
        assert (share(**worse) <= share(**values) + 1e-12).all()
    worse = values | {"conflict": min(1.0, values["conflict"] + more)}
    if form != "blind":  # there a smaller gain also means less that is not counted
        assert (share(**worse) <= share(**values) + 1e-12).all()


@quick
@given(values=points, more=st.floats(0, 0.2))
def test_a_better_start_never_ends_lower(values, more):
    better = values | {"x0": values["x0"] + more}
    assert (share(**better) >= share(**values) - 1e-12).all()


@quick
@given(values=points, other=points)
def test_without_incentives_their_side_effects_do_nothing(values, other):
    none = values | {"reward": 0, "sanction": 0}
    names = ("crowd_r", "crowd_s", "cross", "blame", "soften", "dilute")
    assert np.array_equal(share(**none), share(**none | {n: other[n] for n in names}))


@quick
@given(values=points, other=points)
def test_a_reward_softens_only_punishment_beside_it(values, other):
    for gone in ("reward", "sanction"):
        alone = values | {gone: 0}
        changed = alone | {"soften": other["soften"]}
        assert np.array_equal(share(**alone), share(**changed))


def test_without_a_campaign_its_length_does_nothing():
    assert np.array_equal(share(push=0), share(push=0, push_len=16))
    assert np.array_equal(share(push_len=0), share(push=0))


def test_the_campaign_works_in_the_quarters_before_its_end():
    lengths = [share(push_len=n) for n in (5, 5.2, 6, 6.2)]
    assert np.array_equal(lengths[1], lengths[2])  # quarters 0 … 5
    assert not np.array_equal(lengths[0], lengths[1])
    assert not np.array_equal(lengths[2], lengths[3])


def test_without_pay_offs_drift_alone_brings_half():
    nothing = dict.fromkeys(("benefit", "cost", "interest", "silo", "mission"), 0)
    assert share(**nothing, push=0, x0=0.9, quarters=2000)[-1] == pytest.approx(0.5)


def test_in_a_very_small_step_of_sharpness_the_gap_decides_the_side():
    sharp = {"beta": 60, "drift": 0, "push": 0}
    assert share(**sharp, benefit=2)[-1] == pytest.approx(1, abs=1e-3)
    assert share(**sharp, benefit=0.2)[-1] == pytest.approx(0, abs=1e-3)


def test_competence_is_restored_after_lists_and_interests_are_left():
    p = MODEL.arguments(affairs="competence", cost=0.5, mismatch=0.6)[0]
    q = xs.with_measures(p, (0, 0, 0, 0.2, 0.05, 0))
    assert (q.mismatch, q.interest) == (pytest.approx(0.1), p.interest)
    p = MODEL.arguments(cost=0.5, mismatch=0.6, interest=0.3)[0]
    q = xs.with_measures(p, (0, 0, 0, 0.2, 0.05, 0))
    assert (q.mismatch, q.interest) == (pytest.approx(0.2), pytest.approx(0.25))


def test_a_removal_takes_away_its_obstacles_and_no_other():
    for letters in xs.SUBSETS:
        p = MODEL.arguments(remove=letters)[0]
        for letter, name in xs.OBSTACLES.items():
            kept = MODEL.values()[name]
            assert getattr(p, name) == (0 if letter in letters else kept)


def test_the_critical_mass_parts_the_starts_that_last_from_those_that_do_not():
    mass = MODEL.run(sanction=0.3)["critical_mass"]
    for start, lasts in ((mass - 0.002, False), (mass + 0.002, True)):
        run = MODEL.run(sanction=0.3, push=0, x0=start)
        assert (run["lasting"] >= 0.5) == lasts
    assert MODEL.run(benefit=0.2)["critical_mass"] == 1
    assert MODEL.run(benefit=3, mission=2)["critical_mass"] < 0.002


# --- one text in three places


def boxes(n=20):
    """Random points of the box, over all forms, removals and doses."""
    rng = np.random.default_rng(7)
    for k in range(n):
        values = {p.name: rng.uniform(p.low, p.high) for p in xs.PARAMETERS}
        values["silo_form"] = xs.SILO_FORMS[k % 3]
        values["affairs"] = ("interests", "competence")[k % 2]
        values["remove"] = xs.SUBSETS[k % 5]
        values["dose"] = tuple(rng.uniform(0, 0.4, 6) * (rng.random(6) < 0.5))
        yield values


def plain(values):
    """Path and outputs by CPython."""
    p, path, out = MODEL.arguments(**values)
    path, out = path.tolist(), out.tolist()
    MODEL.kernel(p, path, out)
    return path, out


def test_numba_gives_the_numbers_of_cpython():
    for values in boxes():
        path, out = plain(values)
        run = MODEL.run(**values)
        columns = run.path[["share", "motivation"]].to_numpy().ravel()
        assert columns == pytest.approx(path, abs=1e-12)
        assert [run[name] for name in MODEL.outputs] == pytest.approx(out, abs=1e-12)


def test_numba_applies_the_measures_as_cpython_does():
    rng = np.random.default_rng(3)
    for values in boxes():
        p, dose = MODEL.arguments(**values)[0], rng.uniform(0, 0.5, 6)
        new, room = np.zeros(7), np.zeros(6)
        compiled(xs.xs_levers)(p, dose, new, room)
        plain_new, plain_room = [0.0] * 7, [0.0] * 6
        xs.xs_levers(p, dose.tolist(), plain_new, plain_room)
        assert new.tolist() == plain_new
        assert room.tolist() == plain_room


def test_numba_imitates_as_cpython_does():
    rng = np.random.default_rng(6)
    for k in range(20):
        draws, path = rng.random(3000), np.zeros(1000)
        case = (5 + k, 3, rng.uniform(0, 1), rng.uniform(-1, 0), 4.0, 0.02, 1000)
        end = compiled(xs.xs_fermi)(*case, draws, path)
        plain_path = [0] * 1000
        assert xs.xs_fermi(*case, draws.tolist(), plain_path) == end
        assert path.tolist() == plain_path


def test_an_ensemble_gives_the_numbers_of_cpython():
    table = ensemble.sample(MODEL, 8)
    rows = ensemble.at(MODEL, table, runs=["c37", "rIM", "half"])
    for name in ("c37", "rIM", "half"):
        values = MODEL.point(MODEL.values(**table.loc[5]), name)
        _, out = plain(values)
        columns = [f"{name}.{output}" for output in MODEL.outputs]
        assert rows.loc[5, columns].to_numpy() == pytest.approx(out, abs=1e-12)
    values = MODEL.point(MODEL.values(**table.loc[5]), "half")
    run = MODEL.run(**values)
    assert rows.loc[5, "half.critical_mass"] == run["critical_mass"]


def test_an_ensemble_hangs_on_neither_chunks_nor_length(monkeypatch):
    def rows(points):
        return ensemble.run(MODEL, points, runs=["base", "c63", "pos"])

    whole = rows(128)
    pd.testing.assert_frame_equal(rows(64), whole.head(64), check_exact=True)
    monkeypatch.setattr(ensemble, "CHUNK", 50)
    pd.testing.assert_frame_equal(rows(128), whole, check_exact=True)
