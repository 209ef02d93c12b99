"""A page of the book as a notebook that has not run."""

from pathlib import Path

from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
from myst_parser.config.main import MdParserConfig
from nbformat import NotebookNode


def read(path: Path, config: MdParserConfig) -> NotebookNode | None:
    """A page as a notebook that has not run; None where the page is no notebook.

    Parameters
    ----------
    path : Path
        A page in MyST Markdown.
    config : MdParserConfig
        The Markdown settings of the book: they say where a code cell ends.

    Returns
    -------
    NotebookNode or None
        Its metadata hold ``source_map``: for a code cell, the line that opens it.
    """
    text = path.read_text("utf-8")
    if not is_myst_markdown_notebook(text):
        return None
    return read_myst_markdown_notebook(text, config, add_source_map=True, path=path)
