import nbformat
import pytest
from myst_parser.config.main import MdParserConfig

from collabgov.build import notebooks

CONFIG = MdParserConfig(enable_extensions={"colon_fence"})
HEADER = """\
---
jupytext:
  text_representation:
    format_name: myst
kernelspec:
  name: python3
  language: python
---

"""
CELL = "```{code-cell} python\n1 + 1\n```\n"


@pytest.fixture
def checked(tmp_path):
    """A page's text, checked."""

    def check(text: str):
        (tmp_path / "page.md").write_text(text)
        return notebooks.checked("page", tmp_path / "page.md", CONFIG)

    return check


def test_page_with_code_is_a_notebook_that_knows_its_lines(checked):
    notebook = checked(HEADER + "# Title\n\n" + CELL)
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code"]
    assert notebook.metadata.source_map[1] == 12


def test_page_without_code_does_not_run(checked):
    assert checked("# Title\n") is None
    assert checked(HEADER + "# Title\n") is None


@pytest.mark.parametrize(
    "text",
    [
        CELL,
        HEADER.replace("format_name: myst", "extension: .md") + CELL,
        HEADER.replace("kernelspec:\n  name: python3\n  language: python\n", "") + CELL,
    ],
)
def test_code_that_would_silently_not_run_is_refused(checked, text):
    with pytest.raises(SystemExit, match=r"page\.md holds code, but not the header"):
        checked(text)


def test_cell_inside_a_note_is_refused(checked):
    with pytest.raises(SystemExit, match=r"page\.md: 1 of 2 code cells would run"):
        checked(f"{HEADER}{CELL}\n:::{{note}}\n{CELL}:::\n")


def test_header_that_cannot_be_read_names_the_page(checked):
    with pytest.raises(
        SystemExit, match=r"page\.md cannot be read: Markdown cell 0 at line 10"
    ):
        checked(HEADER + "+++ {not json}\n\n" + CELL)


def test_failing_cell_is_the_first_that_did_not_end_well():
    error = nbformat.v4.new_output("error", ename="E", evalue="", traceback=[])
    cells = [
        nbformat.v4.new_markdown_cell("text"),
        nbformat.v4.new_code_cell("a", execution_count=1),
        nbformat.v4.new_code_cell("b", execution_count=2, outputs=[error]),
        nbformat.v4.new_code_cell("c"),
    ]
    metadata = {"source_map": [1, 5, 9, 13]}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    assert notebooks.failing_line(notebook) == ":9"
    cells[2].outputs = []
    assert notebooks.failing_line(notebook) == ":13"
    cells[3].execution_count = 3
    assert notebooks.failing_line(notebook) == ""
