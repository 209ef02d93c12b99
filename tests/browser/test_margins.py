"""Margins that a reader moves: the page's words are those of the rules in Python."""

import json
import random
import re

import pytest
from live_figures import eventually
from playwright.sync_api import expect

from collabgov.claims import margins, verdict
from collabgov.claims.places import BOXES
from collabgov.claims.predicate import READINGS
from collabgov.claims.verdict import Part
from collabgov.pages import margin_controls, modelling_tables, verdict_words
from collabgov.records import study_record
from collabgov.studies import BOOK, load

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PAGE = "how_we_model.html"
# every test at every margin, as a reader would come to it
ALL = """() => {
  const form = document.querySelector("[data-margins]"), found = {};
  const select = form.querySelector("select"), slider = form.querySelector("[type=range]");
  for (const {value} of select.options) {
    select.value = value;
    select.dispatchEvent(new Event("change"));
    found[value] = [];
    for (let step = 0; step <= +slider.max; step++) {
      slider.value = step;
      slider.dispatchEvent(new Event("input"));
      found[value].push(form.dataset.word);
    }
  }
  return found;
}"""


def test_every_word_at_every_margin_is_that_of_the_rules(opened, served):
    page = opened(served + PAGE)
    found = page.evaluate(ALL)
    expected = {
        str(name): [margin_controls._word(row) for _, row in rows.iterrows()]
        for slug in BOOK
        for name, rows in margins.table(load(slug)).groupby("predicate")
    }
    assert found == expected
    assert sum(map(len, found.values())) > 25 * len(BOOK)


def planted(rng):
    """A test with counts of its own that lie near the edges of the rules."""
    n = [rng.choice([0, 50, 99, 100, 101, 400, 2048]) for _ in BOXES]
    near = [0, 0.019, 0.02, 0.021, 0.1, 0.11, 0.49, 0.5, 0.51, 0.94, 0.95, 0.96, 1]
    row = {
        "built": rng.random() < 0.05,
        "reading": rng.choice(READINGS),
    }
    row["support"] = [[round(rng.choice(near) * k)] for k in n]
    left = [k - s[0] for k, s in zip(n, row["support"], strict=True)]
    row["oppose"] = [
        [min(most, round(rng.choice(near) * k))]
        for k, most in zip(n, left, strict=True)
    ]
    part = rng.choice([0, 99, 100, 204, 205, 300])
    share = round(rng.choice(near) * part)
    parts = [["a part", part, share, part - share]] if part else []
    return row | {"n": n, "parts": [parts], "margins": [0.1], "own": 0, "below": False}


def word(test):
    """The word of a planted test, by the rules in Python."""
    row = {"reading": test["reading"], "built_in": test["built"]}
    for k, tail in enumerate(BOXES.values()):
        n = test["n"][k]
        row[f"n{tail}"] = n
        for name in ("support", "oppose"):
            row[f"{name}{tail}"] = test[name][k][0] / n if n else float("nan")
    parts = [Part(name, (), n, s / n, o / n) for name, n, s, o in test["parts"][0]]
    found, part = verdict.word(row, parts)
    return verdict_words.word(found, part.name if part else "")


def test_rules_agree_on_thousands_of_planted_counts(opened, served, site):
    rng = random.Random(5)
    tests = {f"X-{k}": planted(rng) for k in range(4000)}
    tests = {
        name: {"id": name, "question": "", "claim": "", "kind": "", **test}
        for name, test in tests.items()
    }
    options = "".join(f"<option>{name}</option>" for name in tests)
    html = margin_controls.PAGE.format(
        options=options, radios=margin_controls.RADIOS, data=json.dumps(tests)
    )
    page = opened("about:blank")
    page.set_content(html)
    script = site / "_static/explorable/margins.js"
    page.add_script_tag(content=script.read_text("utf-8"))
    found = {name: words[0] for name, words in page.evaluate(ALL).items()}
    expected = {name: word(test) for name, test in tests.items()}
    assert found == expected
    assert len({word.split(" a part")[0] for word in found.values()}) >= 7


def drawn(form, name):
    """How many lines a part of the picture has."""
    return (form.locator(f"path.mg-{name}").get_attribute("d") or "").count("M")


def test_studies_stand_in_the_books_order_and_the_plainest_test_first(opened, served):
    form = opened(served + PAGE).locator("[data-margins]")
    groups = form.locator("optgroup").all()
    labels = [group.get_attribute("label") for group in groups]
    assert labels == [study_record.read(slug).short for slug in BOOK]
    assert form.locator("select").input_value() == modelling_tables.example_test(BOOK)
    assert "Can a strong group reach 0.6?" in form.locator(".mg-claim").inner_text()


def test_the_picture_has_one_line_where_a_test_knows_only_yes_and_no(opened, served):
    form = opened(served + PAGE + "#margin-LG-5").locator("[data-margins]")
    assert (drawn(form, "yes"), drawn(form, "no"), drawn(form, "rule")) == (1, 0, 1)
    assert "the rule: at least 2" in form.locator(".mg-key").inner_text()
    assert not form.locator(".mg-against").is_visible()
    assert form.locator(".mg-ends").inner_text().split() == ["0.15", "1.35"]
    # follows, depends on, does not follow here: the word changes twice
    assert drawn(form, "turn") == 2


def test_the_picture_shows_the_opposite_where_silence_is_a_third_answer(opened, served):
    form = opened(served + PAGE + "#margin-SI-1a").locator("[data-margins]")
    assert (drawn(form, "yes"), drawn(form, "no"), drawn(form, "rule")) == (1, 1, 2)
    key = form.locator(".mg-key").inner_text()
    assert "at least 50, at most 10 opposed" in key


def test_parts_that_change_along_the_slider_are_one_word(opened, served):
    form = opened(served + PAGE + "#margin-XS-3i.C").locator("[data-margins]")
    words = form.locator(".mg-words").inner_text()
    assert "depends on one part of the box or another (" in words
    assert drawn(form, "turn") == words.count(";")


def test_a_margin_is_moved_by_keyboard_and_brought_back(opened, served):
    page = opened(served + PAGE + "#margin-LG-5b")
    form = page.locator("[data-margins]")
    assert form.locator("select").input_value() == "LG-5b"
    slider = form.locator("[type=range]")
    before = form.locator("output").inner_text()
    assert before.endswith("(the book's)")
    slider.focus()
    page.keyboard.press("End")
    assert form.locator("output").inner_text() != before
    said = form.locator("[role=status]")
    word = form.get_attribute("data-word")
    assert word
    expect(said).to_have_text(re.compile(f"^{re.escape(word)}"))
    form.locator("[type=radio]").nth(2).check()
    expect(said).to_contain_text("In the study's own world it holds in")
    form.locator("button").click()
    assert form.locator("output").inner_text() == before
    assert page.complaints == []


@pytest.mark.parametrize("width", [375, 1200])
def test_an_address_leads_to_the_control_and_not_to_its_table(opened, served, width):
    page = opened(served + PAGE + "#margin-SI-1a", width=width)
    form = page.locator("[data-margins]")

    def in_sight():
        top = form.bounding_box()["y"]
        assert 0 <= top <= 200
        return top

    top = eventually(page, in_sight)
    page.evaluate("location.hash = '#margin-RL-5'")
    expect(form.locator("select")).to_have_value("RL-5")
    assert form.bounding_box()["y"] == pytest.approx(top)


def test_without_scripts_the_tables_stand(opened, served):
    page = opened(served + PAGE, java_script_enabled=False)
    form = page.locator("[data-margins]")
    assert form.locator(".mg-static").is_visible()
    assert not form.locator("select").is_visible()
    assert page.locator("#margin-LG-5b").count() == 1


def test_margins_move_from_disk(opened, site):
    page = opened((site / "book" / PAGE).as_uri())
    assert page.locator("[data-margins]").get_attribute("data-state") == "live"
    assert page.complaints == []
