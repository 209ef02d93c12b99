"""What a kernel may contain, so that CPython, numba and MicroPython all run it."""

import ast
import inspect
import pkgutil
import textwrap
from importlib import import_module

import pytest

from collabgov import studies

NODES = (
    *(ast.Module, ast.FunctionDef, ast.arguments, ast.arg, ast.Expr, ast.Constant),
    *(ast.Assign, ast.AugAssign, ast.Return, ast.If, ast.For, ast.While),
    *(ast.Break, ast.Continue, ast.IfExp, ast.Name, ast.Load, ast.Store),
    *(ast.Subscript, ast.Attribute, ast.Call, ast.Tuple, ast.List),
    *(ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.And, ast.Or, ast.Not),
    *(ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.USub),
    *(ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE),
)
MATH = {"exp", "log", "sqrt", "sin", "cos", "tan", "tanh", "atan", "atan2"}
MATH |= {"floor", "ceil", "fabs", "expm1", "pi"}
BUILTINS = {"range", "len", "int", "float", "abs", "min", "max"}


def problems(source):
    """What a kernel's text holds that the three may not all take, a line each."""
    tree = ast.parse(textwrap.dedent(source))
    parents = {c: node for node in ast.walk(tree) for c in ast.iter_child_nodes(node)}
    kernel = tree.body[0]
    names = [n for n in ast.walk(kernel) if isinstance(n, ast.Name)]
    own = {n.id for n in names if isinstance(n.ctx, ast.Store)}
    own |= {n.arg for n in ast.walk(kernel) if isinstance(n, ast.arg)}
    found = []
    for node in ast.walk(tree):
        check = CHECKS.get(type(node), lambda *_: None)
        fault = check(node, parents.get(node), kernel, own)
        if not isinstance(node, NODES):
            fault = type(node).__name__
        if fault:
            found.append(f"line {getattr(node, 'lineno', 0)}: {fault}")
    return found


def function(node, parent, kernel, own):
    given = node.args
    if node is not kernel:
        return "a function inside the kernel"
    if node.decorator_list:
        return "a decorator"
    if given.defaults or given.posonlyargs or given.kwonlyargs:
        return "a default, or arguments by name or by place alone"
    if given.vararg or given.kwarg:
        return "a varying number of arguments"
    return None


def expression(node, parent, kernel, own):
    if node is kernel.body[0] and isinstance(node.value, ast.Constant):
        return None  # the docstring
    return "an expression that goes nowhere"


def constant(node, parent, kernel, own):
    if isinstance(parent, ast.Expr) or type(node.value) in (int, float):
        return None
    return f"the constant {node.value!r}"


def attribute(node, parent, kernel, own):
    home = node.value.id if isinstance(node.value, ast.Name) else None
    if not isinstance(node.ctx, ast.Load):
        return "a field is set"
    if home == "p" or (home == "math" and node.attr in MATH):
        return None
    return f"{ast.unparse(node)} (fields of p and some of math alone)"


def name(node, parent, kernel, own):
    library = node.id == "math" and isinstance(parent, ast.Attribute)
    if library or node.id in own | BUILTINS:
        return None
    return f"the name {node.id} from outside"


def call(node, parent, kernel, own):
    called = ast.unparse(node.func)
    allowed = BUILTINS | {f"math.{name}" for name in MATH - {"pi"}}
    if called not in allowed or called in own:
        return f"a call of {called}"
    if node.keywords:
        return "a keyword in a call"
    return None


def loop(node, parent, kernel, own):
    over = node.iter.func if isinstance(node.iter, ast.Call) else node.iter
    if getattr(over, "id", None) != "range":
        return "a loop over something other than range"
    return "else after a loop" if node.orelse else None


def power(node, parent, kernel, own):
    if not isinstance(node.op, ast.Pow):
        return None
    exponent = node.right if isinstance(node, ast.BinOp) else node.value
    if isinstance(exponent, ast.UnaryOp):
        exponent = exponent.operand
    if isinstance(exponent, ast.Constant) and exponent.value == int(exponent.value):
        return "a power with a whole exponent (write the product)"
    return None


def scratch(node, parent, kernel, own):
    repeated = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mult)
    if repeated and parent.left is node and len(node.elts) == 1:
        return None
    return "a list other than [x] * n"


def several(node, parent, kernel, own):
    return None if isinstance(parent, ast.Assign) else "a tuple outside an assignment"


CHECKS = {
    ast.FunctionDef: function,
    ast.Expr: expression,
    ast.Constant: constant,
    ast.Attribute: attribute,
    ast.Name: name,
    ast.Call: call,
    ast.For: loop,
    ast.BinOp: power,
    ast.AugAssign: power,
    ast.List: scratch,
    ast.Tuple: several,
}
# the kernel of a study, its measures and its helpers: lg_run, lg_measures, lg_fit
KERNELS = [
    function
    for module in pkgutil.iter_modules(studies.__path__, "collabgov.studies.")
    for name, function in vars(import_module(module.name)).items()
    if name[2:3] == "_" and inspect.isfunction(function)
]


def test_every_study_has_a_kernel():
    assert len(KERNELS) >= sum(1 for _ in pkgutil.iter_modules(studies.__path__)) > 0


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda kernel: kernel.__name__)
def test_kernels_and_measures_contain_nothing_that_one_of_the_three_refuses(kernel):
    assert problems(inspect.getsource(kernel)) == []


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda kernel: kernel.__name__)
def test_a_kernel_uses_math_and_nothing_else_of_its_module(kernel):
    outside = inspect.getclosurevars(kernel)
    assert set(outside.globals) <= {"math"}
    assert not outside.nonlocals


GOOD = '''
def good(p, w, draws, path, out):
    """All that is allowed."""
    q, r = [0.0] * int(p.n), 1.0
    for i in range(len(w)):
        if w[i] < draws[i] and not p.rate > 0.5:
            continue
        q[i] = math.exp(-p.rate * w[i]) if i % 2 == 0 else r ** p.sigma
        while r > 1e-3:
            r *= 0.5 + math.pi ** 0.5
            break
        path[2 * i + 1] = max(q[i], abs(r) ** (1.0 / p.n))
    out[0] = min(1.0, r // 2)
    return out[0]
'''

BAD = {
    "import os": "Import",
    "x = y = helper(1.0)": "a call of helper",
    "x = RISKS[0]": "the name RISKS from outside",
    "x = sum(path)": "a call of sum",
    "x = round(p.rate, 2)": "a call of round",
    "x = math.gamma(p.rate)": "math.gamma",
    "x = math": "the name math from outside",
    "x = path.shape": "path.shape",
    "path.append(1.0)": "path.append",
    "p.rate = 1.0": "a field is set",
    "x = path[1:]": "Slice",
    "x = [i for i in range(3)]": "ListComp",
    "x = [1.0, 2.0]": "a list other than",
    "x = []": "a list other than",
    "x = {1: 2.0}": "Dict",
    "x = f'{p.rate}'": "JoinedStr",
    "x = 'strong'": "the constant 'strong'",
    "x = None": "the constant None",
    "x = p.rate ** 2": "a whole exponent",
    "x = p.rate ** -1.0": "a whole exponent",
    "p = 1.0; p **= 3": "a whole exponent",
    "x = max(p.rate, key=1)": "a keyword in a call",
    "x = max(*path)": "Starred",
    "x = 1.0 if p.rate is p.n else 0.0": "Is",
    "x = 1 < 2 and 1 in path": "In",
    "for v in path: x = v": "a loop over something other than range",
    "for i in range(3): x = i\n    else: x = 1.0": "else after a loop",
    "x = lambda v: v": "Lambda",
    "try: x = 1.0\n    except ValueError: x = 0.0": "Try",
    "with p: x = 1.0": "With",
    "assert p.rate > 0": "Assert",
    "raise ValueError": "Raise",
    "print(p.rate)": "a call of print",
    "p.rate": "an expression that goes nowhere",
    "x: float = 1.0": "AnnAssign",
    "global x": "Global",
    "def f(v): return v": "a function inside",
    "x = (y := 1.0)": "NamedExpr",
    "del path[0]": "Delete",
    "x = 1 & 2": "BitAnd",
    "return p.rate, p.n": "a tuple outside an assignment",
    "yield p.rate": "Yield",
    "max = 1.0; x = max(1.0, 2.0)": "a call of max",
}
HEADS = {
    "@njit\ndef bad(p, path, out):": "a decorator",
    "def bad(p, path, out=None):": "a default",
    "def bad(p, /, path, out):": "by place alone",
    "def bad(p, path, *, out):": "by name",
    "def bad(p, *lists):": "a varying number",
    "def bad(p, path, **more):": "a varying number",
    "async def bad(p, path, out):": "AsyncFunctionDef",
    "def bad(p: object, path, out) -> float:": "the name object from outside",
}


def test_all_that_is_allowed_is_taken():
    assert problems(GOOD) == []


@pytest.mark.parametrize("line", BAD)
def test_a_planted_line_is_refused(line):
    found = problems(f"def bad(p, path, out):\n    {line}\n")
    assert any(BAD[line] in fault for fault in found), found


@pytest.mark.parametrize("head", HEADS)
def test_a_planted_head_is_refused(head):
    found = problems(f"{head}\n    out[0] = 1.0\n")
    assert any(HEADS[head] in fault for fault in found), found
