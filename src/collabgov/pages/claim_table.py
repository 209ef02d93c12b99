"""The claim ledger on a page: a filter, and one table with a group of rows a claim."""

from html import escape
from typing import Any

import pandas as pd
from IPython.display import HTML

from collabgov.pages import (
    addresses,
    claim_rows,
    mark_words,
    reading_words,
    verdict_words,
)
from collabgov.pages.place_words import BY_TAIL, OWN_WORLD
from collabgov.pages.typography import typed, typed_html

HEADS = ("Test", "Verdict", "Of 100 sets", "What decides, and where it fails")
MENU_WORDS = {
    claim_rows.verdict.DEPENDS: "depends on …",
    claim_rows.verdict.NOT_TESTED: "not tested (a stand-in is counted)",
}


def filters(table: pd.DataFrame) -> str:
    """The form that shows some rows and hides the others; out of sight without scripts.

    Parameters
    ----------
    table : DataFrame
        As `claim_rows.rows` gives it.

    Returns
    -------
    str
        HTML.
    """
    words = table.apply(claim_rows.word, axis=1)
    choices = {
        "study": [(name, name) for name in table["study"].unique()],
        "type": [(name, name) for name in sorted(table["type"].unique())],
        "verdict": [
            (w, MENU_WORDS.get(w, w)) for w in claim_rows.WORDS if (words == w).any()
        ],
    }
    fields = "".join(_choice(name, options) for name, options in choices.items())
    return (
        '<form class="cl-filter" role="search" aria-label="Filter the claims" '
        f'autocomplete="off" hidden>{fields}<label>Keywords '
        '<input type="search" name="words" spellcheck="false"></label>'
        '<button type="reset">Show all</button><p role="status"></p></form>'
    )


def _choice(name: str, options: list[tuple[str, str]]) -> str:
    """A menu of the filter: values, and the words shown for them."""
    items = "".join(
        f'<option value="{escape(v)}">{escape(shown)}</option>' for v, shown in options
    )
    return (
        f'<label>{name.capitalize()} <select name="{name}">'
        f'<option value="">all</option>{items}</select></label>'
    )


def ledger(table: pd.DataFrame) -> HTML:
    """Filter and table of the claim ledger.

    Parameters
    ----------
    table : DataFrame
        As `claim_rows.rows` gives it.

    Returns
    -------
    HTML
        One ``tbody`` a claim, with an id for the claim and one for each of its tests.
        Roles are written out: where the table is shown as cards they would be lost.
    """
    head = "".join(f'<th scope="col" role="columnheader">{h}</th>' for h in HEADS)
    groups = "".join(_claim(rows) for _, rows in table.groupby("claim", sort=False))
    return HTML(
        f'<div class="cl" data-ledger>{filters(table)}'
        '<table class="cl-table" role="table" aria-label="All claims">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>{groups}'
        "</table></div>"
    )


def _claim(rows: pd.DataFrame) -> str:
    """A claim and its tests."""
    row = rows.iloc[0]
    phrase = f" · <q>{typed_html(row['phrase'])}</q>" if row["phrase"] else ""
    understood = typed_html(row["understood"] or "")
    ident = addresses.anchor(row["claim"])
    return (
        f'<tbody role="rowgroup" id="{ident}" data-study="{escape(row["study"])}" '
        f'data-type="{row["type"]}"><tr role="row" class="cl-claim">'
        f'<th role="rowheader" scope="rowgroup" colspan="{len(HEADS)}">'
        f'<p class="cl-said"><a href="#{ident}">{addresses.unbroken(row["claim"])}</a> '
        f"{typed_html(row['statement'])}</p>"
        f'<p class="cl-fine">{escape(row["study"])} · {row["type"]} · {row["basis"]} '
        f"({escape(row['source_level'])}){phrase} · read as: {row['modality']} · "
        f"{_read_on(row)}</p><p class='cl-fine'>{understood}</p></th></tr>"
        f"{''.join(map(_row, rows.to_dict('records')))}</tbody>"
    )


def _read_on(row: pd.Series) -> str:
    """Where to read on: the claim's card, or the study's where it has none."""
    if row["state"] == claim_rows.FORMALISED:
        return (
            f'<a href="{row["slug"]}.html#{addresses.card(row["claim"])}">its card</a>'
        )
    return f'<a href="studies.html#{row["slug"]}">its study</a>'


def _row(row: dict[str, Any]) -> str:
    """One test of a claim, with all its places below; or one line where it has none."""
    word = claim_rows.word(row)
    if row["state"] != claim_rows.FORMALISED:
        return (
            f'<tr role="row" data-verdict="{word}"><td role="cell" '
            f'colspan="{len(HEADS)}"><strong>{word.capitalize()}</strong>: '
            f"{typed_html(row['reason'])}</td></tr>"
        )
    code = f"{row['slug']}.html#{addresses.code(row['test'])}"
    verdict = verdict_words.verdict_html(row["slug"], row["test"])
    tail = "".join(
        f'<td role="cell" data-label="{head}">{cell}</td>'
        for head, cell in zip(
            HEADS[1:3], (f"<strong>{verdict}</strong>", _share(row)), strict=True
        )
    )
    return (
        f'<tr role="row" id="{row["address"]}" data-verdict="{word}">'
        f'<th role="rowheader" scope="row"><a href="{code}">'
        f"{addresses.unbroken(row['test'])}</a> {typed_html(row['question'])}</th>{tail}"
        f"<td role='cell'>{_brief(row)}</td></tr><tr role='row' class='cl-more'>"
        f"<td role='cell' colspan='{len(HEADS)}'>{_unfolded(row)}</td></tr>"
    )


def _share(row: dict[str, Any]) -> str:
    """Smallest to largest support over the places, with its numerical error."""
    if row["low"] is None:
        return verdict_words.nothing(row["read_as"])
    if row["read_as"] == "dominates":
        return (
            f"ratio {row['low']:.2f}–{row['high']:.2f} "
            f'<span class="cl-fine">error {row["error"]:.3f}</span>'
        )
    low, high = 100 * row["low"], 100 * row["high"]
    strip = f'style="--low:{low:.1f}%;--high:{high:.1f}%"'
    return (
        f"{low:.0f}–{high:.0f} "
        f'<span class="cl-fine">error {100 * row["error"]:.1f}</span>'
        f'<span class="cl-strip" aria-hidden="true" {strip}></span>'
    )


def _brief(row: dict[str, Any]) -> str:
    """The strongest driver, and the region in which the test fails."""
    sentences = verdict_words.brief_html(row["slug"], row["test"])
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def _unfolded(row: dict[str, Any]) -> str:
    """All places, drivers, marks and files of one test, folded."""
    lines = [reading_words.asked_as(row["read_as"]), *mark_words.reasons_html(row)]
    if row["meanings"]:
        lines += verdict_words.decides_html(row["slug"], row["test"])
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    places = "".join(_place(row, tail) for tail in BY_TAIL)
    file = row["checked_in"]
    test = f" Checked in <code>{file}</code>." if file else ""
    return (
        '<details class="cl-fine"><summary>all places of '
        f"{addresses.unbroken(row['test'])}</summary>"
        f"{paragraphs}<ul>{places}</ul><p>{_silent(row)} {typed(OWN_WORLD).capitalize()} holds "
        f"{row['size_w']:,} sets; error there {_error(row)}.{test}</p></details>"
    )


def _place(row: dict[str, Any], tail: str) -> str:
    """Support, opposition and number counted in the place of some columns."""
    support, oppose, n = (row[f"{name}{tail}"] for name in ("support", "oppose", "n"))
    if support is None:
        return ""
    place = typed(BY_TAIL[tail].counted)
    if row["read_as"] == "dominates":
        return f"<li>{place}: ratio {support:.2f}</li>"
    too_few = ", too few to carry a word" if n < claim_rows.verdict.FEW else ""
    against = "" if oppose is None else f", {oppose:.2f} against"
    return f"<li>{place}: {support:.2f} for{against} (of {n:,}{too_few})</li>"


def _silent(row: dict[str, Any]) -> str:
    """What the sets say that neither support nor oppose."""
    if not (row["no_room"] or row["no_effect"]):
        return ""
    return (
        f"No room to move in {row['no_room']:.2f}, no effect in {row['no_effect']:.2f}."
    )


def _error(row: dict[str, Any]) -> str:
    """Numerical error of the support in the study's own world."""
    return "not computed" if row["error_w"] is None else f"{row['error_w']:.3f}"
