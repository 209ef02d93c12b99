"""Where the chain of roles must do the obvious, and in three places."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabgov.engine import ensemble
from collabgov.studies import synergistic_inertia as si
from collabgov.studies.synergistic_inertia import MODEL, REGIONS

inside = st.fixed_dictionaries(
    {p.name: st.floats(p.low, p.high) for p in MODEL.parameters}
    | {"case": st.sampled_from(REGIONS)}
    | {"reading": st.sampled_from(("circle", "relief"))}
)


@settings(deadline=None, max_examples=60)
@given(values=inside)
def test_shares_stay_between_none_and_all_and_something_is_always_lost(values):
    run = MODEL.run(**values)
    assert run.path[["a", "d", "r"]].stack().between(0, 1).all()
    assert run["inertia"] > 0
    assert run["d_actual"] < run["d_potential"]
    assert run["advantage"] == run["actual"] - run["alone"]
    assert run["a"] == pytest.approx(run.path["a"].iloc[-1], abs=1e-15)


@settings(deadline=None, max_examples=40)
@given(values=inside, name=st.sampled_from(("friction", "drag", "toll")))
def test_what_only_costs_never_helps(values, name):
    more = MODEL.run(**values | {name: values[name] + 0.1})
    assert more["inertia"] >= MODEL.run(**values)["inertia"] - 1e-12


@settings(deadline=None, max_examples=40)
@given(values=inside, name=st.sampled_from(("push", "tempt", "wd", "dn", "nw", "copy")))
def test_what_breeds_a_fault_never_lowers_any(values, name):
    less, more = (
        MODEL.run(**values | {name: values[name] + extra}) for extra in (0, 0.2)
    )
    for fault in "adr":
        assert more[fault] >= less[fault] - 1e-12


@settings(deadline=None, max_examples=30)
@given(values=inside)
def test_who_stands_where_in_the_list_does_not_matter(values):
    p, w, cap, state, path, out = MODEL.arguments(**values)
    n = int(p.n)
    order = np.random.default_rng(4).permutation(n)
    turned = [x.copy() for x in (w, cap)]
    turned[0][:n, :n] = w[:n, :n][np.ix_(order, order)]
    turned[1][:n] = cap[:n][order]
    again = np.zeros_like(out)
    MODEL.compiled(p, w, cap, state.copy(), path, out)
    MODEL.compiled(p, *turned, state.copy(), path, again)
    assert again == pytest.approx(out, abs=1e-12)


def test_without_links_weakness_is_what_it_is_alone():
    run = MODEL.run(nw=0)
    assert run["a"] == pytest.approx(run["b"], abs=1e-12)


def test_withdrawal_that_ends_a_strain_closes_no_circle():
    run = MODEL.run(reading="relief", push=0, wd=1, dn=1.3, nw=1, years=2000)
    assert run["r"] < 1e-12
    circle = MODEL.run(push=0, wd=1, dn=1.3, nw=1, years=2000)
    assert circle["r"] > 0.05


# --- one text in three places


def points(n=20):
    """Random points of the box, each in three structures and two readings."""
    rng = np.random.default_rng(7)
    for _ in range(n):
        values = {p.name: rng.uniform(p.low, p.high) for p in MODEL.parameters}
        for case in REGIONS:
            for reading in ("circle", "relief"):
                yield values | {"case": case, "reading": reading}


def plain(values):
    """Path, state and outputs by CPython."""
    p, *given = MODEL.arguments(**values)
    w, cap, state, path, out = (x.tolist() for x in given)
    MODEL.kernel(p, w, cap, state, path, out)
    return path, state, out


def test_numba_gives_the_numbers_of_cpython():
    for values in points(5):
        path, state, out = plain(values)
        p, w, cap, *others = MODEL.arguments(**values)
        MODEL.compiled(p, w, cap, *others)
        for ours, known in zip(others, (state, path, out), strict=True):
            assert ours == pytest.approx(known, abs=1e-14)


def test_an_ensemble_gives_the_numbers_of_single_runs():
    rows = ensemble.run(MODEL, 8, runs=["act", "pack3", "h0"])
    for (_, row), run in zip(rows.iterrows(), ["act", "pack3", "h0"] * 8, strict=True):
        values = MODEL.point(MODEL.values(**row[["case", *MODEL.names]]), run)
        single = MODEL.run(**values)
        names = [*MODEL.outputs, *MODEL.measured]
        known = [single[name] for name in names]
        assert row[[f"{run}.{name}" for name in names]].tolist() == (
            pytest.approx(known, abs=1e-12)
        )


def test_the_five_readings_are_the_same_compiled():
    for values in ({}, {"n": 3, "u3": 0.1}, {"n": 6}, {"u1": 0, "u2": 0}):
        p, path, out = si.COUPLING.arguments(**values)
        again = [0.0] * len(out)
        si.COUPLING.kernel(p, path, again)
        si.COUPLING.compiled(p, path, out)
        assert out == pytest.approx(again, abs=1e-15)
        u = list(p)[1:]
        known = [si.coupling(u, int(p.n), form) for form in range(5)]
        assert out[:5] == pytest.approx(known, abs=1e-15)


def test_the_gauge_of_the_page_is_the_loop_number():
    for values in [*points(5), {"copy": 1.0, "fix_d": 0.5}]:
        p = MODEL.arguments(**values)[0]
        names = ("wd", "dn", "nw", "fix_w", "fix_d", "fix_n", "copy", "superior")
        known = si.loop_number(*(getattr(p, name) for name in names))
        path = [0.0]
        si.si_loop(p, path)
        assert path[0] == pytest.approx(min(99, known))
