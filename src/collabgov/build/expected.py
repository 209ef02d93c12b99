"""Numbers that a page prints beside those that it printed when it was reviewed.

`tests/expected/<page>.json` holds every glued value of a page with a tolerance.  Two
kinds are exempt.  The version moves with every release.  The times of a build, on the
page Reproduce, are another in every build: `collabgov.pages.build_times` writes them into the
page after it has run, so that they are never glued.
"""

import json
import re
from decimal import Decimal
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
    printing = (page for page in top.rglob("*.md") if PRINTS in page.read_text("utf-8"))
    return sorted(page.relative_to(top).with_suffix("").as_posix() for page in printing)


def file(root: Path, page: str) -> Path:
    """Where the expected values of a page stand."""
    return root / "tests/expected" / f"{page}.json"


NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?")
COUNT = (" of ", "100")  # what follows a share that is told as a count


def parts(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and the numbers between them, as they are written.

    Examples
    --------
    >>> parts("−5 to 6.25 years")
    (['', ' to ', ' years'], ['−5', '6.25'])
    """
    return NUMBER.split(text), NUMBER.findall(text)


def number(written: str) -> float:
    """A number as it is written, with its sign, thousands and exponent.

    Examples
    --------
    >>> number("1,024"), number("−0.5"), number("3e-05")
    (1024.0, -0.5, 3e-05)
    """
    return float(written.replace(",", "").replace("−", "-"))


def tolerance(value: Any) -> float:
    """How far a value may move: decimals by 2 in 100, counts of 100 by one.

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
    values = {k: v for k, v in values.items() if k not in LEFT_OUT}
    rows = {k: {"value": v, "tolerance": tolerance(v)} for k, v in values.items()}
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
    path = file(root, page)
    if not path.is_file():
        return [f"there is no {path.relative_to(root).as_posix()}"]
    expected = json.loads(path.read_text("utf-8"))
    now = {k: v for k, v in values.items() if k not in LEFT_OUT}
    lines = [
        f"{name}: expected, but not printed any more" for name in expected.keys() - now
    ]
    lines += [f"{name}: printed, but not expected" for name in now.keys() - expected]
    for name in expected.keys() & now:
        row, value = expected[name], now[name]
        if not _near(row["value"], value, row["tolerance"]):
            far = f" (tolerance {row['tolerance']:.3g})"
            lines.append(f"{name}: {row['value']} → {value}{far}")
    return sorted(lines)


def _near(was: Any, now: Any, most: float) -> bool:
    """Whether two values are of one kind, and differ by no more than they may."""
    if isinstance(was, str) or isinstance(now, str):
        return isinstance(was, type(now)) and _same_text(was, now)
    if isinstance(was, bool) or isinstance(now, bool):
        return was is now
    return abs(was - now) <= most + 1e-12


def _same_text(was: str, now: str) -> bool:
    """Whether all words are the same, and every number is near its own.

    A whole number is exact, but for a count of 100, which may be one more or less.
    """
    (words, numbers), (other, others) = parts(was), parts(now)
    if words != other:
        return False
    following = [*zip(words[1:], [*numbers[1:], ""], strict=False)]
    pairs = zip(numbers, others, following, strict=True)
    return all(_same_number(a, b, after == COUNT) for a, b, after in pairs)


def _same_number(was: str, now: str, count: bool) -> bool:
    """Whether two written numbers are near each other, and written alike."""
    one, other = number(was), number(now)
    digit = Decimal(str(was).replace(",", "").replace("−", "-")).as_tuple().exponent
    most = float(count) if digit == 0 else max(0.02 * abs(one), 10.0 ** int(digit))
    alike = (one < 0) == (other < 0) and ("," in was) == ("," in now)
    return alike and abs(one - other) <= most + 1e-12
