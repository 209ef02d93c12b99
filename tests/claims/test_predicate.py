import numpy as np
import pandas as pd
import pytest

from collabgov.claims.predicate import Dominance, Predicate
from collabgov.engine.sensitivity import Output

ROWS = pd.DataFrame(
    {
        "x": [0.9, 0.6, 0.3, 0.0, -0.3, -0.6],
        "alone": [0.1, 0.1, 0.1, 0.5, 0.5, 0.5],
    }
)


def predicate(**fields):
    usual = {"claim": "X", "reading": "tends", "margin": 0.3, "value": lambda r: r["x"]}
    return Predicate("X-1", **{**usual, **fields})


def test_a_yes_or_no_predicate_opposes_wherever_it_fails():
    assert predicate().signs(ROWS).tolist() == [1, 1, 1, -1, -1, -1]
    shares = predicate().shares(ROWS)
    assert (shares["support"], shares["oppose"]) == (0.5, 0.5)
    assert shares["no_room"] == shares["no_effect"] == 0


def test_below_turns_at_least_into_less_than():
    assert predicate(below=True).signs(ROWS).tolist() == [-1, -1, -1, 1, 1, 1]


def test_an_opposed_predicate_is_silent_between_its_margins():
    assert predicate(opposed=True).signs(ROWS).tolist() == [1, 1, 1, 0, -1, -1]


def test_another_margin_may_be_tried():
    wide = predicate(opposed=True)
    assert wide.signs(ROWS, margin=0.6).tolist() == [1, 1, 0, 0, 0, -1]
    assert wide.shares(ROWS, margin=0.6)["support"] == pytest.approx(2 / 6)


def test_only_counted_rows_enter_the_shares():
    shares = predicate(where=lambda r: r["alone"] < 0.4).shares(ROWS)
    assert (shares["n"], shares["support"]) == (3, 1.0)


def test_the_silent_either_had_no_room_or_saw_no_effect():
    silent = predicate(opposed=True, margin=0.5, room=lambda r: r["alone"] >= 0.4)
    shares = silent.shares(ROWS)
    assert shares["no_room"] == pytest.approx(1 / 6)
    assert shares["no_effect"] == pytest.approx(2 / 6)
    kinds = ("support", "oppose", "no_room", "no_effect")
    assert sum(shares[kind] for kind in kinds) == pytest.approx(1)


def test_no_counted_row_gives_no_share():
    shares = predicate(where=lambda r: r["alone"] > 1).shares(ROWS)
    assert shares["n"] == 0
    assert np.isnan(shares["support"])


@pytest.mark.parametrize("k", range(21))
def test_shares_of_twenty_histories_are_told_apart_exactly(k):
    mean, added = sum([1.0] * k + [0.0] * (20 - k)) / 20, sum([0.05] * k)
    rows = pd.DataFrame({"x": [mean, added, k * 0.05]})  # eight times .05 is not .4
    for count in range(1, 21):
        at_least = predicate(margin=count / 20).signs(rows)
        fewer = predicate(margin=count / 20, below=True).signs(rows)
        assert set(at_least) == {1 if k >= count else -1}
        assert set(fewer) == {1 if k < count else -1}


def test_the_margin_is_halved_and_doubled_unless_ends_are_given():
    assert predicate().ends == (0.15, 0.6)
    assert predicate(ends=(0.1, 0.9)).ends == (0.1, 0.9)
    assert predicate(ends=None).ends is None


def test_the_opposite_may_have_a_threshold_of_its_own():
    half = predicate(against=lambda margin: margin - 0.3)
    assert half.signs(ROWS).tolist() == [1, 1, 1, -1, -1, -1]
    assert half.signs(ROWS, margin=0.6).tolist() == [1, 1, -1, -1, -1, -1]
    assert half.signs(ROWS, margin=0.9).tolist() == [1, -1, -1, -1, -1, -1]
    third = predicate(against=lambda margin: margin / 3)
    assert third.signs(ROWS, margin=0.9).tolist() == [1, 0, -1, -1, -1, -1]


def test_a_value_may_look_at_rows_that_are_not_counted():
    best = predicate(
        value=lambda r: r["x"].groupby(r["alone"]).transform("max"),
        where=lambda r: r["x"] < 0.5,
    )
    assert best.shares(ROWS)["n"] == 4
    assert best.shares(ROWS)["support"] == 0.25


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reading": "often"}, "X-1: reading must be one of exists, tends, .*'often'"),
        ({"opposed": True, "margin": 0.0}, "X-1: opposed needs a margin above 0"),
        ({"opposed": True, "below": True}, "X-1: opposed needs .* not below=True"),
    ],
)
def test_a_predicate_that_says_nothing_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        predicate(**fields)


@pytest.mark.parametrize("over", [{}, {"kind": (0, 1), "type": (0, 1)}])
def test_a_ratio_of_effects_draws_one_setting_along(over):
    with pytest.raises(ValueError, match="X-2: over must hold one setting"):
        Dominance(
            "X-2", claim="X", run="a", output="y", over=over, leader=(), context=()
        )


def test_a_predicate_may_say_itself_where_it_holds_under_a_margin():
    between = predicate(by_margin=True, value=lambda r, m: (r["x"] > 0) & (r["x"] < m))
    assert between.signs(ROWS, margin=0.7).tolist() == [-1, 1, 1, -1, -1, -1]
    shares = between.shares(ROWS)
    assert (shares["support"], shares["oppose"]) == (0, 1)
    with pytest.raises(ValueError, match="by_margin=True"):
        predicate(by_margin=True, opposed=True)


def test_a_ratio_of_effects_looks_at_the_rows_of_its_own_setting():
    fields = {"run": "a", "output": "y", "leader": (), "context": ()}
    one = Dominance("X-2", claim="X", over={"kind": ("b", "c")}, **fields)
    rows = pd.DataFrame({"kind": ["a", "b", "c"]})
    assert one.chosen(rows).tolist() == [False, True, True]
    assert one.chosen(rows[[]]).tolist() == [True] * 3  # the rows do not hold it


def test_a_ratio_says_whose_variance_is_shared_out_among_whom():
    fields = {"run": "a", "output": "y", "leader": ("gain",), "context": ("need",)}
    one = Dominance("X-2", claim="X", over={"kind": ("b", "c")}, **fields)
    assert one.of == Output("a", "y", {"kind": ("b", "c")})
    assert list(one.groups) == ["leader", "context"]  # the ratio's order
    assert one.groups == {"leader": ("gain",), "context": ("need",)}


LOST = ROWS.assign(x=[0.9, np.nan, 0.3, 0.0, np.nan, -0.6])


@pytest.mark.parametrize("more", [{}, {"below": True}, {"opposed": True}])
def test_a_counted_row_without_a_number_is_refused_and_never_opposes(more):
    told = r"X-1: its value must be a number at every point that is counted, got NaN at 2 of 6, first 1"
    with pytest.raises(ValueError, match=told):
        predicate(**more).signs(LOST)
    with pytest.raises(ValueError, match=told):
        predicate(**more).shares(LOST)


def test_a_row_that_is_not_counted_needs_no_number():
    where = {"where": lambda r: r["x"].notna()}
    assert predicate(**where).signs(LOST).tolist() == [1, 0, 1, -1, 0, -1]
    assert predicate(**where).shares(LOST)["support"] == 0.5
