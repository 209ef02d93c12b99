"""The studies on a page: a card each, and a table side by side."""

import html
from collections.abc import Iterable

import pandas as pd
from IPython.display import HTML

from collabgov.pages import addresses
from collabgov.pages.typography import typed_html
from collabgov.records import references
from collabgov.records.study_record import Claim, StudyRecord

BASIS_NOTES = {"stated": "", "inferred": " (inferred)", "ours": " (ours)"}


def card(study: StudyRecord) -> HTML:
    """Question, cases, method, findings of a study, and what its abstract does not tell.

    Parameters
    ----------
    study : StudyRecord
        The record.

    Returns
    -------
    HTML
        It leads to the study's chapter.
    """
    cases = "; ".join(f"{c.name}: {c.what}{BASIS_NOTES[c.basis]}" for c in study.cases)
    return HTML(
        f'<section class="gt-card" id="{study.slug}" '
        f'aria-label="{html.escape(study.short)}">'
        f'<p class="gt-small">{_cited(study.cite())} '
        f"Read: {study.access.read}. Access: {study.access.status}.</p>"
        f"<p>{typed_html(study.question)}</p>"
        f"<dl><dt>Cases</dt><dd>{typed_html(cases)}</dd>"
        f"<dt>Method</dt><dd>{typed_html(study.method.what)}</dd>"
        f"<dt>What it finds</dt><dd>{_list(study.findings)}</dd></dl>"
        "<details><summary>What the abstract does not tell</summary>"
        f"{_list(study.not_told)}</details>"
        "<details><summary>Claims that are not tested, and why</summary>"
        f"<ul>{''.join(map(_untested, _without_test(study)))}</ul></details>"
        f'<p><a href="{study.slug}.html">Read the chapter</a></p></section>'
    )


def _cited(text: str) -> str:
    """A citation that ends in a full stop, its DOI as a link."""
    citation, _, doi = text.partition(" doi:")
    ident = html.escape(doi)
    link = f' <a href="https://doi.org/{ident}">doi:{ident}</a>.' if doi else ""
    return f"{typed_html(citation.rstrip('.'))}.{link}"


def _list(items: Iterable[str]) -> str:
    """Items as an HTML list."""
    return "<ul>" + "".join(f"<li>{typed_html(i)}</li>" for i in items) + "</ul>"


def _without_test(study: StudyRecord) -> list[Claim]:
    """Claims that carry a reason instead of predicates."""
    return [claim for claim in study.claims if claim.reason]


def _untested(claim: Claim) -> str:
    """One claim, as it stands in the claim ledger, and the reason why it is not tested."""
    text = typed_html(f"{claim.statement} Not tested: {claim.reason}")
    there = f"{addresses.LEDGER}#{addresses.anchor(claim.id)}"
    return f'<li><a href="{there}">{addresses.unbroken(claim.id)}</a>. {text}</li>'


def overview(studies: Iterable[StudyRecord]) -> pd.DataFrame:
    """One row a study: year, cases, claims, how many are formalised, references seen.

    Parameters
    ----------
    studies : iterable of StudyRecord
        The records.

    Returns
    -------
    DataFrame
        Index: short titles; texts and counts.
    """
    rows = {}
    for study in studies:
        references = study.references
        seen = "no list" if references.status == "none" else f"{references.shown}"
        if references.status == "truncated":
            seen += f" of {references.total}"
        rows[study.short] = {
            "year": study.citation.year or "not known",
            "cases": "; ".join(case.name for case in study.cases),
            "claims": len(study.claims),
            "of these formalised": len(study.claims) - len(_without_test(study)),
            "references seen": seen,
        }
    return pd.DataFrame(rows).T.rename_axis("study")


def shared_works(studies: Iterable[StudyRecord]) -> pd.DataFrame:
    """Which works the reference lists of two studies share, as far as they were seen.

    Parameters
    ----------
    studies : iterable of StudyRecord
        The records.

    Returns
    -------
    DataFrame
        One row a pair of studies whose lists were seen: the works, their number,
        Salton's cosine, and how many references were not seen.
    """
    studies = list(studies)
    names = {study.slug: study.short for study in studies}
    works = references.bibliography()
    rows = {}
    for _, row in references.shared(studies).reset_index().iterrows():
        titles = [
            f"{works.at[k, 'title']} ({works.at[k, 'year']})" for k in row["keys"]
        ]
        rows[f"{names[row['one']]}, {names[row['other']]}"] = {
            "shared": row["shared"],
            "works": "; ".join(titles) or "none",
            "cosine": row["cosine"],
            "not seen": int(row["unseen_one"] + row["unseen_other"]),
        }
    return pd.DataFrame(rows).T.rename_axis("studies")
