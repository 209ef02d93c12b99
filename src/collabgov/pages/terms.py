"""Words that stand for an entry of the glossary, found in running prose.

A link that is missing costs a reader a look into the glossary; a wrong one misleads.  So
a word that is also everyday English stands for its entry only in the forms listed here.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

# A term -> the only words that stand for it; where none fits, an author writes
# {term}`…`. What precedes a bar has to stand before the word, and is not linked.
WORDS = {
    "Krippendorff's alpha": ("Krippendorff's alpha", "alpha"),
    "absence": (),
    "approval": ("cut |approvals",),
    "box": ("whole |box",),
    "built in": ("Built in", "nearly |built in"),
    "chain": (),
    "chair": ("a |chair", "the |chair", "one |chair", "strong |chair"),
    "circular": (),
    "claim": ("a |claim", "any |claim", "every |claim", "the |claim", "the |claims"),
    "commitment": ("some |commitment",),
    "coverage": (),
    "density": (),
    "depends on": (),
    "does not follow here": ("do not follow here",),
    "drift": ("without |drift",),
    "driver": (),
    "driving force": (),
    "effort": ("Effort", "her |effort", "leader's |effort"),
    "equalisation (of public services)": (),
    "fit": (),
    "fold": ("The |fold",),
    "follows": (),
    "history": ("each |history", "one |history", "two |histories"),
    "integration (of public services)": (),
    "interval": ("its |interval",),
    "line": (),
    "margin": ("our |margin",),
    "misplacement": (),
    "model": ("small |model", "small |models", "our |model", "our |models"),
    "not tested": ("are |not tested", "that is |not tested"),
    "null model": ("null model", "Null"),
    "number one (leader)": (),
    "overstepping": (),
    "patch": (),
    "prefecture-level city": ("prefecture-level city", "prefecture-level"),
    "provincial-level": ("provincial-level", "provincial rank"),
    "range": (
        "from |ranges",
        "our |ranges",
        "over |ranges",
        "stated |ranges",
        "the |ranges",
    ),
    "rank": ("borrow |rank", "higher |rank", "same |rank", "whose |rank"),
    "reach": ("Reach",),
    "rival model": ("rival model", "Rival"),
    "seed": ("from |seeds", "same |seed"),
    "share": ("count |shares", "other |shares", "our |shares"),
    "silent": (),
    "spell": ("real |spells",),
    "standardised": (),
    "stated / inferred / ours": ("(|stated",),
    "stock": ("a |stock", "are |stocks"),
    "store": (),
    "sub-provincial city": ("sub-provincial city", "sub-provincial"),
    "support, oppose": (),
    "sweep": ("large |sweeps",),
    "synergy of drivers": (
        "synergy of drivers",
        "look for |synergy",
        "needs no |synergy",
    ),
    "tie": (),
    "trap": ("no |trap",),
    "undecided here": (),
    "world": ("worlds",),
}

SPACE = r"\s+"

# what an entry says and a reader of one sentence need not know
STANDARD = re.compile(r" · standard term(?=[.,])")
STUDIES = re.compile(r"(?<=\.) [A-Z]{2}(?: and [A-Z]{2})*\.$")


class Entry(NamedTuple):
    """An entry of the glossary: its page, its anchors, its terms and what it says."""

    page: str
    anchors: tuple[str, ...]
    names: tuple[str, ...]
    definition: str


def definition(text: str) -> str:
    r"""What an entry says, on one line, without the common mark and the studies.

    Examples
    --------
    >>> definition("组长 zǔzhǎng · standard term. The person\nin the chair. LG.")
    '组长 zǔzhǎng. The person in the chair.'
    >>> definition("强领导 qiáng lǐngdǎo · our rendering. One of three types.")
    '强领导 qiáng lǐngdǎo · our rendering. One of three types.'
    """
    return STUDIES.sub("", STANDARD.sub("", " ".join(text.split())))


def words(name: str) -> tuple[str, ...]:
    """Words that stand for a term wherever they appear.

    Parameters
    ----------
    name : str
        The term, as the glossary spells it.

    Returns
    -------
    tuple of str
        Singular and plural, without what stands in brackets; or what `WORDS` lists.

    Examples
    --------
    >>> words("set of assumptions")
    ('set of assumptions', 'sets of assumptions')
    >>> words("local (community) currency")
    ('local currency', 'local currencies')
    """
    if name in WORDS:
        return WORDS[name]
    singular = re.sub(r"\s*\([^)]*\)", "", name)
    head, of, rest = singular.partition(" of ")
    return singular, f"{plural(head)}{of}{rest}"


def plural(noun: str) -> str:
    """A noun's plural, if it is a regular one.

    Examples
    --------
    >>> [plural(noun) for noun in ("chair", "tie", "box", "body", "half-life")]
    ['chairs', 'ties', 'boxes', 'bodies', 'half-lives']
    """
    if re.search("(s|x|ch|sh)$", noun):
        return f"{noun}es"
    if noun.endswith("fe"):
        return f"{noun[:-2]}ves"
    if re.search("[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def pattern(spelt: Iterable[str]) -> re.Pattern[str]:
    r"""What finds any of some words, the longest that fits.

    A word is found whole, at the beginning of a sentence and over the end of a line as
    well, but not as a part of one with a hyphen.

    Examples
    --------
    >>> found = pattern(["full box", "the |chair", "the |chair of it"])
    >>> found.findall("Full\nbox. The chair; the chair of it; a chair; the chair-bed.")
    ['Full\nbox', 'chair', 'chair of it']
    """
    longest = sorted(spelt, key=lambda word: len(linked(word)), reverse=True)
    either = "|".join(_spelling(word) for word in longest) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")


def linked(word: str) -> str:
    """A word without what has to stand before it.

    Examples
    --------
    >>> linked("our |ranges"), linked("full box")
    ('ranges', 'full box')
    """
    return word.rpartition("|")[2]


def _spelling(word: str, space: str = SPACE) -> str:
    """A word as it may stand in a sentence; a capital of its own stays."""
    before, bar, own = word.rpartition("|")
    if bar:  # a look behind has to know how far
        return rf"(?<=(?<!\w){_spelling(before, SPACE[:2])}){_spelling(own)}"
    rest = re.escape(own[1:]).replace(r"\ ", space).replace("'", "['’]")
    return f"[{own[0]}{own[0].upper()}]{rest}"


def key(word: str) -> str:
    r"""A word in one spelling, whatever its place in a sentence made of it.

    Examples
    --------
    >>> key("Study’s own\nworld")
    "study's own world"
    """
    return re.sub(r"\s+", " ", word).replace("’", "'").casefold()


def parts(
    text: str,
    found: re.Pattern[str],
    entries: Mapping[str, Entry],
    seen: set[Entry],
) -> list[tuple[str, Entry | None]]:
    """A text in pieces: the first use of a term with its entry, all else without.

    Parameters
    ----------
    text : str
        Running prose.
    found : Pattern
        See `pattern`.
    entries : mapping
        `key` of each word -> its entry.
    seen : set of Entry
        Entries met before; those of the text are added.

    Returns
    -------
    list of tuple
        Piece of the text, and the entry it leads to or None; no piece is empty.

    Examples
    --------
    >>> box = Entry("glossary", ("term-box",), ("box", "full box"), "All sets.")
    >>> entries = {"box": box, "full box": box}
    >>> found = parts("The full box is a box.", pattern(entries), entries, set())
    >>> [(piece, entry and entry.names[0]) for piece, entry in found]
    [('The ', None), ('full box', 'box'), (' is a box.', None)]
    """
    pieces, begin = [], 0
    for match in found.finditer(text):
        entry = entries[key(match[0])]
        if entry not in seen:
            seen.add(entry)
            pieces += [(text[begin : match.start()], None), (match[0], entry)]
            begin = match.end()
    return [(piece, entry) for piece, entry in [*pieces, (text[begin:], None)] if piece]
