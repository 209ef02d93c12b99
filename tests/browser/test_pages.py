"""Every page in a real browser: quiet, self-contained, accessible, light."""

import csv
import gzip
import io
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import nbformat
import pytest
from sphinx_external_toc.parsing import parse_toc_yaml

pytestmark = [pytest.mark.slow, pytest.mark.browser]

ROOT = Path(__file__).resolve().parents[2]
PAGES = [d.removeprefix("book/") for d in parse_toc_yaml(ROOT / "_toc.yml")]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
LOOKS = {
    "light": {"width": 1200, "color_scheme": "light"},
    "dark": {"width": 1200, "color_scheme": "dark"},
    "phone": {"width": 375, "color_scheme": "light"},
}
BUDGET = {"index": 350_000}  # bytes, gzip, as loaded; other pages:
CHAPTER = 650_000


def barriers(page):
    """What axe finds: rule, and the first element that breaks it."""
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [(v["id"], v["nodes"][0]["html"][:160]) for v in found]


def unfold(page):
    """Open all that folds, at once: what fades in has no contrast on its way."""
    page.evaluate(
        """() => {
          for (const d of document.querySelectorAll('article details')) d.open = true;
          for (const b of document.querySelectorAll('.toggle-hidden > button')) b.click();
          for (const a of document.getAnimations()) a.finish();
        }"""
    )


def width(page):
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_fits_and_has_no_barrier(opened, served, name, look):
    page = opened(f"{served}{name}.html", **LOOKS[look])
    page.evaluate(AXE)
    assert barriers(page) == []
    unfold(page)
    assert barriers(page) == []
    assert width(page) <= LOOKS[look]["width"]
    if look == "phone":
        page.set_viewport_size({"width": 320, "height": 900})
        assert width(page) <= 320
    assert page.complaints == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_from_disk_and_at_320_pixels(opened, site, name):
    page = opened((site / "book" / f"{name}.html").as_uri(), width=320)
    assert width(page) <= 320
    unfold(page)
    assert width(page) <= 320
    assert page.complaints == []


@pytest.mark.parametrize("place", ["http", "disk"])
def test_search_finds_a_term(opened, served, site, place):
    top = served.removesuffix("book/") if place == "http" else site.as_uri() + "/"
    page = opened(f"{top}search.html?q=chair")
    page.wait_for_selector("#search-results li a", timeout=10_000)
    hits = page.locator("#search-results li a").all_inner_texts()
    assert any("Leading small groups" in hit for hit in hits)
    page.goto(f"{top}book/glossary.html")  # the words that were found are marked
    page.wait_for_selector("article .highlighted", timeout=5_000)
    assert page.complaints == []


# luminance and contrast as WCAG 2 defines them
CONTRAST = """([text, ground]) => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(c => c / 255)
      .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const [high, low] = [light(text), light(ground)].sort((a, b) => b - a);
  return (high + .05) / (low + .05);
}"""


def colours(page):
    """Of the page, its text and a label in a figure."""
    return page.evaluate(
        """() => {
          const style = selector => getComputedStyle(document.querySelector(selector));
          return {ground: style('body').backgroundColor, text: style('article p').color,
                  label: style('.gt-figure svg text').fill,
                  line: style('.xp .xp-line').stroke};
        }"""
    )


def test_the_theme_switches_text_ground_and_figures(opened, served):
    page = opened(f"{served}leading_small_groups.html", color_scheme="light")
    seen = {}
    for _ in range(3):  # auto, light, dark in the order of the button
        page.locator("button.theme-switch-button:visible").first.click()
        page.evaluate("document.getAnimations().forEach(a => a.finish())")
        mode = page.locator("html").get_attribute("data-mode")
        seen[mode] = colours(page)
    assert seen["auto"] == seen["light"]
    assert all(seen["dark"][part] != colour for part, colour in seen["light"].items())
    for shown in (seen["light"], seen["dark"]):
        for part in ("text", "label"):
            pair = [shown[part], shown["ground"]]
            assert page.evaluate(CONTRAST, pair) >= 4.5, (part, shown)


def test_the_first_paint_is_dark_where_the_reader_has_chosen_dark(opened, served):
    page = opened(f"{served}index.html", color_scheme="dark")
    page.route("**/*.js*", lambda route: route.abort())  # the theme's own come later
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_what_a_page_offers_to_download_is_there_and_whole(opened, served):
    offered = set()
    for name in PAGES:
        url = f"{served}{name}.html"
        page = opened(url, java_script_enabled=False)
        links = page.locator("a[download], .dropdown-download-buttons a[href]")
        hrefs = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
        shown = page.locator("div.cell_output").count()
        for href in set(hrefs):
            answer = page.request.get(urljoin(url, href))
            assert answer.status == 200, href
            suffix = href.rpartition(".")[2]
            offered.add(suffix)
            if suffix == "ipynb":
                notebook = nbformat.reads(answer.text(), as_version=4)
                nbformat.validate(notebook)
                results = [c for c in notebook.cells if c.get("outputs")]
                assert len(results) >= shown, href
            elif suffix == "csv":
                header, *rows = csv.reader(io.StringIO(answer.text()))
                assert rows and {len(row) for row in rows} == {len(header)}, href
    assert {"ipynb", "md"} <= offered


def test_the_notebook_of_the_chapter_can_be_downloaded(opened, served):
    page = opened(f"{served}leading_small_groups.html")
    with page.expect_download() as caught:
        page.get_by_text("Download this page as a Jupyter notebook").click()
    assert caught.value.suggested_filename == "leading_small_groups.ipynb"


FIGURES = ".xp .xp-plot svg, .gt-figure > svg, figure img"


def drawn(page):
    """Heights of the figures on a page that nobody has to unfold."""
    return page.evaluate(
        f"""[...document.querySelectorAll('{FIGURES}')]
          .filter(f => !f.closest('details'))
          .map(f => f.checkVisibility() ? f.getBoundingClientRect().height : 0)"""
    )


@pytest.mark.parametrize("name", PAGES)
def test_without_scripts_figures_stand_and_no_control_is_dead(opened, served, name):
    page = opened(f"{served}{name}.html", java_script_enabled=False)
    assert all(height > 5 for height in drawn(page))
    controls = page.locator(":is(button, input, select, textarea):enabled")
    live = [c for c in controls.all() if c.is_visible()]
    assert [c.evaluate("c => c.outerHTML")[:120] for c in live] == []
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) != "rgba(0, 0, 0, 0)"  # colours do not need a script


NOT_ON_PAPER = (
    ".bd-sidebar-primary, .bd-sidebar-secondary, .bd-header-article, .prev-next-footer,"
    " .bd-footer, .headerlink, .download-notebook, article :is(button, input, select,"
    " textarea, .xp-code)"
)


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_are_text_and_figures_alone_dark_on_light(opened, served, name):
    page = opened(f"{served}{name}.html", width=700, color_scheme="dark")
    if page.locator(".xp-try").count() == 0 and page.locator("[data-xp]").count():
        page.locator("[data-xp]").first.scroll_into_view_if_needed()
        page.wait_for_selector('[data-state="live"]', timeout=20_000)
    page.emulate_media(media="print")
    shown = page.evaluate(
        f"""[...document.querySelectorAll('{NOT_ON_PAPER}')]
          .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert shown == []
    assert all(height > 5 for height in drawn(page))
    page.evaluate("document.getAnimations().forEach(a => a.finish())")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    text = page.evaluate("getComputedStyle(document.querySelector('article p')).color")
    assert page.evaluate(CONTRAST, [text, "rgb(255, 255, 255)"]) >= 7


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
