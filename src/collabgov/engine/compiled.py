"""Plain functions compiled by numba, once a process and, with a file, kept on disk."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import numba

from collabgov.engine.refused import FAULTS, failed


@cache
def compiled(function: Callable[..., Any]) -> Any:
    """The function compiled by numba; takes the same arguments.

    Parameters
    ----------
    function : callable
        A kernel, or measures: plain Python under the kernel's rules.

    Returns
    -------
    numba dispatcher
        The same object whenever the same function is asked for. It raises an IndexError
        where it would read or write beyond a list.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import lg_fit
    >>> compiled(lg_fit) is compiled(lg_fit)
    True
    """
    plain: Any = getattr(function, "py_func", function)  # it may be compiled already
    filed = Path(plain.__code__.co_filename).is_file()  # else it was made in memory
    return numba.njit(cache=filed, nogil=True, boundscheck=True)(_named(plain))


def _named(plain: Any) -> Any:
    """The function by a name of its own on disk, where numba forgets `boundscheck`."""
    parts = (plain.__name__, plain.__defaults__, plain.__closure__)
    copy = FunctionType(plain.__code__, plain.__globals__, *parts)
    copy.__module__, copy.__qualname__ = plain.__module__, f"{plain.__qualname__}_bound"
    return copy


@cache
def called(function: Callable[..., Any]) -> Callable[..., Any]:
    """The compiled function, to be called from Python.

    Parameters
    ----------
    function : callable
        As for `compiled`.

    Returns
    -------
    callable
        Takes the same arguments. A ValueError says where it would read or write beyond
        a list, or divide by zero.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import lg_fit
    >>> called(lg_fit)((0.5, 0.5), (1.0, 1.0))
    Traceback (most recent call last):
    ValueError: lg_fit reads or writes beyond the end of a list: steps, actors, draws \
and names of the model must fit its kernel, got rho of 2, e of 2
    """
    fast, plain = compiled(function), getattr(function, "py_func", function)

    def call(*given: Any) -> Any:
        try:
            return fast(*given)
        except FAULTS as error:
            raise failed(plain, error, given) from None

    return call


SWEEP = """
def sweep({arguments}):
    for i in range(len(rows)):
        for h in range(draws.shape[1]):
            kernel({given})
            {measures}
            for k in range(len(out)):
                total[i, k] += out[k]
        for k in range(len(out)):
            total[i, k] /= draws.shape[1]
"""


@cache
def sweep(
    kernel: Callable[..., Any],
    measures: Callable[..., Any] | None,
    outputs: int,
    lists: int,
    chance: bool,
) -> Any:
    """Compiled loop over points and histories that averages what a kernel writes.

    Its text is put together for the kernel at hand, since compiled code cannot pass on
    a varying number of arguments.

    Parameters
    ----------
    kernel : callable
        Plain kernel ``kernel(p, lists…, draws, path, out)``.
    measures : callable or None
        Plain measures ``measures(path, extra)``.
    outputs : int
        How many numbers the kernel writes; those of `measures` follow.
    lists : int
        How many lists the kernel takes between `p` and `draws`.
    chance : bool
        Whether the kernel takes `draws`.

    Returns
    -------
    numba dispatcher
        ``sweep(rows, lists…, draws, path, out, total)``: `rows` a structured array, one
        record a point; each list with one entry a point; `draws` of shape (points,
        histories, numbers); `path` and `out` are scratch; `total`, shape (points,
        outputs), starts at 0 and takes the means.
    """
    names = [f"list{k}" for k in range(lists)]
    given = ["rows[i]", *(f"{name}[i]" for name in names)]
    given += ["draws[i, h]"] if chance else []
    text = SWEEP.format(
        arguments=", ".join(["rows", *names, "draws", "path", "out", "total"]),
        given=", ".join([*given, "path", "out"]),
        measures=f"measures(path, out[{outputs}:])" if measures else "",
    )
    scope = {"kernel": compiled(kernel)}
    if measures is not None:
        scope["measures"] = compiled(measures)
    exec(text, scope)
    return numba.njit(nogil=True, boundscheck=True)(scope["sweep"])
