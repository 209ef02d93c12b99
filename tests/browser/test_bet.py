"""The reader commits first, then the answer shows."""

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PAGE = "leading_small_groups.html"


def test_a_bet_is_placed_by_keyboard_kept_and_forgotten(opened, served):
    page = opened(served + PAGE)
    form = page.locator(".bet").first
    answer = form.locator("details p")
    assert not answer.is_visible()
    assert form.locator("[type=submit]").is_disabled()
    form.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert answer.is_visible()
    assert page.evaluate("document.activeElement.className") == "bet-tally"
    right = int(form.get_attribute("data-bet")) == 1
    tally = form.locator("[role=status]").inner_text()
    assert f"{int(right)} of 1 right" in tally
    page.reload()
    assert page.locator(".bet details p").first.is_visible()
    page.locator(".bet-clear").first.click()
    assert not page.locator(".bet details p").first.is_visible()
    assert page.evaluate("localStorage.getItem('governing-together-bets')") == "{}"
    assert page.complaints == []


def test_the_right_option_is_marked_once_the_bet_is_placed(opened, served):
    page = opened(served + PAGE)
    form = page.locator(".bet").first
    assert form.locator(".bet-right").count() == 0
    right = form.get_attribute("data-bet")
    form.locator(f"input[value='{right}']").check()
    form.locator("[type=submit]").click()
    assert form.locator(".bet-right input").get_attribute("value") == right
    assert "You were right" in form.locator("[role=status]").inner_text()


def test_without_scripts_the_answer_is_folded_and_opens(opened, served):
    page = opened(served + PAGE, java_script_enabled=False)
    form = page.locator(".bet").first
    assert not form.locator("button").first.is_visible()
    form.locator("summary").click()
    assert form.locator("details p").is_visible()


def test_a_bet_works_from_disk(opened, site):
    page = opened((site / "book" / PAGE).as_uri())
    form = page.locator(".bet").first
    form.locator("input").first.check()
    form.locator("[type=submit]").click()
    assert form.locator("details p").is_visible()
    assert page.complaints == []
