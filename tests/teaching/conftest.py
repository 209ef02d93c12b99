"""The page of a module's `SLUG`, run once, and the class that its `EXAMPLE` holds."""

import pytest
from teaching_page import TEACHING

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
