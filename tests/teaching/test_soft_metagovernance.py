"""The teaching page on soft metagovernance: a session that adds up, a game counted right."""

import shutil

import numpy as np
import pandas as pd
import pytest

from collabgov.build.code_cells import code
from collabgov.records import tables
from collabgov.records.files import seeds
from collabgov.studies.soft_metagovernance import friedkin_johnsen

SLUG = "soft_metagovernance"
EXAMPLE = "whom_to_call_example"

COLUMNS = ("group", "round", "role", "informed")
COLUMN = "ABCDEFGHIJKLMNO"  # of the spreadsheet


def simulated_class(seed):
    """Rows of an invented class that plays the game; the codebook says how."""
    rng = np.random.default_rng(seed)
    roles = tables.read("whom_to_call_roles")
    names = roles["role"].tolist()
    worth = [1 + o - v / 3 for v, o in zip(roles["view"], roles["open"], strict=True)]
    known = [len(p.split("; ")) for p in roles["partners"]]
    rows = []
    for group in "ABCD":
        informed, last = int(group in "AB"), {}
        for r in range(1, 7):
            score = dict(
                zip(names, worth if informed and r > 2 else known, strict=True)
            )
            wish = [
                s - 2 * (r - last.get(k, -9) < 3) + rng.normal(0, 1)
                for k, s in score.items()
            ]
            pair = [names[k] for k in sorted(np.argsort(wish)[-2:])]
            last |= dict.fromkeys(pair, r)
            rows += [(group, r, k, informed) for k in pair]
    return pd.DataFrame(rows, columns=list(COLUMNS))


@pytest.fixture(scope="module")
def roles():
    return tables.read("whom_to_call_roles")


@pytest.fixture(scope="module")
def game(page):
    """The page's own game: the cells up to the prediction."""
    wanted = ("reach_of(w", "def play", "def agree")
    names = {}
    for _, cell in code(page):
        if any(word in cell for word in wanted):
            exec(cell, names)
    return names


# --- the game


def test_partners_are_mutual_and_every_role_has_some(roles):
    pairs = {
        (role, other)
        for role, partners in zip(roles["role"], roles["partners"], strict=True)
        for other in partners.split("; ")
    }
    assert pairs == {(b, a) for a, b in pairs}
    assert {a for a, _ in pairs} == set(roles["role"]) and len(roles) == 12


def test_without_a_call_the_game_goes_to_the_end_of_the_model(game):
    seen = game["play"](lambda *_: [])
    end = friedkin_johnsen(game["w"], [0.5] * 12, game["view"])
    assert seen[0].tolist() == game["view"].tolist()
    assert seen[-1] == pytest.approx(end, abs=0.03)


def test_a_call_by_hand(game):
    """The bakery is open: half of (1 + 2) / 2, half of 1, and 2 for the call."""
    baker, trader = game["names"].index("bakery"), game["names"].index("market trader")
    seen = game["play"](lambda r, *_: [baker] if r == 1 else [])
    assert seen[1, baker] == 0.75 + 0.5 + 2
    assert seen[1, trader] == pytest.approx((1 - 3 - 1) / 3 / 2 + 0.5)
    still = game["play"](lambda *_: [])
    gain = (seen - still)[:, baker]
    assert gain[3] > 1.9 and gain[4] < 1  # tied for three rounds


def test_the_careful_choice_never_calls_who_stays_tied(game):
    called = []

    def watched(r, y, last):
        pair = game["careful"](r, y, last)
        assert (r - last[pair] >= 3).all()
        called.extend(pair.tolist())
        return pair

    game["play"](watched)
    assert len(called) == 12


def test_the_predictions_stand_in_their_order(values):
    order = ["none", "agree", "lots", "list", "plain", "told", "careful"]
    sums = [values[f"sum-{name}"] for name in order]
    sums[0] *= -1  # printed as "below 0"
    assert sums == sorted(sums)
    known = {"none": 0.95, "agree": 3.1, "plain": 17.2, "careful": 21.5}
    assert {k: values[f"sum-{k}"] for k in known} == pytest.approx(known, abs=0.05)
    drawn = {"lots": (14.0, 11.2, 16.9), "list": (16.7, 15.1, 18.3)}
    for name, (middle, low, high) in drawn.items():
        found = [values[f"sum-{name}{end}"] for end in ("", "-low", "-high")]
        assert found == pytest.approx([middle, low, high], abs=0.4)


def test_the_example_is_the_simulated_class(rows):
    pd.testing.assert_frame_equal(rows, simulated_class(20240))


def test_a_class_of_ones_own_is_read_from_a_folder(tmp_path):
    shutil.copy(seeds() / "codebook.yml", tmp_path)
    rows = simulated_class(7)
    rows.to_csv(tmp_path / "whom_to_call_example.csv", index=False)
    assert tables.read("whom_to_call_example", tmp_path).equals(rows)
    rows.replace({"round": {6: 9}}).to_csv(
        tmp_path / "whom_to_call_example.csv", index=False
    )
    with pytest.raises(ValueError, match=r"row 12, column round: .* got '9'"):
        tables.read("whom_to_call_example", tmp_path)


def test_the_clerks_spreadsheet_is_the_game(game, page):
    """Every formula is worked out, for a play in which two roles are tied from round 2."""
    [cell] = [cell for _, cell in code(page) if "AVERAGE" in cell]
    exec(cell, game)
    rows = game["lines"]
    sheet = {
        f"{c}{n}": v
        for n, row in enumerate(rows, 1)
        for c, v in zip(COLUMN, row, strict=False)
    }
    sheet |= {f"{tie}{n}": "1" for tie in "EFG" for n in (2, 4)}
    values = {"MAX": max, "MIN": min, "AVERAGE": lambda *x: sum(x) / len(x)}
    for name in (f"{c}{n}" for c in COLUMN[1:] for n in range(2, 14)):
        formula = sheet[name].lstrip("=").replace("$", "") or "0"
        values[name] = eval(formula, {}, values)
    seen = game["play"](lambda r, *_: [0, 2] if r == 2 else [])
    found = [[values[f"{c}{n}"] for n in range(2, 14)] for c in "JKLMNO"]
    assert np.array(found) == pytest.approx(seen[1:])
    assert rows[-1][9:] == [f"=SUM({c}2:{c}13)" for c in "JKLMNO"]
