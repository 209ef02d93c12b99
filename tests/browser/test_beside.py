"""Three models under one set of controls, in the built page."""

import re

import pytest
from live_figures import drawn_again, eventually
from playwright.sync_api import expect

pytestmark = [pytest.mark.slow, pytest.mark.browser]

ALIVE = "[data-xp-beside][data-state=live]"


def awake(page):
    """The page, once all three figures are alive."""
    for k in range(3):
        page.locator(".xp").nth(k).scroll_into_view_if_needed()
    page.wait_for_selector(ALIVE, timeout=20_000)
    return page


@pytest.fixture
def page(opened, served):
    """The synthesis, with all three figures alive."""
    return awake(opened(f"{served}synthesis.html"))


def settled(page):
    for k in range(3):
        drawn_again(page, k)


def numbers(path):
    return [float(found) for found in re.findall(r"-?\d+\.?\d*", path)]


def lines(page):
    return page.evaluate(
        "explorables.map(f => f.root.querySelector('.xp-plot .xp-line').getAttribute('d'))"
    )


def test_every_model_gets_the_numbers_of_the_build(page):
    found = page.evaluate("explorables.map(f => +f.root.dataset.difference)")
    assert len(found) == 3 and max(found) <= 1e-9


def test_one_control_moves_all_three_and_reset_restores_them(page):
    before = lines(page)
    form = page.locator("[data-xp-beside] > form")
    form.locator("input[name=after]").fill("2")
    settled(page)
    moved = lines(page)
    assert all(a != b for a, b in zip(before, moved, strict=True))
    values = page.evaluate("explorables.map(f => +f.form.querySelector('input').value)")
    assert values == [2, 24, 8]
    form.locator("button[type=reset]").click()

    def restored():
        for found, wanted in zip(lines(page), before, strict=True):
            assert numbers(found) == pytest.approx(numbers(wanted), abs=0.11)

    eventually(page, restored)


def test_without_the_store_the_chair_hardly_notices(page):
    page.locator("[data-xp-beside] > form select").select_option("are not stored")
    for figure in page.locator(".xp").all():
        expect(figure.locator("[role=status]").first).to_contain_text(" years")
    settled(page)
    said = page.evaluate("explorables.map(f => f.status.textContent)")
    years = [float(text.split(" years")[0].split()[-1]) for text in said]
    assert years[0] < 1.5 and years[1] < 0.5 and 0.5 <= years[2] <= 1


def test_the_figures_fit_a_phone(opened, served):
    page = awake(opened(f"{served}synthesis.html", width=375))
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
