"""A site as it would be without our repairs."""

import shutil

import pytest


@pytest.fixture(scope="session")
def untouched(small, tmp_path_factory) -> str:
    """Two pages as the theme and Jupyter Book leave them."""
    root = tmp_path_factory.mktemp("untouched") / "copy"
    copy = type(small)(shutil.copytree(small.root, root, symlinks=True))
    copy.edit("_config.yml", "    - collabgov.pages.offline", "    # -")
    built = copy.build()
    assert built.returncode == 0, built.stderr
    return copy.html("tiny") + copy.html("index")
