"""The code of each test of a study, as it stands in the study's module."""

import ast
import inspect
import textwrap
from collections.abc import Mapping
from html import escape
from types import ModuleType

from collabgov.claims import source_code
from collabgov.claims.places import study
from collabgov.pages import addresses


def listings(slug: str) -> dict[str, tuple[str, ...]]:
    """Code of the tests of a study: each piece, and the tests that it makes.

    One piece of the module's table may make several tests.  Functions of the module
    that a piece calls by name follow it, with those that they call.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    dict of str to tuple of str
        Source text → ids of tests, in the order of the table.

    Raises
    ------
    ValueError
        If the package holds no module of that name.

    Examples
    --------
    >>> next(iter(listings("leading_small_groups").values()))
    ('LG-1',)
    """
    module = study(slug)
    text = inspect.getsource(module)
    body = ast.parse(text).body
    helpers = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
    pieces = {}
    for element in _table(body).elts:
        names = source_code.followed(element, helpers)
        parts = [element, *(helpers[name] for name in names)]
        source = "\n\n".join(_source(text, part) for part in parts)
        pieces[source] = (*pieces.get(source, ()), *_made(element, module))
    return pieces


def shown(slug: str, claims: Mapping[str, str]) -> str:
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


def _table(body: list[ast.stmt]) -> ast.Tuple:
    """The literal that is assigned to PREDICATES."""
    for node in body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            if "PREDICATES" in names and isinstance(node.value, ast.Tuple):
                return node.value
    raise ValueError("PREDICATES must be written as one tuple")


def _source(text: str, node: ast.expr | ast.stmt) -> str:
    """A node's text, without the indent and the comma of the table."""
    return textwrap.dedent(ast.get_source_segment(text, node, padded=True) or "")


def _made(element: ast.expr, module: ModuleType) -> list[str]:
    """Ids of the tests that an element of the table makes."""
    alone = ast.Expression(ast.Tuple([element], ast.Load()))
    made = eval(
        compile(ast.fix_missing_locations(alone), "PREDICATES", "eval"), vars(module)
    )
    return [test.id for test in made]
