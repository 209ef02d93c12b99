"""How a command ends that cannot go on: in one line, and with the code that says why."""

import os
import sys
import warnings
from collections.abc import Callable
from typing import Any

import click

GONE, INTERRUPTED = 1, 130  # whoever reads has gone; Ctrl-C, as a shell expects it


class Command(click.Command):
    """A command that says in one line what is wrong; with ``--debug``, also where."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        told = "show where an error arose"
        self.params.append(click.Option(["--debug"], is_flag=True, help=told))

    def invoke(self, ctx: click.Context) -> Any:
        """Carry it out; a warning is a line, too."""
        with warnings.catch_warnings(record=True) as told:
            try:
                return self._one_line(ctx, ctx.params.pop("debug"))
            finally:
                for one in told:
                    print(f"note: {one.message}", file=sys.stderr)

    def _one_line(self, ctx: click.Context, debug: bool) -> Any:
        """Carry it out; an error is a line, unless more is asked for."""
        if debug:
            return super().invoke(ctx)
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except (ValueError, OSError) as error:
            raise click.UsageError(str(error), ctx) from None
        except Exception as error:  # ours to mend: so it says how to see where
            told = f"{type(error).__name__}: {error} (--debug shows where)"
            raise click.ClickException(told) from None


class Commands(click.Group):
    """Commands in the order in which they were written."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return list(self.commands)


def ended(carry_out: Callable[[], Any], name: str) -> int:
    """Carry out what is asked for, and say how it ended.

    Parameters
    ----------
    carry_out : callable
        What is asked for.
    name : str
        The program's name.

    Returns
    -------
    int
        0 where all went well; 2 where something asked for cannot be, 130 where it was
        interrupted, with a line each; 1 where the reader of what is printed has gone.
    """
    try:
        code = carry_out()
        sys.stdout.flush()
        return code or 0
    except click.ClickException as error:
        print(_line(error, name), file=sys.stderr)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("stopped", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # what is left to print would fail when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GONE


def _line(error: click.ClickException, name: str) -> str:
    """What is wrong, after the command that it is wrong of."""
    words, context = error.format_message(), getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return words
    if isinstance(error, click.MissingParameter):  # it lists choices in lines
        words = " ".join(words.split())
    return f"{context.command_path if context else name}: {words}"
