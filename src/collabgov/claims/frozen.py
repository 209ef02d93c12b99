"""What was fixed when a study's claims were first published, and what differs now.

``seeds/frozen/<slug>.yml`` holds ranges, predicates with their margins, and the code of
a study; ``seeds/frozen/rules.yml`` the code that turns runs into words. This is no
pre-registration: ranges were changed after shares had been seen, before the freeze.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from collabgov.claims import evaluation, source_code
from collabgov.claims.predicate import Dominance, Predicate
from collabgov.records import files
from collabgov.records.files import Part, seeds

if TYPE_CHECKING:
    from collabgov.claims.study import Study

RULES = "rules"  # stands for the machinery where else a study is named
RULE_FILES = ("verdict", "predicate", "evaluation", "regions", "places")
STARTS = ("MODEL", "PREDICATES", "world")
LISTED = ("Parameter", "Predicate", "Dominance")  # kept value by value, not as code
WORDING = (  # may be put better without changing what is tested
    "id",
    "question",
    "sides",
)
PARTS = ("ranges", "predicates", "world", "code")  # what the hash covers
HERE = Path(__file__).parent
Content = dict[str, Any]


class Entry(Part):
    """When a file was first written."""

    date: str
    hash: str


class Change(Entry):
    """A later change, and why."""

    because: str
    what: tuple[str, ...]
    effect: tuple[str, ...]


class Frozen(Part):
    """What a file must hold."""

    name: str
    first: Entry
    ranges: dict[str, Any] | None = None
    predicates: dict[str, Any] | None = None
    world: dict[str, Any] | None = None
    code: dict[str, str]
    changes: tuple[Change, ...]
    verdicts: dict[str, Any] | None = None


def of_rules() -> Content:
    """Code of the rules that turn runs into words."""
    found = {}
    for name in RULE_FILES:
        file = HERE / f"{name}.py"
        code = source_code.reached([file], source_code.definitions(file))
        found |= {f"{name}.{key}": text for key, text in code.items()}
    return {"code": found}


def of_study(study: Study) -> Content:
    """Ranges, predicates, own world and code of a study, as they are now.

    Parameters
    ----------
    study : Study
        The study: its code is that of its kernel's folder.

    Returns
    -------
    dict
        `ranges`, `predicates`, `world`, `code`.
    """
    kernel: Any = study.model.kernel
    file = Path(kernel.__code__.co_filename)
    package = file.parent.name == study.slug
    files = sorted(file.parent.glob("*.py")) if package else [file]
    code = source_code.reached(files, STARTS)
    world = {"runs": list(study.world.runs), "points": study.world.points}
    return {
        "ranges": {p.name: _range(p) for p in study.model.parameters},
        "predicates": {p.id: _predicate(p) for p in study.predicates},
        "world": world,
        "code": {key: text for key, text in code.items() if not _lists(text)},
    }


def _lists(text: str) -> bool:
    """Whether code only puts parameters or predicates into a tuple."""
    node = ast.parse(text).body[0]
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    calls = [n for n in ast.walk(value) if isinstance(n, ast.Call)] if value else []
    named = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
    return isinstance(value, ast.Tuple) and bool(named & set(LISTED))


def _range(parameter: Any) -> Content:
    """Numbers of a parameter."""
    names = ("low", "high", "default")
    domain = [float(end) for end in parameter.domain]
    return {n: float(getattr(parameter, n)) for n in names} | {"domain": domain}


def _predicate(predicate: Predicate | Dominance) -> Content:
    """What a predicate tests: every field that is set, functions as their code."""
    found = {}
    for field in fields(predicate):
        value = getattr(predicate, field.name)
        if field.name in WORDING or value is False or value in ("", None):
            continue
        if isinstance(value, bool | int | float | str):
            found[field.name] = value
        else:
            found[field.name] = source_code.shown(value)
    return found


def digest(kept: Content) -> str:
    """SHA-256 of ranges, predicates and code.

    Examples
    --------
    >>> digest({"code": {}})[:8] == digest({"code": {}, "changes": []})[:8]
    True
    """
    part = {name: kept[name] for name in PARTS if name in kept}
    text = json.dumps(part, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def path(name: str) -> Path:
    """File of a study, or of the rules."""
    return seeds() / "frozen" / f"{name}.yml"


def read(name: str) -> Content | None:
    """What was frozen; None where nothing was.

    Raises
    ------
    ValueError
        If the file is damaged: file, line, rule, value. If it was edited by hand: its
        content does not fit the hash that was written with it, or with its last change.
    """
    file = path(name)
    if not file.is_file():
        return None
    kept = files.content(file, Frozen)
    last = (kept["changes"] or [kept["first"]])[-1]
    if digest(kept) != last["hash"]:
        raise ValueError(
            f"seeds/frozen/{name}.yml was edited by hand: the hash of its content is "
            f"{digest(kept)[:12]}, its last entry says {last['hash'][:12]}"
        )
    return kept


def differences(old: Content, new: Content) -> list[str]:
    """What differs between what was frozen and what there is, one line a difference.

    Parameters
    ----------
    old, new : dict
        As `content` returns them.

    Returns
    -------
    list of str
        Code as its lines, the old ones after "−", the new ones after "+".

    Examples
    --------
    >>> differences({"ranges": {"gain": {"low": 0.4}}}, {"ranges": {"gain": {"low": 0}}})
    ['ranges.gain.low: 0.4 → 0']
    """
    was, now = (dict(_flat({k: c[k] for k in PARTS if k in c})) for c in (old, new))
    told = []
    for name in [*was, *(name for name in now if name not in was)]:
        if name not in now:
            told.append(f"{name}: gone")
        elif name not in was:
            told.append(f"{name}: new")
        elif was[name] != now[name]:
            told += _told(name, was[name], now[name])
    return told


def _flat(tree: Content, above: str = "") -> Iterator[tuple[str, Any]]:
    """Leaves of nested mappings, by dotted names."""
    for key, value in tree.items():
        name = f"{above}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        else:
            yield name, value


def _told(name: str, was: Any, now: Any) -> list[str]:
    """One difference; none where the same code is only laid out in another way."""
    if not (isinstance(was, str) and isinstance(now, str)):
        return [f"{name}: {was} → {now}"]
    if source_code.same(was, now):
        return []
    lines = difflib.ndiff(was.splitlines(), now.splitlines())
    marks = {"- ": "−", "+ ": "+"}
    moved = [f"{marks[x[:2]]} {x[2:].strip()}" for x in lines if x[:2] in marks]
    return [f"{name}: " + " ".join(moved)]


def verdicts(study: Study) -> Content:
    """Word, part of the box and support of every predicate of a study, as they are now.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    dict
        Predicate → `word`, `part` (the class or the bounds on which a word depends, if
        it does) and `support`.
    """
    table, regions = evaluation.evaluate(study), evaluation.regions(study)
    found = {}
    for row in table.reset_index().to_dict("records"):
        name = row["id"]
        part = row["part"] or _bounds(regions, name)
        told = {"word": row["verdict"]} | ({"part": part} if part else {})
        found[str(name)] = told | {"support": round(float(row["support"]), 3)}
    return found


def _bounds(regions: pd.DataFrame, name: str) -> list[str]:
    """Bounds on which a verdict depends, as texts."""
    rows = regions.reset_index()
    rows = rows[(rows["id"] == name) & (rows["caught"] == "depends")]
    told = rows[["parameter", "low", "high"]].itertuples(index=False)
    return [
        f"{parameter} ≤ {high:.2f}" if low == -inf else f"{parameter} > {low:.2f}"
        for parameter, low, high in told
    ]


def effect(old: Content, new: Content) -> list[str]:
    """What a change did to the verdicts, one line a predicate.

    Parameters
    ----------
    old, new : dict
        As `verdicts` returns them.

    Returns
    -------
    list of str
        Words that differ, and shares that differ by at least 0.005.

    Examples
    --------
    >>> was = {"X-1": {"word": "follows", "support": 0.7}}
    >>> effect(was, {"X-1": {"word": "undecided here", "support": 0.45}})
    ['X-1: follows → undecided here, support 0.7 → 0.45']
    """
    told = [f"{name}: new" for name in new if name not in old]
    told += [f"{name}: gone" for name in old if name not in new]
    for name in (name for name in new if name in old):
        was, now = old[name], new[name]
        moved = abs(was["support"] - now["support"]) >= 0.005
        words = word(was) != word(now)
        if words or moved:
            said = f"{word(was)} → {word(now)}" if words else "same word"
            told.append(f"{name}: {said}, support {was['support']} → {now['support']}")
    return told


def word(found: Content) -> str:
    """Word of a verdict, with the part of the box on which it depends.

    Examples
    --------
    >>> word({"word": "depends on", "part": ["gain > 0.90"], "support": 0.4})
    'depends on gain > 0.90'
    """
    part = found.get("part", "")
    named = part if isinstance(part, str) else " and ".join(part)
    return f"{found['word']} {named}".strip()


def log(name: str) -> pd.DataFrame:
    """Every later change of a study or of the rules, one row each: for a page."""
    kept = read(name)
    rows = [] if kept is None else kept["changes"]
    columns = ["date", "because", "what", "effect", "hash"]
    return pd.DataFrame(rows, columns=columns)
