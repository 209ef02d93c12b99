from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from collabgov.engine import ensemble
from collabgov.engine.threshold import Threshold, crossing

ROOT = Threshold(
    "root", field="a", output="sum", level=1.3, changes={"c": 0.1}, runs=("base",)
)


def test_halving_finds_where_a_rising_curve_crosses():
    levels = np.array([0.25, 0.49, 0.81])
    found = crossing(ROOT, lambda a: a * a - levels + 1.3, 3)
    assert found == pytest.approx([0.5, 0.7, 0.9], abs=0.5**9)


def test_what_is_never_reached_and_what_is_reached_from_the_start():
    found = crossing(ROOT, lambda a: np.array([0.0, 9.0]) + a, 2)
    assert found == pytest.approx([1.0, 0.0], abs=0.5**9)
    assert found[0] == 1.0


def test_a_model_with_a_threshold_has_one_more_output(toy):
    """Sum a + 2b + 3c with c = .1: it reaches 1.3 from a = 1 − 2b on."""
    model = replace(toy, threshold=ROOT)
    run = model.run(a=0.9, b=0.2, c=0.9)
    assert run["root"] == pytest.approx(0.6, abs=0.5**9)
    assert run["sum"] == toy.run(a=0.9, b=0.2, c=0.9)["sum"]
    table = pd.DataFrame({"a": 0.9, "b": [0.2, 0.4], "c": 0.9})
    rows = ensemble.at(model, table)
    assert rows["base.root"].to_numpy() == pytest.approx([0.6, 0.2], abs=0.5**9)
    assert rows["base.root"][0] == run["root"]
    assert [name for name in rows if name.endswith(".root")] == ["base.root"]
    assert (rows["base.sum"] == ensemble.at(toy, table)["base.sum"]).all()
