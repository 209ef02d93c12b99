import re

import pandas as pd
import pytest

from collabgov.charts import coalitions

TERMS = pd.Series({"gain": 0.6, "cost": -0.5, "loyalty": -0.2})


def test_a_waterfall_shows_every_term_and_their_sum():
    shown = coalitions.waterfall(
        TERMS, label="pay-off", total="left", alt="It is lost."
    )
    for piece in ("gain", "+0.60", "cost", "-0.50", "left", "-0.10"):
        assert piece in shown.data
    table = shown.data[shown.data.index("<details>") :]
    assert re.findall(r"<td>(.*?)</td>", table) == ["0.60", "−0.50", "−0.20", "−0.10"]


def test_a_lattice_has_a_box_for_every_set():
    names = ["", "A", "B", "C", "AB", "AC", "BC", "ABC"]
    shares = pd.Series([k / 10 for k in range(8)], index=names)
    shown = coalitions.lattice(
        shares, letters="ABC", none="none", alt="More is better."
    )
    for name in ("none", "A", "A B", "A B C", ">70<"):
        assert name in shown.data
    table = shown.data[shown.data.index("<details>") :]
    assert re.findall(r"<td>(.*?)</td>", table) == [str(10 * k) for k in range(8)]


def test_a_lattice_that_lacks_a_set_is_refused():
    with pytest.raises(KeyError, match="AB"):
        coalitions.lattice(
            pd.Series({"": 0, "A": 1, "B": 1}), letters="AB", none="none", alt="A b."
        )
