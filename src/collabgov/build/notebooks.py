"""Pages that run: read from Markdown, run two at a time into jupyter-cache.

Jupyter Book would run them one after another.  Its cache takes the results by the code
of a page, its tags and its kernel; `collabgov.build.freshness` sees to the rest.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from time import perf_counter

import yaml
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from myst_parser.config.main import MdParserConfig
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, CellExecutionError
from nbformat import NotebookNode

from collabgov.build import checksums, code_cells
from collabgov.pages.glue import glued
from collabgov.pages.notebook import read

AT_ONCE = 2


def waiting(root: Path, docs: list[str]) -> dict[str, NotebookNode]:
    """Pages of which the results are not in the cache.

    Parameters
    ----------
    root : Path
        The checkout.
    docs : list of str
        Pages, as the table of contents names them.

    Returns
    -------
    dict
        Page to notebook, not run.

    Raises
    ------
    SystemExit
        If a page holds code that would not run.
    """
    extensions = settings(root)["parse"]["myst_enable_extensions"]
    config = MdParserConfig(enable_extensions=set(extensions))
    cache = get_cache(root / "_build/.jupyter_cache")
    stale = {}
    for doc in docs:
        notebook = checked(doc, root / f"{doc}.md", config)
        if notebook is not None and not is_cached(cache, notebook):
            stale[doc] = notebook
    return stale


def settings(root: Path) -> dict:
    """Contents of ``_config.yml``."""
    return yaml.safe_load((root / "_config.yml").read_text("utf-8"))


def checked(doc: str, path: Path, config: MdParserConfig) -> NotebookNode | None:
    """The page as a notebook if it holds code, all of which will run."""
    written = len(code_cells.code(path.read_text("utf-8")))
    try:
        notebook = read(path, config)
    except Exception as error:  # of MyST's own kinds, and of its plug-ins'
        raise SystemExit(f"{doc}.md cannot be read: {error}") from error
    if written and (notebook is None or "kernelspec" not in notebook.metadata):
        raise SystemExit(f"{doc}.md holds code, but not the header of a notebook")
    code = [cell for cell in (notebook or {"cells": []})["cells"] if is_code(cell)]
    if len(code) != written:
        raise SystemExit(f"{doc}.md: {len(code)} of {written} code cells would run")
    return notebook if code else None


def is_code(cell: NotebookNode) -> bool:
    """Whether a cell holds code."""
    return cell["cell_type"] == "code"


def is_cached(cache, notebook: NotebookNode) -> bool:
    """Whether the cache holds the results of this code."""
    try:
        cache.match_cache_notebook(notebook)
    except KeyError:
        return False
    return True


def run_all(
    root: Path, notebooks: dict[str, NotebookNode]
) -> Iterator[tuple[str, float, str]]:
    """Run pages; keep the results of those that succeed.

    Parameters
    ----------
    root : Path
        The checkout.
    notebooks : dict
        Page to notebook.

    Yields
    ------
    (str, float, str)
        As each page ends: its name, the seconds it took, and what failed, if anything.
    """
    cache = get_cache(root / "_build/.jupyter_cache")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        runs = {
            pool.submit(run, root, doc, book): doc for doc, book in notebooks.items()
        }
        try:
            for done in as_completed(runs):
                doc, (seconds, failure) = runs[done], done.result()
                if not failure:
                    keep(root, cache, doc, notebooks[doc], seconds)
                yield doc, seconds, failure
        finally:  # what cannot be kept is not waited for
            pool.shutdown(wait=False, cancel_futures=True)


def keep(root: Path, cache, doc: str, notebook: NotebookNode, seconds: float) -> None:
    """Put an executed page into the cache; only then does it count as kept."""
    bundle = CacheBundleIn(notebook, doc, data={"execution_seconds": seconds})
    cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    checksums.note(root / "_build")


def run(root: Path, doc: str, notebook: NotebookNode) -> tuple[float, str]:
    """Run a page in its folder; the seconds it took, and what failed, if anything."""
    start, folder = perf_counter(), (root / doc).parent
    client = NotebookClient(
        notebook,
        timeout=settings(root)["execute"]["timeout"],
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        record_timing=False,
    )
    failure = ""
    try:
        client.execute(env=environment(root))
        refuse_warnings(notebook)
        glued(notebook)
    except (CellControlSignal, RuntimeError, ValueError) as error:
        failure = f"{doc}.md{failing_line(notebook)}: {last_line(error)}"
    return perf_counter() - start, failure


def refuse_warnings(notebook: NotebookNode) -> None:
    """Refuse a page of which a cell, shown or not, wrote a warning.

    Raises
    ------
    RuntimeError
        With what it wrote.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                cell.execution_count = None  # the line that is named is this cell's
                raise RuntimeError(f"a warning: {output.text.strip()}")


def environment(root: Path) -> dict[str, str]:
    """Variables of a page's process: two at a time share the cores; no one's profile."""
    return {
        **os.environ,
        "NUMBA_NUM_THREADS": "1",
        "IPYTHONDIR": str(root / "_build/.ipython"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def failing_line(notebook: NotebookNode) -> str:
    """Line of the first cell that did not end well, with a colon before it."""
    for cell, line in zip(notebook.cells, notebook.metadata.source_map, strict=True):
        outputs = cell.get("outputs", [])
        failed = any(output.output_type == "error" for output in outputs)
        if is_code(cell) and (failed or cell.execution_count is None):
            return f":{line}"
    return ""


def last_line(error: Exception) -> str:
    """What went wrong, without the way to it."""
    if isinstance(error, CellExecutionError):
        return f"{error.ename}: {error.evalue}"
    return str(error).split("\n")[0]
