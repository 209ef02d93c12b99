import base64
import inspect
import json
import re

import numpy as np
import pytest
from bs4 import BeautifulSoup

from collabgov.explorables.explorable import (
    Choice,
    Slider,
    Trajectories,
    explorable,
)
from collabgov.explorables.page_spec import page_spec
from collabgov.pages import page_runtime as runtime
from collabgov.studies.leading_small_groups import MODEL, lg_run

CHART = Trajectories(
    {"effort": "effort", "trust": "trust"}, label="effort", unit="quarter", bar="chair"
)
KINDS = {"strong": {"type": "strong"}, "none": {"type": "none"}}


def made(**changes):
    given = {
        "title": "One history",
        "alt": "Effort rises, and falls when the chair leaves.",
        "sliders": ["selfish", Slider("authority", low=0, high=1.5, unit="pull")],
        "choices": [Choice("Kind", KINDS)],
        "chart": CHART,
        "seed": 7,
    }
    return explorable(MODEL, **{**given, **changes})


def spec_of(figure):
    return page_spec(figure, figure.run())


def part(spec, name):
    begin, end = spec["parts"][name]
    return np.array(spec["expected"][begin:end])


def page(figure):
    return BeautifulSoup(figure._repr_mimebundle_()["text/html"], "html.parser")


def test_the_numbers_of_the_build_are_those_of_the_model():
    spec = spec_of(made())
    path = part(spec, "path").reshape(-1, 3)
    columns = list(MODEL.path[1:])
    expected = MODEL.run(seed=7, type="strong").path[columns].to_numpy()
    assert np.abs(path - expected).max() <= 1e-12


def test_the_draws_travel_bit_for_bit():
    spec = spec_of(made())
    drawn = np.frombuffer(base64.b64decode(spec["draws"]["data"]), dtype="<f8")
    assert (drawn == MODEL.arguments(seed=7, type="strong")[1]).all()


def test_every_combination_of_options_has_the_models_own_record():
    rules = {name: {"rules": name} for name in ("none", "add")}
    spec = spec_of(made(choices=[Choice("Kind", KINDS), Choice("Rules", rules)]))
    assert set(spec["records"]) == {
        "strong|none",
        "strong|add",
        "none|none",
        "none|add",
    }
    values = MODEL.values(type="none", rules="add")
    assert spec["records"]["none|add"] == list(MODEL.record(values))


def test_a_slider_that_a_choice_moves_is_known_to_vary():
    varies = {s["name"]: s["varies"] for s in spec_of(made())["sliders"]}
    assert varies == {"selfish": False, "authority": True}


def test_range_unit_and_meaning_of_a_slider_come_from_the_model():
    control = made().controls()[0]
    parameter = next(p for p in MODEL.parameters if p.name == "selfish")
    assert (control.low, control.high, control.unit) == (
        parameter.low,
        parameter.high,
        parameter.unit,
    )
    assert control.label == parameter.meaning
    assert control.value == parameter.default


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"sliders": ["auth_s"]},
            r"'auth_s' is no field of the record; there are n, s",
        ),
        ({"sliders": ["authority"]}, "is no parameter: give low and high"),
        ({"sliders": [Slider("gain", low=1, high=2)]}, "gain: 0.9 is outside 1–2"),
        (
            {"chart": Trajectories({"money": "m"}, label="m", unit="q")},
            r"no column \['money'\]; there are effort, trust, chair",
        ),
        ({"fixed": {"legal": 7}}, "legal must lie in"),
    ],
)
def test_what_the_model_does_not_know_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        made(**changes)


def test_the_page_runs_the_kernels_own_text():
    assert page(made()).textarea.string.lstrip("\n") == inspect.getsource(lg_run)


def test_without_scripts_the_figure_is_finished_and_says_what_it_shows():
    figure = page(made())
    assert figure.fieldset.has_attr("disabled")
    assert "Kind: strong" in figure.find(role="status").text
    line = figure.select_one(".xp-plot .xp-line")["d"]
    assert line.count("L") == 79
    assert figure.select_one(".xp-panels")["aria-label"].endswith("the chair leaves.")


def test_every_control_has_a_label_and_every_value_an_output():
    figure = page(made())
    labels = {label["for"] for label in figure.find_all("label")}
    controls = figure.find_all(["input", "select", "textarea"])
    assert labels == {control["id"] for control in controls}
    outputs = {" ".join(output["for"]) for output in figure.find_all("output")}
    assert outputs == {slider["id"] for slider in figure.find_all("input")}


def test_the_spec_cannot_end_its_script_early():
    choices = [Choice("Kind", {"</script>": {"type": "strong"}})]
    text = made(choices=choices)._repr_mimebundle_()["text/html"]
    inside = re.search(r'class="xp-spec">(.*?)</script>', text)[1]
    assert "</script>|" not in text and json.loads(inside)["records"]


def test_the_runtime_says_when_micropython_has_changed():
    with pytest.raises(Exception, match="is gone"):
        runtime.classic("something else")
