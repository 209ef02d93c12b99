import pytest

from collabgov.claims.places import studies, study
from collabgov.pages import verdict_words

SLUG = "cross_sector_synergy"


@pytest.mark.parametrize("slug", studies())
def test_every_parameter_has_a_label_without_brackets_at_its_end(slug):
    for name in study(slug).MODEL.names:
        told = verdict_words.label(slug, name)
        assert told.endswith(f" <small><code>{name}</code></small>")
        assert ") <small>" not in told and len(told) > len(name) + 40


def test_a_condition_keeps_its_bounds():
    shown = verdict_words.conditions(
        SLUG, "depends on benefit > 0.65 and cross ≤ -0.18"
    )
    assert shown.startswith("depends on what joint work is worth to a department")
    assert "<code>benefit</code></small> above 0.65 and whether own wish" in shown
    assert shown.endswith("<code>cross</code></small> at most −0.18")


def test_what_is_no_condition_on_a_parameter_stays():
    part = "depends on how many measures would do alone (none)"
    assert verdict_words.conditions(SLUG, part) == part
    assert (
        verdict_words.conditions(SLUG, "depends on R > 1.25")
        == "depends on R &gt; 1.25"
    )


def test_drivers_are_told_as_counts_and_balances_as_such():
    text = "benefit 0.17→0.41; cross -0.43→-0.00; none 0.10→0.20"
    plain = verdict_words.drivers(SLUG, text, opposed=False)
    assert "from 17 of 100 in its lowest third to 41 in its highest;" in plain
    assert "from −43 to 0; <small><code>none</code></small>: from 10 to 20." in plain
    assert "less those against" not in plain
    assert "less those against" in verdict_words.drivers(SLUG, text, opposed=True)


def test_a_ratio_keeps_its_total_effects_and_nothing_stays_nothing():
    told = verdict_words.drivers(
        SLUG, "total effects: leader 0.2, context 0.9", opposed=False
    )
    assert told == "Total effects: leader 0.2, context 0.9."
    assert (
        verdict_words.drivers(SLUG, "", opposed=False)
        == verdict_words.region(SLUG, "")
        == ""
    )


def test_a_region_tells_what_it_catches_and_how_purely():
    text = (
        "holds where cost > 0.41 (coverage 0.84, density 0.46); "
        "fails where cost ≤ 0.41 (coverage 0.67, density 0.54)"
    )
    shown = verdict_words.region(SLUG, text)
    assert "84 of 100 holding sets lie there, and 46 of 100 sets there hold." in shown
    assert "67 of 100 failing sets lie there, and 54 of 100 sets there fail." in shown
    assert shown.index("Holds where") < shown.index("Fails where")


def test_in_brief_the_strongest_driver_and_the_failing_region_stand_without_numbers():
    drivers = "benefit 0.17→0.41; cost 0.43→0.12"
    region = (
        "holds where cost > 0.41 (coverage 0.84, density 0.46); "
        "fails where cost ≤ 0.41 (coverage 0.67, density 0.54)"
    )
    hangs, fails = verdict_words.brief(SLUG, drivers, region)
    assert hangs == f"Hangs most on {verdict_words.label(SLUG, 'benefit')}."
    assert fails == f"Fails where {verdict_words.label(SLUG, 'cost')} at most 0.41."
    assert verdict_words.brief(SLUG, "total effects: a 1", "") == [
        "Total effects: a 1."
    ]
    assert verdict_words.brief(SLUG, "", "") == []
