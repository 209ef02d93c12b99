"""Formatting of the code cells in the book's pages.

``python -m collabgov.build.code_cells [--check] [FOLDER …]`` formats every ``{code-cell}``
with ruff, as `ruff format` does for the rest of the code; with ``--check`` it names the
cells that would change and leaves them alone.  Folders default to ``book``.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

CELL = re.compile(
    r"^(?P<fence>(`{3,}|~{3,}))\{code-cell\}[^\n]*\n"
    r"(?P<options>(---\n.*?^---\n|(:[\w-]+:[^\n]*\n)*)\n*)"
    r"(?P<code>.*?)^(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


def code(page: str) -> list[tuple[int, str]]:
    r"""Code cells of a page.

    Parameters
    ----------
    page : str
        A page in MyST Markdown.

    Returns
    -------
    list of (int, str)
        Line on which the cell opens, from 1, and its code without options.

    Examples
    --------
    >>> code("One.\n\n```{code-cell} python\n:tags: [hide-input]\n1 + 1\n```\n")
    [(3, '1 + 1\n')]
    """
    return [
        (page.count("\n", 0, cell.start()) + 1, cell["code"])
        for cell in CELL.finditer(page)
    ]


def formatted(pages: dict[Path, str]) -> dict[Path, list[str]]:
    """Code of the pages' cells after ruff, one string a cell.

    Each page goes to ruff as a notebook, so that magics and a last semicolon stay.

    Raises
    ------
    SystemExit
        If ruff cannot read a cell, with its message.
    """
    with tempfile.TemporaryDirectory() as folder:
        books = {page: Path(folder) / f"{i}.ipynb" for i, page in enumerate(pages)}
        for page, book in books.items():
            nbformat.write(notebook(pages[page]), book)
        ruff = [sys.executable, "-m", "ruff", "format"]
        config = (
            ["--config", "pyproject.toml"] if Path("pyproject.toml").exists() else []
        )
        run = subprocess.run([*ruff, *config, folder], capture_output=True, text=True)
        if run.returncode:
            message = run.stderr
            for page, book in books.items():
                message = located(message, book, page, pages[page])
            raise SystemExit(message)
        return {page: sources(book) for page, book in books.items()}


def located(message: str, book: Path, page: Path, text: str) -> str:
    """What ruff says of a cell and its line, said of the page and its line."""
    above = [text.count("\n", 0, cell.start("code")) for cell in CELL.finditer(text)]

    def place(said: re.Match) -> str:
        return f"{page}:{above[int(said[1]) - 1] + int(said[2])}"

    return re.sub(re.escape(str(book)) + r":(\d+):(\d+)", place, message)


def notebook(page: str) -> nbformat.NotebookNode:
    """The code cells of a page as a notebook."""
    cells = [nbformat.v4.new_code_cell(source.rstrip("\n")) for _, source in code(page)]
    return nbformat.v4.new_notebook(cells=cells)


def sources(path: Path) -> list[str]:
    """Code of each cell of a notebook file."""
    cells = nbformat.read(path, as_version=4)["cells"]
    return [cell["source"] + "\n" if cell["source"] else "" for cell in cells]


def main(arguments: list[str]) -> int:
    """Format the cells, or name those that would change; the exit code."""
    check = "--check" in arguments
    folders = [argument for argument in arguments if argument != "--check"] or ["book"]
    paths = (path for folder in folders for path in Path(folder).rglob("*.md"))
    pages = {path: path.read_text("utf-8") for path in sorted(paths)}
    changed = 0
    for path, cells in formatted({p: t for p, t in pages.items() if code(t)}).items():
        was = code(pages[path])
        for (line, before), after in zip(was, cells, strict=True):
            if before != after:
                changed += 1
                print(f"{path}:{line}: {'would be' if check else 'was'} reformatted")
        if not check:
            path.write_text(replaced(pages[path], cells), "utf-8")
    return int(check and changed > 0)


def replaced(page: str, cells: list[str]) -> str:
    """The page with other code in its cells."""
    waiting = iter(cells)

    def one(cell: re.Match) -> str:
        head = page[cell.start() : cell.start("code")]
        return head + next(waiting) + page[cell.end("code") : cell.end()]

    return CELL.sub(one, page)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
