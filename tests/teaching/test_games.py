"""What each game needs: a class that lacks it is refused before anything is drawn."""

import pytest
from class_page import GAMES, ROWS, drawn

from collabgov.records.files import seeds

EACH = pytest.mark.parametrize("slug", GAMES)
CLASS = {  # what the pages glue of the simulated classes
    "relational_leadership": {"class-many": 19.0, "class-few": 10.17},
    "cross_sector_synergy": {"class-stayed": 2, "class-groups": 4},
    "soft_metagovernance": {"class-gain": 4.67},
    "leading_small_groups": {"class-gain": 4.75},
    "synergistic_inertia": {"class-five": 4.37},
}
KINDS = {  # groups of one kind, and the kind that is missing
    ("relational_leadership", "AB"): "a group C or D",
    ("relational_leadership", "CD"): "a group A or B",
    ("soft_metagovernance", "AB"): "a group without the envelope",
    ("soft_metagovernance", "D"): "a group with the envelope",
    ("leading_small_groups", "A"): "a group without a rule",
    ("leading_small_groups", "CD"): "a group with a rule",
}


def rules(slug, rows):
    """Rules that a class breaks, each once, in their order."""
    return list(dict.fromkeys(rule for _, rule, _ in GAMES[slug].faults(rows)))


@EACH
def test_the_simulated_class_breaks_no_rule_and_is_drawn(slug):
    assert rules(slug, ROWS[slug]) == []
    glued, result = drawn(slug, seeds())
    assert glued == pytest.approx(CLASS[slug], abs=0.005)
    assert not result.isna().any(axis=None)


def some_rounds(slug):
    """Rounds that may be missing: at the end, in the middle, at the beginning."""
    last = GAMES[slug].rounds
    return {last}, {last - 1, last}, {4}, {4, 5, 6}, {1}, {1, 2}


@EACH
def test_no_round_may_be_missing_in_any_group(slug):
    rows = ROWS[slug]
    for missing in some_rounds(slug):
        of_all = rows[~rows["round"].isin(missing)]
        of_one = rows[~(rows["round"].isin(missing) & (rows["group"] == "B"))]
        must = f"must have rounds 1 to {GAMES[slug].rounds}"
        assert rules(slug, of_all)[:4] == [f"group {g} {must}" for g in "ABCD"]
        assert f"group B {must}" in rules(slug, of_one)


@EACH
def test_no_seat_may_be_empty_in_any_round(slug):
    game = GAMES[slug]
    broken = f"round 1 of group A must have {game.size} rows, one a {game.seat}"
    assert broken in rules(slug, ROWS[slug].drop(index=0).reset_index(drop=True))


@pytest.mark.parametrize(("slug", "groups"), KINDS)
def test_kinds_that_the_page_compares_must_both_be_there(slug, groups):
    rows = ROWS[slug]
    some = rows[rows["group"].isin(list(groups))].reset_index(drop=True)
    assert rules(slug, some) == [f"the class needs {KINDS[slug, groups]}"]


@pytest.mark.parametrize("slug", ["cross_sector_synergy", "synergistic_inertia"])
@pytest.mark.parametrize("group", "ABCD")
def test_one_group_is_a_class_where_no_kinds_are_compared(slug, group, tmp_path):
    some = ROWS[slug][ROWS[slug]["group"] == group].reset_index(drop=True)
    assert rules(slug, some) == []


def written(folder, slug, rows):
    """A class's own folder."""
    (folder / "codebook.yml").write_bytes((seeds() / "codebook.yml").read_bytes())
    rows.to_csv(folder / f"{GAMES[slug].table}.csv", index=False)
    return folder


@pytest.mark.parametrize("slug", ["relational_leadership", "synergistic_inertia"])
def test_letters_that_mean_something_are_not_taken_for_others(tmp_path, slug):
    """With a for A the correction of A was dropped: −6.1 for −8.1."""
    rows = ROWS[slug]
    folder = written(tmp_path, slug, rows.assign(group=rows["group"].str.lower()))
    with pytest.raises(ValueError, match=r"row 2.* must be one of A, B, C, D, got '?a"):
        GAMES[slug].read(folder)


@EACH
def test_a_group_that_is_written_in_two_ways_is_refused(tmp_path, slug):
    rows = ROWS[slug].copy()
    rows.loc[3:4, "group"] = "a"
    with pytest.raises(ValueError, match=r"row 5, column group: must be .*'a'"):
        GAMES[slug].read(written(tmp_path, slug, rows))


@EACH
def test_a_space_makes_no_group_of_its_own(tmp_path, slug):
    rows = ROWS[slug].copy()
    rows.loc[3:4, "group"] = "A "
    assert GAMES[slug].read(written(tmp_path, slug, rows)).equals(ROWS[slug])


@pytest.mark.parametrize(
    ("slug", "row", "column", "value", "broken"),
    [
        (
            "relational_leadership",
            14,
            "convenor",
            0,
            "convenor is 1 for member 5 in rou",
        ),
        (
            "relational_leadership",
            0,
            "convenor",
            1,
            "convenor is 1 for member 5 in roun",
        ),
        (
            "relational_leadership",
            7,
            "contact",
            1,
            "contact must be the same in all row",
        ),
        (
            "cross_sector_synergy",
            1,
            "treatment",
            "both",
            "treatment must be the same in",
        ),
        (
            "soft_metagovernance",
            1,
            "informed",
            0,
            "informed must be the same in all ro",
        ),
        (
            "soft_metagovernance",
            1,
            "role",
            "bank",
            "role must be one of the twelve on ",
        ),
        ("leading_small_groups", 0, "chair", 0, "chair is 1 up to round 4, then 0"),
        ("leading_small_groups", 95, "chair", 1, "chair is 1 up to round 4, then 0"),
        (
            "leading_small_groups",
            0,
            "joint",
            0,
            "the chair has moved a token: joint is",
        ),
        (
            "leading_small_groups",
            1,
            "rule",
            0,
            "rule must be the same in all rows of a",
        ),
        (
            "synergistic_inertia",
            0,
            "choice",
            "meet",
            "choice is alone in rounds 1 and 2",
        ),
        (
            "synergistic_inertia",
            12,
            "choice",
            "alone",
            "choice is alone in rounds 1 an",
        ),
        (
            "synergistic_inertia",
            12,
            "choice",
            "withdraw",
            "output is the capacity alone",
        ),
        (
            "synergistic_inertia",
            12,
            "choice",
            "own",
            "output is the capacity alone; the",
        ),
        ("synergistic_inertia", 0, "output", 4.0, "output is the capacity alone; then"),
        (
            "synergistic_inertia",
            13,
            "output",
            -1.0,
            "output is the capacity alone; the",
        ),
    ],
)
def test_a_cell_that_breaks_the_game_is_told_by_its_row(
    slug, row, column, value, broken
):
    rows = ROWS[slug].copy()
    rows.loc[row, column] = value
    found = list(GAMES[slug].faults(rows))
    assert row in [at for at, rule, _ in found if rule.startswith(broken)]


def test_the_card_of_the_convenor_goes_to_as_many_as_the_letter_says():
    rows = ROWS["relational_leadership"]
    broken = "in A and B two others hold her card, in C and D one"
    assert rules("relational_leadership", rows.assign(contact=1)) == [broken]
    turned = rows.assign(
        group=rows["group"].map(dict(zip("ABCD", "CDAB", strict=True)))
    )
    assert rules("relational_leadership", turned) == [broken]


@pytest.mark.parametrize(
    ("first", "second", "faults"),
    [(6.5, 3.9, 0), (3.9, 6.5, 0), (6.5, 6.5, 3), (3.9, 3.9, 3)],
)
def test_capacity_raises_one_of_the_two_weakest(first, second, faults):
    rows = ROWS["synergistic_inertia"].copy()
    late = (rows["group"] == "A") & (rows["round"] > 5)
    for government, output in {1: first, 2: second}.items():
        rows.loc[late & (rows["government"] == government), "output"] = output
    assert len(list(GAMES["synergistic_inertia"].faults(rows))) == faults
