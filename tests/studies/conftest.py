"""What tests of several studies look at: our table of verdicts and the printed one, data."""

from pathlib import Path

import pandas as pd
import pytest

from collabgov.pages import verdict_words
from collabgov.records import tables
from collabgov.studies import load

EXPECTED = Path(__file__).parents[1] / "expected"


@pytest.fixture(scope="module")
def found(request):
    """Every predicate of the module's `SLUG`, as we evaluate it."""
    return load(request.module.SLUG).evaluate()


@pytest.fixture(scope="module")
def measured(request):
    """The same as it was printed before this package was written."""
    file = EXPECTED / f"{request.module.SLUG}_measured.csv"
    return pd.read_csv(file, index_col="id")


@pytest.fixture(scope="module")
def other_words(request, measured):
    """Words that differ from the printed ones, by a comparison: id → printed, ours."""

    def ours(id):
        return verdict_words.verdict_text(request.module.SLUG, id)

    def differing(same):
        return {
            id: (word, ours(id))
            for id, word in measured["verdict"].dropna().items()
            if not same(ours(id), word)
        }

    return differing


@pytest.fixture(scope="session")
def provinces():
    """The provinces of the three agglomerations."""
    return tables.read("agglomeration_provinces").set_index("province")
