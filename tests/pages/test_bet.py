import pytest
from bs4 import BeautifulSoup

from collabgov.pages.bet import bet


def page(made):
    return BeautifulSoup(made._repr_mimebundle_()["text/html"], "html.parser")


def test_the_nearest_number_is_right_and_the_answer_has_the_decimals_of_the_options():
    made = bet("How many?", [10, 30, 50], answer=41.3, unit="of 100", reveal="So.")
    assert made.options[made.right] == "50 of 100"
    assert made.answer == "41 of 100. So."
    made = bet("How long?", [1.3, 3, 20], answer=1.3321, unit="times")
    assert made.answer == "1.3 times."


def test_a_text_answer_is_one_of_the_options():
    made = bet("Which?", ["lots", "friends"], answer="friends")
    assert made.answer == "Friends."
    assert made.right == 1 and page(made).form["data-bet"] == "1"


def test_without_scripts_question_options_and_a_folded_answer_stand():
    found = page(bet("Why <this>?", ["a", "b"], answer="a", reveal="Because."))
    assert found.legend.text.endswith("Why <this>?")
    assert [label.text.strip() for label in found.find_all("label")] == ["a", "b"]
    assert not found.details.has_attr("open") and "Because." in found.details.p.text


def test_elsewhere_it_is_a_sentence():
    text = bet("Which?", ["a", "b"], answer="b")._repr_mimebundle_()["text/plain"]
    assert text == "Which? (a / b) Answer: B."


@pytest.mark.parametrize(
    ("options", "answer", "message"),
    [
        (["a"], "a", "two or more different options"),
        (["a", "a"], "a", "two or more different options"),
        (["a", "b"], "c", "answer 'c' is none of"),
        ([1, 3], 2, "equally near to 2"),
        (["a", 3], 2, "is a number, some options are not"),
    ],
)
def test_a_bet_that_cannot_be_decided_is_refused(options, answer, message):
    with pytest.raises(ValueError, match=message):
        bet("?", options, answer=answer)
