from math import inf

import pandas as pd
import pytest

from collabgov.pages import verdict_tables, verdict_words
from collabgov.pages.parameter_words import parameter_html
from collabgov.studies import load

SLUG = "cross_sector_synergy"
PLAIN, OPPOSED = "XS-3e", "XS-1"  # tests of that study, without and with an opposite
BALANCES = [("benefit", 0.17, 0.41), ("cross", -0.43, -0.001), ("none", 0.10, 0.20)]
CAUGHT = {
    "holds": ([("cost", 0.41, inf)], 0.84, 0.46),
    "fails": ([("cost", -inf, 0.41)], 0.67, 0.54),
    "depends": ([("benefit", 0.65, inf), ("cross", -inf, -0.18)], 0.0, 0.0),
}


@pytest.fixture
def found(monkeypatch):
    """Puts balances and regions of one test in the place of those of the study."""

    def put(test, balances=(), caught=(), part=""):
        drivers = {(test, rank): row for rank, row in enumerate(balances, start=1)}
        regions = {
            (test, kind, k): (*bound, *shares)
            for kind in caught
            for bounds, *shares in [CAUGHT[kind]]
            for k, bound in enumerate(bounds, start=1)
        }
        planted = {
            "drivers": table(drivers, ["id", "rank"], []),
            "regions": table(
                regions, ["id", "caught", "condition"], ["coverage", "density"]
            ),
        }
        row = {"verdict": "depends on", "part": part}
        planted["verdicts"] = pd.DataFrame(row, [test])
        for name, rows in planted.items():
            monkeypatch.setattr(verdict_tables, name, lambda slug, rows=rows: rows)

    forget()
    yield put
    forget()


def forget():
    """What was looked up of the study."""
    verdict_words._drivers.cache_clear()
    verdict_words._regions.cache_clear()


def table(rows, index, more):
    names = ["parameter", "low", "high", *more]
    data = [(*key, *row) for key, row in rows.items()]
    return pd.DataFrame(data, columns=[*index, *names]).set_index(index)


def test_a_condition_keeps_its_bounds(found):
    found(PLAIN, caught=["depends"])
    shown = verdict_words.verdict_html(SLUG, PLAIN)
    assert shown.startswith("depends on what joint work is worth to a department")
    assert "<code>benefit</code></small> above 0.65 and whether own wish" in shown
    assert shown.endswith("<code>cross</code></small> at most −0.18")
    plain = "depends on benefit > 0.65 and cross ≤ -0.18"
    assert verdict_words.verdict_text(SLUG, PLAIN) == plain


def test_what_is_no_condition_on_a_parameter_stays(found):
    part = "how many measures would do alone (none)"
    found(PLAIN, part=part)
    assert verdict_words.verdict_html(SLUG, PLAIN) == f"depends on {part}"
    found(PLAIN, part="R > 1.25")
    assert verdict_words.verdict_html(SLUG, PLAIN) == "depends on R &gt; 1.25"


def test_drivers_are_told_as_counts_and_balances_as_such(found):
    found(PLAIN, BALANCES)
    plain = verdict_words.drivers_html(SLUG, PLAIN)
    assert "from 17 of 100 in its lowest third to 41 in its highest;" in plain
    assert "from −43 to 0; <small><code>none</code></small>: from 10 to 20." in plain
    assert "less those against" not in plain
    text = "benefit 0.17→0.41; cross -0.43→-0.00; none 0.10→0.20"
    assert verdict_words.drivers_text(SLUG, PLAIN) == text


def test_balances_of_a_test_with_an_opposite_are_called_such(found):
    found(OPPOSED, BALANCES)
    assert "less those against" in verdict_words.drivers_html(SLUG, OPPOSED)


def test_a_ratio_keeps_its_total_effects():
    slug, test = "leading_small_groups", "LG-3"
    row = load(slug).evaluate().loc[test]
    one, other = load(slug).predicate(test).sides
    effects = f"{one} {row['effect_leader']:.2f}, {other} {row['effect_context']:.2f}"
    sentence = verdict_words.drivers_html(slug, test)
    assert sentence == f"Total effects: {effects}."
    assert verdict_words.drivers_text(slug, test) == f"total effects: {effects}"
    assert verdict_words.brief_html(slug, test) == [sentence]


def test_nothing_stays_nothing(found):
    found(PLAIN)
    assert verdict_words.drivers_html(SLUG, PLAIN) == ""
    assert verdict_words.region_html(SLUG, PLAIN) == ""
    assert verdict_words.drivers_text(SLUG, PLAIN) == ""
    assert verdict_words.region_text(SLUG, PLAIN) == ""
    nothing = "Nothing in particular decides."
    assert verdict_words.brief_html(SLUG, PLAIN) == [nothing]


def test_a_region_tells_what_it_catches_and_how_purely(found):
    found(PLAIN, caught=["holds", "fails"])
    shown = verdict_words.region_html(SLUG, PLAIN)
    assert "84 of 100 holding sets lie there, and 46 of 100 sets there hold." in shown
    assert "67 of 100 failing sets lie there, and 54 of 100 sets there fail." in shown
    assert shown.index("Holds where") < shown.index("Fails where")
    assert verdict_words.region_text(SLUG, PLAIN) == (
        "holds where cost > 0.41 (coverage 0.84, density 0.46); "
        "fails where cost ≤ 0.41 (coverage 0.67, density 0.54)"
    )


def test_in_brief_the_strongest_driver_and_the_failing_region_stand_without_numbers(
    found,
):
    found(PLAIN, BALANCES, ["holds", "fails"])
    hangs, fails = verdict_words.brief_html(SLUG, PLAIN)
    assert hangs == f"Hangs most on {parameter_html(SLUG, 'benefit')}."
    assert fails == f"Fails where {parameter_html(SLUG, 'cost')} at most 0.41."
