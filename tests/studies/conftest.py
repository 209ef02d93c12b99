import pytest

from collabgov.evidence import tables


@pytest.fixture(scope="session")
def provinces():
    """The provinces of the three agglomerations."""
    return tables.read("agglomeration_provinces").set_index("province")
