"""Study records: what a study says and claims; seeds/README.md tells field by field."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    StrictInt,
    StringConstraints,
    field_validator,
    model_validator,
)

from collabgov.records.files import CODEBOOK, Fault, Part, load, seeds

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Author = Annotated[str, StringConstraints(pattern=r"^\S.*, \S")]  # "Family, Given"
Key = Annotated[str, StringConstraints(pattern="^[a-z0-9]+$")]
LEVELS = r"^(abstract|full text, p\. \d+|appendix|data|ours)$"
Basis = Literal["stated", "inferred", "ours"]


class Citation(Part):
    """How the study is cited; null where something is not known."""

    key: Key
    authors: tuple[Author, ...]
    year: StrictInt | None
    title: Text
    container: Text
    volume: StrictInt | None
    issue: StrictInt | None
    pages: Text | None
    doi: str | None = Field(pattern=r"^10\.\d{4,9}/\S+$")
    doi_status: Literal["verified", "unverified", "none"]
    url: Text | None
    note: Text | None

    @model_validator(mode="after")
    def _doi_only_if_verified(self) -> "Citation":
        if (self.doi is not None) != (self.doi_status == "verified"):
            raise ValueError("a doi stands if, and only if, doi_status is verified")
        return self


class Access(Part):
    """Who can read the study, and what of it was read for this book."""

    status: Literal["open", "paywalled", "unavailable"]
    licence: Text | None
    read: Text
    checked: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")


class Case(Part):
    """A case of the study."""

    name: Text
    what: Text
    basis: Basis


class Method(Part):
    """How the study proceeded."""

    what: Text
    basis: Basis


class Construct(Part):
    """A notion that the study works with."""

    name: Text
    meaning: Text
    basis: Basis


class Term(Part):
    """A term in English and Chinese."""

    english: Text
    chinese: Text
    pinyin: Text
    status: Literal["standard", "idiom", "our rendering"]
    note: Text | None = None


class References(Part):
    """How much of the study's reference list was seen, and the keys of what was."""

    status: Literal["complete", "truncated", "none"]
    shown: StrictInt
    total: StrictInt | None
    keys: tuple[Key, ...]

    @model_validator(mode="after")
    def _counts_agree(self) -> "References":
        if not len(set(self.keys)) == len(self.keys) == self.shown:
            raise ValueError("shown must be the number of keys, each standing once")
        if self.status == "complete" and self.total != self.shown:
            raise ValueError("a complete list shows its total")
        if self.total is not None and self.total < self.shown:
            raise ValueError("total must not be below shown")
        return self


class Claim(Part):
    """One claim of a study, in our words; formalised, or with the reason why not."""

    id: str = Field(pattern=r"^[A-Z]{2}-\d+[a-z]*$")
    statement: Text
    phrase: Text | None
    modality: Literal[
        "exists", "tends", "sufficient", "necessary", "dominates", "ranks", "should",
        "is", "question",
    ]  # fmt: skip
    type: Literal[
        "finding", "mechanism", "recommendation", "definition", "context",
        "contribution", "question", "scope",
    ]  # fmt: skip
    basis: Basis
    source_level: str = Field(pattern=LEVELS)
    predicates: tuple[Text, ...] = ()
    reason: Text | None = None
    reading: Text | None = None

    @field_validator("phrase")
    @classmethod
    def _short(cls, phrase: str | None) -> str | None:
        if len(re.findall(r"[^\W_][\w'’-]*", phrase or "")) > 8:
            raise ValueError("a phrase has at most eight words")
        return phrase

    @model_validator(mode="after")
    def _formalised_or_not(self) -> "Claim":
        if bool(self.predicates) == bool(self.reason):
            raise ValueError("a claim has either predicates or a reason, never both")
        return self


class StudyRecord(Part):
    """One study record.

    Examples
    --------
    >>> study = read("leading_small_groups")
    >>> study.claim("LG-9").modality
    'exists'
    >>> study.cite()[:40]
    'Miao, Tingting; Ju, Hao (2020). Leading '
    """

    slug: str = Field(pattern="^[a-z]+(_[a-z]+)*$")
    prefix: str = Field(pattern="^[A-Z]{2}$")
    short: Text
    citation: Citation
    access: Access
    question: Text
    cases: tuple[Case, ...]
    method: Method
    constructs: tuple[Construct, ...]
    findings: tuple[Text, ...]
    not_told: tuple[Text, ...]
    terms: tuple[Term, ...]
    references: References
    claims: tuple[Claim, ...]

    def claim(self, id: str) -> Claim:
        """One claim by its id; a ValueError with all ids if there is no such claim."""
        for claim in self.claims:
            if claim.id == id:
                return claim
        ids = ", ".join(c.id for c in self.claims)
        raise ValueError(f"{self.slug} has no claim {id!r}; it has {ids}")

    def cite(self) -> str:
        """Citation in one line; a DOI stands in it only if it was verified."""
        c = self.citation
        who = "; ".join(c.authors) or "[authors not known]"
        title = c.title + ("" if c.title[-1] in "?!." else ".")
        where = c.container + (f" {c.volume}" if c.volume else "")
        where += f"({c.issue})" if c.issue else ""
        where += f", {c.pages.replace('-', '–')}" if c.pages else ""
        link = f" doi:{c.doi}" if c.doi else f" {c.url}" if c.url else ""
        return f"{who} ({c.year or 'year not known'}). {title} {where}.{link}"


def studies() -> tuple[StudyRecord, ...]:
    """All records, sorted by slug."""
    paths = sorted(seeds().glob("*.yml"))
    return tuple(check(path) for path in paths if path.name != CODEBOOK)


def read(slug: str) -> StudyRecord:
    """One study's record; a ValueError if there is none, or a fault in it."""
    return check(seeds() / f"{slug}.yml")


def check(path: Path) -> StudyRecord:
    """Read a record from any file; a ValueError, one line a fault, if it has any."""
    return load(path, StudyRecord, lambda study: _relations(study, path.stem))


def _relations(study: StudyRecord, stem: str) -> Iterator[Fault]:
    """Faults between the parts of a record."""
    if study.slug != stem:
        yield ("slug",), f"must equal the file's name, {stem}", study.slug
    begins, seen = f"{study.prefix}-", set()
    for i, claim in enumerate(study.claims):
        names: list[Fault] = [(("claims", i, "id"), "claim", claim.id)]
        for j, name in enumerate(claim.predicates):
            names.append((("claims", i, "predicates", j), "predicate", name))
        for place, kind, name in names:
            if not name.startswith(begins):
                yield place, f"must begin with {begins}", name
            if (kind, name) in seen:
                yield place, f"this {kind} stands twice", name
            seen.add((kind, name))


def agree(study: StudyRecord, predicates: Iterable[Any]) -> None:
    """Check that a record and its study module name each other's claims and predicates.

    Parameters
    ----------
    study : StudyRecord
        The record.
    predicates : iterable
        The module's predicates: `id` is its own name, `claim` that of its claim.

    Raises
    ------
    ValueError
        One line for each predicate that a claim names and the module lacks or gives to
        another claim, and for each whose claim does not name it or does not exist.
    """
    own = [(p.id, p.claim) for p in predicates]
    named = [(name, claim.id) for claim in study.claims for name in claim.predicates]
    ids, claims = {id for id, _ in own}, {claim.id for claim in study.claims}
    faults = []
    for name, claim in sorted(set(named) - set(own)):
        what = "gives to another claim" if name in ids else "lacks"
        faults.append(f"claim {claim} names {name}, which the module {what}")
    for name, claim in sorted(set(own) - set(named)):
        what = "does not name it" if claim in claims else "the record lacks"
        faults.append(f"predicate {name} is of claim {claim}, which {what}")
    if faults:
        raise ValueError(
            "\n".join([f"{study.slug}: record and module differ", *faults])
        )
