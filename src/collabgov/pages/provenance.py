"""Tables on what is frozen, what was changed since, and what a build was made with."""

import html
import json
import platform
import re
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from IPython.display import HTML

from collabgov.charts.figures import fold
from collabgov.charts.number_table import headed, table
from collabgov.claims import frozen
from collabgov.pages import addresses
from collabgov.pages.typography import typed
from collabgov.records import study_record
from collabgov.records.files import seeds

COMPUTED_WITH = (
    "numpy",
    "scipy",
    "numba",
    "pandas",
    "SALib",
    "statsmodels",
    "scikit-learn",
)
WRITTEN_WITH = ("jupyter-book", "Sphinx", "seaborn", "nbclient")


def _title(name: str) -> str:
    """Title of a study, or "rules"."""
    return name if name == frozen.RULES else study_record.read(name).short


def frozen_hashes(slugs: Sequence[str]) -> pd.DataFrame:
    """When each study and the rules were frozen, how much of them, and their hash.

    Parameters
    ----------
    slugs : sequence of str
        The studies.

    Returns
    -------
    DataFrame
        Index: short titles. A study that was not frozen says so.
    """
    rows = {}
    for name in (*slugs, frozen.RULES):
        kept = frozen.read(name)
        if kept is None:
            rows[_title(name)] = {"since": "not frozen yet"}
            continue
        rows[_title(name)] = {
            "since": kept["first"]["date"],
            "hash": frozen.digest(kept)[:16],
            "ranges": len(kept.get("ranges", ())) or "–",
            "tests": len(kept.get("predicates", ())) or "–",
            "changes": len(kept["changes"]),
        }
    return pd.DataFrame(rows).T.rename_axis("study")


def changes(slugs: Sequence[str]) -> HTML:
    """Every recorded change: when, what, why, and what it did to the verdicts.

    Parameters
    ----------
    slugs : sequence of str
        The studies.

    Returns
    -------
    HTML
        A sentence where there is none.
    """
    rows = []
    for name in (*slugs, frozen.RULES):
        for _, row in frozen.log(name).iterrows():
            rows.append({"date": row["date"], "of": _title(name), **_in_words(row)})
    if not rows:
        return HTML("<p>None.</p>")
    return table(pd.DataFrame(rows).set_index("date").sort_index())


def _in_words(row: pd.Series) -> dict[str, str]:
    """What a change was, why, and its effect, in words."""
    whole = {name: "; ".join(row[name]) for name in ("what", "effect")}
    return {
        "what": whole["what"],
        "why": row["because"],
        "effect on verdicts": whole["effect"],
    }


def frozen_tables(slug: str) -> HTML:
    """Ranges and tests of a study as they were frozen, folded.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    HTML
        Nothing where the study was not frozen.
    """
    kept = frozen.read(slug)
    if kept is None:
        return HTML("")
    ranges = pd.DataFrame(kept["ranges"]).T[["low", "high", "default"]]
    columns = ["claim", "reading", "margin"]
    tests = pd.DataFrame(kept["predicates"]).T.reindex(columns=columns)
    words = {id: typed(frozen.word(found)) for id, found in kept["verdicts"].items()}
    tests["word"] = pd.Series(words)
    both = {
        "ranges": str(table(ranges.astype(float)).data),
        "tests, with their words": _linked(slug, tests),
    }
    return HTML(
        "".join(
            fold(f"{html.escape(_title(slug))}: {len(data)} {name}", shown)
            for (name, shown), data in zip(both.items(), (ranges, tests), strict=True)
        )
    )


def _linked(slug: str, tests: pd.DataFrame) -> str:
    """A table of tests, each name a link to the test's code in the chapter."""
    links = {
        name: f'<a href="{slug}.html#{addresses.code(name)}">{addresses.unbroken(name)}</a>'
        for name in tests.index
    }
    heads = {name: f"<th>{link}</th>" for name, link in links.items()}
    return headed(str(table(tests).data), heads)


def environment() -> pd.DataFrame:
    """Versions of what computed the numbers and of what made the pages.

    Returns
    -------
    DataFrame
        One row a program.
    """
    rows = {"Python": platform.python_version()}
    rows["system"] = f"{platform.system()} {platform.machine()}"
    rows |= {name: version(name) for name in (*COMPUTED_WITH, *WRITTEN_WITH)}
    front = json.loads(_file_of_checkout("package-lock.json") or '{"packages": {}}')[
        "packages"
    ]
    for folder, part in front.items():
        if folder and not part.get("optional"):
            rows[folder.removeprefix("node_modules/")] = part["version"]
    return pd.DataFrame({"version": rows})


def locked_packages() -> int:
    """Number of Python packages in the lock; 0 outside a checkout."""
    names = re.findall(
        r"^([\w.-]+)==", _file_of_checkout("requirements.txt"), flags=re.M
    )
    return len(set(names))


def _file_of_checkout(name: str) -> str:
    """A file of the checkout; empty where there is none."""
    file: Path = seeds().parent / name
    return file.read_text("utf-8") if file.is_file() else ""
