import json
import re

import numpy as np
import pytest
from bs4 import BeautifulSoup
from figures_planted import (
    columns_figure,
    figures,
    network_figure,
    phase_line_figure,
    pond,
    ring,
    survival_figure,
)

from collabgov.explorables.drawing import network, phase_line, survival
from collabgov.explorables.explorable import Baseline, Choice, explorable
from collabgov.explorables.page_spec import draws, page_spec
from collabgov.explorables.panels.network import Network
from collabgov.explorables.panels.page_run import page_run
from collabgov.explorables.panels.phase_line import PhaseLine
from collabgov.explorables.panels.stacked_columns import StackedColumns
from collabgov.explorables.panels.survival import Survival
from collabgov.methods.survival import survival_curve
from collabgov.studies import soft_metagovernance as soft
from collabgov.studies.leading_small_groups import MODEL


@pytest.mark.parametrize("k", range(6))
def test_every_kind_is_drawn_with_its_numbers_in_a_table(k):
    figure = figures(MODEL)[k]
    page = BeautifulSoup(figure._repr_mimebundle_()["text/html"], "html.parser")
    panels = page.select(".xp-panel")
    assert len(panels) == len(figure.panels) == len(page.select(".xp-numbers table"))
    run = figure.run()
    for panel, drawn in zip(figure.panels, panels, strict=True):
        marks = panel.marks(run)
        shown = drawn.select(".xp-mark")
        assert len(shown) == len(marks)
        for mark, element in zip(marks, shown, strict=True):
            for name, value in mark.items():
                found = element.text if name == "text" else element[name]
                assert found == value


@pytest.mark.parametrize("k", range(6))
def test_what_a_page_is_told_is_plain_json_and_holds_the_runs_numbers(k):
    figure = figures(MODEL)[k]
    run = figure.run()
    spec = json.loads(json.dumps(page_spec(figure, run), allow_nan=False))
    numbers = np.concatenate(list(run.parts.values()))
    assert spec["expected"] == numbers[:: spec["stride"]].tolist()
    ends = [end for _, end in spec["parts"].values()]
    assert ends[-1] == len(numbers)


def test_the_phase_line_tips_where_the_model_tips():
    figure = phase_line_figure()
    rows = figure.panels[1].rows(figure.run())
    assert rows[1:] == [
        ["0.000", "rest"],
        ["0.500", "tipping point"],
        ["1.000", "rest"],
    ]


def test_a_phase_line_ends_where_it_leaves_the_drawing():
    figure = phase_line_figure()
    panel, run = figure.panels[1], figure.run()
    state, change = np.array(phase_line.curve(panel.page_spec(run), run.numbers())).T
    assert change.min() < panel.y[0]  # planted: else nothing would leave it
    left = state[change < panel.y[0]]
    drawn = panel.marks(run)[0]["d"]
    assert drawn.count("M") == 2
    first = drawn.split("M")[1].split("L")[-1]
    end = 1000 * (state[state < left[0]][-1] - panel.x[0]) / (panel.x[1] - panel.x[0])
    assert float(first.split(",")[0]) == pytest.approx(end, abs=0.1)


def test_amounts_stand_on_one_another():
    figure = columns_figure()
    first, again = figure.panels
    run = figure.run()
    end = run.output("end")
    foot = float(re.search(r",([\d.]+)H", first.marks(run)[2]["d"])[1])
    assert foot == pytest.approx(1000 - 1000 * (1 - end) / 1.2, abs=0.1)
    assert again.rows(run)[1][2] == "0.800"


def test_the_network_counts_meetings_and_shows_the_last_step():
    figure = network_figure()
    run = figure.run()
    spec = figure.panels[0].page_spec(run)
    commitment, tie, met, _ = network.end_state(spec, run.numbers())
    assert sum(met) == 12
    assert np.mean(commitment) == pytest.approx(run.output("mean"))
    assert set(np.round(tie, 3)) <= {0.1, 0.9}
    places = figure.panels[0].places(run)
    gaps = np.linalg.norm(places - np.roll(places, 1, axis=0), axis=1)
    assert gaps.min() > 100  # nobody stands on anybody


def test_lists_travel_once_and_each_combination_names_its_own():
    spec = page_spec(network_figure(), network_figure().run())
    places = spec["lists"]
    assert len(spec["kernel"]["lists"]) == 3  # one network, two sets of views
    assert places["lots|none"] == places["the first|none"]
    assert places["lots|spread"] != places["lots|none"]


def test_a_kernel_that_writes_into_its_lists_spoils_no_other_run():
    figure = network_figure()
    assert (figure.run().parts["path"] == figure.run().parts["path"]).all()


def test_the_second_run_of_a_comparison_changes_what_it_says():
    spec = page_spec(network_figure(), network_figure().run())
    # the rule is set although the first option has it: another option may not
    assert spec["baseline"] == {"label": "lots", "changes": [[2, 1.0]], "output": 0}


def test_draws_serve_every_option_and_the_run_that_is_compared():
    """A first option without draws leaves the others, and the second run, theirs."""
    rules = {"choose": {"rule": "tie"}, "lots": {"rule": "random"}}
    for more in (
        {"choices": [Choice("Whom", rules)]},
        {"baseline": Baseline("lots", changes=rules["lots"], output="net")},
    ):
        figure = explorable(
            soft.MODEL,
            title="Whom to meet",
            alt="A leader meets a few.",
            sliders=["pull"],
            fixed=rules["choose"],
            chart=Network({"commitment": "a", "tie": "b", "met": "c"}),
            **more,
        )
        assert len(draws(figure)) == 48 * 24 * 5


def test_several_histories_use_draws_of_32_bits_one_after_another():
    figure = survival_figure(MODEL)
    found = draws(figure)
    assert (found * 2**32 % 1 == 0).all() and len(found) == 20 * 160
    second = MODEL.arguments()[0], found[160:320], *MODEL.arguments()[2:]
    run = page_run(MODEL, second)
    numbers, at = figure.run().numbers(), MODEL.outputs.index("effort")
    every = (numbers["out"] + numbers["further_histories"])[at :: len(MODEL.outputs)]
    assert len(every) == 20 and every[1] == run.output("effort")


def test_the_steps_are_those_of_kaplan_and_meier():
    figure = survival_figure(MODEL)
    run = figure.run()
    numbers = run.numbers()
    at, left, began, _ = survival.curve(figure.panels[0].page_spec(run), numbers)
    every = np.array(numbers["out"] + numbers["further_histories"]).reshape(
        -1, len(MODEL.outputs)
    )
    names = ("paralysed_at", "paralysed")
    time, event = (every[:, MODEL.outputs.index(name)] for name in names)
    formed = ~((event > 0.5) & (time <= 8))
    assert began == formed.sum() > 0
    curve = survival_curve(time[formed], event[formed])
    for t, share in zip(at, left, strict=True):
        assert curve[curve.index <= t].iloc[-1] == pytest.approx(share)


@pytest.mark.parametrize(
    ("panel", "model", "message"),
    [
        (
            StackedColumns({"a": {"money": "m"}}, label="a"),
            pond,
            r"no amount \['money'\]; there are end, rest",
        ),
        (
            StackedColumns({"a": {"end": "e"}}, label="a", y=(1, 2)),
            pond,
            "stacked from 0",
        ),
        (PhaseLine(len, label="a", unit="b", y=(0, 1)), pond, "y must hold 0"),
        (Network({"a": "a", "b": "b"}), ring, "blocks must name 3 numbers"),
        (Network({"a": "a", "b": "b", "c": "c"}), pond, "takes lists"),
        (
            Survival("end", "gone", begun=0, end=1, label="a", unit="b"),
            pond,
            r"no output \['gone'\]; there are end, rest",
        ),
        (
            Survival("end", "rest", begun=0, end=1, label="a", unit="b"),
            pond,
            "need a model with chance",
        ),
    ],
)
def test_what_a_panel_cannot_draw_is_refused(panel, model, message):
    with pytest.raises(ValueError, match=message):
        panel.check(model())
