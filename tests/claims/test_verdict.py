import pytest

from collabgov.claims import verdict
from collabgov.claims.regions import Condition
from collabgov.claims.verdict import Part

HOLDS, FAILS, NEITHER = (0.8, 0.05), (0.1, 0.8), (0.4, 0.2)


def part(name, n, shares, *conditions):
    return Part(name, conditions, n, *shares)


def word(found, parts=()):
    """The word, where it depends on no part."""
    said, on = verdict.word(found, parts)
    assert on is None and said != verdict.DEPENDS
    return said


def row(reading="tends", box=HOLDS, middle=HOLDS, own=HOLDS, built_in="", n_w=500):
    found = {"reading": reading, "built_in": built_in}
    for tail, n, (support, oppose) in (
        ("", 2000, box),
        ("_middle", 2000, middle),
        ("_w", n_w, own),
    ):
        found |= {f"n{tail}": n, f"support{tail}": support, f"oppose{tail}": oppose}
    return found


@pytest.mark.parametrize(
    ("reading", "support", "oppose", "met"),
    [
        ("exists", 0.02, 0.98, True),
        ("exists", 0.019, 0.0, False),
        ("tends", 0.5, 0.1, True),
        ("tends", 0.49, 0.0, False),
        ("tends", 0.8, 0.11, False),
        ("sufficient", 0.95, 0.05, True),
        ("necessary", 0.94, 0.0, False),
        ("dominates", 1.01, float("nan"), True),
        ("dominates", 1.0, float("nan"), False),
        ("exists", float("nan"), float("nan"), False),
    ],
)
def test_each_reading_has_its_rule(reading, support, oppose, met):
    assert verdict.meets(reading, support, oppose) is met


def test_what_tends_to_be_so_must_hold_in_box_middle_and_own_world():
    assert word(row()) == verdict.FOLLOWS
    for place in ("box", "middle", "own"):
        assert word(row(**{place: FAILS})) != verdict.FOLLOWS


def test_what_can_be_so_needs_only_the_box():
    rare = row("exists", box=(0.02, 0.9), middle=(0, 1), own=(0, 1))
    assert word(rare) == verdict.FOLLOWS


def test_what_dominates_must_do_so_in_box_and_own_world():
    ratio = {"reading": "dominates", "box": (2.0, float("nan"))}
    assert word(row(**ratio, own=(3.0, 0))) == verdict.FOLLOWS
    assert word(row(**ratio, own=(0.5, 0))) == verdict.UNDECIDED
    small = row("dominates", box=(0.3, float("nan")), own=(3.0, 0))
    assert word(small) == verdict.OWN_WORLD
    nowhere = row("dominates", box=(0.3, float("nan")), own=(0.5, 0))
    assert word(nowhere) == verdict.NOT_HERE


def test_a_rule_met_in_the_own_world_alone_says_so():
    assert word(row(box=FAILS, middle=FAILS)) == verdict.OWN_WORLD


def test_the_own_world_is_tried_before_parts_of_the_box():
    parts = [part("the issue (pollution)", 700, HOLDS)]
    assert word(row(box=NEITHER), parts) == verdict.OWN_WORLD
    lost = row(box=NEITHER, own=FAILS)
    assert verdict.word(lost, parts) == (verdict.DEPENDS, parts[0])


def test_the_first_part_that_meets_the_rule_is_named():
    names = {"first": NEITHER, "second": HOLDS, "third": HOLDS}
    parts = [part(name, 700, shares) for name, shares in names.items()]
    found = verdict.word(row(box=FAILS, own=FAILS), parts)
    assert found == (verdict.DEPENDS, parts[1])


def test_a_part_without_a_name_is_given_by_its_conditions():
    above = part("", 700, HOLDS, Condition("a", low=0.5))
    _, found = verdict.word(row(box=FAILS, own=FAILS), [above])
    assert found.conditions == (Condition("a", low=0.5, high=float("inf")),)


def test_a_part_must_hold_a_tenth_of_the_points_and_a_hundred():
    lost = row(box=FAILS, own=FAILS)
    small, large = part("small", 199, HOLDS), part("large", 200, HOLDS)
    assert word(lost, [small]) == verdict.NOT_HERE
    assert verdict.word(lost, [large]) == (verdict.DEPENDS, large)
    few = {**lost, "n": 500}
    assert word(few, [part("small", 99, HOLDS)]) == verdict.NOT_HERE
    assert verdict.word(few, [part("enough", 100, HOLDS)])[0] == verdict.DEPENDS


def test_a_part_decides_by_its_size_and_the_rule_of_the_reading():
    asked = {"reading": "sufficient", "n": 2000}
    assert verdict.decides(asked, part("", 200, (0.95, 0.05)))
    assert not verdict.decides(asked, part("", 199, (0.95, 0.05)))
    assert not verdict.decides(asked, part("", 200, (0.94, 0.06)))


def test_parts_are_tried_before_it_does_not_follow():
    lost = row(box=FAILS, middle=FAILS, own=FAILS)
    some = part("part", 700, HOLDS)
    assert verdict.word(lost, [some]) == (verdict.DEPENDS, some)
    assert word(lost) == verdict.NOT_HERE


def test_the_opposite_as_common_is_enough_for_does_not_follow():
    assert word(row(box=(0.4, 0.4), own=FAILS)) == verdict.NOT_HERE


def test_where_no_word_fits_it_is_undecided():
    assert word(row(box=NEITHER, own=FAILS)) == verdict.UNDECIDED
    assert word(row(middle=FAILS)) == verdict.UNDECIDED


def test_built_in_is_said_before_it_follows_and_advice_is_never_tested():
    assert word(row(built_in="because")) == verdict.BUILT_IN
    assert word(row("proxy")) == verdict.NOT_TESTED
    assert word(row("proxy", built_in="because")) == verdict.NOT_TESTED


def test_a_ranking_among_what_is_not_named_cannot_be_tested():
    assert word(row("ranks")) == verdict.NOT_TESTABLE


def test_fewer_than_a_hundred_points_carry_no_verdict():
    assert word(row(n_w=99)) == verdict.UNDECIDED
    assert word(row(box=FAILS, n_w=99)) == verdict.NOT_HERE
    assert word({**row(box=FAILS, own=FAILS), "n": 99}) == verdict.UNDECIDED
