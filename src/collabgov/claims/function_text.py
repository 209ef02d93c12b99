"""The text of a function as it runs, and the names that it uses.

A file's text counts as that of a function only where, compiled, it is the very code
that runs. No date plays a part, and what was made or changed in memory is told from its
code instead.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

PACKAGE = __name__.partition(".")[0]
Function = ast.FunctionDef | ast.Lambda
Chain = tuple[str, ...]  # a name, and the attributes that are asked of it in turn
Scope = Mapping[str, Any]
INSTALLED = {"site-packages", "dist-packages"}
DOCUMENTED = 0x4000000  # CO_HAS_DOCSTRING, from Python 3.13 on


def node_of(function: FunctionType) -> Function | None:
    """The text of a function, without docstrings and annotations.

    Parameters
    ----------
    function : function
        Written in Python.

    Returns
    -------
    ast.FunctionDef or ast.Lambda or None
        None where no file holds it, or the file now holds another text than what runs.
    """
    return _node(function.__code__)


def _node(code: CodeType) -> Function | None:
    """The text of some code."""
    file = Path(code.co_filename)
    if not file.is_file():
        return None
    nodes, marks = _held(file, file.stat().st_mtime_ns)
    if _mark(code) not in marks:
        return None
    found = nodes.get(code.co_firstlineno, [])
    if code.co_name == "<lambda>":
        # the span of the whole body is that of the instruction that returns it
        spans = [place for place in code.co_positions() if None not in place]
        lambdas = (node for node in found if isinstance(node, ast.Lambda))
        return next((node for node in lambdas if _span(node.body) in spans), None)
    defined = (node for node in found if isinstance(node, ast.FunctionDef))
    return next((node for node in defined if node.name == code.co_name), None)


@cache
def _held(file: Path, date: int) -> tuple[dict[int, list[Function]], frozenset[Any]]:
    """Every function of a file by its first line, and all code that it compiles to."""
    try:
        text = file.read_text("utf-8")
        code = compile(text, str(file), "exec", dont_inherit=True)
        tree = _Untyped().visit(bare(ast.parse(text)))
    except (OSError, SyntaxError, ValueError):
        return {}, frozenset()
    found: dict[int, list[Function]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Lambda):
            found.setdefault(node.lineno, []).append(node)
        elif isinstance(node, ast.FunctionDef):
            first = min(d.lineno for d in [node, *node.decorator_list])
            found.setdefault(first, []).append(node)
    return found, frozenset(map(_mark, _nested(code)))


def _nested(code: CodeType) -> Iterator[CodeType]:
    """Code, and all code that it holds."""
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _nested(one)


def _mark(code: CodeType) -> tuple[int, str, str]:
    """What tells one piece of code of a file from all others."""
    return code.co_firstlineno, code.co_name, as_it_runs(code)


def as_it_runs(code: CodeType) -> str:
    """Code as text: instructions, names and constants, without its docstring.

    Examples
    --------
    >>> one, other = (lambda r: r["s"]), (lambda r: r["w"])
    >>> as_it_runs(one.__code__) == as_it_runs(other.__code__)
    False
    """
    counts = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    names = code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars
    constants = list(code.co_consts)
    if _is_documented(code):
        constants[0] = None
    bits = f"{code.co_code.hex()} {code.co_exceptiontable.hex()} {counts} {names}"
    return f"{bits} [{', '.join(map(_constant, constants))}]"


def _is_documented(code: CodeType) -> bool:
    """Whether the first constant is a docstring."""
    if sys.version_info >= (3, 13):
        return bool(code.co_flags & DOCUMENTED)
    is_function = code.co_flags & CO_OPTIMIZED and not code.co_name.startswith("<")
    return bool(is_function) and isinstance(code.co_consts[0], str)


def _constant(value: Any) -> str:
    """A constant, without addresses, and sets in one order."""
    if isinstance(value, CodeType):
        return f"{value.co_name}: {as_it_runs(value)}"
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(_constant, value)))}}}"
    if isinstance(value, tuple):
        return f"({', '.join(map(_constant, value))},)"
    return repr(value)


def bare(tree: Any) -> Any:
    """The same tree without docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return tree


class _Untyped(ast.NodeTransformer):
    """Drops annotations."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Drop what a function says of its result."""
        node.returns = None
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Drop what it says of an argument."""
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Drop what is said of a name that is set."""
        self.generic_visit(node)
        if node.value is None:
            return node
        plain = ast.Assign([node.target], node.value)
        return ast.copy_location(plain, node)


def _span(node: ast.expr) -> tuple[Any, ...]:
    """Lines and columns of an expression, in the order of `co_positions`."""
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset


def taken(function: FunctionType) -> dict[str, Any]:
    """Values that a function took from where it was made: closure and defaults.

    Examples
    --------
    >>> taken(lambda r, k=1: r[k])
    {'k': 1}
    """
    code = function.__code__
    held = zip(code.co_freevars, function.__closure__ or (), strict=True)
    found = {name: cell.cell_contents for name, cell in held if _is_set(cell)}
    named = code.co_varnames[: code.co_argcount]
    given = function.__defaults__ or ()
    found |= dict(zip(named[len(named) - len(given) :], given, strict=True))
    return found | (function.__kwdefaults__ or {})


def _is_set(cell: Any) -> bool:
    """Whether a closure's cell holds anything yet."""
    try:
        cell.cell_contents  # noqa: B018
    except ValueError:
        return False
    return True


def read(function: FunctionType) -> tuple[str, list[tuple[Scope, str]]]:
    """The text of a function, and the names that it uses, each with where it stands.

    Parameters
    ----------
    function : function
        Written in Python.

    Returns
    -------
    text : str
        Without comments, docstrings and annotations; the code as it runs where no file
        is sure to hold its text.
    used : list of (dict, str)
        Names of a module, and a name among them, for all that it takes from its own
        module or from one that is not installed.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import MODEL
    >>> scope, name = read(MODEL.record)[1][0]
    >>> scope["__name__"], name
    ('collabgov.studies.leading_small_groups.model', 'Group')
    """
    text, chains, imports = _read(function.__code__)
    held = {n: v for n, v in taken(function).items() if isinstance(v, ModuleType)}
    scope = {**function.__globals__, **held}
    used: list[tuple[Scope, str]] = []
    for module, name, known_as in imports:
        held = import_module(module)
        scope[known_as] = value = _part(held, name)
        if not isinstance(value, ModuleType):
            used.append((vars(held), name))
    own = ((function.__globals__, name) for name, *_ in chains)
    used += [(home, name) for home, name in own if name in home and name[:2] != "__"]
    used += filter(None, (_last(scope, chain) for chain in chains))
    return text, used


def _part(module: ModuleType, name: str) -> Any:
    """What a module holds under a name, which may be a module of its folder."""
    if not name:
        return module
    if name not in vars(module):
        return import_module(f"{module.__name__}.{name}")
    return vars(module)[name]


def _last(scope: Scope, chain: Chain) -> tuple[Scope, str] | None:
    """The last module of a chain of names that is followed, and the name in it."""
    value, *rest = scope.get(chain[0]), *chain[1:]
    for name in rest:
        if not isinstance(value, ModuleType) or is_foreign(value.__name__):
            return None
        if not isinstance(inner := vars(value).get(name), ModuleType):
            return vars(value), name
        value = inner
    return None


@cache
def _read(
    code: CodeType,
) -> tuple[str, tuple[Chain, ...], tuple[tuple[str, str, str], ...]]:
    """Text, chains of names, and what is imported within, of some code."""
    node = _node(code)
    if node is None:
        names = sorted({name for one in _nested(code) for name in one.co_names})
        # any of them may be asked of any: which it is, the code does not say plainly
        pairs = ((one, other) for one in names for other in names)
        return as_it_runs(code), (*((name,) for name in names), *pairs), ()
    chains = dict.fromkeys(sorted(filter(None, map(_chain, ast.walk(node)))))
    return ast.unparse(node), tuple(chains), tuple(_imports(node))


def _chain(node: ast.AST) -> Chain:
    """A name, or the attributes that are asked of one; empty for anything else."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute) and (above := _chain(node.value)):
        return (*above, node.attr)
    return ()


def _imports(node: ast.AST) -> Iterator[tuple[str, str, str]]:
    """Module that is followed, name in it if any, and what it is known as."""
    for piece in ast.walk(node):
        if isinstance(piece, ast.ImportFrom) and piece.module and not piece.level:
            found = ((piece.module, one.name, one.asname) for one in piece.names)
        elif isinstance(piece, ast.Import):
            found = ((one.name, "", one.asname) for one in piece.names)
        else:
            continue
        for module, name, asname in found:
            if not is_foreign(module):
                top = module.partition(".")[0]
                whole = module if name or asname else top
                yield whole, name, asname or name or top


def is_foreign(module: str) -> bool:
    """Whether a module is installed, and not one of this package: it is not followed.

    Examples
    --------
    >>> is_foreign("numpy.linalg"), is_foreign("ast"), is_foreign("collabgov.claims")
    (True, True, False)
    """
    top = module.partition(".")[0]
    if top == PACKAGE:
        return False
    if top in sys.builtin_module_names or top in sys.stdlib_module_names:
        return True
    held = sys.modules.get(module)
    spec = find_spec(top) if held is None and top else None
    file = getattr(held, "__file__", None) or (spec.origin if spec else None)
    return file is not None and bool(INSTALLED & {*Path(file).parts})
