"""Why a run is refused: lists too short, too much memory, a result that is no number."""

from collections.abc import Mapping, Sequence
from inspect import signature
from math import isfinite
from numbers import Real
from typing import Any

FAULTS = (IndexError, ZeroDivisionError)  # what compiled code may raise
MOST = 4.0  # GiB that one run, or the table of an ensemble, may take
SHOWN = 4  # outputs named in a refusal
GIB = 2**30 / 8  # numbers in a GiB


def memory(what: str, **numbers: float) -> None:
    """Refuse what would take more memory than a common computer can spare.

    Parameters
    ----------
    what : str
        What is asked for.
    **numbers
        How many numbers each of its parts holds.

    Raises
    ------
    ValueError
        With what it would need.

    Examples
    --------
    >>> memory("a run", path=240, draws=160)
    >>> memory("a run", path=3e9, draws=5e9)
    Traceback (most recent call last):
    ValueError: a run must need at most 4 GiB, got 59.6 GiB (path 22.4, draws 37.3)
    """
    if (need := sum(numbers.values()) / GIB) > MOST:
        parts = ", ".join(f"{name} {n / GIB:.1f}" for name, n in numbers.items())
        raise ValueError(
            f"{what} must need at most {MOST:g} GiB, got {need:.1f} GiB ({parts})"
        )


def failed(function: Any, error: Exception, given: Sequence[Any]) -> ValueError:
    """What to say where compiled code could not go on.

    Parameters
    ----------
    function : callable
        Plain kernel or measures.
    error : Exception
        One of `FAULTS`.
    given : sequence
        What it was given, in its order.

    Returns
    -------
    ValueError

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import MODEL, lg_run
    >>> print(failed(lg_run, IndexError(), MODEL.arguments()))
    lg_run reads or writes beyond the end of a list: steps, actors, draws and names of \
the model must fit its kernel, got draws of 160, path of 240, out of 6
    """
    names = list(signature(function).parameters)
    named = dict(zip(names, given, strict=False))
    if isinstance(error, ZeroDivisionError):
        return ValueError(f"{function.__name__} divides by zero{_at(named.get('p'))}")
    lists = {name: value for name, value in named.items() if name != "p"}
    lengths = [f"{n} of {len(v)}" for n, v in lists.items() if hasattr(v, "__len__")]
    return ValueError(
        f"{function.__name__} reads or writes beyond the end of a list: steps, actors, "
        f"draws and names of the model must fit its kernel, got {', '.join(lengths)}"
    )


def _at(record: Any) -> str:
    """The values of a record, which may be a row of an array; empty for none."""
    kind = getattr(record, "dtype", record)
    fields = getattr(kind, "names", None) or getattr(kind, "_fields", ())
    told = worded(dict(zip(fields, record, strict=True))) if fields else ""
    return told and f" at {told}"


def worded(values: Mapping[str, Any]) -> str:
    """Values with their names, in one line.

    Examples
    --------
    >>> worded({"gain": 0.9, "rules": "add", "forced": None})
    "gain 0.9, rules 'add', forced None"
    """
    told = {k: f"{v:g}" if isinstance(v, Real) else repr(v) for k, v in values.items()}
    return ", ".join(f"{name} {value}" for name, value in told.items())


def finite(
    outputs: Mapping[str, float], values: Mapping[str, Any], at: str = ""
) -> None:
    """Refuse a result that is no number, or an infinite one.

    Parameters
    ----------
    outputs : mapping of str to float
        Name → value.
    values : mapping
        What they came out for.
    at : str
        Which point that is; empty where there is one alone.

    Raises
    ------
    ValueError
        With what came out.

    Examples
    --------
    >>> finite({"effort": 0.5, "trust": float("nan")}, {"slow": 1})
    Traceback (most recent call last):
    ValueError: an output must be a finite number, got trust nan for slow 1
    """
    lost = [f"{name} {v}" for name, v in outputs.items() if not isfinite(v)]
    if lost:
        more = [f"{len(lost) - SHOWN} more"] if len(lost) > SHOWN else []
        told = ", ".join([*lost[:SHOWN], *more])
        where = f"{at}{worded(values)}"
        raise ValueError(f"an output must be a finite number, got {told} for {where}")
