import pytest
from bs4 import BeautifulSoup

from collabgov.pages import claim_rows, claim_table, place_words
from collabgov.pages.typography import typed
from collabgov.records import study_record


@pytest.fixture(scope="module")
def table():
    return claim_rows.rows(study_record.studies())


@pytest.fixture(scope="module")
def page(table):
    return BeautifulSoup(claim_table.ledger(table).data, "html.parser")


def test_every_row_stands_on_the_page_under_its_address(table, page):
    for row in table.to_dict("records"):
        place = page.find(id=row["address"])
        assert place.name == ("tr" if row["test"] else "tbody")
        body = page.find("tbody", id=row["claim"])
        assert typed(row["statement"]) in body.th.get_text()
        assert body["data-study"] == row["study"] and body["data-type"] == row["type"]
    assert len(page.find_all("tbody")) == table["claim"].nunique()
    assert len(page.select("[data-verdict]")) == len(table)


def test_a_row_tells_word_span_error_drivers_region_and_places(table, page):
    row = table[table["test"] == "LG-5b"].iloc[0]
    shown = page.find(id="LG-5b")
    verdict, share, where = shown.find_all("td")
    assert verdict.get_text() == row["verdict"]
    low, high = round(100 * row["low"]), round(100 * row["high"])
    assert share.get_text().startswith(f"{low}–{high} ")
    assert f"error {100 * row['error']:.1f}" in share.get_text()
    names = [driver.split(" ")[0] for driver in row["drivers"].split("; ")]
    assert f"self-orientation of the cities {names[0]}." in where.get_text()
    assert "Fails where self-orientation of the cities selfish at" in where.get_text()
    assert names[2] not in where.get_text()


def test_all_places_unfold_below_their_test_over_the_full_width(table, page):
    row = table[table["test"] == "LG-5b"].iloc[0]
    more = page.find(id="LG-5b").find_next_sibling("tr")
    assert more["class"] == ["cl-more"]
    assert more.td["colspan"] == str(len(claim_table.HEADS))
    assert len(more.find_all("li")) == len(place_words.WORDS)
    assert row["checked_in"] in more.details.get_text()
    assert "Circular in the study’s own world" in more.details.get_text()
    assert "58 of 100 sets there fail" in more.details.get_text()
    for driver in row["drivers"].split("; "):
        assert driver.split(" ")[0] in more.details.get_text()


def test_a_ratio_is_no_share(page):
    share = page.find(id="test-LG-3").find_all("td")[1].get_text()
    assert share.startswith("ratio ") and "%" not in share


def test_a_test_leads_to_its_code_and_a_claim_to_its_card(page):
    assert page.find(id="LG-5b").a["href"] == "leading_small_groups.html#code-LG-5b"
    links = [a["href"] for a in page.find("tbody", id="LG-5").th.find_all("a")]
    assert links == ["#LG-5", "leading_small_groups.html#card-LG-5"]


def test_a_claim_that_is_not_formalised_gives_its_reason_and_leads_to_its_study(page):
    claim = study_record.read("leading_small_groups").claim("LG-2")
    body = page.find("tbody", id="LG-2")
    assert body.td.get_text() == f"Not formalised: {typed(claim.reason)}"
    assert body.th.find_all("a")[1]["href"] == "studies.html#leading_small_groups"


def test_without_scripts_there_is_no_filter_and_nothing_is_hidden(page):
    assert page.form.has_attr("hidden")
    assert [tag.name for tag in page.find_all(hidden=True)] == ["form"]


def test_the_filter_offers_what_there_is_and_no_more(table, page):
    for name in ("study", "type"):
        values = [o["value"] for o in page.find("select", {"name": name})("option")]
        assert values[0] == "" and set(values[1:]) == set(table[name])
    words = [o["value"] for o in page.find("select", {"name": "verdict"})("option")]
    assert set(words[1:]) == {
        row["data-verdict"] for row in page.select("tr[data-verdict]")
    }


def test_few_points_are_said_to_carry_no_word():
    row = {"read_as": "tends", "support_w": 0.5, "oppose_w": 0.1, "n_w": 99}
    assert "too few to carry a word" in claim_table._place(row, "_w")
    assert "too few" not in claim_table._place({**row, "n_w": 100}, "_w")
