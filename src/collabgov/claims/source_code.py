"""Code as text that can be kept and compared: no comments, no docstrings."""

import ast
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import FunctionType
from typing import Any

from collabgov.claims.function_text import as_it_runs, bare, node_of, taken

Code = dict[str, str]  # a name → its code
HELD = "  # "


def definitions(file: Path) -> dict[str, ast.stmt]:
    """What a module defines at its top level, without docstrings.

    Parameters
    ----------
    file : Path
        A Python file.

    Returns
    -------
    dict of str to ast.stmt
        In the order of the file.
    """
    found: dict[str, ast.stmt] = {}
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = bare(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = [n for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]
            found |= {name.id: node for name in named}
    return found


def reached(files: Iterable[Path], starts: Iterable[str]) -> Code:
    """Code of some names of some modules, and of all their names that these lead to.

    Parameters
    ----------
    files : iterable of Path
        Python files; a name stands in one of them.
    starts : iterable of str
        Names at their top level; those that they do not hold are left out.

    Returns
    -------
    dict of str to str
        Name → code, in the order of the files. Names that they import from elsewhere
        stand for themselves: their code is not followed.
    """
    known = {name: node for file in files for name, node in definitions(file).items()}
    seen = {name for name in starts if name in known}
    for name in tuple(seen):
        seen |= set(followed(known[name], known))
    return {name: ast.unparse(node) for name, node in known.items() if name in seen}


def followed(node: ast.AST, known: Mapping[str, ast.AST]) -> list[str]:
    """Names that a piece of code uses, and those that their own code uses in turn.

    Parameters
    ----------
    node : AST
        The piece.
    known : mapping of str to AST
        Names that are followed, and their code.

    Returns
    -------
    list of str
        Each once, as they are met: a name before those that it leads to.

    Examples
    --------
    >>> known = {"f": ast.parse("g(1)"), "g": ast.parse("2"), "h": ast.parse("3")}
    >>> followed(ast.parse("f(0)"), known)
    ['f', 'g']
    """
    found: list[str] = []

    def follow(piece: ast.AST) -> None:
        for name in (n.id for n in ast.walk(piece) if isinstance(n, ast.Name)):
            if name in known and name not in found:
                found.append(name)
                follow(known[name])

    follow(node)
    return found


def same(one: str, other: str) -> bool:
    """Whether two texts are the same code, however it is laid out.

    Parameters
    ----------
    one, other : str
        Code as `reached` or `of` gives it. What stands behind two blanks and a hash
        sign are the values that a function took along: they count.

    Returns
    -------
    bool

    Examples
    --------
    >>> same("f(1,  'a')", 'f(1, "a",)'), same("f(1)", "f(2)")
    (True, False)
    >>> same("lambda r: r[k]  # k=1", "lambda r: r[k]  # k=2")
    False
    """
    if one == other or one.partition(HELD)[2] != other.partition(HELD)[2]:
        return one == other
    try:
        return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
    except SyntaxError:  # a table of several
        return False


def of(function: Any) -> str:
    """Code of a function that stands in a table: a lambda's text, or a name.

    Parameters
    ----------
    function : callable
        Written in Python.

    Returns
    -------
    str
        With the values that it took from where it was made: the same lambda, made
        twice by one line, may hold two different ones.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import PREDICATES, world
    >>> of(world)
    'world'
    >>> of({p.id: p for p in PREDICATES}["LG-5"].value)
    "lambda r: r['s.effort']"
    """
    text = function.__name__
    if text == "<lambda>":
        node = node_of(function)
        text = _unwritten(function) if node is None else ast.unparse(node)
    along = sorted(taken(function).items())
    held = ", ".join(f"{name}={shown(value)}" for name, value in along)
    return f"{text}{HELD}{held}" if held else text


def _unwritten(function: FunctionType) -> str:
    """What stands for a lambda that no file holds."""
    code = as_it_runs(function.__code__).encode()
    return f"<lambda {hashlib.sha256(code).hexdigest()[:16]}>"


def shown(value: Any) -> str:
    """A value of a table as text: functions as their code, not as an address.

    Examples
    --------
    >>> shown({"low": 0.1, "kind": ("weak", None)})
    "{'low': 0.1, 'kind': ('weak', None)}"
    """
    if callable(value):
        return of(value)
    if isinstance(value, Mapping):
        inner = (f"{key!r}: {shown(item)}" for key, item in value.items())
        return "{" + ", ".join(inner) + "}"
    return repr(value)
