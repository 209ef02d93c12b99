"""The notebook that a reader takes home."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from collabgov.pages.downloads import plain
from collabgov.pages.glue import glued


def bare(role: str, content: str) -> str:
    """A role's own words, with its name before them."""
    return f"{role}/{content}"


@pytest.mark.parametrize(
    ("myst", "markdown"),
    [
        ("A {glue:text}`n:.2f` here.", "A glue:text/n:.2f here."),
        ("(label)=\n# Title", "# Title"),
        ("% a comment\ntext", "text"),
        ("{.wide}\n| a |\n|---|", "| a |\n|---|"),
        (":::{note}\n:class: wide\nText.\n:::", "**Note**\n\nText.\n"),
        (
            "```{exercise} Sums\n:label: e\n\nAdd.\n```",
            "**Exercise: Sums**\n\n\nAdd.\n",
        ),
        ("```{solution} e\nTwo.\n```", "**Solution**\n\nTwo.\n"),
        (
            "::::{dropdown} Why\n:::{note}\nText.\n:::\n::::",
            "**Why**\n\n**Note**\n\nText.\n\n",
        ),
        ("```{math}\n:label: m\nx = 1\n```", "$$\nx = 1\n$$"),
        ("$$\nx = 1\n$$ (law)", "$$\nx = 1\n$$"),
        ("```{bibliography}\n:all:\n```", "\n"),
        (
            "```python\n% no comment\n:::{note}\n```",
            "```python\n% no comment\n:::{note}\n```",
        ),
        ("```{code-block} r\nx <- 1\n```", "```r\nx <- 1\n```"),
        (
            "Plain *text*, $a_{1}$ and `{braces}`.",
            "Plain *text*, $a_{1}$ and `{braces}`.",
        ),
    ],
)
def test_myst_becomes_plain_markdown(myst, markdown):
    assert plain(myst, bare) == markdown


@pytest.fixture(scope="session")
def download(small) -> nbformat.NotebookNode:
    """The notebook beside the page."""
    path = small.root / "_build/html/book/tiny.ipynb"
    return nbformat.read(path, as_version=4)


@pytest.mark.slow
def test_download_is_valid_executed_and_readable(download):
    nbformat.validate(download)
    code = [cell for cell in download.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3]
    assert glued(download)["source"] == 41
    prose = download.cells[0].source
    assert "The source says 41, the seed says 1.25, the lock has\n" in prose
    assert "A share is 57%. See Adam and Berg (1900)." in prose
    assert "with a number, (1):" in prose
    assert not any("{" in cell.source for cell in download.cells[2::2])


@pytest.mark.slow
def test_page_links_to_its_notebook_twice_and_as_a_download(small):
    page = small.html("tiny")
    links = re.findall(r"<a [^>]*\.ipynb[^>]*>", page)
    assert len(links) == 2
    assert all(' href="tiny.ipynb" download' in link for link in links)
    assert ".ipynb" not in small.html("index")


@pytest.fixture(scope="session")
def installed(small, tmp_path_factory) -> Path:
    """A folder into which the package was installed from its wheel."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    local = ["--no-deps", "--no-index", "--no-build-isolation"]
    wheels = folder / "wheels"
    subprocess.run([*pip, "wheel", *local, "-w", wheels, small.root], check=True)
    wheel = next(wheels.glob("*.whl"))
    site = folder / "site"
    subprocess.run([*pip, "install", *local[:2], "--target", site, wheel], check=True)
    return site


@pytest.mark.slow
def test_wheel_carries_every_seed(small, installed):
    def files(top: Path) -> dict[str, bytes]:
        found = (path for path in top.rglob("*") if path.is_file())
        return {str(path.relative_to(top)): path.read_bytes() for path in found}

    assert files(installed / "collabgov/seeds") == files(small.root / "seeds")


@pytest.mark.slow
def test_download_runs_elsewhere_with_only_the_package(download, installed, tmp_path):
    notebook = nbformat.from_dict(download)
    where = "import collabgov, sys; print(collabgov.__file__, 'myst_nb' in sys.modules)"
    notebook.cells.append(nbformat.v4.new_code_cell(where))
    elsewhere = {"metadata": {"path": str(tmp_path)}}
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    NotebookClient(notebook, resources=elsewhere).execute(env=environment)
    imported, myst = notebook.cells[-1].outputs[0].text.split()
    assert Path(imported).is_relative_to(installed)
    assert myst == "False"
    # there is no lock beside a notebook that was taken home
    assert glued(notebook) == {**glued(download), "lock": 0}
