import warnings
from dataclasses import replace

import pytest
from toy_study import MODEL

from collabgov.engine.parameters import Parameter, Setting

ONLY = {"acts": lambda v: v["kind"] > 0, "acts_if": "kind is 1 or 2"}
TOY = replace(
    MODEL,
    parameters=(*MODEL.parameters[:2], replace(MODEL.parameters[2], **ONLY)),
)
TOLD = "^c acts only if kind is 1 or 2; it changes nothing here$"


def test_a_value_that_changes_nothing_is_warned_of_where_it_was_given():
    with pytest.warns(UserWarning, match=TOLD) as told:
        TOY.run(c=0.1)
    assert told[0].filename == __file__


@pytest.mark.parametrize(
    "given",
    [
        {},  # not given
        {"c": 0.5},  # the usual value
        {"c": 0.1, "kind": 1},  # it acts
        {"a": 0.1, "b": 0.2, "c": 0.3},  # a whole point: no value was picked out
    ],
)
def test_all_else_is_run_without_a_word(given):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        TOY.run(**given)


def test_a_value_that_is_not_allowed_is_refused_before_it_is_warned_of():
    with pytest.raises(ValueError, match="c must lie in"):
        TOY.run(c=5)


@pytest.mark.parametrize("given", [{"acts": bool}, {"acts_if": "there are rules"}])
def test_a_rule_and_its_words_come_together(given):
    with pytest.raises(ValueError, match="must be given together"):
        Parameter("x", low=0, high=1, **given)
    with pytest.raises(ValueError, match="must be given together"):
        Setting("x", 0, **given)
