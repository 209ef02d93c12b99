import nbformat
import pytest
from IPython.core.formatters import DisplayFormatter

from collabgov.pages.data_files import KEY, Attached, detach

FILES = {"a.csv": ("CSV", "x,y\n1,\u2264\n"), "a.json": ("JSON <small>", "{}")}


def notebook():
    """A page whose one cell shows the links, as a kernel would record it."""
    data, metadata = DisplayFormatter().format(Attached("Get:", FILES))
    output = nbformat.v4.new_output("execute_result", data, metadata=metadata)
    cell = nbformat.v4.new_code_cell("files", outputs=[output])
    return nbformat.v4.new_notebook(cells=[cell])


def test_the_page_gets_links_and_the_build_gets_the_files():
    page = notebook()
    text = page.cells[0].outputs[0].data["text/html"]
    assert '<a href="a.csv" download>CSV</a>' in text and "JSON &lt;small&gt;" in text
    assert detach(page) == {"a.csv": "x,y\n1,\u2264\n", "a.json": "{}"}


def test_what_was_taken_is_not_in_the_notebook_any_more():
    page = notebook()
    assert KEY in nbformat.writes(page)
    detach(page)
    assert KEY not in nbformat.writes(page) and "x,y" not in nbformat.writes(page)
    assert detach(page) == {}


@pytest.mark.parametrize(
    "name", ["../a.csv", "b/a.csv", ".hidden", "", 'a".csv', "a?b"]
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    with pytest.raises(ValueError, match="plain name"):
        Attached("Get:", {name: ("CSV", "")})
