from functools import partial

import numpy as np
import pandas as pd
import pytest

from collabgov.claims import evaluation, places, verdict
from collabgov.claims.predicate import Predicate
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
        *("drivers", "region", "verdict"),
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
    assert ratio["drivers"] == "total effects: the leader 0.41, the context 0.18"
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
        "T-1": "depends on a > 0.50",
        "T-1b": "depends on a > 0.25",
        "T-2": verdict.BUILT_IN,
        "T-3": verdict.FOLLOWS,
        "T-3s": verdict.FOLLOWS,
    }
    assert table.at["T-1b", "circular"] == "by design"
    assert table.at["T-2", "built_in"] == "up adds 0.1"


def test_region_and_drivers_name_the_parameter_that_matters(table):
    assert table.at["T-1", "drivers"].startswith("a 0.00→1.00; ")
    failing = "fails where a ≤ 0.50 (coverage 1.00, density 1.00)"
    assert table.at["T-1", "region"] == failing
    assert table.at["T-2", "region"] == ""  # it holds everywhere


@pytest.mark.parametrize("scrambles", [-1, 1])
def test_one_scrambling_shows_no_spread(scrambles):
    with pytest.raises(ValueError, match="scrambles must be 0 or at least 2, got"):
        evaluation.evaluate("toy", scrambles=scrambles)


def test_a_study_that_there_is_not_has_no_claims():
    with pytest.raises(ValueError, match="no study module 'atlantis'"):
        evaluation.evaluate("atlantis")


def test_the_largest_part_that_meets_the_rule_is_named():
    rows = pd.DataFrame(np.random.default_rng(0).random((2000, 2)), columns=["a", "b"])
    one = Predicate(
        "T-9",
        claim="T-9",
        reading="tends",
        margin=0.5,
        value=lambda r: (r["a"] > 0.4) | (r["b"] > 0.8),
    )
    signs = one.signs(rows)
    row = {"reading": "tends", "built_in": "", "n": 2000, "support": 0.68}
    row |= {f"{k}{p}": 0.5 for k in ("support", "oppose") for p in ("_middle", "_w")}
    row |= {"oppose": 0.32, "n_middle": 2000, "n_w": 2000}
    parts = evaluation.parts(one, rows, signs, ["a", "b"])
    assert verdict.word(row, parts) == "depends on a > 0.40"
    sizes = [n for n, *_ in parts.values()]
    assert sizes == sorted(sizes, reverse=True)
