"""A study with one assumption changed: what it is then, what it says, what moved."""

from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import pytest
from toy_study import STUDY, toy_run

from collabgov.claims import evaluation, fingerprint, places, variation, verdict
from collabgov.claims.predicate import Predicate
from collabgov.engine import sensitivity
from collabgov.engine.parameters import Parameter


def lower_run(p, weights, draws, path, out):
    """The toy's run, of which c is no part."""
    for t in range(int(p.steps)):
        path[2 * t] = p.a
        path[2 * t + 1] = draws[t]
    out[0] = p.a + 2.0 * p.b + p.kind
    out[1] = out[0]
    out[2] = weights[0]


@pytest.fixture(scope="module")
def few():
    """Ratios from fewer samples: the inputs of the toy add up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sensitivity, "ratio", partial(sensitivity.ratio, base=256))
        yield


# --- with other parameters


def test_another_range_is_sampled_and_checked():
    changed = STUDY.with_parameters(a=(0.5, 1.0), c=(0, 2))
    a, b, c = changed.model.parameters
    assert (a.low, a.high, a.default) == (0.5, 1.0, 0.75)
    assert (c.low, c.high, c.default) == (0.0, 2.0, 1.0)
    assert b is STUDY.model.parameters[1]
    assert changed.model.named["a"] is a  # what is asked by name, too
    assert changed.changed == ("a: 0–1 → 0.5–1", "c: 0–1 → 0–2")
    assert STUDY.model.named["a"].low == 0 and STUDY.changed == ()


def test_a_default_of_its_own_stays_where_the_new_range_holds_it():
    first, *rest = STUDY.model.parameters
    own = replace(first, default=0.2)
    study = replace(STUDY, model=replace(STUDY.model, parameters=(own, *rest)))
    assert study.with_parameters(a=(0.1, 0.5)).model.named["a"].default == 0.2
    assert study.with_parameters(a=(0.5, 1.0)).model.named["a"].default == 0.75


def test_a_count_that_is_given_another_range_stays_whole():
    rest = STUDY.model.parameters[1:]
    n = Parameter("a", low=0, high=2, domain=(0, 9), whole=True)
    study = replace(STUDY, model=replace(STUDY.model, parameters=(n, *rest)))
    assert study.with_parameters(a=(2, 5)).model.named["a"].default in (3, 4)
    with pytest.raises(ValueError, match=r"a must be a whole number, got 2\.5"):
        study.with_parameters(a=(2.5, 5))


@pytest.mark.parametrize(
    ("ranges", "message"),
    [
        ({"d": (0, 1)}, "no parameter 'd'; there are a, b, c"),
        ({"kind": (0, 1)}, "no parameter 'kind'; there are a, b, c"),  # a setting
        ({"a": (0, 1, 2)}, r"a: a range is two numbers, got \(0, 1, 2\)"),
        ({"a": 0.5}, "a: a range is two numbers, got 0.5"),
        ({"a": ("low", "high")}, r"a: a range is two numbers, got \('low', 'high'\)"),
        ({"a": None}, "a: a range is two numbers, got None"),
        ({"a": (0.5, 0.5)}, r"a: need domain low <= low < high .* got 0\.5–0\.5"),
        ({"a": (1, 0)}, r"a: need domain low <= low < high .* got 1\.0–0\.0"),
        ({"a": (0, 3)}, r"a: need domain low .* got 0\.0–3\.0 in \(0, 2\)"),
        ({"a": (0, np.nan)}, "a: need domain low .* got 0.0–nan"),
        ({"a": (0, np.inf)}, "a: need domain low .* got 0.0–inf"),
    ],
)
def test_a_range_that_cannot_be_is_refused_by_name_and_value(ranges, message):
    with pytest.raises(ValueError, match=message):
        STUDY.with_parameters(**ranges)


# --- with other settings


def test_another_setting_holds_in_all_runs_but_those_that_name_it():
    changed = STUDY.with_settings(kind=1, steps=7)
    assert changed.model.values()["steps"] == 7
    values = changed.model.values()
    assert changed.model.point(values, "base")["kind"] == 1
    assert changed.model.point(values, "other")["kind"] == 2
    assert changed.changed == ("kind: 0 → 1", "steps: 4 → 7")
    assert STUDY.model.values()["kind"] == 0


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"sort": 1}, "no setting 'sort'; there are kind, steps"),
        ({"a": 0.5}, "no setting 'a'; there are kind, steps"),  # a parameter
        ({"kind": 5}, "kind must be one of 0, 1, 2, got 5"),
        ({"kind": True}, "kind must be one of 0, 1, 2, got True"),
        ({"steps": 0}, r"steps must lie in \[1, 100\], got 0"),
        ({"steps": 2.5}, "steps must be a whole number, got 2.5"),
        ({"steps": None}, r"steps must lie in \[1, 100\], got None"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_name_and_value(values, message):
    with pytest.raises(ValueError, match=message):
        STUDY.with_settings(**values)


# --- with other margins


def test_another_margin_brings_its_half_and_its_double():
    changed = STUDY.with_margins({"T-2": 0.1, "T-1": 0.7})
    assert changed.predicate("T-2").margin == 0.1
    assert changed.predicate("T-2").ends == (0.05, 0.2)
    assert changed.predicate("T-1").ends is None  # it has none, then as now
    assert [p.id for p in changed.predicates] == [p.id for p in STUDY.predicates]
    told = ("margin of T-2: 0.05 → 0.1", "margin of T-1: 0.5 → 0.7")
    assert changed.changed == told
    assert STUDY.predicate("T-2").margin == 0.05


@pytest.mark.parametrize(
    ("margins", "message"),
    [
        ({"T-9": 0.1}, "toy has no predicate 'T-9'; there are T-1, T-1b, T-2, T-3"),
        ({"T-3": 0.1}, "T-3 is a ratio of total effects: it has no margin"),
        ({"T-1": np.nan}, "T-1: a margin must be a finite number, got nan"),
        ({"T-1": np.inf}, "T-1: a margin must be a finite number, got inf"),
        ({"T-1": "0.1"}, "T-1: a margin must be a finite number, got '0.1'"),
        ({"T-1": None}, "T-1: a margin must be a finite number, got None"),
        ({"T-2": 0.0}, "T-2: opposed needs a margin above 0 .* got 0.0"),
        ({"T-2": -0.1}, "T-2: opposed needs a margin above 0 .* got -0.1"),
    ],
)
def test_a_margin_that_cannot_be_is_refused_by_name_and_value(margins, message):
    with pytest.raises(ValueError, match=message):
        STUDY.with_margins(margins)


# --- with another predicate, or another kernel


def test_a_predicate_more_comes_last_and_one_of_a_known_id_stays_in_its_place():
    more = Predicate(
        "T-9", claim="T-9", reading="tends", margin=1, value=lambda r: r["b"]
    )
    added = STUDY.with_predicate(more)
    assert added.predicates == (*STUDY.predicates, more)
    assert added.changed == ("a predicate more: T-9",)
    other = replace(more, id="T-1")
    changed = STUDY.with_predicate(other)
    assert changed.predicates == (other, *STUDY.predicates[1:])
    assert changed.changed == ("another predicate: T-1",)


def test_another_kernel_is_what_runs():
    changed = STUDY.with_kernel(lower_run)
    assert changed.changed == ("kernel: lower_run",)
    assert changed.run(a=0.5, b=0.25, c=1.0)["sum"] == 1.0
    assert STUDY.run(a=0.5, b=0.25, c=1.0)["sum"] == 4.0


def test_a_kernel_may_be_made_in_memory_or_compiled_already():
    import numba

    scope = {}
    exec("def quick(p, weights, draws, path, out):\n out[0] = 7.0 * p.a", scope)
    assert STUDY.with_kernel(scope["quick"]).run(a=0.5)["sum"] == 3.5
    ready = numba.njit(lower_run)
    assert STUDY.with_kernel(ready).run(a=0.5, b=0.25)["sum"] == 1.0


def short_run(p, path, out):
    out[0] = p.a


@pytest.mark.parametrize(
    ("kernel", "message"),
    [
        (None, r"a kernel must be a function of \(p, weights, .*, out\), got None"),
        (3.5, r"a kernel must be a function of \(p, weights, .*, out\), got 3.5"),
        (short_run, r"function of \(p, weights, .*\), got short_run\(p, path, out\)"),
    ],
)
def test_what_is_no_kernel_of_the_study_is_refused(kernel, message):
    with pytest.raises(ValueError, match=message):
        STUDY.with_kernel(kernel)


# --- what it says


WITH = {
    "parameters": lambda s: s.with_parameters(a=(0.5, 1.0)),
    "settings": lambda s: s.with_settings(kind=1),
    "margins": lambda s: s.with_margins({"T-1": 0.75}),
    "predicate": lambda s: s.with_predicate(replace(s.predicates[0], id="T-9")),
    "kernel": lambda s: s.with_kernel(lower_run),
}


@pytest.mark.parametrize("what", WITH)
def test_what_was_changed_shows_wherever_the_study_does(study, few, what):
    changed = WITH[what](study)
    (told,) = changed.changed
    assert told in repr(changed)
    assert (changed.table()["changed"] == told).all()
    found = changed.evaluate(points=64, scrambles=0)
    assert list(found.columns) == [*evaluation.COLUMNS, "changed"]
    assert (found["changed"] == told).all()


def test_the_study_of_the_book_says_nothing_of_changes(study, few):
    assert "changed" not in repr(study)
    assert "changed" not in study.table()
    assert "changed" not in study.evaluate(points=64, scrambles=0)


@pytest.mark.parametrize("what", WITH)
def test_every_change_has_tables_of_its_own(what):
    keys = [
        fingerprint.key(evaluation.verdicts, s, 64, 0)
        for s in (STUDY, WITH[what](STUDY))
    ]
    assert keys[0] != keys[1]
    assert keys[1] == fingerprint.key(evaluation.verdicts, WITH[what](STUDY), 64, 0)


def test_several_changes_are_all_told_in_their_order():
    both = STUDY.with_margins({"T-1": 0.75}).with_settings(kind=1)
    assert both.changed == ("margin of T-1: 0.5 → 0.75", "kind: 0 → 1")
    assert (both.table()["changed"] == "; ".join(both.changed)).all()


NOTHING = {
    "no range": lambda s: s.with_parameters(),
    "the same range": lambda s: s.with_parameters(a=(0.0, 1.0)),
    "no setting": lambda s: s.with_settings(),
    "the same setting": lambda s: s.with_settings(kind=0),
    "no margin": lambda s: s.with_margins({}),
    "the same margin": lambda s: s.with_margins({"T-2": 0.05}),
}


@pytest.mark.parametrize("what", NOTHING)
def test_where_nothing_differs_nothing_is_told_and_no_table_is_made_anew(what):
    same = NOTHING[what](STUDY)
    assert same.changed == ()
    keys = {fingerprint.key(evaluation.verdicts, s, 64, 0) for s in (STUDY, same)}
    assert len(keys) == 1


# --- what moved


def test_against_itself_nothing_moves(study, few):
    assert study.compare(study, points=256, scrambles=0).empty


def test_what_moved_is_told_and_only_that(study, few):
    changed = study.with_parameters(a=(0.5, 1.0))
    found = changed.compare(study, points=512, scrambles=0)
    # T-2 holds everywhere, then as now
    assert found.index.tolist() == ["T-1", "T-1b", "T-3", "T-3s"]
    assert list(found.columns) == [
        *(f"{name}{tail}" for tail in ("", "_before") for name in variation.COMPARED),
        "moved",
    ]
    one = found.loc["T-1"]
    assert (one["verdict"], one["verdict_before"]) == (verdict.FOLLOWS, verdict.DEPENDS)
    assert (one["support"], one["support_before"]) == (1.0, 0.5)
    assert one["moved"]
    three = found.loc["T-3"]  # a has a quarter of its variance, and the word stays
    assert three["verdict"] == three["verdict_before"] == verdict.FOLLOWS
    assert three["support"] < three["support_before"] and not three["moved"]


def test_a_bound_that_moves_counts_though_word_and_share_stay(study, few):
    turned = replace(study.predicate("T-1"), value=lambda r: 1 - r["a"])
    changed = study.with_predicate(turned)
    found = changed.compare(study, points=512, scrambles=0)
    assert found.index.tolist() == ["T-1"]
    one = found.loc["T-1"]
    assert one["verdict"] == one["verdict_before"] == verdict.DEPENDS
    assert one["support"] == one["support_before"] == 0.5
    assert one["moved"]


def test_a_smaller_change_than_a_reader_sees_is_left_out(study, few):
    closer = study.with_margins({"T-1": 0.5 + variation.SMALLEST / 2})
    assert closer.compare(study, points=512, scrambles=0).empty
    further = study.with_margins({"T-1": 0.5 + 3 * variation.SMALLEST})
    assert further.compare(study, points=512, scrambles=0).index.tolist() == ["T-1"]


def test_a_predicate_more_and_one_less_are_both_rows(study, few):
    more = replace(study.predicates[0], id="T-9")
    added = study.with_predicate(more)
    found = added.compare(study, points=128, scrambles=0)
    assert found.index.tolist() == ["T-9"]
    assert found.at["T-9", "moved"] and pd.isna(found.at["T-9", "verdict_before"])
    found = study.compare(added, points=128, scrambles=0)
    assert found.index.tolist() == ["T-9"] and pd.isna(found.at["T-9", "support"])


def test_a_changed_study_is_run_at_its_own_points(study):
    changed = study.with_parameters(a=(0.5, 1.0))
    rows = places.box(changed, points=64)
    assert rows["a"].min() >= 0.5
    assert places.middle(changed, points=64)["a"].between(0.625, 0.875).all()
    assert places.own_world(changed)["a"].min() >= 0.5


def test_the_toy_runs_as_it_says():
    """What the changes above are held against."""
    assert STUDY.model.kernel is toy_run
    assert STUDY.run(a=0.5, b=0.25, c=0.0)["sum"] == 1.0
