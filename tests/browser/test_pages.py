"""Every page in a real browser: quiet, self-contained, accessible, light."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from sphinx_external_toc.parsing import parse_toc_yaml

pytestmark = [pytest.mark.slow, pytest.mark.browser]

ROOT = Path(__file__).resolve().parents[2]
PAGES = [d.removeprefix("book/") for d in parse_toc_yaml(ROOT / "_toc.yml")]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
LOOKS = {
    "light": {"width": 1200, "color_scheme": "light"},
    "dark": {"width": 1200, "color_scheme": "dark"},
    "phone": {"width": 375, "color_scheme": "light"},
}
BUDGET = {"index": 350_000}  # bytes, gzip, as loaded; other pages:
CHAPTER = 650_000


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_fits_and_has_no_barrier(opened, served, name, look):
    page = opened(f"{served}{name}.html", **LOOKS[look])
    page.evaluate(
        "document.querySelectorAll('article details').forEach(d => { d.open = true; })"
    )
    page.wait_for_timeout(900)  # what unfolds fades in
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= LOOKS[look]["width"]
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")["violations"]
    told = [(v["id"], v["nodes"][0]["html"][:160]) for v in found]
    assert told == []
    assert page.complaints == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_from_disk_and_at_320_pixels(opened, site, name):
    page = opened((site / "book" / f"{name}.html").as_uri(), width=320)
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.complaints == []


@pytest.mark.parametrize("place", ["http", "disk"])
def test_search_finds_a_term(opened, served, site, place):
    top = served.removesuffix("book/") if place == "http" else site.as_uri() + "/"
    page = opened(f"{top}search.html?q=chair")
    page.wait_for_selector("#search-results li a", timeout=10_000)
    hits = page.locator("#search-results li a").all_inner_texts()
    assert any("Leading small groups" in hit for hit in hits)
    assert page.complaints == []


def test_the_theme_can_be_switched(opened, served):
    page = opened(f"{served}index.html", color_scheme="light")
    page.locator("button.theme-switch-button:visible").first.click()
    page.wait_for_timeout(200)
    first = page.locator("html").get_attribute("data-mode")
    page.locator("button.theme-switch-button:visible").first.click()
    page.wait_for_timeout(200)
    assert page.locator("html").get_attribute("data-mode") != first


def test_the_notebook_of_the_chapter_can_be_downloaded(opened, served):
    page = opened(f"{served}leading_small_groups.html")
    with page.expect_download() as caught:
        page.get_by_text("Download this page as a Jupyter notebook").click()
    assert caught.value.suggested_filename == "leading_small_groups.ipynb"


def weight(page, site, url):
    """Bytes of a page and of all that it loaded, each compressed by itself."""
    names = page.evaluate(
        "performance.getEntriesByType('resource').map(entry => entry.name)"
    )
    paths = {unquote(urlsplit(n).path) for n in [url, *names] if n.startswith("http")}
    files = [site / path.lstrip("/") for path in paths]
    return {f.name: len(gzip.compress(f.read_bytes(), 6)) for f in files if f.is_file()}


def test_pages_keep_to_their_weight(opened, served, site, capsys):
    totals = {}
    for name in PAGES:
        url = f"{served}{name}.html"
        page = opened(url)
        page.wait_for_timeout(300)
        if name != "index" and page.locator("[data-xp]").count():
            page.locator("[data-xp]").first.scroll_into_view_if_needed()
            page.wait_for_selector('[data-state="live"]', timeout=20_000)
        totals[name] = weight(page, site, url)
    with capsys.disabled():
        print()
        for name, parts in totals.items():
            print(f"   {sum(parts.values()) / 1000:6.0f} kB  {name}")
    for name, parts in totals.items():
        heavy = sorted(parts.items(), key=lambda part: -part[1])[:4]
        assert sum(parts.values()) <= BUDGET.get(name, CHAPTER), heavy
    images = [f for f in site.rglob("*") if f.suffix in (".png", ".svg", ".jpg")]
    assert not [f.name for f in images if f.stat().st_size > 150_000]
