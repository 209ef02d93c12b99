"""The page of a module's `SLUG`, run once, and the class that its `EXAMPLE` holds."""

import pytest
from teaching_page import TEACHING

from collabgov.build.code_cells import code
from collabgov.records import tables


@pytest.fixture(scope="module")
def page(request):
    return (TEACHING / f"{request.module.SLUG}.md").read_text(encoding="utf-8")


@pytest.fixture
def values(request, printed):
    """What the page glues."""
    return printed(f"teaching/{request.module.SLUG}")


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
