"""Margins that a reader can move: counts made at build, the words by the rules in JS."""

import html
import json
from collections.abc import Sequence
from math import inf
from typing import Any

import pandas as pd
from IPython.display import HTML

from collabgov.charts.figures import fold
from collabgov.charts.number_table import headed, table
from collabgov.claims import margins
from collabgov.claims.places import BOXES
from collabgov.pages import addresses, parameter_words, reading_words, verdict_words
from collabgov.pages.claim_cards import of_100
from collabgov.pages.place_words import CONTROLS
from collabgov.records import study_record
from collabgov.studies import load

RADIOS = "".join(
    f'<label><input type="radio" name="margins-place" value="{k}" '
    f'data-place="{place.control}"'
    f"{' checked' * (k == 0)}> {place.control} <small>({place.points})</small></label>"
    for k, place in enumerate(CONTROLS)
)
TO_HALF_OR_DOUBLE = margins.BETWEEN  # steps from the book's margin


def control(slugs: Sequence[str], first: str = "") -> HTML:
    """A control: choose a test, move its margin and the place, see share and word.

    Parameters
    ----------
    slugs : sequence of str
        Studies, in the order in which they are offered.
    first : str
        The predicate that is shown at first; the first of all if left out.

    Returns
    -------
    HTML
        Without scripts it says where the same numbers stand, for a few margins.
    """
    tests = {slug: _tests(slug) for slug in slugs}
    options = "".join(_group(slug, group, first) for slug, group in tests.items())
    data = {t["id"]: t for group in tests.values() for t in group}
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return HTML(
        PAGE.format(options=options, radios=RADIOS, data=packed.replace("</", "<\\/"))
    )


# the words in it are for readers with and without scripts; the drawing repeats the text
PAGE = """<form class="mg" data-margins data-state="static" autocomplete="off">
<p class="mg-static">Moving margins needs scripts. The tables below hold the same for three margins.</p>
<div class="mg-live">
<label>Claim and test <select name="test">{options}</select></label>
<p class="mg-claim"></p>
<fieldset><legend>Where</legend>{radios}</fieldset>
<label class="mg-slide">Margin: <output aria-live="off"></output>
<input type="range" min="0" max="0" step="1" value="0"></label>
<div class="mg-picture" aria-hidden="true">
<div class="mg-chart"><span>100</span><span>0</span>
<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="presentation">
<path class="mg-turn" d=""/><path class="mg-rule" d=""/><path class="mg-no" d=""/><path class="mg-yes" d=""/><path class="mg-now" d=""/></svg></div>
<p class="mg-ends"><span></span><span></span></p>
<p class="mg-key">Of 100: <span><i class="mg-yes"></i>support</span> <span class="mg-against"><i class="mg-no"></i>oppose</span> <span class="mg-asks"></span> <span><i class="mg-turn"></i>another word</span></p>
</div>
<p class="mg-said" role="status"></p>
<p class="mg-words"></p>
<button type="button" class="mg-back">Back to the book's margin</button>
</div>
<script type="application/json">{data}</script>
</form>"""


def _group(slug: str, tests: list[dict[str, Any]], first: str) -> str:
    """The tests of one study in the list."""
    options = "".join(
        f'<option value="{t["id"]}"{" selected" * (t["id"] == first)}>'
        f"{t['id']}: {html.escape(t['question'])}</option>"
        for t in tests
    )
    return f'<optgroup label="{study_record.read(slug).short}">{options}</optgroup>'


def _tests(slug: str) -> list[dict[str, Any]]:
    """What the page needs of every predicate of a study."""
    by_margin, record = margins.table(load(slug)), study_record.read(slug)
    return [
        {
            "claim": f"{p.claim}. {record.claim(p.claim).statement}",
            **_asked(p),
            **_counts(p, by_margin.loc[p.id]),
        }
        for p in load(slug).predicates
    ]


def _asked(predicate: Any) -> dict[str, Any]:
    """What a test asks, and how."""
    return {
        "id": predicate.id,
        "address": addresses.margin(predicate.id),
        "question": predicate.question,
        "kind": reading_words.WORDS[predicate.reading].asks,
        "reading": predicate.reading,
        "built": bool(predicate.built_in),
        "below": bool(getattr(predicate, "below", False)),
        "sided": bool(
            getattr(predicate, "opposed", False) or getattr(predicate, "against", None)
        ),
    }


def _counts(predicate: Any, rows: pd.DataFrame) -> dict[str, Any]:
    """Counts by place and margin; of a ratio, which has no margin, the ratio itself."""
    out: dict[str, Any] = {
        name: [
            [None if pd.isna(x) else x for x in rows[f"{name}{tail}"].tolist()]
            for tail in BOXES.values()
        ]
        for name in ("support", "oppose")
    }
    numbers = rows.iloc[0][[f"n{tail}" for tail in BOXES.values()]]
    out["n"] = [0 if pd.isna(n) else int(n) for n in numbers]
    ratio = predicate.reading == "dominates"
    out["margins"] = [] if ratio else rows["margin"].tolist()
    out["own"] = None if ratio else int((rows["margin"] == predicate.margin).argmax())
    out["parts"] = [[_part(*one) for one in json.loads(x)] for x in rows["parts"]]
    return out


def three_margins(slug: str) -> HTML:
    """Every predicate of a study at half its margin, at its own and at the double.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    HTML
        A folded table; each row is the address that the control takes, ``#margin-ID``.
    """
    by_margin = margins.table(load(slug))
    rows = {
        p.id: _three_margins_of(p, by_margin.loc[p.id]) for p in load(slug).predicates
    }
    columns = ["test", "halved margin", "the book's margin", "doubled margin"]
    text = str(table(pd.DataFrame(rows, index=columns).T).data)
    text = headed(text, {n: f'<th id="{addresses.margin(n)}">{n}</th>' for n in rows})
    title = f"{study_record.read(slug).short}: {len(rows)} tests at three margins"
    return HTML(fold(title, text))


def _three_margins_of(predicate: Any, rows: pd.DataFrame) -> list[str]:
    """One row of that table."""
    if len(rows) == 1:
        cells = ["–", _cell(rows.iloc[0]), "–"]
    else:
        own = int((rows["margin"] == predicate.margin).argmax())
        cells = [
            _cell(rows.iloc[own + far])
            for far in (-TO_HALF_OR_DOUBLE, 0, TO_HALF_OR_DOUBLE)
        ]
    return [predicate.question, *cells]


def _cell(row: pd.Series) -> str:
    """Margin, support in the full box and word; of a ratio, how large it is."""
    if pd.isna(row["margin"]):
        return f"ratio {row['support']:.2f}, {_word(row)}"
    share = of_100(row["support"] / row["n"]) if row["n"] else "none counted"
    return f"{row['margin']:.3g}: {share}, {_word(row)}"


def _part(name: str, conditions: list[list[Any]], *counts: int) -> list[Any]:
    """A part of the box as the control tells it: in words, with its counts."""
    bounds = [
        (parameter, -inf if low is None else low, inf if high is None else high)
        for parameter, low, high in conditions
    ]
    return [name or parameter_words.conditions_text(bounds), *counts]


def _word(row: pd.Series) -> str:
    """The verdict at one margin, with the part on which it depends."""
    if row["part"] < 0:
        return row["verdict"]
    name, *_ = _part(*json.loads(row["parts"])[int(row["part"])])
    return verdict_words.word(row["verdict"], name)
