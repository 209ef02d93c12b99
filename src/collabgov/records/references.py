"""References that the studies share, as far as their lists were seen.

Two studies are coupled where their reference lists hold the same work. A study that
cites another study is linked to it, which is something else. A study whose list was not
seen has no place among the pairs: nothing is known of what it cites.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from math import nan
from pathlib import Path
from typing import Any

import pandas as pd

from collabgov.records.files import text
from collabgov.records.study_record import StudyRecord

BIBLIOGRAPHY = Path(__file__).resolve().parents[3] / "book" / "references.bib"
YEAR = re.compile("[0-9]{1,4}")
COLUMNS = ["authors", "year", "title", "doi", "doi_status"]


def bibliography(path: Path | None = None) -> pd.DataFrame:
    """Works of a BibTeX file, one row a work.

    Parameters
    ----------
    path : Path, optional
        The file; left out, the bibliography of the book.

    Returns
    -------
    DataFrame
        Index `key`, in the order of the file; columns `authors` ("Family, Given; …",
        editors where there are no authors), `year`, `title`, `doi`, `doi_status`
        ("verified", "unverified", "none"). What an entry lacks is missing.

    Raises
    ------
    ValueError
        If the file is missing or no BibTeX, a key stands twice, a `doi_status` is none
        of the three, a DOI stands unverified, or a year is no whole number. One line a fault: file, key, rule.
    ModuleNotFoundError
        If pybtex is not installed; it comes with the book, not with the package.

    Examples
    --------
    >>> bibliography().loc["ansell2008collaborative", "authors"]
    'Ansell, C.; Gash, A.'
    """
    path = Path(path or BIBLIOGRAPHY)
    entries = _entries(path)
    _refuse(f"{path}: {key}: {rule}" for key, rule in _faults(entries))
    rows = {key: _row(entry) for key, entry in entries.items()}
    table = pd.DataFrame(rows, COLUMNS, dtype="str").T.rename_axis("key")
    table["year"] = pd.to_numeric(table["year"], errors="coerce").astype("Int64")
    return table


def cited(studies: Iterable[StudyRecord]) -> pd.DataFrame:
    """Which study cites which work, as far as its reference list was seen.

    Parameters
    ----------
    studies : iterable of StudyRecord
        The records; those without a reference list are left out.

    Returns
    -------
    DataFrame of bool, shape (works, studies)
        Index `key`: the works that at least one study cites, in the order of the
        bibliography. Columns: slugs.

    Raises
    ------
    ValueError
        If a record names a key that the bibliography lacks. One line a fault.

    Examples
    --------
    >>> from collabgov.records.study_record import read
    >>> cited([read("relational_leadership")]).sum().to_dict()
    {'relational_leadership': 41}
    """
    seen = [study for study in studies if study.references.shown]
    works = _works((s.slug, key) for s in seen for key in s.references.keys)
    table = pd.DataFrame({s.slug: works.isin(s.references.keys) for s in seen}, works)
    return table[table.any(axis=1)]


def shared(studies: Iterable[StudyRecord]) -> pd.DataFrame:
    """Overlap of the reference lists of two studies, as far as they were seen.

    Parameters
    ----------
    studies : iterable of StudyRecord
        As for `cited`, with the same refusals.

    Returns
    -------
    DataFrame
        Index (`one`, `other`): every pair of studies with a list. Columns:
        `shown_one`, `shown_other`, references seen of each; `unseen_one`,
        `unseen_other`, how many more a truncated list has (0 complete, NaN not known);
        `keys`, a tuple of the shared ones; `shared`, how many they are; `cosine`
        (Salton), shared / √(product of what was seen), in [0, 1]; `jaccard`, shared /
        all works seen, in [0, 1].

    References
    ----------
    Kessler, M. M. (1963). Bibliographic coupling between scientific papers. American
    Documentation 14(1), 10-25. doi:10.1002/asi.5090140103

    Examples
    --------
    >>> from collabgov.records.study_record import read
    >>> two = shared(map(read, ["relational_leadership", "cross_sector_synergy"]))
    >>> two["cosine"].round(3).tolist()  # 2 / √(41·40)
    [0.049]
    """
    seen = [study for study in studies if study.references.shown]
    cites, rows = cited(seen), []
    for a, b in combinations(seen, 2):
        shown = [s.references.shown for s in (a, b)]
        unseen = [float(s.references.total or nan) - s.references.shown for s in (a, b)]
        keys = tuple(cites.index[cites[a.slug] & cites[b.slug]])
        rows.append((a.slug, b.slug, *shown, *unseen, keys))
    columns = "one other shown_one shown_other unseen_one unseen_other keys"
    table = pd.DataFrame(rows, columns=columns.split()).set_index(["one", "other"])
    both = table["keys"].map(len)
    return table.assign(**_overlap(both, table["shown_one"], table["shown_other"]))


def links(studies: Iterable[StudyRecord]) -> pd.DataFrame:
    """Which study cites which other study: a link, not a shared reference.

    Parameters
    ----------
    studies : iterable of StudyRecord
        As for `cited`, with the same refusals, also for the studies' own keys.

    Returns
    -------
    DataFrame
        One row a link; columns `citing` and `cited` (slugs), `key` (the study cited).

    Examples
    --------
    >>> from collabgov.records.study_record import read
    >>> two = links(map(read, ["relational_leadership", "soft_metagovernance"]))
    >>> two.values.tolist()
    [['relational_leadership', 'soft_metagovernance', 'ayres2019network']]
    """
    studies = tuple(studies)
    _works((s.slug, s.citation.key) for s in studies)
    rows = [
        (citing, s.slug, s.citation.key)
        for citing, cites in cited(studies).items()
        for s in studies
        if cites.get(s.citation.key, False)
    ]
    return pd.DataFrame(rows, columns=["citing", "cited", "key"])


def _entries(path: Path) -> dict[str, Any]:
    """Entries of a BibTeX file by key; what pybtex complains of is refused."""
    try:
        from pybtex import database, errors
    except ModuleNotFoundError:
        rule = "reading a bibliography needs pybtex, which comes with the book"
        raise ModuleNotFoundError(f"{path}: {rule}; it is not installed") from None
    with errors.capture() as faults:
        entries = dict(database.parse_string(text(path), "bibtex").entries.items())
    _refuse(f"{path}: {fault}" for fault in faults)
    return entries


def _faults(entries: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Key and broken rule of every fault of a bibliography."""
    for key, entry in entries.items():
        status = entry.fields.get("doi_status")
        if status not in ("verified", "unverified", "none"):
            yield key, f"doi_status is verified, unverified or none, got {status}"
        elif ("doi" in entry.fields) != (status == "verified"):
            yield key, f"a doi stands if, and only if, it is verified; it is {status}"
        if not YEAR.fullmatch(year := entry.fields.get("year", "0")):
            yield key, f"a year is a whole number, got {year:.80}"


def _row(entry: Any) -> list[str | None]:
    """One entry as plain text, in the order of COLUMNS."""
    from pybtex.richtext import Text

    people = entry.persons.get("author") or entry.persons.get("editor") or ()
    plain = {"authors": "; ".join(map(str, people)), **entry.fields}
    for name in ("authors", "title"):
        plain[name] = str(Text.from_latex(plain.get(name, "")))
    return [plain.get(name) or None for name in COLUMNS]


def _works(keys: Iterable[tuple[str, str]]) -> pd.Index:
    """Keys of the bibliography; a study's key that is not among them is refused."""
    works = bibliography().index
    rule = f"the key must stand in {BIBLIOGRAPHY.name}"
    _refuse(f"{slug}.yml: {key}: {rule}" for slug, key in keys if key not in works)
    return works


def _refuse(lines: Iterable[str]) -> None:
    """Raise one ValueError for all faults, if there are any."""
    if told := "\n".join(lines):
        raise ValueError(told)


def _overlap(both: pd.Series, m: pd.Series, n: pd.Series) -> dict[str, pd.Series]:
    """Measures of what lists of lengths m and n have in common."""
    together = m + n - both
    return {"shared": both, "cosine": both / (m * n) ** 0.5, "jaccard": both / together}
