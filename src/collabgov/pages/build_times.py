"""Sphinx extension: the build's own note of how long things took, on a page."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

MARK = '<div class="build-times"></div>'
TIMES = "_build/evidence/seconds.json"


def note(root: Path, slug: str, seconds: float) -> None:
    """Note how long the tables of a study took, when they were computed."""
    file = root / TIMES
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(evidence(root) | {slug: round(seconds, 1)}), "utf-8")
    fresh.replace(file)


def evidence(root: Path) -> dict[str, float]:
    """Seconds for the tables of each study; empty where nothing was noted."""
    try:
        times = json.loads((root / TIMES).read_text("utf-8"))
    except (OSError, ValueError):  # not there, or cut: times are noted anew
        return {}
    return times if isinstance(times, dict) else {}


def executed(root: Path) -> Iterator[tuple[str, float]]:
    """Pages and the seconds that each took when it was last run."""
    from jupyter_cache import get_cache

    records = get_cache(root / "_build/.jupyter_cache").list_cache_records()
    for record in sorted(records, key=lambda r: r.created):
        if "execution_seconds" in (record.data or {}):
            yield record.uri, record.data["execution_seconds"]


def table(root: Path, docs: list[str]) -> str:
    """What was computed or run for the book that is being written, as HTML.

    Parameters
    ----------
    root : Path
        The checkout.
    docs : list of str
        Pages of the book.

    Returns
    -------
    str
    """
    from collabgov.charts.number_table import table

    tables, pages = evidence(root), dict(executed(root))
    rows = {f"tables of {slug}": s for slug, s in tables.items()}
    rows |= {f"page {doc}": pages[doc] for doc in docs if doc in pages}
    seconds = pd.DataFrame({"seconds": rows}, dtype=float)
    return str(table(seconds, digits=1).data)


def page(app, pagename, templatename, context, doctree) -> None:
    """Sphinx event: a page is about to be written."""
    if MARK in context.get("body", ""):
        docs = sorted(app.env.found_docs)
        times = table(Path(app.srcdir), docs)
        context["body"] = context["body"].replace(MARK, times)


def setup(app) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("html-page-context", page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
