"""Plain functions compiled by numba, once a process and, with a file, kept on disk."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numba


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
        The same object whenever the same function is asked for.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import MODEL, lg_run
    >>> compiled(lg_run) is MODEL.compiled
    True
    """
    plain: Any = getattr(function, "py_func", function)  # it may be compiled already
    filed = Path(plain.__code__.co_filename).is_file()  # else it was made in memory
    return numba.njit(cache=filed, nogil=True)(plain)


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
    return numba.njit(nogil=True)(scope["sweep"])
