"""All claims of all studies, a row for each test: from the records and the evidence."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from collabgov.claims import evaluation, store, verdict
from collabgov.pages import addresses, verdict_tables, verdict_words
from collabgov.pages.reading_words import VERBS
from collabgov.records.study_record import Claim, StudyRecord
from collabgov.studies import load

FORMALISED = "formalised"
NOT_FORMALISED = "not formalised"

# in the order of the rules; DEPENDS stands for all that name a part
WORDS = (
    verdict.FOLLOWS,
    verdict.OWN_WORLD,
    verdict.DEPENDS,
    verdict.NOT_HERE,
    verdict.UNDECIDED,
    verdict.BUILT_IN,
    verdict.NOT_TESTABLE,
    verdict.NOT_TESTED,
    NOT_FORMALISED,
)
DIGITS = 6  # more of a share would only tell which machine counted
# of the columns of verdicts, those that stand elsewhere in a row, or in its texts
ELSEWHERE = ("claim", "reading", "effect_leader", "effect_context", "verdict", "part")
NUMBERS = [name for name in evaluation.COLUMNS if name not in ELSEWHERE]
TEXTS = ("drivers", "region", "word", "verdict")
Row = dict[str, Any]


def rows(studies: Iterable[StudyRecord]) -> pd.DataFrame:
    """The claim ledger: one row a test, and one for each claim that has none.

    Parameters
    ----------
    studies : iterable of StudyRecord
        The records, in the order of the book.

    Returns
    -------
    DataFrame
        The columns of `codebook.COLUMNS`; None where a column does not apply. Shares
        lie in [0, 1] and count sets of assumptions; for a ratio of total effects
        `support`, `low`, `high` and the errors are those of the ratio.

    Examples
    --------
    >>> from collabgov.records import study_record
    >>> table = rows([study_record.read("leading_small_groups")])
    >>> table[table["claim"] == "LG-2"][["address", "state"]].values.tolist()
    [['LG-2', 'not formalised']]
    """
    ledger = [row for study in studies for row in _of_study(study)]
    table = pd.DataFrame(ledger, dtype=object)
    return table.where(table.notna(), None)


def word(row: Row | pd.Series) -> str:
    """What a row is sorted by: its verdict without the part, or why there is none.

    Examples
    --------
    >>> word({"state": "formalised", "word": "depends on"})
    'depends on'
    >>> word({"state": "not formalised", "word": None})
    'not formalised'
    """
    return row["word"] if row["state"] == FORMALISED else row["state"]


def words_by_study(table: pd.DataFrame) -> pd.DataFrame:
    """How many rows of the ledger carry which word, by study.

    Parameters
    ----------
    table : DataFrame
        As `rows` gives it.

    Returns
    -------
    DataFrame
        One row a word, in the order of the rules, and their sum; one column a study, by
        the two letters that begin its claims, and all.
    """
    letters = table["claim"].str.split("-").str[0].rename("study")
    return _count(table, letters, letters.unique())


def words_by_reading(table: pd.DataFrame) -> pd.DataFrame:
    """How many tests carry which word, by the strength under which they are read.

    Parameters
    ----------
    table : DataFrame
        As `rows` gives it.

    Returns
    -------
    DataFrame
        As `count`; one column a reading, the weakest first.
    """
    tests = table[table["test"].notna()]
    verbs = tests["read_as"].map(VERBS).rename("reading")
    used = [verb for verb in VERBS.values() if (verbs == verb).any()]
    return _count(tests, verbs, used)


def _count(table: pd.DataFrame, by: pd.Series, columns: Iterable[str]) -> pd.DataFrame:
    """Words in the order of the rules, counted by something, with their sums."""
    words = table.apply(word, axis=1).rename("word")
    counts = pd.crosstab(words, by).reindex(columns=columns)
    counts = counts.reindex([w for w in WORDS if w in counts.index])
    counts.loc["all"] = counts.sum()
    return counts.assign(all=counts.sum(axis=1))


def states(table: pd.DataFrame) -> dict[str, int]:
    """How many claims are formalised, and how many are not.

    Parameters
    ----------
    table : DataFrame
        As `rows` gives it.

    Returns
    -------
    dict of str to int
        Both states, also one that no claim is in.
    """
    counts = table.drop_duplicates("claim")["state"].value_counts()
    return {s: int(counts.get(s, 0)) for s in (FORMALISED, NOT_FORMALISED)}


def _of_study(study: StudyRecord) -> list[Row]:
    """Rows of one study, in the order of its record."""
    verdicts = verdict_tables.verdicts(study.slug)
    tests = {p.id: p for p in load(study.slug).predicates}
    checked_in = _checked_in(study.slug)
    rows = []
    for claim in study.claims:
        if claim.reason:
            rows.append(_from_record(study, claim, NOT_FORMALISED))
        for name in claim.predicates:
            row = _from_record(study, claim, FORMALISED) | {
                "address": addresses.row(name, claim.id),
                "test": name,
                "question": tests[name].question,
                "read_as": tests[name].reading,
                "checked_in": checked_in(name),
            }
            row |= _rounded(verdicts.loc[name]) | _in_words(study.slug, name)
            rows.append(row | {"word": verdicts.at[name, "verdict"]})
    return rows


def _from_record(study: StudyRecord, claim: Claim, state: str) -> Row:
    """What the record says of a claim; the columns of all rows, in their order."""
    fields = ("statement", "phrase", "modality", "type", "basis", "source_level")
    empty = ("test", "question", "read_as", "checked_in", "meanings", *NUMBERS, *TEXTS)
    return {
        "address": addresses.anchor(claim.id),
        "claim": claim.id,
        "study": study.short,
        "slug": study.slug,
        **{name: getattr(claim, name) for name in fields},
        "understood": claim.reading,
        "state": state,
        "reason": claim.reason,
        **dict.fromkeys(empty),
    }


def _rounded(row: pd.Series) -> Row:
    """What was found for one test: numbers rounded, empty texts as none."""
    rounded = {}
    for name in NUMBERS:
        value = row[name]
        if isinstance(value, str):
            rounded[name] = value or None
        elif pd.isna(value):
            rounded[name] = None
        elif name == "size_w" or name.split("_")[0] == "n":
            rounded[name] = int(value)
        else:
            rounded[name] = round(float(value), DIGITS)
    return rounded


def _in_words(slug: str, test: str) -> Row:
    """What is said of one test: on what it hangs, where it fails, its verdict."""
    named = load(slug).model.named
    hangs = [name for name in verdict_words.drivers(slug, test) if name in named]
    meant = [f"{name}: {named[name].meaning}" for name in hangs]
    return {
        "meanings": "; ".join(meant) or None,
        "drivers": verdict_words.drivers_text(slug, test) or None,
        "region": verdict_words.region_text(slug, test) or None,
        "verdict": verdict_words.verdict_text(slug, test),
    }


def _checked_in(slug: str) -> Callable[[str], str | None]:
    """Test → the file that checks it; another one if its share was measured before."""
    top = store.root()
    if top is None:  # an installed package has no tests
        return lambda name: None
    file = top / "tests/expected" / f"{slug}_measured.csv"
    measured = set(pd.read_csv(file)["id"]) if file.is_file() else set()
    return lambda name: (
        f"tests/studies/test_{slug}{'_measured' * (name in measured)}.py"
    )
