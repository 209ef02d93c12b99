from dataclasses import replace

import pytest

from collabgov.claims import evaluation
from collabgov.pages import claim_cards, claim_table, place_words
from collabgov.studies import load

SLUG = "leading_small_groups"
STUDY = load(SLUG)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0 of 100"),
        (0.004, "fewer than 1 of 100"),
        (0.574, "57 of 100"),
        (0.997, "more than 99 of 100"),
        (1, "100 of 100"),
    ],
)
def test_a_share_is_said_as_a_count(share, words):
    assert claim_cards.of_100(share) == words


def test_a_card_shows_claim_word_share_and_what_to_ask_first():
    text = claim_cards.card(SLUG, "LG-5", ["LG-5"]).data
    row = STUDY.evaluate().loc["LG-5"]
    assert f'<span class="gt-word">{row["verdict"]}</span>' in text
    assert f"in {claim_cards.of_100(row['support'])} sets of assumptions" in text
    driver = evaluation.drivers(STUDY).at[("LG-5", 1), "parameter"]
    asks = STUDY.model.table().set_index("name")["ask"]
    assert "Ask first." in text and f"<code>{driver}</code>" in text
    assert asks[driver].split("?")[0] in text


def test_the_fine_print_of_a_card_names_what_a_parameter_is():
    text = claim_cards.card(SLUG, "LG-5", ["LG-5"]).data
    assert "Hangs most on self-orientation of the cities <small>" in text
    assert "→" not in text and "coverage" not in text and "'" not in text


def test_a_card_refuses_a_predicate_of_another_claim():
    with pytest.raises(ValueError, match=r"LG-5 has no predicate \['LG-6'\]"):
        claim_cards.card(SLUG, "LG-5", ["LG-6"])


def test_a_yes_or_no_card_has_no_crossed_squares():
    text = claim_cards.card(SLUG, "LG-5", ["LG-5"]).data
    assert "gt-cross" not in text
    assert ", in the others not; threshold 0.6." in text
    text = claim_cards.card(SLUG, "LG-5", ["LG-5c"]).data
    assert "gt-cross" in text
    row = STUDY.evaluate().loc["LG-5c"]
    opposite = f", the opposite in\u00a0{100 * row['oppose']:.0f}; threshold 0.05."
    assert opposite in text


def test_a_count_of_histories_has_no_threshold_to_tell():
    assert "threshold" not in claim_cards.card(SLUG, "LG-9", ["LG-9"]).data


def test_the_ledger_holds_every_predicate_in_every_place():
    text = claim_cards.ledger(SLUG).data
    assert text.startswith("<details")
    for predicate in STUDY.predicates:
        assert f"<th>{predicate.id}</th>" in text
    for place in place_words.WORDS.values():
        assert f"<th>{place.head}</th>" in text
    assert text.index("<th>verdict</th>") < text.index("<th>full box</th>")
    assert 'href="claims.html"' in text  # drivers and regions stand there, in words


def test_parameters_are_listed_with_their_question():
    text = claim_cards.parameters(SLUG).data
    for parameter in STUDY.model.parameters:
        assert f"<th>{parameter.name}</th>" in text
    assert "<th>ask</th>" in text


def test_every_predicate_asks_something_in_plain_words():
    for predicate in STUDY.predicates:
        assert predicate.question.rstrip(" (ours)").endswith("?")


def test_the_coding_sheet_takes_its_ranges_from_the_model():
    text = claim_cards.coding_sheet(SLUG).data
    assert "selfish 0.1–0.9; gain 0.4–1.4; recip 0–0.9" in text


def test_a_ratio_is_told_with_the_names_of_its_two_sides():
    spec = replace(STUDY.predicate("LG-3"), sides=("rank", "money"))
    row = STUDY.evaluate().loc["LG-3"].copy()
    row[["support", "support_w"]] = 1.3, 2.0
    words = "rank moved the result 1.30 times as much as money, in"
    assert words in claim_cards._test(SLUG, row, spec)


@pytest.mark.parametrize(
    ("test", "words"),
    [
        ("LG-3", "the result does not vary"),
        ("LG-5b", "no set of assumptions is counted"),
    ],
)
def test_where_there_is_no_share_the_reason_stands_in_its_place(test, words):
    row = STUDY.evaluate().loc[test].copy()
    row[["support", "oppose", "low", "high", "support_w"]] = float("nan")
    shown = claim_cards._test(SLUG, row, STUDY.predicate(test))
    assert f"</span>: {words}.<details" in shown
    line = {"read_as": row["reading"], "low": None, "high": None}
    assert claim_table._share(line) == words
