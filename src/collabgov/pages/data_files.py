"""Files that a page offers: made by its code, written beside it when the site is."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # slow to import, and a page that makes its files needs none of it
    from nbformat import NotebookNode

KEY = "collabgov-files"


@dataclass(frozen=True)
class Attached:
    """A line of links to files; shown by a notebook cell.

    Parameters
    ----------
    before : str
        Words before the links.
    files : dict of str to (str, str)
        Name of the file → words of its link, and its text.

    Raises
    ------
    ValueError
        If a name is not one of a plain file beside the page.

    Examples
    --------
    >>> Attached("Get it:", {"a.csv": ("CSV", "x")})._repr_mimebundle_()[0]["text/html"]
    '<p>Get it: <a href="a.csv" download>CSV</a></p>'
    """

    before: str
    files: dict[str, tuple[str, str]]

    def __post_init__(self) -> None:
        """Refuse names that lead elsewhere."""
        for name in self.files:
            if not name or name.startswith(".") or set(name) & set('/\\:"?#'):
                raise ValueError(
                    f"a file beside the page has a plain name, got {name!r}"
                )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple:
        """Links for the page; the texts travel in the output's metadata."""
        links = ", ".join(
            f'<a href="{name}" download>{html.escape(words)}</a>'
            for name, (words, _) in self.files.items()
        )
        page = f"<p>{html.escape(self.before)} {links}</p>"
        texts = {name: text for name, (_, text) in self.files.items()}
        plain = f"{self.before} {', '.join(self.files)}"
        return {"text/html": page, "text/plain": plain}, {KEY: texts}


def detach(notebook: NotebookNode) -> dict[str, str]:
    """The files of an executed page, by name; the notebook then no longer holds them.

    Parameters
    ----------
    notebook : NotebookNode
        An executed page.

    Returns
    -------
    dict of str to str
        Name to text.

    Examples
    --------
    >>> from nbformat import NotebookNode
    >>> detach(NotebookNode(cells=[]))
    {}
    """
    files = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            files |= output.get("metadata", {}).pop(KEY, {})
    return files
