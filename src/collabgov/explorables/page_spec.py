"""All that a page has to know of an explorable figure, as JSON takes it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from collabgov.engine.randomness import for_draws
from collabgov.explorables.panels.page_run import PageRun

if TYPE_CHECKING:  # a figure calls this module, not the other way round
    from collabgov.explorables.explorable import Explorable

MOST_COMPARED = 1500  # numbers that are compared; of a longer run every so many


def page_spec(figure: Explorable, run: PageRun) -> dict[str, Any]:
    """Kernel, records, lists, draws, panels and the numbers of the build."""
    combinations = _combinations(figure)
    records = {key: list(p) for key, (p, _) in combinations.items()}
    lists, taken = _distinct({key: lists for key, (_, lists) in combinations.items()})
    numbers = np.concatenate(list(run.parts.values()))
    ends = np.cumsum([0, *map(len, run.parts.values())]).tolist()
    stride = 1 + len(numbers) // MOST_COMPARED
    return {
        "kernel": {
            "kernel": figure.model.kernel.__name__,  # ty: ignore[missing-attribute]
            "fields": list(run.p._fields),
            "path": len(run.parts["path"]),
            "out": len(run.parts["out"]),
            "functions": [[f.name, f.size] for f in figure.functions],
            "histories": figure.histories,
            "lists": lists,
            "further_runs": [
                [[run.p._fields.index(k), float(v)] for k, v in changes.items()]
                for changes in figure.further_runs.values()
            ],
        },
        "records": records,
        "lists": taken,
        "choices": [{"name": f"choice{k}"} for k in range(len(figure.choices))],
        "sliders": _sliders(figure, list(run.p._fields), records),
        "draws": _packed_draws(run, figure.histories),
        "parts": dict(zip(run.parts, pairwise(ends), strict=True)),
        "panels": [panel.page_spec(run) for panel in figure.panels],
        "baseline": _baseline(figure),
        "stride": stride,
        "expected": numbers[::stride].tolist(),
    }


def draws(figure: Explorable) -> NDArray[np.float64]:
    """What is drawn for all histories, enough for every option and slider's position.

    Of several histories the draws are whole numbers of 32 bits over 2³²: they weigh
    half, and are exact on both sides.
    """
    model = figure.model
    names = {parameter.name for parameter in model.parameters}
    highest = {c.name: c.high for c in figure.controls() if c.name in names}
    settings = [model.values(**given) for given in _settings(figure)]
    settings += [values | highest for values in settings]
    assert model.draws is not None  # asked only of models with chance
    count = max(map(model.draws, settings))
    drawn = for_draws(figure.seed, 0).random(count * figure.histories)
    return drawn if figure.histories == 1 else np.floor(drawn * 2**32) / 2**32


def _settings(figure: Explorable) -> list[dict[str, Any]]:
    """Values under every combination of options, and of the run that is compared."""
    options = product(*(choice.options for choice in figure.choices))
    settings = [figure.values(names) for names in options]
    if figure.baseline is not None:
        settings.append(figure.values() | dict(figure.baseline.changes))
    return settings


def _combinations(figure: Explorable) -> dict[str, tuple[list[float], list[Any]]]:
    """Record and lists under every combination of options."""
    model, combinations = figure.model, {}
    for options in product(*(choice.options for choice in figure.choices)):
        p, *lists, _, _ = model.arguments(figure.seed, **figure.values(options))
        further = lists[:-1] if model.draws is not None else lists
        combinations["|".join(options)] = (
            [*map(float, p)],
            [np.asarray(each).tolist() for each in further],
        )
    return combinations


def _distinct(
    lists: Mapping[str, list[Any]],
) -> tuple[list[Any], dict[str, list[int]]]:
    """Each different list once, and which of them every combination takes."""
    numbered: dict[str, int] = {}
    taken = {
        key: [numbered.setdefault(json.dumps(one), len(numbered)) for one in each]
        for key, each in lists.items()
    }
    return [json.loads(text) for text in numbered], taken


def _sliders(
    figure: Explorable, fields: list[str], records: Mapping[str, list[float]]
) -> list[dict[str, Any]]:
    """Where in the record each slider's field stands, and whether options move it."""
    varies = np.ptp(np.array(list(records.values())), axis=0) > 0
    places = {slider.name: fields.index(slider.name) for slider in figure.sliders}
    return [
        {"name": n, "at": at, "varies": bool(varies[at])} for n, at in places.items()
    ]


def _packed_draws(run: PageRun, histories: int) -> dict[str, Any] | None:
    """Draws bit for bit in base64: doubles, or whole numbers of 32 bits."""
    if run.draws is None:
        return None
    if histories == 1:
        data, bits = run.draws.astype("<f8"), 64
    else:
        data, bits = (run.draws * 2**32).astype("<u4"), 32
    return {"bits": bits, "data": base64.b64encode(data.tobytes()).decode()}


def _baseline(figure: Explorable) -> dict[str, Any] | None:
    """Which fields of the record the second run sets, and what is compared."""
    if figure.baseline is None:
        return None
    model, given = figure.model, figure.baseline
    here = model.record(model.values(**figure.values()))
    there = model.record(model.values(**{**figure.values(), **given.changes}))
    fields = enumerate(zip(here._fields, here, there, strict=True))
    changes = [
        [at, float(b)] for at, (name, a, b) in fields if a != b or name in given.changes
    ]
    return {
        "label": given.label,
        "changes": changes,
        "output": model.outputs.index(given.output),
    }
