"""Every kind of figure on a page of its own: drawn alike at build and in the browser."""

import re
import shutil

import pytest
from bs4 import BeautifulSoup
from figures_planted import figures
from live_figures import eventually, line
from playwright.sync_api import expect

from collabgov.pages import page_runtime as runtime
from collabgov.studies.leading_small_groups import MODEL

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(scope="module")
def page(tmp_path_factory, browser):
    """A page on disk with one figure of every kind, all alive."""
    folder = tmp_path_factory.mktemp("kinds")
    runtime.copy(runtime.HERE.parents[2], folder)
    shutil.copy(runtime.HERE.parents[2] / "book/_static/figures.css", folder)
    shown = [f._repr_mimebundle_()["text/html"] for f in figures(MODEL)]
    styles = "".join(
        f'<link rel="stylesheet" href="{name}.css">'
        for name in ("figures", "explorable")
    )
    (folder / "kinds.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Kinds</title>'
        f'{styles}<script defer src="explorable.js"></script><main>'
        f"{''.join(shown)}</main></html>",
        "utf-8",
    )
    page = browser.new_page(viewport={"width": 900, "height": 900})
    page.goto((folder / "kinds.html").as_uri())
    for k in range(len(shown)):
        page.locator(".xp").nth(k).scroll_into_view_if_needed()
    page.wait_for_function(
        "document.querySelectorAll('.xp[data-state=live]').length === 6", timeout=20_000
    )
    yield page
    page.close()


def numbers(text):
    return [float(found) for found in re.findall(r"-?\d+\.?\d*", text)]


def test_every_kind_gets_the_numbers_of_the_build(page):
    found = page.evaluate("explorables.map(f => +f.root.dataset.difference)")
    assert len(found) == 6 and max(found) <= 1e-9


@pytest.mark.parametrize("k", range(6))
def test_the_browser_draws_and_tabulates_as_the_build_did(page, k):
    figure = figures(MODEL)[k]
    run = figure.run()
    drawn = page.evaluate(
        """async k => {
          const {drawn} = await explorables[k].run(true);
          return drawn.map(([marks, rows]) => [marks, rows]);
        }""",
        k,
    )
    for panel, (marks, rows) in zip(figure.panels, drawn, strict=True):
        assert rows == panel.rows(run)
        expected = panel.marks(run)
        assert [list(m) for m in marks] == [list(m) for m in expected]
        for found, wanted in zip(marks, expected, strict=True):
            (found,), (wanted,) = found.values(), wanted.values()
            assert re.sub(r"[\d.]+", "", found) == re.sub(r"[\d.]+", "", wanted)
            assert numbers(found) == pytest.approx(numbers(wanted), abs=0.11)


@pytest.mark.parametrize("k", range(6))
def test_a_slider_moves_every_kind_and_reset_restores_it(page, k):
    figure = page.locator(".xp").nth(k)
    shown = figure.locator(".xp-panels")
    before, sentence = shown.inner_html(), shown.get_attribute("aria-label")
    slider = figure.locator("input[type=range]").first
    slider.fill(slider.get_attribute("max"))
    page.wait_for_function(
        f"explorables[{k}].runs.length > 0 && !explorables[{k}].busy"
    )
    assert shown.inner_html() != before
    assert shown.get_attribute("aria-label").startswith("Moved from its first setting")
    figure.locator("button[type=reset]").click()
    first = BeautifulSoup(before, "html.parser").select(".xp-mark")

    def restored():
        drawn = BeautifulSoup(shown.inner_html(), "html.parser").select(".xp-mark")
        for found, wanted in zip(drawn, first, strict=True):
            for name in ("d", "stroke-width"):
                assert numbers(found.get(name, "")) == pytest.approx(
                    numbers(wanted.get(name, "")), abs=0.11
                )
            assert found.text == wanted.text
        assert shown.get_attribute("aria-label") == sentence

    eventually(page, restored)


def test_the_comparison_says_how_far_ahead(page):
    figure = page.locator(".xp").nth(2)
    figure.locator("select").first.select_option("the first")
    expect(figure.locator("[role=status]")).to_have_text(
        re.compile(r"(even with|0\.\d\d (ahead of|behind)) lots; \d+ of 24 are for")
    )
    figure.locator("button[type=reset]").click()


def test_reset_gives_back_the_source_too(page):
    figure = page.locator(".xp").first
    figure.locator(".xp-code summary").click()
    editor = figure.locator("textarea")
    source = editor.input_value()
    shown, before = figure.locator(".xp-plot .xp-line").first, line(figure)
    editor.fill(source.replace("x = p.start", "x = 0.9"))
    expect(shown).not_to_have_attribute("d", before)
    figure.locator("button[type=reset]").click()
    expect(editor).to_have_value(source)
    expect(shown).to_have_attribute("d", before)
