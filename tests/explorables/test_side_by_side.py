import json

import pytest
from bs4 import BeautifulSoup

from collabgov.explorables.drawing import departure_lines
from collabgov.explorables.explorable import Choice, Slider, explorable
from collabgov.explorables.panels.departure_lines import DepartureLines, key
from collabgov.explorables.side_by_side import CommonSlider, side_by_side
from collabgov.studies.leading_small_groups import MODEL

GONE = {"tenure": 1e9, "gap": 1e9, "rules": "replace", "legal": 0, "quarters": 48}
STORE = {"are stored": {"store": 1.0}, "are not stored": {"store": 0.0}}


def one(title, **changes):
    chart = DepartureLines(
        **{"column": "effort", "label": "effort", "unit": "year", "every": 0.25},
        **{"leave": "forced", "rate": 1, "stays": {"forced": 1e9}},
        **{"empty": {"forced": 0, "legal": 0}},
    )
    given = {
        "alt": "Effort falls when the chair leaves.",
        "sliders": [
            Slider("forced", low=4, high=32, step=1),
            Slider("legal", low=0, high=1),
        ],
        "choices": [Choice("Trust", STORE)],
        "fixed": {**GONE, "forced": 16},
        "chart": chart,
    }
    return explorable(MODEL, title=title, **{**given, **changes})


AFTER = CommonSlider(
    "after", label="she leaves after", unit="years", low=1, high=8, step=0.25,
    moves=[("forced", 4), ("forced", 4)],
)  # fmt: skip


def made(**changes):
    given = {"title": "Two", "note": "Compare.", "sliders": [AFTER], "key": key()}
    return side_by_side([one("First"), one("Other")], **{**given, **changes})


def page(figure):
    return BeautifulSoup(figure._repr_mimebundle_()["text/html"], "html.parser")


def test_a_common_slider_starts_where_all_figures_do():
    shown = page(made()).select_one(".xp-beside > form input")
    assert float(shown["value"]) == 4
    assert shown["name"] == "after"


def test_every_common_control_names_a_control_of_every_figure():
    whole = page(made())
    drives = json.loads(whole.select_one(".xp-drives").string)
    assert drives["after"] == [["xp-first", "forced", 4], ["xp-other", "forced", 4]]
    for moved in drives.values():
        for figure, name, _ in moved:
            assert whole.select_one(f"#{figure} form [name={name}]")


def test_no_name_stands_twice_and_every_control_has_a_label():
    whole = page(made())
    idents = [tag["id"] for tag in whole.find_all(id=True)]
    assert len(idents) == len(set(idents))
    labels = {label["for"] for label in whole.find_all("label")}
    controls = whole.find_all(["input", "select", "textarea"])
    assert labels == {control["id"] for control in controls}


def test_figures_that_start_apart_are_refused():
    figures = [one("First"), one("Other", fixed={**GONE, "forced": 20})]
    with pytest.raises(ValueError, match=r"after: figures must start alike, got \{"):
        side_by_side(figures, title="Two", note="Compare.", sliders=[AFTER])


def test_a_slider_that_would_be_moved_between_its_steps_is_refused():
    coarse = [Slider("forced", low=4, high=32, step=3)]
    with pytest.raises(ValueError, match="forced cannot stand where it is moved"):
        made_of = [one("First"), one("Other", sliders=coarse)]
        side_by_side(made_of, title="Two", note="Compare.", sliders=[AFTER])


def test_figures_must_have_the_same_choices():
    figures = [one("First"), one("Other", choices=[])]
    with pytest.raises(ValueError, match="figures must share their choices"):
        side_by_side(figures, title="Two", note="Compare.", sliders=[])


def test_what_is_left_is_the_share_of_the_gap_after_the_departure():
    figure = one("First")
    run, panel = figure.run(), figure.panels[0]
    spec, parts = panel.page_spec(run), run.numbers()
    (goes, stays, empty), _, left = departure_lines.remaining(spec, parts, list(run.p))
    assert goes[:16] == stays[:16] and left[:16] == [None] * 16
    assert left[20] == (goes[20] - empty[20]) / (stays[20] - empty[20])
    assert panel.rows(run)[-1][-1] == f"{left[-1]:.3f}"


def test_a_departure_refuses_columns_and_fields_that_there_are_not():
    words = {"label": "x", "unit": "year", "every": 1, "rate": 1, "empty": {}}
    with pytest.raises(ValueError, match="no column 'mood'; there are effort"):
        one("x", chart=DepartureLines("mood", leave="forced", stays={}, **words))
    with pytest.raises(ValueError, match=r"no field \['mood'\]; there are n, selfish"):
        one("x", chart=DepartureLines("effort", leave="mood", stays={}, **words))
