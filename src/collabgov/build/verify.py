"""Whether the book still says what was frozen and reviewed: `make verify`.

``python -m collabgov.build.verify [ROOT]`` looks at two things. Does a study, or a rule,
differ from ``seeds/frozen/`` without a recorded change? And does a page, run again,
print another number than ``tests/expected/`` holds? It says exactly what.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from time import perf_counter

from collabgov.build import book, expected, freeze, notebooks
from collabgov.claims import frozen
from collabgov.pages import glue
from collabgov.studies import BOOK, load

say = partial(print, flush=True)
Checked = tuple[list[str], str]  # what is wrong; what was looked at


def unchanged(name: str) -> Checked:
    """Whether a study, or the rules, are as they were frozen.

    Parameters
    ----------
    name : str
        A slug, or "rules".

    Returns
    -------
    list of str, str
        What differs, and a line that says what was looked at.
    """
    command = f"python -m collabgov.build.freeze {name}"
    try:
        kept = frozen.read(name)
    except ValueError as error:
        return [str(error)], ""
    if kept is None:
        return [f"{name} was never frozen: {command}"], ""
    faults = frozen.differences(kept, freeze.content(name))
    if faults:
        since = (kept["changes"] or [kept["first"]])[-1]["date"]
        faults = [f"{name} differs from what was frozen on {since}:", *faults]
        return [*faults, f'if that is meant: {command} --because "why"'], ""
    return [], f"{_counted(kept)} as frozen, hash {frozen.digest(kept)[:12]}"


def _counted(kept: frozen.Content) -> str:
    """How much was frozen, in words."""
    words = {"ranges": "ranges", "predicates": "predicates", "code": "pieces of code"}
    return ", ".join(f"{len(kept[k])} {word}" for k, word in words.items() if k in kept)


def same_words(slug: str) -> Checked:
    """Whether every verdict of a study is the one that was recorded last.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    list of str, str
        As `unchanged` returns them.
    """
    kept = frozen.read(slug)
    if kept is None:
        return [], ""
    moved = frozen.effect(kept["verdicts"], frozen.verdicts(load(slug)))
    faults = [f"{slug}: verdicts moved, and no recorded change says so:", *moved]
    return (
        (faults, "") if moved else ([], f"{len(kept['verdicts'])} verdicts as recorded")
    )


def same_numbers(root: Path, page: str) -> Checked:
    """Whether a page, run again, prints the expected numbers.

    Parameters
    ----------
    root : Path
        The checkout.
    page : str
        The page, as `expected.pages` names it.

    Returns
    -------
    list of str, str
        As `unchanged` returns them.
    """
    import jupytext

    notebook = jupytext.read(root / "book" / f"{page}.md")
    notebook.metadata["source_map"] = [0] * len(notebook.cells)
    seconds, failure = notebooks.run(root, f"book/{page}", notebook)
    if failure:
        return [failure], ""
    values = glue.glued(notebook)
    faults = expected.faults(root, page, values)
    faults = [f"book/{page}.md prints other numbers:", *faults] if faults else []
    return (
        faults,
        f"{len(values)} numbers run again in {seconds:.0f} s, all as expected",
    )


def main(root: Path) -> None:
    """Look at the rules, at every study, and at every page that prints numbers.

    Raises
    ------
    SystemExit
        With everything that is wrong.
    """
    start = perf_counter()
    wrong = _report(frozen.RULES, unchanged(frozen.RULES))
    for slug in BOOK:
        changed = _report(slug, unchanged(slug))
        wrong += changed
        if not changed:  # else the verdicts of another text
            wrong += _report(slug, same_words(slug))
    pages = expected.pages(root)
    book.evidence(root, [f"book/{page}" for page in pages])
    check = partial(same_numbers, root)
    with ThreadPoolExecutor(notebooks.AT_ONCE) as pool:
        for page, checked in zip(pages, pool.map(check, pages), strict=True):
            wrong += _report(page, checked)
    if wrong:
        raise SystemExit("\n".join(["== failed", *wrong]))
    say(f"== verified in {perf_counter() - start:.0f} s")


def _report(name: str, checked: Checked) -> list[str]:
    """What is wrong, to be listed; where nothing is, say what was looked at."""
    faults, summary = checked
    if summary and not faults:
        say(f"   {name}: {summary}")
    return [faults[0], *(f"  {line}" for line in faults[1:])] if faults else []


if __name__ == "__main__":
    say("== verify: what was frozen, what was reviewed")
    main(Path(*sys.argv[1:]).resolve())
