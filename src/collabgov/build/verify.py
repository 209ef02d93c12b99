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
Told = tuple[list[str], str]  # what is wrong; what was looked at


def unchanged(name: str) -> Told:
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
    told = frozen.differences(kept, freeze.content(name))
    if told:
        since = (kept["changes"] or [kept["first"]])[-1]["date"]
        told = [f"{name} differs from what was frozen on {since}:", *told]
        return [*told, f'if that is meant: {command} --because "why"'], ""
    return [], f"{_counted(kept)} as frozen, hash {frozen.digest(kept)[:12]}"


def _counted(kept: frozen.Content) -> str:
    """How much was frozen, in words."""
    words = {"ranges": "ranges", "predicates": "predicates", "code": "pieces of code"}
    return ", ".join(f"{len(kept[k])} {word}" for k, word in words.items() if k in kept)


def same_words(slug: str) -> Told:
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
    told = [f"{slug}: verdicts moved, and no recorded change says so:", *moved]
    return (
        (told, "") if moved else ([], f"{len(kept['verdicts'])} verdicts as recorded")
    )


def same_numbers(root: Path, page: str) -> Told:
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
    told = expected.faults(root, page, values)
    told = [f"book/{page}.md prints other numbers:", *told] if told else []
    return told, f"{len(values)} numbers run again in {seconds:.0f} s, all as expected"


def main(root: Path) -> None:
    """Look at the rules, at every study, and at every page that prints numbers.

    Raises
    ------
    SystemExit
        With everything that is wrong.
    """
    start = perf_counter()
    wrong = _looked(frozen.RULES, unchanged(frozen.RULES))
    for slug in BOOK:
        frozen_ = _looked(slug, unchanged(slug))
        wrong += frozen_
        if not frozen_:  # else the verdicts of another text
            wrong += _looked(slug, same_words(slug))
    found = expected.pages(root)
    book.evidence(root, [f"book/{page}" for page in found])
    look = partial(same_numbers, root)
    with ThreadPoolExecutor(notebooks.AT_ONCE) as pool:
        for page, told in zip(found, pool.map(look, found), strict=True):
            wrong += _looked(page, told)
    if wrong:
        raise SystemExit("\n".join(["== failed", *wrong]))
    say(f"== verified in {perf_counter() - start:.0f} s")


def _looked(name: str, found: Told) -> list[str]:
    """What is wrong, to be listed; where nothing is, say what was looked at."""
    told, good = found
    if good and not told:
        say(f"   {name}: {good}")
    return [told[0], *(f"  {line}" for line in told[1:])] if told else []


if __name__ == "__main__":
    say("== verify: what was frozen, what was reviewed")
    main(Path(*sys.argv[1:]).resolve())
