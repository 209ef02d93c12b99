"""Tables of the page on how we model: rules, sample sizes, marks, what was changed."""

from collections.abc import Callable, Sequence
from html import escape
from math import prod

import pandas as pd
from IPython.display import HTML

from collabgov.charts.figures import fold
from collabgov.claims import margins, verdict
from collabgov.claims.places import own_world
from collabgov.claims.predicate import Dominance
from collabgov.pages import mark_words, place_words, reading_words, verdict_tables
from collabgov.records import study_record, tables
from collabgov.studies import load

# steps of a margin's grid
HALF, DOUBLE = margins.BETWEEN, 3 * margins.BETWEEN


def _smallest_share(holds: Callable[[float], bool]) -> float:
    """Smallest hundredth for which something holds."""
    return next(k / 100 for k in range(201) if holds(k / 100))


def thresholds() -> pd.DataFrame:
    """How much support each reading asks for, and where: probed, not copied.

    Returns
    -------
    DataFrame
        Index: the words of a claim; texts.

    Examples
    --------
    >>> thresholds().at["can, may", "at least"]
    '2 of 100'
    """
    rows = {
        words.rule: _threshold(reading)
        for reading, words in reading_words.WORDS.items()
        if words.rule
    }
    return pd.DataFrame(rows).T.rename_axis("the claim says")


def _threshold(reading: str) -> dict[str, str]:
    """What the rule of one reading asks for."""
    least = _smallest_share(lambda share: verdict.meets(reading, share, 0))
    alone = _smallest_share(lambda share: verdict.meets(reading, share, 1 - share))
    most = max(k for k in range(201) if verdict.meets(reading, 2, k / 100))
    ratio = reading == "dominates"
    places = (place_words.WORDS[name].short for name in verdict.places(reading))
    return {
        "at least": "a ratio above 1" if ratio else f"{100 * least:.0f} of 100",
        "of yes or no": "–" if ratio else f"{100 * alone:.0f} of 100",
        "opposed": f"at most {most}" if most < 200 else "–",
        "in": ", ".join(places),
    }


def sample_sizes(slugs: Sequence[str]) -> pd.DataFrame:
    """Parameters, points and own world of each study.

    Parameters
    ----------
    slugs : sequence of str
        The studies.

    Returns
    -------
    DataFrame
        Index: short titles.
    """
    rows = {}
    for slug in slugs:
        verdicts, own = verdict_tables.verdicts(slug), own_world(load(slug))
        cases = prod(len(values) for values in load(slug).model.cases.values())
        rows[study_record.read(slug).short] = {
            "ranges": len(load(slug).model.names),
            "points": int(verdicts["n"].max()) // cases,
            "in W": int(verdicts["size_w"].max()),
            "W of the box": f"{100 * own.attrs['size']:.0f} in 100",
            "histories": load(slug).model.histories,
        }
    return pd.DataFrame(rows).T.rename_axis("study")


def built_in_or_circular(slugs: Sequence[str]) -> pd.DataFrame:
    """Tests that are built in or circular, by the reason.

    Parameters
    ----------
    slugs : sequence of str
        The studies.

    Returns
    -------
    DataFrame
        Index: the mark; one row a reason, with all tests that it marks.
    """
    rows = [
        {"mark": words.short, "tests": p.id, "because": reason}
        for slug in slugs
        for mark, words in mark_words.WORDS.items()
        for p in load(slug).predicates
        if (reason := getattr(p, mark))
    ]
    marked = pd.DataFrame(rows, columns=["mark", "tests", "because"])
    groups = marked.groupby(["mark", "because"], sort=False)["tests"]
    lists = groups.agg(", ".join).reset_index().set_index("mark")
    return lists[["tests", "because"]].rename_axis(None)


def distinct_words(slug: str) -> pd.Series:
    """How many different words a test gets at its halved, own and doubled margin.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    Series of int
        Index: ids of the tests whose margin can move.
    """
    by_margin = margins.table(load(slug))
    counts = {}
    for predicate in load(slug).predicates:
        at = by_margin.loc[predicate.id, "verdict"]
        if len(at) > 1 and at.iloc[0] not in margins.UNTESTED:
            # "depends on" is one word, whatever the part
            three = at.iloc[HALF : DOUBLE + 1 : margins.BETWEEN]
            counts[predicate.id] = three.nunique()
    return pd.Series(counts, dtype=int)


def example_test(slugs: Sequence[str]) -> str:
    """The test to begin with: the first whose picture can be read at once.

    Its question names its margin, its word goes from *follows* at half of that to *does
    not follow here* at the double, and its own world was not picked by the answer.

    Parameters
    ----------
    slugs : sequence of str
        Studies, in the order in which they are searched.

    Returns
    -------
    str
        Id of a test; empty where there is none like that.
    """
    for slug in slugs:
        by_margin = margins.table(load(slug))
        for p in load(slug).predicates:
            words = list(by_margin.loc[p.id, "verdict"])[HALF : DOUBLE + 1]
            turns = words[:1] + words[-1:] == [verdict.FOLLOWS, verdict.NOT_HERE]
            if not turns or isinstance(p, Dominance) or p.circular:
                continue
            if f"{p.margin:g}" in p.question:
                return p.id
    return ""


def design_history(slug: str) -> HTML:
    """What was changed in a study's model, and what each change did: a folded list.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    HTML
        Shares of the version before as they were reported, those of today computed.
    """
    verdicts, lines = verdict_tables.verdicts(slug), []
    noted = tables.read("design_history")
    changes = noted[noted["study"] == slug].groupby("change", sort=False)
    for change, group in changes:
        effect = "; ".join(dict.fromkeys(group["effect"]))
        did = f"{effect[:1].upper()}{effect[1:]}. {_before_and_now(group, verdicts)}"
        lines.append(f"<dt>{escape(str(change))}</dt><dd>{escape(did)}</dd>")
    title = f"{study_record.read(slug).short}: {len(lines)} changes before the freeze"
    return HTML(fold(title, f"<dl>{''.join(lines)}</dl>", "open"))


def _before_and_now(group: pd.DataFrame, verdicts: pd.DataFrame) -> str:
    """For each test that a change names: the share before, and today's."""
    counts = [
        f"{row['predicate']}: {row['before']} before, "
        f"{verdicts.at[row['predicate'], row['count']]:.2f} now"
        for _, row in group.iterrows()
        if row["predicate"] != "none"
    ]
    return f"{'; '.join(counts)}." if counts else ""
