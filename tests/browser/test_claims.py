"""The claim ledger: found by address, filtered by keyboard, whole without scripts."""

import csv
import json
import re

import pytest
from bs4 import BeautifulSoup
from live_figures import eventually
from playwright.sync_api import expect

from collabgov.pages import verdict_words
from collabgov.pages.typography import typed

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PAGE = "claims.html"
CHAPTER = "leading_small_groups.html"


def shown(page):
    """Names of the claims in sight."""
    found = page.locator(".cl-table tbody:not([hidden])")
    return found.evaluate_all("all => all.map(one => one.id)")


def places(page, ident):
    """What unfolds below a row."""
    return page.locator(f'[id="{ident}"] + .cl-more details')


def drawn(page, ident):
    """Width of the line around a place."""
    return page.locator(f'[id="{ident}"]').evaluate(
        "e => parseFloat(getComputedStyle(e).outlineWidth) * "
        "(getComputedStyle(e).outlineStyle !== 'none')"
    )


@pytest.mark.parametrize("place", ["http", "disk"])
@pytest.mark.parametrize("ident", ["LG-5b", "test-LG-5", "LG-5"])
def test_an_address_opens_and_marks_its_row(opened, served, site, place, ident):
    top = served if place == "http" else (site / "book").as_uri() + "/"
    page = opened(f"{top}{PAGE}#{ident}")
    row = page.locator(f'[id="{ident}"]')

    def arrived():
        assert 0 <= row.bounding_box()["y"] < 600
        assert drawn(page, ident) > 0

    eventually(page, arrived)
    assert drawn(page, "LG-6") == 0
    if ident != "LG-5":
        expect(places(page, ident)).to_have_attribute("open", "")
        assert places(page, "LG-5c").get_attribute("open") is None
    assert page.complaints == []


def test_the_filter_works_by_keyboard_alone(opened, served):
    page = opened(served + PAGE)
    everything = shown(page)
    page.locator(".cl-filter select").first.focus()
    page.keyboard.type("Leading")
    ours = shown(page)
    assert ours and all(name.startswith("LG-") for name in ours)
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("legal basis")
    page.keyboard.press("Enter")
    assert shown(page) == ["LG-10"]
    assert (
        page.locator(".cl-filter [role=status]")
        .inner_text()
        .startswith(f"1 of {len(everything)} claims")
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    def emptied():
        assert shown(page) == everything

    eventually(page, emptied)
    assert page.complaints == []


def test_a_verdict_leaves_the_rows_that_carry_it(opened, served):
    page = opened(served + PAGE)
    menu = page.locator("select[name=verdict]")
    options = menu.locator("option").evaluate_all("all => all.map(o => o.value)")[1:]
    total = 0
    for word in options:
        menu.select_option(word)
        rows = page.locator("tr[data-verdict]:visible")
        found = rows.evaluate_all("all => all.map(row => row.dataset.verdict)")
        assert found and set(found) == {word}
        total += len(found)
    assert total == page.locator("tr[data-verdict]").count()


def test_a_type_and_a_keyword_narrow_each_other(opened, served):
    page = opened(served + PAGE)
    page.locator("select[name=type]").select_option("recommendation")
    advice = set(shown(page))
    page.locator("input[name=words]").fill("ReForm")
    both = set(shown(page))
    page.locator("select[name=type]").select_option("")
    word = set(shown(page))
    assert both == advice & word and both != advice
    page.locator("input[name=words]").fill("no such word anywhere")
    assert shown(page) == []
    assert page.locator("[role=status]").last.inner_text().startswith("No claim")


def test_an_address_is_found_behind_a_filter(opened, served):
    page = opened(served + PAGE)
    page.locator("input[name=words]").fill("no such word anywhere")
    assert not places(page, "LG-5b").is_visible()
    page.evaluate("location.hash = 'LG-5b'")
    expect(page.locator("#LG-5b")).to_be_visible()
    expect(places(page, "LG-5b")).to_be_visible()
    expect(page.locator("input[name=words]")).to_have_value("")


def test_without_scripts_the_whole_table_stands(opened, served):
    page = opened(f"{served}{PAGE}#LG-5b", java_script_enabled=False)
    assert not page.locator(".cl-filter").is_visible()
    rows = page.locator(".cl-table tr")
    assert rows.count() > 100
    assert all(row.is_visible() for row in rows.all())


def test_rows_are_cards_on_a_phone_and_cells_on_a_screen(opened, served):
    for width, stacked in ((375, True), (1200, False)):
        page = opened(served + PAGE, width=width)
        cells = page.locator("#LG-5b > *").all()
        tops = [cell.bounding_box()["y"] for cell in cells]
        assert (len(set(tops)) == len(tops)) == stacked
        assert page.locator(".cl-table [role=row]").count() > 100
        size = page.locator("#LG-5b td").first.evaluate(
            "e => parseFloat(getComputedStyle(e).fontSize)"
        )
        assert size >= 14


def arrives(page, place):
    """Wait until a page stands at an address."""
    expect(page).to_have_url(re.compile(re.escape(place) + "$"))


def test_card_code_and_ledger_lead_to_each_other(opened, served):
    page = opened(f"{served}{CHAPTER}#card-LG-5")
    page.locator("#card-LG-5").get_by_text("LG-5 in the claim ledger").click()
    arrives(page, f"{PAGE}#LG-5")
    page.locator("#LG-5").get_by_text("its card").click()
    arrives(page, f"{CHAPTER}#card-LG-5")
    page.goto(f"{served}{PAGE}#LG-5b")
    page.locator("#LG-5b th a").click()
    arrives(page, f"{CHAPTER}#code-LG-5b")
    question = page.get_by_text('question="Does strong usually beat weak?"')
    expect(question).to_be_visible()
    page.locator('[id="code-LG-5b"]').click()
    arrives(page, f"{PAGE}#LG-5b")
    assert page.complaints == []


@pytest.mark.parametrize("name", ["claims.csv", "claims.json", "claims_codebook.csv"])
def test_the_files_can_be_downloaded(opened, served, site, name):
    page = opened(served + PAGE)
    with page.expect_download() as caught:
        page.locator(f'a[href="{name}"]').click()
    assert caught.value.suggested_filename == name
    assert caught.value.path().read_bytes() == (site / "book" / name).read_bytes()


def test_files_and_page_agree(site):
    folder = site / "book"
    page = BeautifulSoup((folder / PAGE).read_text("utf-8"), "html.parser")
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    whole = json.loads((folder / "claims.json").read_text("utf-8"))
    assert [row["address"] for row in whole["data"]] == [r["address"] for r in rows]
    with (folder / "claims_codebook.csv").open(encoding="utf-8", newline="") as file:
        listed = [row["name"] for row in csv.DictReader(file)]
    assert listed == [f["name"] for f in whole["schema"]["fields"]] == list(rows[0])
    assert len(page.select("[data-verdict]")) == len(rows)
    for row, same in zip(rows, whole["data"], strict=True):
        place = page.find(id=row["address"])
        words = " ".join(place.get_text(" ").split()).replace("\u00a0", " ")
        if row["test"]:
            of = (row["slug"], row["test"])
            said = verdict_words.verdict_html(*of)
            assert row["verdict"] == same["verdict"] == verdict_words.verdict_text(*of)
            assert place.td.get_text() == BeautifulSoup(said, "html.parser").get_text()
            assert typed(row["question"]) in words
            if row["read_as"] != "dominates":
                low, high = (round(100 * float(row[k])) for k in ("low", "high"))
                assert f"{low}–{high} " in words
        else:
            assert row["state"].capitalize() in words and not row["verdict"]
