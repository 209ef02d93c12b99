import nbformat
import numpy as np
import pandas as pd
import pytest
from nbclient import NotebookClient

from collabgov.pages.glue import MIME_PREFIX, glue, glued, glued_outputs, printed


@pytest.fixture
def executed(monkeypatch):
    """What `glue` hands to the notebook."""
    outputs = []

    def display(data, raw, metadata):
        outputs.append({"data": data, "metadata": metadata})

    monkeypatch.setattr("collabgov.pages.glue.display", display)

    def notebook() -> dict:
        return {"cells": [{"outputs": outputs}]}

    return notebook


@pytest.mark.parametrize(
    ("value", "spec", "plain", "text"),
    [
        (np.float64(0.123456), "", 0.123456, "0.123456"),
        (np.float32(0.5), ".2f", 0.5, "'0.50'"),
        (np.int64(1234567), ",", 1234567, "'1,234,567'"),
        (np.bool_(True), "", True, "True"),
        (np.str_("often"), "", "often", "'often'"),
        (0.5714, ".0%", 0.5714, "'57%'"),
        (3, "", 3, "3"),
        (pd.Series([1, 2]).mean(), "", 1.5, "1.5"),
    ],
)
def test_value_is_recorded_as_pythons_own(executed, value, spec, plain, text):
    glue("share", value, spec)
    assert glued(executed()) == {"share": plain}
    assert type(glued(executed())["share"]) is type(plain)
    assert printed(executed()) == {"share": text}


@pytest.mark.parametrize(
    "value", [None, [1], np.array([1.0]), 1j, pd.Timestamp("2020"), np.longdouble(1)]
)
def test_other_types_are_refused(value):
    with pytest.raises(
        TypeError, match="share must be an int, float, bool or str, got"
    ):
        glue("share", value)


@pytest.mark.parametrize("value", [np.nan, np.float64("inf"), float("-inf")])
def test_numbers_that_are_none_are_refused(value):
    with pytest.raises(ValueError, match="share must be finite, got"):
        glue("share", value)


@pytest.mark.parametrize("name", ["", "a:b", "a b", "1st", "a`"])
def test_name_that_a_role_could_not_hold_is_refused(name):
    with pytest.raises(ValueError, match="a glued name holds"):
        glue(name, 1)


def test_one_name_cannot_stand_for_two_values(executed):
    glue("share", 0.5)
    glue("share", 0.5)
    assert glued(executed()) == {"share": 0.5}
    glue("share", 0.6)
    with pytest.raises(ValueError, match=r"share is glued twice: 0\.5, 0\.6"):
        glued(executed())


@pytest.mark.slow
def test_values_survive_a_run_and_a_file(tmp_path):
    code = "from collabgov.pages.glue import glue\nglue('n', 7)\nglue('s', 0.5, '.1f')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook).execute()
    nbformat.write(notebook, tmp_path / "n.ipynb")
    read = nbformat.read(tmp_path / "n.ipynb", as_version=4)
    assert glued(read) == {"n": 7, "s": 0.5}
    assert [set(output["data"]) for _, output in glued_outputs(read)] == [
        {MIME_PREFIX + "text/plain"}
    ] * 2
