"""Tables as lines of text: a study's parameters, and the verdicts on its claims."""

from collections.abc import Sequence

from collabgov.claims import evaluation
from collabgov.claims.study import Study
from collabgov.engine.model import Model
from collabgov.engine.parameters import Parameter, Setting
from collabgov.pages import verdict_words

HEAD = ["test", "claim", "reading", "support", "oppose", "verdict"]
MOVED = ">"  # marks a verdict that is another one than in the book


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of texts as lines, columns below each other.

    Examples
    --------
    >>> print(aligned([["name", "usual"], ["selfish", "0.5"]]))
    name     usual
    selfish  0.5
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(f"{text:{width}}" for text, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def parameters(model: Model) -> str:
    """Every parameter with its range, then every setting with what it may be.

    Parameters
    ----------
    model : Model
        The model.

    Returns
    -------
    str
        Lines.
    """
    box = [["parameter", "from", "to", "usual", "unit", "meaning"]]
    box += [
        [p.name, f"{p.low:g}", f"{p.high:g}", f"{p.default:g}", p.unit, _meaning(p)]
        for p in model.parameters
    ]
    beside = [["setting", "usual", "may be", "meaning"]]
    beside += [[s.name, _usual(s), _allowed(s), _meaning(s)] for s in model.settings]
    return f"{aligned(box)}\n\n{aligned(beside)}"


def _meaning(item: Parameter | Setting) -> str:
    """What it is, and when it acts."""
    return f"{item.meaning}{f' [only if {item.acts_if}]' if item.acts_if else ''}"


def _usual(setting: Setting) -> str:
    """The default of a setting."""
    return "from the others" if setting.default is None else str(setting.default)


def _allowed(setting: Setting) -> str:
    """What a setting may be."""
    if setting.allowed:
        return ", ".join(map(repr, setting.allowed))
    low, high = setting.domain
    many = f"{len(setting.default)} of " if isinstance(setting.default, tuple) else ""
    return f"{many}{low:g} to {high:g}"


def verdicts(study: Study, book: Study, points: int, scrambles: int) -> str:
    """The verdict on every test, beside the book's where it is another one.

    Parameters
    ----------
    study, book : Study
        A study that may have been changed, and that of the book.
    points, scrambles
        As for `collabgov.claims.evaluation.evaluate`.

    Returns
    -------
    str
        Lines; the first says what was changed.
    """
    rows = _judged(study, points, scrambles)
    if not study.changed:
        return f"{heading(study)}\n{aligned([HEAD, *rows.values()])}"
    found = study.compare(book, points, scrambles)["moved"]
    moved, before = set(found[found].index), words(book, points, scrambles)
    lines = [["", *HEAD, "in the book"]]
    for id, row in rows.items():
        mark, was = (MOVED, before[id]) if id in moved else ("", "")
        lines.append([mark, *row, was])
    told = f"{len(moved)} of {len(rows)} verdicts are not those of the book ({MOVED})"
    return f"{heading(study)}\n{told}\n{aligned(lines)}"


def _judged(study: Study, points: int, scrambles: int) -> dict[str, list[str]]:
    """Id of every test → the texts of its line."""
    table, found = study.evaluate(points, scrambles), {}
    said = words(study, points, scrambles)
    for id, row in table.iterrows():
        shares = (f"{row[name]:.3f}" for name in ("support", "oppose"))
        found[str(id)] = [str(id), row["claim"], row["reading"], *shares, said[str(id)]]
    return found


def heading(study: Study) -> str:
    """Which study it is, and what was changed."""
    changed = "; ".join(study.changed)
    return f"{study.slug}, {f'changed: {changed}' if changed else 'as in the book'}"


def words(study: Study, points: int, scrambles: int) -> dict[str, str]:
    """The verdict on every test, with what it depends on.

    Parameters
    ----------
    study, points, scrambles
        As for `collabgov.claims.evaluation.evaluate`.

    Returns
    -------
    dict of str to str
        Id of the test → words.
    """
    found = evaluation.regions(study, points).reset_index()
    found = found[found["caught"] == "depends"]
    bounds = {
        id: rows[["parameter", "low", "high"]].to_numpy().tolist()
        for id, rows in found.groupby("id")
    }
    return {
        str(id): verdict_words.word(row["verdict"], row["part"], bounds.get(id, ()))
        for id, row in study.evaluate(points, scrambles).iterrows()
    }
