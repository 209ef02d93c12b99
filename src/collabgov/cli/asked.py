"""What may be asked for on the command line: ``name=value``, numbers, places."""

import ast
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from collabgov.studies import BOOK

study = click.argument("slug", metavar="STUDY", type=click.Choice(BOOK))
NATURAL, COUNT = click.IntRange(min=0), click.IntRange(min=1)


def named(read: Callable[[str], Any]) -> Callable[..., dict[str, Any]]:
    """What takes words such as ``gain=0.9`` apart; each name may stand once.

    Parameters
    ----------
    read : callable
        Text of a value → value.

    Returns
    -------
    callable
        A callback of an argument or option that may stand several times.

    Examples
    --------
    >>> named(value)(None, None, ["gain=0.9", "rules=add"])
    {'gain': 0.9, 'rules': 'add'}
    """

    def taken(ctx: Any, param: Any, words: Sequence[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for word in words:
            name, equals, text = word.partition("=")
            if not (name and equals):
                raise click.BadParameter(f"must be name=value, got {word!r}")
            if name in found:
                raise click.BadParameter(f"{name} must stand once, got {word!r} again")
            found[name] = read(text)
        return found

    return taken


def several(
    option: str, field: str, words: str, read: Callable[[str], Any]
) -> Callable[..., Any]:
    """An option that may stand several times, each time with another name.

    Parameters
    ----------
    option, field, words : str
        The option, the keyword by which it is passed on, and what it takes.
    read : callable
        As for `named`.

    Returns
    -------
    callable
        A decorator of a command.
    """
    told = f"other {field} than the book's; may stand several times"
    given: dict[str, Any] = {"metavar": words, "callback": named(read), "help": told}
    return click.option(option, field, multiple=True, **given)


def value(text: str) -> Any:
    """A number, several in brackets, or a word.

    Examples
    --------
    >>> value("0.9"), value("(1, 2)"), value("add")
    (0.9, (1, 2), 'add')
    """
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def ends(text: str) -> tuple[str, ...]:
    """The ends of a range, as texts.

    Examples
    --------
    >>> ends("0.5:0.9")
    ('0.5', '0.9')
    """
    return tuple(text.split(":"))


def names(ctx: Any, param: Any, text: str | None) -> list[str] | None:
    """Callback: names with commas between them."""
    return None if text is None else text.split(",")


def folder(ctx: Any, param: Any, text: str) -> Path:
    """Callback: a folder that may still have to be made."""
    if not text.strip():
        raise click.BadParameter(f"must name a folder, got {text!r}")
    return Path(text)


def file(ctx: Any, param: Any, text: str | None) -> Path | None:
    """Callback: a file that can be written, which is looked at before anything runs."""
    if text is None:
        return None
    path = Path(text)
    if not text.strip():
        raise click.BadParameter(f"must name a file, got {text!r}")
    if path.is_dir():
        raise click.BadParameter(f"must be a file, got the folder {text}")
    if not path.parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent} for {path.name}")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise click.BadParameter(f"{text} may not be written")
    return path
