"""The page of a module's `SLUG`, run once, and the class that its `EXAMPLE` holds."""

import jupytext
import pytest
from nbclient import NotebookClient
from teaching_page import TEACHING

from collabgov.evidence import tables
from collabgov.press.cells import code
from collabgov.press.glue import glued


@pytest.fixture(scope="module")
def page(request):
    return (TEACHING / f"{request.module.SLUG}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def values(page, tmp_path_factory):
    """What the page glues."""
    notebook = jupytext.reads(page, fmt="md:myst")
    place = {"metadata": {"path": str(tmp_path_factory.mktemp("page"))}}
    NotebookClient(notebook, timeout=300, resources=place).execute()
    return glued(notebook)


@pytest.fixture
def rows(request):
    return tables.read(request.module.EXAMPLE)


@pytest.fixture
def faults(page):
    """The page's own check of a class's rows: the rules that some of them break."""
    [cell] = [cell for _, cell in code(page) if "def faults" in cell]
    names = {}
    exec(cell, names)
    return lambda rows: [k for k, bad in names["faults"](rows).items() if any(bad)]
