from dataclasses import replace
from functools import partial
from math import inf

import numpy as np
import pandas as pd
import pytest

from collabgov.claims import evaluation, places, store, verdict
from collabgov.claims.predicate import Predicate
from collabgov.claims.study import World
from collabgov.engine import sensitivity


@pytest.fixture(scope="module")
def few():
    """Ratios from fewer samples: the inputs of the toy add up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sensitivity, "ratio", partial(sensitivity.ratio, base=512))
        yield


@pytest.fixture(scope="module")
def table(study, few):
    return evaluation.evaluate(study, points=512, scrambles=3)


def test_there_is_one_row_a_predicate_and_the_documented_columns(table):
    """As architecture fixes them: users, chapters and tests rely on these names."""
    places = ("middle", "w", "half", "double")
    assert list(table.columns) == [
        *("claim", "reading", "built_in", "circular"),
        *("n", "support", "oppose", "no_room", "no_effect"),
        *(f"{name}_{p}" for p in places for name in ("n", "support", "oppose")),
        *("size_w", "low", "high", "error", "error_w"),
        *("effect_leader", "effect_context", "verdict", "part"),
    ]
    assert table.index.name == "id"
    assert table.index.tolist() == ["T-1", "T-1b", "T-2", "T-3", "T-3s"]


def test_shares_are_those_of_each_place(table):
    half, small = table.loc["T-1"], table.loc["T-1b"]
    assert half[["n", "support", "oppose"]].tolist() == [512, 0.5, 0.5]
    assert half["support_middle"] == 0.5
    assert (small["n"], small["support"]) == (256, 0.5)
    assert small["support_half"] == pytest.approx(0.75, abs=0.01)
    assert (small["support_double"], small["n_double"]) == (0, 256)
    assert small["support_middle"] == 1  # there a lies between .25 and .75
    assert (small["low"], small["high"]) == (0, 1)


def test_what_has_no_margin_has_no_shares_at_half_and_double(table):
    assert table.loc["T-1", ["support_half", "n_double"]].isna().all()


def test_the_own_world_is_the_long_sequence(table, study):
    own = places.own_world(study)
    assert (table["size_w"] == len(own)).all()
    assert table.at["T-1", "support_w"] == (own["a"] >= 0.5).mean()
    assert table.at["T-1", "n_w"] == len(own)


def test_a_ratio_stands_where_the_support_does(table):
    ratio = table.loc["T-3"]
    assert ratio["support"] == pytest.approx(9 / 4, abs=0.02)
    assert ratio[["oppose", "support_middle", "no_room"]].isna().all()
    assert ratio["n"] == 512
    effects = ratio[["effect_leader", "effect_context"]].astype(float)
    assert effects.round(2).tolist() == [0.41, 0.18]
    shares = table[table["reading"] != "dominates"]
    assert shares[["effect_leader", "effect_context"]].isna().all(axis=None)
    # a below .5 has a quarter of its variance
    assert table.at["T-3s", "support"] == pytest.approx(8.25 / 4, abs=0.04)
    assert table.at["T-3s", "n"] == 256
    assert table.at["T-3s", "support_w"] == ratio["support_w"]


def test_the_error_is_the_spread_over_scramblings(table, study, few):
    assert table.at["T-1", "error"] == pytest.approx(0, abs=0.01)
    assert 0 < table.at["T-1", "error_w"] < 0.1
    assert 0 < table.at["T-3", "error"] < 0.05
    none = evaluation.evaluate(study, points=512, scrambles=0)
    shares = [k for k, p in table["reading"].items() if p != "dominates"]
    assert none.loc[shares, ["error", "error_w"]].isna().all(axis=None)
    assert none["support"].equals(table["support"])


def test_words_follow_from_reading_and_marks(table):
    assert table["verdict"].to_dict() == {
        "T-1": verdict.DEPENDS,
        "T-1b": verdict.DEPENDS,
        "T-2": verdict.BUILT_IN,
        "T-3": verdict.FOLLOWS,
        "T-3s": verdict.FOLLOWS,
    }
    assert (table["part"] == "").all()  # of the box, by conditions: see `regions`
    assert table.at["T-1b", "circular"] == "by design"
    assert table.at["T-2", "built_in"] == "up adds 0.1"


def bounds(found, *place):
    """Conditions of a part of the box, as a reader sees them."""
    inside = [index[:2] == place for index in found.index]
    rows = found.loc[inside, ["parameter", "low", "high"]].round(2)
    return [tuple(row) for row in rows.to_numpy().tolist()]


def test_the_part_on_which_a_verdict_depends_has_bounds(study, table):
    found = evaluation.regions(study, points=512)
    assert bounds(found, "T-1", "depends") == [("a", 0.5, inf)]
    assert bounds(found, "T-1b", "depends") == [("a", 0.25, inf)]
    deciding = found.xs("depends", level="caught")
    assert set(deciding.index.unique("id")) == {"T-1", "T-1b"}
    assert deciding[["coverage", "density"]].isna().all(axis=None)


def test_region_and_drivers_name_the_parameter_that_matters(study, table):
    first = evaluation.drivers(study, points=512).loc[("T-1", 1)]
    assert first["parameter"] == "a"
    assert (round(first["low"], 2), round(first["high"], 2)) == (0.0, 1.0)
    found = evaluation.regions(study, points=512)
    assert found.index.names == ["id", "caught", "condition"]
    assert bounds(found, "T-1", "fails") == [("a", -inf, 0.5)]
    caught = found.loc[("T-1", "fails", 1), ["coverage", "density"]]
    assert caught.tolist() == [1.0, 1.0]
    assert "T-2" not in found.index.unique("id")  # it holds everywhere


def test_every_predicate_has_three_drivers_and_a_ratio_none(study):
    found = evaluation.drivers(study, points=512)
    assert found.index.names == ["id", "rank"]
    ranks = {id: rows.index.unique("rank").tolist() for id, rows in found.groupby("id")}
    assert ranks == {id: [1, 2, 3] for id in ("T-1", "T-1b", "T-2")}


def test_where_nothing_fails_the_tables_are_empty_and_have_their_columns(study):
    only = replace(study, predicates=(study.predicate("T-2"),), premises=None)
    found = evaluation.regions(only, points=128)
    assert found.empty and found.index.names == ["id", "caught", "condition"]
    columns = ["parameter", "low", "high", "coverage", "density"]
    assert list(found.columns) == columns
    ratios = replace(study, predicates=(study.predicate("T-3"),))
    assert evaluation.drivers(ratios, points=128).empty


def test_what_may_be_rare_also_has_a_region_where_it_holds(study):
    rare = replace(study.predicate("T-1"), id="T-8", reading="exists", margin=0.75)
    only = replace(study, predicates=(rare,), premises=None, curves={})
    found = evaluation.regions(only, points=512)
    assert found.index.unique("caught").tolist() == ["holds", "fails"]
    assert bounds(found, "T-8", "holds") == [("a", 0.75, inf)]


def test_a_class_on_which_a_verdict_depends_is_named_and_has_no_bounds(study):
    classes = {"much of it": lambda r: r["a"] >= 0.5}
    named = replace(study.predicate("T-1"), classes=classes)
    only = replace(study, predicates=(named,), premises=None, curves={})
    row = evaluation.evaluate(only, points=512, scrambles=0).loc["T-1"]
    assert (row["verdict"], row["part"]) == (verdict.DEPENDS, "much of it")
    found = evaluation.regions(only, points=512)
    assert found.index.unique("caught").tolist() == ["fails"]


def test_where_no_point_is_counted_there_is_no_share_and_no_word(study, few):
    """a is nowhere below one half, where T-1b and T-3s look."""
    table = study.with_parameters(a=(0.5, 1.0)).evaluate(points=256, scrambles=2)
    for id in ("T-1b", "T-3s"):
        row = table.loc[id]
        assert row["n"] == 0
        assert row[["support", "oppose"]].isna().all()
    assert table.loc["T-1b", ["low", "high"]].isna().all()
    assert table.at["T-1b", "verdict"] == verdict.UNDECIDED
    # a ratio in the own world is that of all its points
    assert table.at["T-3s", "verdict"] == verdict.OWN_WORLD
    assert table.at["T-3s", "support_w"] == table.at["T-3", "support_w"]


@pytest.mark.parametrize("scrambles", [-1, 1])
def test_one_scrambling_shows_no_spread(study, scrambles):
    with pytest.raises(ValueError, match="scrambles must be 0 or at least 2, got"):
        evaluation.evaluate(study, scrambles=scrambles)


@pytest.mark.parametrize(
    "asked", [evaluation.evaluate, evaluation.drivers, evaluation.regions]
)
def test_no_point_is_no_evaluation(study, asked):
    with pytest.raises(ValueError, match="points must be at least 1, got 0"):
        asked(study, points=0)


def test_the_largest_part_that_meets_the_rule_is_named(study):
    rows = pd.DataFrame(np.random.default_rng(0).random((2000, 3)), columns=[*"abc"])
    one = Predicate(
        "T-9",
        claim="T-9",
        reading="tends",
        margin=0.5,
        value=lambda r: (r["a"] > 0.4) | (r["b"] > 0.8),
    )
    row = {"reading": "tends", "built_in": "", "n": 2000, "support": 0.68}
    row |= {f"{k}{p}": 0.5 for k in ("support", "oppose") for p in ("_middle", "_w")}
    row |= {"oppose": 0.32, "n_middle": 2000, "n_w": 2000}
    parts = evaluation.decisive(study, one, rows)
    word, part = verdict.word(row, parts)
    assert word == verdict.DEPENDS
    (condition,) = part.conditions
    assert (condition.parameter, condition.high) == ("a", inf)
    assert round(condition.low, 2) == 0.4
    sizes = [part.n for part in parts]
    assert sizes == sorted(sizes, reverse=True)
    for part in parts:
        inside = np.ones(len(rows), bool)
        for c in part.conditions:
            value = rows[c.parameter]
            inside &= ((value > c.low) & (value <= c.high)).to_numpy()
        held = one.signs(rows)[inside] == 1
        assert (part.n, part.support) == (inside.sum(), held.mean())
        assert part.oppose == pytest.approx(1 - held.mean())


def test_a_class_comes_before_parts_of_the_tree_and_an_empty_one_is_left_out(study):
    rows = pd.DataFrame(np.random.default_rng(0).random((500, 3)), columns=[*"abc"])
    classes = {"few": lambda r: r["a"] > 0.9, "none": lambda r: r["a"] > 1}
    named = replace(study.predicate("T-1"), classes=classes)
    names = [part.name for part in evaluation.decisive(study, named, rows)]
    assert names[0] == "few" and set(names[1:]) == {""}


def test_two_ratios_of_one_output_share_what_is_the_same(study, monkeypatch, capsys):
    monkeypatch.setattr(store, "_MEMORY", {})
    monkeypatch.setattr(store, "root", lambda: None)
    found = pd.DataFrame({"leader": [0.5], "context": [0.25], "ratio": [2.0]})
    monkeypatch.setattr(sensitivity, "ratio", lambda *given: found)
    places = {"": evaluation.box(study, 64), "_w": evaluation.own_world(study)}
    for id in ("T-3", "T-3s"):
        row = evaluation.dominance(study, study.predicate(id), places)
        assert row["support"] == row["support_w"] == 2
    told = capsys.readouterr().err
    # the box, a part of it, and the own world once
    assert told.count("computing toy-ratio-base.sum:") == 2
    assert told.count("computing toy-ratio-base.sum_w:") == 1


def test_where_a_ratios_output_does_not_vary_the_others_are_told_and_it_is_undecided(
    study, few
):
    still = study.model.varied({**study.model.runs, "base": dict.fromkeys("abc", 0.5)})
    fixed = replace(study.predicate("T-3"), over={"kind": (1,)})
    same = [p for p in study.predicates if p.id == "T-2"]
    other = replace(
        study,
        model=still,
        predicates=(fixed, *same),
        world=World(everywhere, runs=("base",), points=1024),
    )
    table = evaluation.evaluate(other, points=256, scrambles=0)
    row = table.loc["T-3"]
    assert row["verdict"] == verdict.UNDECIDED
    shown = ["support", "support_w", "effect_leader", "effect_context", "low", "high"]
    assert row[shown].isna().all()
    assert table.at["T-2", "verdict"] == verdict.BUILT_IN
    assert evaluation.drivers(other, 256).index.get_level_values("id")[0] == "T-2"


def everywhere(rows):
    return rows["a"] >= 0
