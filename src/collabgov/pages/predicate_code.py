"""The code of the predicates of a study, as it stands in the files of the study."""

import ast
import textwrap
from collections.abc import Iterator, Mapping
from html import escape
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from collabgov.claims import source_code
from collabgov.claims.predicate import Dominance, Predicate
from collabgov.pages import addresses
from collabgov.studies import load


class Piece(NamedTuple):
    """A definition or a part of one, and the text of the file that holds it."""

    node: ast.AST
    text: str

    @property
    def source(self) -> str:
        """Its own text, without the indent and the comma of a table."""
        source = ast.get_source_segment(self.text, self.node, padded=True)
        return textwrap.dedent(source or "")


def listings(slug: str) -> dict[str, tuple[str, ...]]:
    """Code of the predicates of a study: each piece, and the predicates that it makes.

    One piece of a tuple may make several predicates.  Functions of the study that a
    piece calls by name follow it, with those that they call.

    Parameters
    ----------
    slug : str
        The study: its predicates stand in tuples of its files ``predicates*.py``.

    Returns
    -------
    dict of str to tuple of str
        Source text → ids of predicates, in the order of the study.

    Raises
    ------
    ValueError
        If the book has no study of that name, or one of its predicates stands in no
        such tuple.

    Examples
    --------
    >>> next(iter(listings("leading_small_groups").values()))
    ('LG-1',)
    """
    folder = Path(str(import_module(f"collabgov.studies.{slug}").__file__)).parent
    helpers = {name: piece for f in folder.glob("*.py") for name, piece in _defined(f)}
    nodes = {name: piece.node for name, piece in helpers.items()}
    pieces: dict[str, tuple[str, ...]] = {}
    for file in folder.glob("predicates*.py"):
        module = import_module(f"collabgov.studies.{slug}.{file.stem}")
        for piece in _elements(file):
            tests = _made(piece.node, module)
            if not tests:
                continue
            names = source_code.followed(piece.node, nodes)
            parts = [piece, *(helpers[name] for name in names)]
            source = "\n\n".join(part.source for part in parts)
            pieces[source] = (*pieces.get(source, ()), *tests)
    return _in_order(slug, pieces)


def _in_order(
    slug: str, pieces: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Pieces in the order of the study's predicates, of which each has its code."""
    place = {test.id: k for k, test in enumerate(load(slug).predicates)}
    made = {test for tests in pieces.values() for test in tests}
    if without := [test for test in place if test not in made]:
        raise ValueError(f"{slug}: {without[0]} stands in no tuple of predicates*.py")
    return dict(sorted(pieces.items(), key=lambda piece: place[piece[1][0]]))


def listings_html(slug: str, claims: Mapping[str, str]) -> str:
    """The code of all tests of a study, folded piece by piece, with an address each.

    Parameters
    ----------
    slug : str
        The study.
    claims : mapping of str to str
        Test → its claim.

    Returns
    -------
    str
        HTML; above each piece the tests that it makes, linked to the claim ledger.
    """
    pieces = []
    for source, tests in listings(slug).items():
        links = (
            f'<a id="{addresses.code(test)}" '
            f'href="{addresses.LEDGER}#{addresses.row(test, claims[test])}">{test}</a>'
            for test in tests
        )
        pieces.append(
            f'<div class="gt-code"><p>{" ".join(links)}</p><details>'
            f"<summary>code</summary><pre>{escape(source)}</pre></details></div>"
        )
    return f'<p class="gt-code">The code of each predicate:</p>{"".join(pieces)}'


def _defined(file: Path) -> Iterator[tuple[str, Piece]]:
    """Functions at the top level of a file, by name."""
    text = file.read_text("utf-8")
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, Piece(node, text)


def _elements(file: Path) -> Iterator[Piece]:
    """What stands in the tuples of a file, but for other tuples by name."""
    text = file.read_text("utf-8")
    for node in ast.parse(text).body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        for element in value.elts if isinstance(value, ast.Tuple) else ():
            named = isinstance(element, ast.Starred) and isinstance(
                element.value, ast.Name
            )
            if isinstance(element, ast.Call | ast.Starred) and not named:
                yield Piece(element, text)


def _made(element: ast.AST, module: ModuleType) -> list[str]:
    """Ids of the tests that an element of a table makes."""
    alone = ast.Expression(ast.Tuple([element], ast.Load()))  # ty: ignore
    code = compile(ast.fix_missing_locations(alone), "predicates", "eval")
    made = eval(code, vars(module))
    return [test.id for test in made if isinstance(test, Predicate | Dominance)]
