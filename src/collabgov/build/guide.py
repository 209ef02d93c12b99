"""What to fill in, file by file, after a new study was written."""

import re
from collections.abc import Iterable
from pathlib import Path

from collabgov.build import contents
from collabgov.pages.typography import spelled

FILL = {
    "seeds/{}.yml": "what the study says: citation, question, cases, every claim",
    "src/collabgov/studies/{}/kernel.py": "the model: one record of numbers, lists, math",
    "src/collabgov/studies/{}/closed_forms.py": "what is known of it without running it",
    "src/collabgov/studies/{}/parameters.py": "each range, its ground, whom to ask what",
    "src/collabgov/studies/{}/model.py": "the runs that claims compare",
    "src/collabgov/studies/{}/predicates.py": "the own world; a test and margin a claim",
    "src/collabgov/studies/{}/coding.py": "from the words of the study to the model",
    "src/collabgov/studies/{}/__init__.py": "the question, and what pages and tests use",
    "book/{}.md": "the chapter: walk, workshop, ledger",
    "book/teaching/{}.md": "a session of 75 minutes, a game, answers",
    "tests/studies/test_{}.py": "closed form, limits, what never moves",
    "tests/teaching/sessions/{}.yml": "game, minutes, exercises of the teaching page",
    "book/references.bib": "the study as a work, with its key",
    "book/studies.md": "nothing: its card stands there",
    contents.STUDIES: "nothing: BOOK names it, after the others",
    "_toc.yml": "nothing: chapter and teaching page stand after the others",
}
STEPS = """
A new study computes its tables within a minute. While you write:
  .venv/bin/python -m pytest -q tests/records tests/studies/test_{slug}.py
  make page SLUG={slug}
When its numbers are as they should be:
  UPDATE_EXPECTED=1 .venv/bin/python -m pytest -q tests/test_expected.py -k {slug}
  .venv/bin/python -m collabgov.build.freeze {slug}
  make book
  make test
"""


def instructions(root: Path, slug: str, written: Iterable[Path]) -> str:
    """What to fill in, file by file, and the commands that come next.

    Parameters
    ----------
    root : Path
        The checkout, with the study in it.
    slug : str
        The study.
    written : iterable of Path
        What `collabgov.build.new_study.write` returned.

    Returns
    -------
    str
        Lines for the person who asked.
    """
    what = {name.format(slug): words for name, words in FILL.items()}
    names = [name for name in what if Path(name) in set(written)]
    width = max(map(len, names))
    lines = [f"  {name:{width}}  {what[name]}" for name in names]
    head = f"{slug} stands and runs, as a study of two partners. Make it yours:"
    text = "\n".join([head, *lines, STEPS.format(slug=slug).rstrip()])
    places = counting(root)
    if not places:
        return text
    return "\n".join([text, "These count the studies in words:", *places])


def counting(root: Path) -> list[str]:
    """Places that say in words how many studies there were before the last came.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    list of str
        File, line and words, indented; the synthesis and its teaching page, which are
        about studies of their own choice, are left out.
    """
    before = len(contents.studies(root)) - 1
    things = r"(?:\w+ )?(?:studies|chapters|abstracts)"
    counts = re.compile(rf"\b{spelled(before)} {things}", re.IGNORECASE)
    pages = sorted((root / "book").rglob("*.md"))
    files = [root / name for name in ("README.md", "CITATION.cff", "pyproject.toml")]
    places = []
    for path in [*files, *(page for page in pages if page.stem not in contents.ALONE)]:
        lines = path.read_text("utf-8").split("\n") if path.is_file() else []
        name = path.relative_to(root).as_posix()
        for at, line in enumerate(lines, start=1):
            places += [f"  {name}:{at}: {match[0]}" for match in counts.finditer(line)]
    return places
