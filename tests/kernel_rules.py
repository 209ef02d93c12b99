"""What a kernel may contain, so that CPython, numba and MicroPython all run it."""

import ast
import inspect
import pkgutil
import textwrap
from importlib import import_module

from collabgov.engine.model import Model

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


def kernels(study):
    """All functions of a study that have to run in CPython, numba and MicroPython.

    These are kernel and measures of its model, and in its package those of any other
    model, whatever stands in `kernel.py`, and every function that annotates nothing:
    a kernel may not, and all else does.
    """
    name, found = f"collabgov.studies.{study.slug}", parts(study.model)
    for module in modules(study):
        for value in vars(module).values():
            if isinstance(value, Model):
                found |= parts(value)
            elif inspect.isfunction(value) and value.__module__ == module.__name__:
                bare = value.__name__ != "<lambda>" and not value.__annotations__
                if bare or module.__name__ == f"{name}.kernel":
                    found.add(value)
    return sorted(found, key=lambda kernel: kernel.__name__)


def modules(study):
    """The package of a study, and all its modules."""
    name = f"collabgov.studies.{study.slug}"
    package = import_module(name)
    files = pkgutil.iter_modules(package.__path__, f"{name}.")
    return [package, *(import_module(file.name) for file in files)]


def models(study):
    """All models of a study's package, each once."""
    named = (value for module in modules(study) for value in vars(module).values())
    found = {id(value): value for value in named if isinstance(value, Model)}
    return [*found.values()]


def parts(model):
    """Kernel and measures of a model."""
    return {model.kernel} | ({model.measures} if model.measures else set())


class Watched(list):
    """A list that knows how far it was used, and takes no index from behind."""

    used = 0

    def seen(self, k):
        if not 0 <= k < len(self):
            raise IndexError(k)
        self.used = max(self.used, k + 1)

    def __getitem__(self, k):
        self.seen(k)
        return super().__getitem__(k)

    def __setitem__(self, k, value):
        self.seen(k)
        super().__setitem__(k, value)


def lengths(model):
    """Where kernel and measures do not fit the lists that a model makes, a line each.

    Run once in plain CPython at the usual values, and at the least that each setting
    takes, on lists of exactly the length that the model says.
    """
    least = [{s.name: s.domain[0]} for s in model.settings if s.domain[0] > 0]
    return [
        f"{fault} at {changes or 'the usual values'}"
        for changes in ({}, *least)
        for fault in misfits(model, model.arguments(**changes))
    ]


def misfits(model, arguments):
    """What one run reads or writes beyond a list, and what it leaves untouched."""
    record, *lists = arguments
    watched = [Watched(some.tolist()) for some in lists]
    extra = Watched([0.0] * len(model.measured))
    told = [*inspect.signature(model.kernel).parameters][1:]
    try:
        model.kernel(record, *watched)
        if model.measures:
            model.measures(watched[-2], extra)
    except IndexError as error:
        lost = ", ".join(
            f"{name} holds {len(some)}"
            for name, some in zip(told, watched, strict=True)
        )
        return [f"index {error} is beyond a list ({lost})"]
    pairs = (("path", watched[-2]), ("out", watched[-1]), ("extra", extra))
    return [
        f"{name}: {some.used} of {len(some)} used"
        for name, some in pairs
        if some.used < len(some)
    ]
