"""Claims on a page: the card of one claim, and the table of all predicates."""

import html
from collections.abc import Sequence
from typing import Any

import pandas as pd
from IPython.display import HTML

from collabgov.evidence import claims, records
from collabgov.evidence.predicate import Dominance, Predicate
from collabgov.evidence.worlds import study
from collabgov.press import addresses, listings
from collabgov.press.figures import fold, icons, table

PLACES = {
    "": "full box",
    "middle": "middle half",
    "w": "study's own world",
    "half": "margin × ½",
    "double": "margin × 2",
}
KINDS = {
    "exists": "can it happen?",
    "tends": "does it usually happen?",
    "dominates": "which of two groups of inputs moves the result more?",
    "proxy": "advice, read through a stand-in",
    "ranks": "the main one? only how often can be told",
    "necessary": "does it never happen without?",
    "sufficient": "does it always happen with?",
}
READ = (
    "Two numbers a place: for / against. A test that knows only yes and no has all that "
    "is not for against. n: sets of assumptions that are counted."
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
    record = records.read(slug).claim(claim)
    strange = sorted(set(names) - set(record.predicates or ()))
    if strange:
        raise ValueError(f"{claim} has no predicate {strange}")
    found = claims.evaluate(slug)
    asked = {p.id: p for p in study(slug).PREDICATES}
    rows = "".join(_test(found.loc[name], asked[name]) for name in names)
    phrase = f" <q>{html.escape(record.phrase)}</q>" if record.phrase else ""
    there = f"{addresses.LEDGER}#{addresses.anchor(claim)}"
    return HTML(
        f'<section class="gt-card" id="{addresses.card(claim)}" '
        f'aria-label="Claim {claim}"><h4>{claim}. {html.escape(record.statement)}</h4>'
        f'<p class="gt-small">{record.basis} ·{phrase} · read as: {record.modality} · '
        f'<a href="{there}">{claim} in the claim ledger</a></p>'
        f"<dl>{rows}</dl>{_ask(slug, found, names)}</section>"
    )


def _test(row: pd.Series, predicate: Predicate | Dominance) -> str:
    """One predicate of a card."""
    word = f'<span class="gt-word">{html.escape(row["verdict"])}</span>'
    if isinstance(predicate, Dominance):
        one, other = predicate.sides
        shown = (
            f"{one} moved the result {row['support']:.2f} times as much as {other}, "
            f"in the study's own world {row['support_w']:.1f} times"
        )
        picture = ""
    else:
        shown, picture = _counts(row, predicate)
    return (
        f"<dt>{html.escape(predicate.question)}</dt><dd>{word}: {shown}.{picture}"
        f'<details class="gt-small"><summary>{predicate.id}: what it hangs on, and where'
        f"</summary>{_fine_print(row)} "
        f"{_elsewhere(predicate.id, row['claim'])}</details></dd>"
    )


def _counts(row: pd.Series, predicate: Predicate) -> tuple[str, str]:
    """How often a predicate holds and what stands against it, in words and squares."""
    told = (
        f"in {of_100(row['support'])} sets of assumptions "
        f"({round(100 * row['low'])}–{round(100 * row['high'])} over the places)"
    )
    if not (predicate.opposed or predicate.against):  # a plain yes or no
        return f"{told}, in the others not{_threshold(predicate)}", icons(
            row["support"]
        )
    against = row["oppose"]
    told += f", the opposite in {round(100 * against)}{_threshold(predicate)}"
    return told, icons(row["support"], against)


def _threshold(predicate: Predicate) -> str:
    """The threshold of a predicate; nothing where counts of histories have none."""
    if predicate.by_margin or predicate.ends is None:
        return ""
    return f"; threshold {predicate.margin:g}"


def _elsewhere(name: str, claim: str) -> str:
    """Where the rest stands of one predicate: its places, its code."""
    there = f"{addresses.LEDGER}#{addresses.row(name, claim)}"
    return (
        f'<a href="{there}">All places of {name}</a>, '
        f'<a href="#{addresses.code(name)}">its code</a>.'
    )


def _fine_print(row: pd.Series) -> str:
    """Reading, drivers, region and marks of one predicate."""
    lines = [f"Asked as: {KINDS[row['reading']]}"]
    if row["reading"] == "dominates":
        lines.append(f"{row['drivers'].capitalize()}.")
    elif row["drivers"]:
        lines.append(f"Hangs most on {row['drivers']} (lowest to highest third).")
    if row["region"]:
        lines.append(f"{row['region'][:1].upper()}{row['region'][1:]}.")
    if row["built_in"]:
        lines.append(f"Built in: {row['built_in']}.")
    if row["circular"]:
        lines.append(f"Circular in the study's own world (W): {row['circular']}.")
    return " ".join(html.escape(line) for line in lines).replace("→-", "→−")


def strongest(table: pd.DataFrame, names: Sequence[str]) -> str:
    """The parameter on which the first of some predicates hangs most, or an empty word."""
    for name in names:
        first = str(table.loc[name, "drivers"]).split(" ")[0]
        if first and table.loc[name, "reading"] != "dominates":
            return first
    return ""


def _ask(slug: str, table: pd.DataFrame, names: Sequence[str]) -> str:
    """The question that would tell most about a reader's own case."""
    driver = strongest(table, names)
    if not driver:
        return ""
    asks = study(slug).MODEL.table().set_index("name")["ask"]
    return (
        f'<p class="gt-ask"><strong>Ask first.</strong> {html.escape(asks[driver])} '
        f'<span class="gt-small">(<code>{driver}</code>)</span></p>'
    )


def full(slug: str) -> HTML:
    """The ledger of a study: every predicate in every place, folded.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    HTML
        A ``details`` element with one table, and the code of the predicates.
    """
    found = claims.evaluate(slug)
    rows = [_ledger_row(name, row) for name, row in found.iterrows()]
    shown = pd.DataFrame(rows).set_index("predicate")
    title = f"Open the ledger: {len(shown)} predicates in {len(PLACES)} places"
    code = listings.shown(slug, found["claim"].to_dict())
    return folded(title, shown, f'<p class="gt-small">{READ}</p>{code}')


def parameters(slug: str) -> HTML:
    """The parameters of a study, folded: range, question and ground of each."""
    columns = ["low", "high", "unit", "meaning", "ask", "ground"]
    shown = study(slug).MODEL.table().set_index("name")[columns]
    return folded(f"The {len(shown)} parameters, their ranges, and what to ask", shown)


def coding_sheet(slug: str) -> HTML:
    """From words to model: claim, parameters with their ranges, rule, basis."""
    module = study(slug)
    ranges = module.MODEL.table().set_index("name")
    lines = [
        {
            "claim": claim,
            "parameters and ranges": "; ".join(
                f"{n} {ranges.at[n, 'low']:g}–{ranges.at[n, 'high']:g}" for n in names
            ),
            "rule": rule,
            "basis": basis,
        }
        for claim, names, rule, basis in module.CODING
    ]
    return table(pd.DataFrame(lines).set_index("claim"))


def folded(title: str, data: pd.DataFrame, below: str = "") -> HTML:
    """A wide table, and perhaps more below it, behind a line that opens it."""
    return HTML(fold(title, f"{table(data).data}{below}", "data-ledger"))


def _ledger_row(name: Any, row: pd.Series) -> dict[str, Any]:
    """One predicate as text: support, and the opposite where it was counted."""
    ratio = row["reading"] == "dominates"
    out = {"predicate": name, "claim": row["claim"], "reading": row["reading"]}
    for place, title in PLACES.items():
        tail = f"_{place}" if place else ""
        yes, no = row.get(f"support{tail}"), row.get(f"oppose{tail}")
        if yes is None or pd.isna(yes):
            out[title] = "–"
        elif ratio:
            out[title] = f"ratio {yes:.2f}"
        else:
            out[title] = f"{yes:.2f} / {no:.2f} (n {row[f'n{tail}']:.0f})"
    silent = (row["no_room"], row["no_effect"])
    out["no room / no effect"] = "–" if ratio else "{:.2f} / {:.2f}".format(*silent)
    out["error; in own world"] = f"{row['error']:.3f}; {row['error_w']:.3f}"
    marks = [m for m in ("built_in", "circular") if row[m]]
    out["marks"] = ", ".join(f"{m.replace('_', ' ')}: {row[m]}" for m in marks)
    out["drivers"], out["region"] = row["drivers"], row["region"]
    out["verdict"] = row["verdict"]
    return out
