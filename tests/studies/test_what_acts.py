"""What is said of when a parameter acts is what its model does."""

import pytest

from collabgov.engine.parameters import Parameter
from collabgov.studies import BOOK, load

SAYS = [
    (slug, name)
    for slug in BOOK
    for name, item in load(slug).model.named.items()
    if item.acts is not None
]
SILENT = [
    (slug, p.name) for slug in BOOK for p in load(slug).model.parameters if not p.acts
]


def outcome(model, values):
    """All that one run writes: its path and its outputs."""
    *_, path, out = arguments = model.arranged(values, seed=0)
    model.compiled(*arguments)
    return [*path, *out]


def bases(model):
    """Every named run, at the usual values and in the middle of every range."""
    middle = {p.name: (p.low + p.high) / 2 for p in model.parameters}
    for given in ({}, middle):
        values = model.values(**given)
        yield from (model.point(values, run) for run in model.runs)


def ends(item):
    """Two values that differ."""
    if isinstance(item, Parameter):
        return item.low, item.high
    return item.allowed or (item.default, item.default / 2)


def moves(model, values, item):
    """Whether another value changes anything."""
    first, *others = (outcome(model, {**values, item.name: v}) for v in ends(item))
    return any(other != first for other in others)


@pytest.mark.parametrize(("slug", "name"), SAYS)
def test_what_does_not_act_changes_nothing_and_acts_elsewhere(slug, name):
    model = load(slug).model
    item, moved = model.named[name], []
    for values in bases(model):
        acts = item.acts(values)
        assert isinstance(acts, bool)
        if acts:
            moved.append(moves(model, values, item))
        else:
            assert not moves(model, values, item), f"{item.acts_if}: {values}"
    assert any(moved) or not moved


@pytest.mark.parametrize(("slug", "name"), SILENT)
def test_what_changes_nothing_by_itself_says_when_it_acts(slug, name):
    model = load(slug).model
    assert moves(model, model.values(), model.named[name]), (
        f"{name} changes nothing at the usual values: give it acts and acts_if"
    )
