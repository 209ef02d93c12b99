"""Where a new study has to be named in files that are there: their text with it in."""

import re
from collections.abc import Callable
from pathlib import Path

from collabgov.build import contents

CARD = """
## {title}

```{{code-cell}} python
:tags: [remove-input]

study_cards.card(study_record.read("{slug}"))
```
"""
WORK = """
@misc{{{key},
  author = {{Anybody, A.}},
  title = {{{title}}},
  howpublished = {{An invented study}},
  year = {{2026}},
  doi_status = {{none}},
}}
"""


def in_book(text: str, slug: str) -> str:
    r"""The module of the studies with one more in its `BOOK`.

    Parameters
    ----------
    text, slug : str
        Its text; the new study, which comes last.

    Returns
    -------
    str

    Examples
    --------
    >>> print(in_book('BOOK = (\n    "a",\n)\n', "b"), end="")
    BOOK = (
        "a",
        "b",
    )
    """
    head, inner, end = _only(r"(?ms)^(BOOK = \()(.*?)(\))", text).groups()
    named = [part.strip() for part in inner.split(",") if part.strip()]
    lines = "".join(f"    {name},\n" for name in (*named, f'"{slug}"'))
    return text.replace(head + inner + end, f"{head}\n{lines}{end}", 1)


def in_contents(text: str, slug: str, after: str | None) -> str:
    r"""The table of contents with the chapter of a study and its teaching page.

    Parameters
    ----------
    text, slug : str
        Its text; the new study.
    after : str or None
        The study that it follows; None where it is the first.

    Returns
    -------
    str

    Examples
    --------
    >>> print(in_contents("root: book/index\nchapters:\n", "b", None), end="")
    root: book/index
    chapters:
    - file: book/b
      sections:
      - file: book/teaching/b
    """
    chapter = f"- file: book/{slug}\n  sections:\n  - file: book/teaching/{slug}\n"
    before = rf"- file: book/{after}\n(?:  .*\n)*" if after else r"chapters:\n"
    end = _only(rf"(?m)^{before}", text).end()
    return text[:end] + chapter + text[end:]


def in_cards(text: str, slug: str) -> str:
    """The page of the studies with the card of one more, after those that are there."""
    cells = list(re.finditer(r"(?ms)^study_cards\.card\(.*?^```\n", text))
    if not cells:
        raise ValueError("book/studies.md shows no study_cards.card(…) to stand after")
    end = cells[-1].end()
    return text[:end] + CARD.format(slug=slug, title=title(slug)) + text[end:]


def in_works(text: str, slug: str) -> str:
    """The bibliography with a work more: the study itself."""
    if f"{{{key(slug)}," in text:
        raise ValueError(f"book/references.bib holds a work {key(slug)!r} already")
    return text + WORK.format(key=key(slug), title=title(slug))


def title(slug: str) -> str:
    """What a study is called until it has a better name.

    Examples
    --------
    >>> title("toy_pairs")
    'Toy pairs'
    """
    return slug.replace("_", " ").capitalize()


def key(slug: str) -> str:
    """Its key in the bibliography: family name, year, a word of the title.

    Examples
    --------
    >>> key("toy_pairs")
    'anybody2026toy'
    """
    return f"anybody2026{slug.split('_')[0]}"


def changed(root: Path, slug: str) -> dict[Path, str]:
    """Text of every file that has to name a new study, with it in.

    Parameters
    ----------
    root : Path
        The checkout.
    slug : str
        The study.

    Returns
    -------
    dict of Path to str
        Paths from the checkout.

    Raises
    ------
    ValueError
        If a file is missing or has no place for it.
    """
    after = (None, *contents.studies(root))[-1]
    into: dict[str, Callable[[str], str]] = {
        contents.STUDIES: lambda text: in_book(text, slug),
        "_toc.yml": lambda text: in_contents(text, slug, after),
        "book/studies.md": lambda text: in_cards(text, slug),
        "book/references.bib": lambda text: in_works(text, slug),
    }
    texts = {}
    for name, insert in into.items():
        if not (root / name).is_file():
            raise ValueError(f"{root} is no checkout of the book: it has no {name}")
        texts[Path(name)] = insert((root / name).read_text("utf-8"))
    return texts


def _only(pattern: str, text: str) -> re.Match[str]:
    """The first place of a text that fits, which there must be."""
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"no place for a new study: nothing fits {pattern!r}")
    return match
