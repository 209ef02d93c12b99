"""Explorable figures in a real browser: the same numbers, and no way to break them."""

from pathlib import Path

import pytest
from live_figures import alive, line, said
from playwright.sync_api import expect

pytestmark = [pytest.mark.slow, pytest.mark.browser]

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    page.stem
    for page in (ROOT / "book").glob("*.md")
    if "\nexplorable(\n" in page.read_text("utf-8")
)


@pytest.fixture(params=["http", "disk"])
def address(request, served, site):
    return served if request.param == "http" else (site / "book").as_uri() + "/"


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_gets_the_numbers_of_the_build(opened, address, name):
    page = opened(f"{address}{name}.html")
    alive(page)
    for figure in page.locator(".xp").all():
        figure.scroll_into_view_if_needed()
    page.wait_for_function(
        "[...document.querySelectorAll('.xp')].every("
        "xp => ['live', 'static'].includes(xp.dataset.state))",
        timeout=20_000,
    )
    worst = page.evaluate("explorables.map(f => +f.root.dataset.difference)")
    assert worst and all(gap <= 1e-9 for gap in worst)
    assert page.complaints == []
    # every slider and every choice to its end: no figure may break
    for figure in page.locator(".xp:has(form)").all():
        for slider in figure.locator("input[type=range]").all():
            slider.fill(slider.get_attribute("max"))
        for choice in figure.locator("select").all():
            choice.select_option(index=choice.locator("option").count() - 1)
    page.wait_for_function("explorables.every(f => !f.busy)", timeout=20_000)
    page.wait_for_timeout(400)  # what a figure says is held back
    assert page.locator(".xp-bad").count() == 0
    times = page.evaluate("explorables.map(f => f.runs).flat().sort((a, b) => a - b)")
    if times:
        print(
            f"{name}: median run {times[len(times) // 2]:.1f} ms, {len(worst)} figures"
        )


def test_an_arrow_key_moves_the_line_and_reset_restores_it(opened, served):
    page = opened(f"{served}leading_small_groups.html")
    figure = alive(page)
    before = line(figure)
    figure.locator("input[type=range]").first.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(40)
    said(figure, "ends at")
    assert line(figure) != before
    assert figure.locator(".xp-plot .xp-ghost").first.get_attribute("d") == before
    median = page.evaluate(
        "(() => { const r = explorables[0].runs.slice().sort((a, b) => a - b);"
        " return r[r.length >> 1]; })()"
    )
    print(f"median of {20} steps of a slider: {median:.1f} ms")
    figure.locator("button[type=reset]").click()
    shown = figure.locator(".xp-plot .xp-line").first
    expect(shown).to_have_attribute("d", before)


def test_a_choice_sets_the_sliders_that_hang_on_it(opened, served):
    page = opened(f"{served}leading_small_groups.html")
    figure = alive(page)
    slider = figure.locator("input[name=authority]")
    before = slider.input_value()
    figure.locator("select").first.select_option("weak")
    said(figure, "ends at")
    assert float(slider.input_value()) < float(before)


def test_new_draws_give_another_history(opened, served):
    page = opened(f"{served}leading_small_groups.html")
    figure = alive(page)
    before = line(figure)
    figure.locator(".xp-again").click()
    said(figure, "ends at")
    assert line(figure) != before


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "    mean = 0.1\n",
            "    mean = 0.1\n    while True:\n        mean = 0.1\n",
            "stopped",
        ),
        (
            "    mean = 0.1\n",
            "    mean = nope\n",
            "name 'nope' isn't defined (line {line})",
        ),
        (
            "    mean = 0.1\n",
            "    mean = = 0.1\n",
            "SyntaxError: invalid syntax (line {line})",
        ),
    ],
)
def test_a_mistake_in_the_source_is_told_and_the_figure_lives_on(
    opened, served, old, new, words
):
    page = opened(f"{served}leading_small_groups.html")
    figure = alive(page)
    figure.locator(".xp-code summary").click()
    editor = figure.locator("textarea")
    source = editor.input_value()
    number = source.splitlines().index(old.rstrip()) + 1
    editor.fill(source.replace(old, new, 1))
    said(figure, words.format(line=number))
    editor.fill(source)
    said(figure, "ends at")
    assert page.complaints == []


def test_without_scripts_the_figure_is_finished(opened, served):
    page = opened(f"{served}leading_small_groups.html", java_script_enabled=False)
    figure = page.locator(".xp").first
    assert line(figure).count("L") == 79
    assert "Shown for" in figure.locator("[role=status]").inner_text()
    assert figure.locator("input").first.is_disabled()


def test_the_start_page_loads_no_runtime_before_the_first_touch(opened, served):
    page = opened(f"{served}index.html")
    page.locator(".xp").first.scroll_into_view_if_needed()
    page.wait_for_timeout(800)  # it has had the time
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map(entry => entry.name)"
    )
    assert not [name for name in loaded if "runtime.js" in name]
    alive(page)


@pytest.mark.parametrize("width", [320, 375])
def test_a_figure_fits_a_phone(opened, served, width):
    page = opened(f"{served}leading_small_groups.html", width=width)
    alive(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_jumps_when_a_figure_comes_alive(opened, served):
    page = opened(f"{served}leading_small_groups.html")
    before = page.locator(".xp").first.bounding_box()["height"]
    figure = alive(page)
    assert figure.bounding_box()["height"] == pytest.approx(before, abs=1)
