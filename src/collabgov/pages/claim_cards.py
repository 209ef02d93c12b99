"""Claims on a page: the card of one claim, and the table of all predicates."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from IPython.display import HTML

from collabgov.charts.figures import fold, icon_array
from collabgov.charts.number_table import table
from collabgov.claims.predicate import Dominance, Predicate
from collabgov.pages import (
    addresses,
    first_question,
    mark_words,
    predicate_code,
    reading_words,
    verdict_tables,
    verdict_words,
)
from collabgov.pages.place_words import BY_TAIL, OWN_WORLD
from collabgov.pages.typography import typed, typed_html
from collabgov.records import study_record
from collabgov.studies import load

HOW_TO_READ = (
    "Two numbers a place: for / against. A test that knows only yes and no has all that "
    "is not for against. n: sets of assumptions that are counted. What each hangs on, "
    f'and where it fails: <a href="{addresses.LEDGER}">the claim ledger</a>.'
)


def of_100(share: float) -> str:
    """A share as a count: never a percentage, since it is a share of assumptions.

    Examples
    --------
    >>> of_100(0.142), of_100(0.003), of_100(0.998)
    ('14 of 100', 'fewer than 1 of 100', 'more than 99 of 100')
    """
    if 0 < share < 0.01:
        return "fewer than 1 of 100"
    if 0.99 < share < 1:
        return "more than 99 of 100"
    return f"{round(100 * share)} of 100"


def card(slug: str, claim: str, names: Sequence[str]) -> HTML:
    """The card of one claim: what is claimed, each test of it, and what to ask first.

    Parameters
    ----------
    slug : str
        The study.
    claim : str
        Id of the claim, such as ``"LG-5"``.
    names : sequence of str
        The claim's predicates that stand on the card, in order; the others stand in
        the ledger alone.

    Returns
    -------
    HTML

    Raises
    ------
    ValueError
        If a predicate does not test this claim.
    """
    record = study_record.read(slug).claim(claim)
    strange = sorted(set(names) - set(record.predicates or ()))
    if strange:
        raise ValueError(f"{claim} has no predicate {strange}")
    verdicts = verdict_tables.verdicts(slug)
    tests = {p.id: p for p in load(slug).predicates}
    rows = "".join(_test(slug, verdicts.loc[name], tests[name]) for name in names)
    phrase = f" <q>{typed_html(record.phrase)}</q>" if record.phrase else ""
    name = addresses.unbroken(claim)
    there = f"{addresses.LEDGER}#{addresses.anchor(claim)}"
    return HTML(
        f'<section class="gt-card" id="{addresses.card(claim)}" '
        f'aria-label="Claim {claim}"><h4>{name}. {typed_html(record.statement)}</h4>'
        f'<p class="gt-small">{record.basis} ·{phrase} · read as: {record.modality} · '
        f'<a href="{there}">{name} in the claim ledger</a></p>'
        f"<dl>{rows}</dl>{first_question.question_html(slug, names)}</section>"
    )


def _test(slug: str, row: pd.Series, predicate: Predicate | Dominance) -> str:
    """One predicate of a card."""
    verdict = verdict_words.verdict_html(slug, predicate.id)
    word = f'<span class="gt-word">{verdict}</span>'
    if pd.isna(row["support"]):
        shown, picture = verdict_words.nothing(row["reading"]), ""
    elif isinstance(predicate, Dominance):
        one, other = predicate.sides
        shown = (
            f"{one} moved the result {row['support']:.2f} times as much as {other}, "
            f"in {typed(OWN_WORLD)} {row['support_w']:.1f} times"
        )
        picture = ""
    else:
        shown, picture = _counts_and_squares(row, predicate)
    return (
        f"<dt>{typed_html(predicate.question)}</dt><dd>{word}: {shown}.{picture}"
        f'<details class="gt-small"><summary>{addresses.unbroken(predicate.id)}: '
        f"what it hangs on, and where</summary>{_fine_print(slug, row, predicate)} "
        f"{_links(predicate.id, row['claim'])}</details></dd>"
    )


def _counts_and_squares(row: pd.Series, predicate: Predicate) -> tuple[str, str]:
    """How often a predicate holds and what stands against it, in words and squares."""
    counts = (
        f"in {of_100(row['support'])} sets of assumptions "
        f"({round(100 * row['low'])}–{round(100 * row['high'])} over the places)"
    )
    if not (predicate.opposed or predicate.against):  # a plain yes or no
        return f"{counts}, in the others not{_threshold(predicate)}", icon_array(
            row["support"]
        )
    against = row["oppose"]
    counts += f", the opposite in\u00a0{round(100 * against)}{_threshold(predicate)}"
    return counts, icon_array(row["support"], against)


def _threshold(predicate: Predicate) -> str:
    """The threshold of a predicate; nothing where counts of histories have none."""
    if predicate.by_margin or predicate.ends is None:
        return ""
    return f"; threshold {predicate.margin:g}"


def _links(name: str, claim: str) -> str:
    """Where the rest stands of one predicate: its places, its code."""
    there = f"{addresses.LEDGER}#{addresses.row(name, claim)}"
    return (
        f'<a href="{there}">All places of {addresses.unbroken(name)}</a>, '
        f'<a href="#{addresses.code(name)}">its code</a>.'
    )


def _fine_print(slug: str, row: pd.Series, predicate: Predicate | Dominance) -> str:
    """Reading, drivers, region and marks of one predicate."""
    return " ".join(
        [
            reading_words.asked_as(row["reading"]),
            *verdict_words.decides_html(slug, predicate.id),
            *mark_words.reasons_html(row),
        ]
    )


def ledger(slug: str) -> HTML:
    """The ledger of a study: every predicate in every place, folded.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    HTML
        A ``details`` element with two tables, one of words and one of numbers, and the
        code of the predicates.
    """
    verdicts = verdict_tables.verdicts(slug)
    rows = [_ledger_row(slug, name, row) for name, row in verdicts.iterrows()]
    shown = pd.DataFrame(rows).set_index("predicate")
    title = f"Open the ledger: {len(shown)} predicates in {len(BY_TAIL)} places"
    code = predicate_code.listings_html(slug, verdicts["claim"].to_dict())
    words = ["claim", "reading", "marks", "verdict"]
    numbers = (
        f'{table(shown.drop(columns=words)).data}<p class="gt-small">{HOW_TO_READ}</p>'
    )
    return folded_table(title, shown[words], numbers + code)


def parameters(slug: str) -> HTML:
    """The parameters of a study, folded: range, question and ground of each."""
    columns = ["low", "high", "unit", "meaning", "ask", "ground"]
    shown = load(slug).model.table().set_index("name")[columns]
    return folded_table(
        f"The {len(shown)} parameters, their ranges, and what to ask", shown
    )


def coding_sheet(slug: str) -> HTML:
    """From words to model: claim, parameters with their ranges, rule, basis."""
    study = load(slug)
    ranges = study.model.table().set_index("name")
    lines = [
        {
            "claim": line.claim,
            "parameters and ranges": "; ".join(
                f"{n} {ranges.at[n, 'low']:g}–{ranges.at[n, 'high']:g}"
                for n in line.parameters
            ),
            "rule": line.rule,
            "basis": line.basis,
        }
        for line in study.coding
    ]
    return table(pd.DataFrame(lines).set_index("claim"))


def folded_table(title: str, data: pd.DataFrame, below: str = "") -> HTML:
    """A wide table, and perhaps more below it, behind a line that opens it."""
    return HTML(fold(title, f"{table(data).data}{below}", "data-ledger"))


def _ledger_row(slug: str, name: Any, row: pd.Series) -> dict[str, Any]:
    """One predicate as text: support, and the opposite where it was counted."""
    ratio = row["reading"] == "dominates"
    out = {"predicate": name, "claim": row["claim"], "reading": row["reading"]}
    for tail, place in BY_TAIL.items():
        yes, no = row.get(f"support{tail}"), row.get(f"oppose{tail}")
        if yes is None or pd.isna(yes):
            out[place.head] = "–"
        elif ratio:
            out[place.head] = f"ratio {yes:.2f}"
        else:
            out[place.head] = f"{yes:.2f} / {no:.2f} (n {row[f'n{tail}']:.0f})"
    silent = (row["no_room"], row["no_effect"])
    out["no room / no effect"] = "–" if ratio else "{:.2f} / {:.2f}".format(*silent)
    out["error; in own world"] = f"{row['error']:.3f}; {row['error_w']:.3f}"
    marks = ((words.short, row[mark]) for mark, words in mark_words.WORDS.items())
    reasons = (f"{mark}: {reason}" for mark, reason in marks if reason)
    out["marks"] = typed(", ".join(reasons))
    out["verdict"] = typed(verdict_words.verdict_text(slug, name))
    return out
