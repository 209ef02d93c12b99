"""Numbers that a page prints beside those that it printed when it was reviewed.

`tests/expected/<page>.json` holds every glued value of a page with a tolerance.  Two
kinds are exempt.  The version moves with every release.  The times of a build, on the
page Reproduce, are another in every build: `collabgov.pages.build_times` writes them into the
page after it has run, so that they are never glued.
"""

import json
import re
from pathlib import Path
from typing import Any

Values = dict[str, Any]
LEFT_OUT = ("version",)
PRINTS = "{glue:text}"


def pages(root: Path) -> list[str]:
    """Pages whose prose prints a glued number.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    list of str
        Paths in ``book/`` without suffix, sorted: "claims", "teaching/synthesis".
    """
    top = root / "book"
    found = (page for page in top.rglob("*.md") if PRINTS in page.read_text("utf-8"))
    return sorted(page.relative_to(top).with_suffix("").as_posix() for page in found)


def file(root: Path, page: str) -> Path:
    """Where the expected values of a page stand."""
    return root / "tests/expected" / f"{page}.json"


def number(value: Any) -> float | None:
    """The number of a value, or of a text; None where it has none.

    Examples
    --------
    >>> number("14 of 100"), number("1,024 points"), number("follows")
    (14.0, 1024.0, None)
    """
    if isinstance(value, bool | int | float):
        return float(value)
    found = re.search(r"-?\d[\d,]*\.?\d*", value)
    return float(found[0].replace(",", "")) if found else None


def tolerance(value: Any) -> float:
    """How far a value may move: shares as counts by one, decimals by 2 in 100.

    Examples
    --------
    >>> tolerance("14 of 100"), tolerance(3), tolerance(2.0)
    (1.0, 0.0, 0.04)
    """
    if isinstance(value, str):
        return 1.0
    return 0.0 if isinstance(value, bool | int) else max(0.01, 0.02 * abs(value))


def write(root: Path, page: str, values: Values) -> None:
    """Keep the values of a page as the expected ones."""
    kept = {k: v for k, v in values.items() if k not in LEFT_OUT}
    rows = {k: {"value": v, "tolerance": tolerance(v)} for k, v in kept.items()}
    text = json.dumps(dict(sorted(rows.items())), indent=1, ensure_ascii=False)
    file(root, page).parent.mkdir(parents=True, exist_ok=True)
    file(root, page).write_text(text + "\n", encoding="utf-8")


def faults(root: Path, page: str, values: Values) -> list[str]:
    """What a page prints that is not expected, one line a number.

    Parameters
    ----------
    root : Path
        The checkout.
    page : str
        The page, as `pages` names it.
    values : dict
        What the page glued.

    Returns
    -------
    list of str
        Empty where every number is there and within its tolerance.
    """
    kept = file(root, page)
    if not kept.is_file():
        return [f"there is no {kept.relative_to(root).as_posix()}"]
    expected = json.loads(kept.read_text("utf-8"))
    now = {k: v for k, v in values.items() if k not in LEFT_OUT}
    told = [
        f"{name}: expected, but not printed any more" for name in expected.keys() - now
    ]
    told += [f"{name}: printed, but not expected" for name in now.keys() - expected]
    for name in expected.keys() & now:
        row, value = expected[name], now[name]
        if not _near(row["value"], value, row["tolerance"]):
            far = f" (tolerance {row['tolerance']:.3g})"
            told.append(f"{name}: {row['value']} → {value}{far}")
    return sorted(told)


def _near(was: Any, now: Any, most: float) -> bool:
    """Whether two values differ by no more than the tolerance; texts by nothing."""
    one, other = number(was), number(now)
    if one is None or other is None:
        return was == now
    return abs(one - other) <= most + 1e-12
