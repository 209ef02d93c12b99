"""What a result rests on, as text: values, and all code that they lead to.

A function stands for its code without comments and docstrings, for what it took along
where it was made, and for every name of its module that it uses, followed in turn;
third-party code stands for its name, and the versions of the packages that compute.
No file's name or date plays a part, so what was changed in memory counts as well.
"""

import hashlib
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import PurePath
from re import Pattern
from typing import Any

import numpy as np
import pandas as pd

from collabgov.claims.function_text import PACKAGE, is_foreign, read, taken

# what keeps results decides no number; of a study its fields do, which are followed
LEFT_OUT = tuple(
    f"{PACKAGE}.claims.{name}"
    for name in ("store", "fingerprint", "function_text", "source_code", "study")
)
COMPUTE = ("numba", "numpy", "pandas", "salib", "scikit-learn", "scipy")
HEAP = 1 << 9  # a class that is written in Python
Pieces = dict[str, str]


def key(*things: Any) -> str:
    """Hash of all that some things rest on.

    Parameters
    ----------
    *things
        Functions and values: numbers, texts, containers, tables, dataclasses.

    Returns
    -------
    str
        16 hexadecimal digits.

    Raises
    ------
    TypeError
        For a thing that cannot be told by its content.

    Examples
    --------
    >>> key(len, 1) == key(len, 1), key(len, 1) == key(len, 2)
    (True, False)
    """
    told = "\n".join(
        f"{name} = {text}" for name, text in sorted(pieces(*things).items())
    )
    return hashlib.sha256(f"{versions()}\n{told}".encode()).hexdigest()[:16]


@cache
def versions() -> str:
    """Python and the packages that compute, with their versions."""
    major, minor = sys.version_info[:2]
    return " ".join(
        [f"python {major}.{minor}", *(f"{n} {version(n)}" for n in COMPUTE)]
    )


def pieces(*things: Any) -> Pieces:
    """All code and values that some things lead to.

    Parameters
    ----------
    *things
        As for `key`.

    Returns
    -------
    dict of str to str
        ``module:name`` → its text; the things themselves under their position.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import MODEL
    >>> sorted(pieces(MODEL.measures))
    ['0', 'collabgov.studies.leading_small_groups.kernel:lg_measures']
    """
    walk = _Walk()
    found = {str(k): walk.text(thing) for k, thing in enumerate(things)}
    return found | walk.found


class _Walk:
    """One walk from some things to all that they lead to."""

    def __init__(self) -> None:
        self.found: Pieces = {}
        self.told: dict[int, tuple[Any, str]] = {}  # function → itself, what was told
        self.homes: dict[str, list[Any]] = {}  # a name → all that bear it

    def text(self, value: Any) -> str:
        """A value as text; the code that it leads to goes into `found`."""
        for kinds, told in TELLERS:
            if isinstance(value, kinds):
                return told(self, value)
        if is_dataclass(value):
            return self.instance(value)
        if callable(getattr(value, "__wrapped__", None)):  # cached, or compiled
            return self.text(value.__wrapped__)
        if callable(getattr(value, "py_func", None)):
            return self.text(value.py_func)
        if _is_foreign(type(value)) and " at 0x" not in (shown := repr(value)):
            return f"{_name(type(value))} {shown}"
        if hasattr(value, "__name__") and _is_foreign(value):  # compiled code
            return _name(value)
        raise TypeError(f"cannot tell what {value!r:.80} rests on")

    def items(self, value: Any) -> str:
        """A list, a tuple, or what has names for its places."""
        kind = type(value)
        if hasattr(kind, "_fields"):
            self.text(kind)
        return f"{kind.__name__}({', '.join(map(self.text, value))})"

    def unordered(self, value: Any) -> str:
        """A set."""
        return f"set({', '.join(sorted(map(self.text, value)))})"

    def mapping(self, value: Mapping[Any, Any]) -> str:
        """A mapping, in its order: that of runs is the order of columns."""
        inner = (f"{self.text(k)}: {self.text(v)}" for k, v in value.items())
        return "{" + ", ".join(inner) + "}"

    def instance(self, value: Any) -> str:
        """A dataclass: its methods, and all fields that may decide a number."""
        kind = self.text(type(value))
        told = (
            f"{f.name}={self.text(getattr(value, f.name))}"
            for f in fields(value)
            if f.init and f.metadata.get("decides", True)
        )
        return f"{kind}({', '.join(told)})"

    def partial(self, value: partial) -> str:
        """A function with some of its arguments."""
        given = (value.func, *value.args, value.keywords)
        return f"partial({', '.join(map(self.text, given))})"

    def method(self, value: Any) -> str:
        """A function bound to a value; or a compiled one, which may be bound to none."""
        bound = getattr(value, "__self__", None)
        if bound is None or isinstance(bound, types.ModuleType):
            return _name(value)
        return f"{self.text(bound)}.{value.__name__}"

    def function(self, value: types.FunctionType) -> str:
        """A function: its name, or a lambda's text; with what it took along."""
        if _is_left_out(value) or _is_foreign(value):
            return _name(value)
        if id(value) in self.told:
            return self.told[id(value)][1]
        text, used = read(value)
        label = _name(value)
        self.told[id(value)] = (value, label)  # what leads to itself ends here
        if value.__code__.co_name == "<lambda>" or "<locals>" in label:
            label = text  # no name leads to it: the text stands where it is used
        elif self.found.setdefault(label, text) != text:  # another of the same name
            label = f"{label} {hashlib.sha256(text.encode()).hexdigest()[:16]}"
            self.found[label] = text
        told = f"{label} with {self.mapping(taken(value))}"
        for scope, name in used:
            self.name(scope, name)
        self.told[id(value)] = (value, told)
        return told

    def name(self, scope: Mapping[str, Any], name: str) -> None:
        """Follow one name of a module: its code, or its value."""
        value, home = scope.get(name), str(scope.get("__name__"))
        if name not in scope or isinstance(value, types.ModuleType):
            return
        place = f"{self.own(home, scope)}:{name} ="
        if place not in self.found and home not in LEFT_OUT:
            self.found[place] = "…"  # what leads to itself ends here
            self.found[place] = self.text(value)

    def own(self, name: str, thing: Any) -> str:
        """A name for one of several things that may bear the same."""
        same = self.homes.setdefault(name, [])
        if not any(one is thing for one in same):
            same.append(thing)
        number = next(k for k, one in enumerate(same) if one is thing)
        return f"{name} ({number + 1})" if number else name

    def kind(self, value: type) -> str:
        """A class: its bases, its methods, and what it holds besides."""
        if _is_left_out(value) or _is_foreign(value):
            return _name(value)
        name = self.own(_name(value), value)
        if name not in self.found:
            self.found[name] = "…"
            told = [self.text(base) for base in value.__bases__]
            told += [f"{part}: {text}" for part, text in self.members(value)]
            self.found[name] = "; ".join(told)
        return name

    def members(self, value: type) -> Iterator[tuple[str, str]]:
        """Methods and plain values of a class; fields stand in its instances."""
        inner = getattr(value, "__dataclass_fields__", {})
        for name, member in vars(value).items():
            written = not (name.startswith("__") and name.endswith("__"))
            for function in _functions(member):
                # what `dataclass` and `namedtuple` make has no file, and such a name
                if written or not function.__code__.co_filename.startswith("<"):
                    yield name, self.text(function)
            plain = isinstance(member, PLAIN) and written
            if plain and not (name in inner and inner[name].init):
                yield name, self.text(member)


def _functions(member: Any) -> Iterator[types.FunctionType]:
    """Functions that a member of a class is made of."""
    if isinstance(member, property):
        members = (member.fget, member.fset)
    elif isinstance(member, staticmethod | classmethod):
        members = (member.__func__,)
    else:
        members = (getattr(member, "__wrapped__", getattr(member, "func", member)),)
    yield from (m for m in members if isinstance(m, types.FunctionType))


def _array(walk: _Walk, value: np.ndarray) -> str:
    """An array: shape, type and digits."""
    if value.dtype.hasobject:
        return f"array {value.shape} {walk.text(value.tolist())}"
    digits = hashlib.sha256(value.tobytes()).hexdigest()
    return f"array {value.shape} {value.dtype} {digits}"


def _frame(walk: _Walk, value: pd.DataFrame | pd.Series | pd.Index) -> str:
    """A table: names and digits."""
    hashes = pd.util.hash_pandas_object(value, index=True)  # ty: ignore
    index = value if isinstance(value, pd.Index) else value.index
    names = [*index.names, *getattr(value, "columns", [getattr(value, "name", None)])]
    kinds = getattr(value, "dtypes", None)
    kinds = kinds.tolist() if isinstance(kinds, pd.Series) else [kinds]
    return f"{type(value).__name__} {names} {kinds} {_array(walk, hashes.to_numpy())}"


def _plain(walk: _Walk, value: Any) -> str:
    """A number, a text, nothing."""
    return f"{type(value).__name__} {value!r}"


SCALARS = (bool, int, float, str, bytes, complex, type(None))
PLAIN = (*SCALARS, tuple, list, dict, set, frozenset)
TELLERS: tuple[tuple[Any, Callable[[_Walk, Any], str]], ...] = (
    (np.generic, lambda walk, value: _plain(walk, value.item())),  # some are floats too
    ((*SCALARS, range, slice, type(...)), _plain),
    (np.ndarray, _array),
    ((pd.DataFrame, pd.Series, pd.Index), _frame),
    ((Pattern, PurePath), lambda walk, value: _plain(walk, str(value))),
    (partial, _Walk.partial),
    (types.FunctionType, _Walk.function),
    ((types.MethodType, types.BuiltinFunctionType), _Walk.method),
    (np.ufunc, lambda walk, value: _name(value)),
    (type, _Walk.kind),
    (types.ModuleType, lambda walk, value: value.__name__),  # its names are followed
    (Mapping, _Walk.mapping),
    ((tuple, list), _Walk.items),
    ((set, frozenset), _Walk.unordered),
)


def _name(value: Any) -> str:
    """Where a function or class stands."""
    module = getattr(value, "__module__", None)
    return f"{module}:{getattr(value, '__qualname__', value.__name__)}"


def _home(value: Any) -> str:
    """The module of a function or class: where it was made, whatever it says of it."""
    if isinstance(value, types.FunctionType):
        return str(value.__globals__.get("__name__"))
    return str(getattr(value, "__module__", None))


def _is_left_out(value: Any) -> bool:
    """Whether a function or class decides no number."""
    return _home(value) in LEFT_OUT


def _is_foreign(value: Any) -> bool:
    """Whether a function or class belongs to another package, or to Python."""
    if _home(value) == "builtins":  # or to nothing at all, if it was made in memory
        made = isinstance(value, types.FunctionType)
        return not (made or (isinstance(value, type) and value.__flags__ & HEAP))
    return is_foreign(_home(value))
