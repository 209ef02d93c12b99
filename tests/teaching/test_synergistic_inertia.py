"""The teaching page on synergistic inertia: it adds up, and the game is counted right."""

import re
from itertools import product

import numpy as np
import pandas as pd
import pytest
from teaching_page import refusal

from collabgov.records import tables

SLUG = "synergistic_inertia"
EXAMPLE = "role_deviation_example"

CARDS = {"A": "capacity", "B": "fine", "C": "stay", "D": "none"}
ADDS = {"meet": (1.3, 0.0), "own": (1.3, -3.0), "withdraw": (0.0, 0.0)}
PREDICTED = {  # the middle one, and those that leave out ten in a hundred at either end
    "three": (1.7, -0.7, 3.6), "five": (0.2, -6.4, 4.3), "none": (-0.6, -11.6, 4.7),
    "capacity": (0.3, -11.6, 5.7), "fine": (2.7, -4.0, 6.0), "stay": (1.0, -7.7, 5.2),
}  # fmt: skip


def simulated_class(seed):
    """Rows of an invented class that plays the game; the codebook says how."""
    rng, rows = np.random.default_rng(seed), []
    for group, card in CARDS.items():
        strength, own = [3, 3, 4, 5, 6, 9], 0.0
        alone = product((1, 2), enumerate(strength, 1))
        rows += [(group, r, g, "alone", float(c)) for r, (g, c) in alone]
        for r in range(3, 9):
            late = r > 5
            strength[0] += 2 * (r == 6 and card == "capacity")
            fined, stays = late and card == "fine", late and card == "stay"
            leave = (0.04 + 0.25 * own) * (0.5 if stays else 1)
            chosen = []
            for c in strength:
                first = (0.10 + 0.2 * own + 0.05 * (c < 5)) * (0.5 if fined else 1)
                u = rng.random()
                rest = "withdraw" if u < first + leave else "meet"
                chosen.append("own" if u < first else rest)
            own = chosen.count("own") / 6
            for g, (c, choice) in enumerate(zip(strength, chosen, strict=True), 1):
                times, less = ADDS[choice]
                rows.append((group, r, g, choice, round(times * c + less, 1)))
    columns = ["group", "round", "government", "choice", "output"]
    return pd.DataFrame(rows, columns=columns)


def test_the_example_is_what_its_codebook_says(rows):
    source = tables.codebook()["role_deviation_example"].source
    [seed] = re.findall(r"seed (\d+)", source)
    pd.testing.assert_frame_equal(rows, simulated_class(int(seed)))


def test_the_sums_are_those_of_the_rules(values):
    cards = (3, 3, 4, 5, 6, 9)
    assert values["alone-sum"] == sum(cards) == 30
    assert values["all-meet"] == pytest.approx(1.3 * 30)
    assert values["one-own"] == pytest.approx(1.3 * 30 - 3)
    assert values["nine-out"] == pytest.approx(1.3 * 21)
    # own ends pay whoever puts them first, and the strongest would rather be alone
    assert values["one-own"] / 6 + 2 > values["all-meet"] / 6
    assert values["all-meet"] / 6 < 9


@pytest.mark.parametrize("name", PREDICTED)
def test_the_prediction_is_the_measured_one(values, name):
    """Measured at other points: within a quarter of a token."""
    found = [values[name + end] for end in ("", "-low", "-high")]
    assert found == pytest.approx(PREDICTED[name], abs=0.25)


def test_the_other_numbers_are_the_measured_ones(values):
    assert (values["lost"], values["hebei"], values["own-share"]) == (46, 3, 10)
    assert values["below"] == pytest.approx(48, abs=1)
    best = [values[f"best-{card}"] for card in ("fine", "capacity", "stay")]
    assert best == pytest.approx([74, 15, 11], abs=2)


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("A,3,1,leave,3.9", "row 14, column choice: .*'leave'"),
        ("A,9,1,meet,3.9", "row 14, column round: .*8.*'9'"),
        ("A,3,2,meet,3.9", "row 15, column group.round.government: .*twice"),
    ],
)
def test_a_wrong_cell_of_a_class_is_refused(tmp_path, start, rule):
    assert re.search(rule, refusal(tmp_path, EXAMPLE, "A,3,1,meet,3.9", start))
