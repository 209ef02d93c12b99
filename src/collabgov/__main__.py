"""The command line: ``python -m collabgov run | claims | sweep``."""

import argparse
import ast
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from collabgov.engine import ensemble
from collabgov.studies import BOOK, load

LACKING = (
    "a sweep needs {0}: python -m pip install --require-hashes -r "
    "requirements-scale.txt (or, without that file, pyarrow and dask[distributed])"
)
SHOWN = ["claim", "reading", "support", "oppose", "verdict"]


class Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Leave with the message."""
        self.exit(2, f"{self.prog}: {message}\n")


def main(given: list[str] | None = None) -> None:
    """Do what the command line asks for.

    Parameters
    ----------
    given : list of str, optional
        Its words; those of this process if left out.

    Raises
    ------
    SystemExit
        With 2 and one line on what is wrong; with 130 when it is interrupted.
    """
    parser = Parser(prog="python -m collabgov", description=__doc__)
    asked = _asked(parser, given)
    try:
        asked.do(asked)
    except (ValueError, OSError) as error:
        parser.error(str(error))


def _asked(parser: Parser, given: list[str] | None) -> argparse.Namespace:
    """The words of the command line, checked and named."""
    commands = parser.add_subparsers(required=True, metavar="command")
    add = _command(commands, "run", _run)
    add("values", nargs="*", metavar="name=value")
    add("--seed", type=partial(_whole, 0), default=0, metavar="N")
    add = _command(commands, "claims", _claims)
    add("--out", type=Path, metavar="FILE.csv", help="every column, into a file")
    add = _command(commands, "sweep", _sweep)
    power = "a power of two covers the ranges most evenly"
    add("--points", type=partial(_whole, 1), required=True, metavar="N", help=power)
    add("--out", type=Path, required=True, metavar="DIR", help="folder of the files")
    add("--seed", type=partial(_whole, 0), default=ensemble.SEED, metavar="N")
    add("--box", choices=("full", "middle"), default="full", help="of every range")
    add("--runs", type=lambda names: names.split(","), metavar="a,b", help="not all")
    add("--scheduler", metavar="ADDRESS", help="of a Dask cluster, not this machine")
    return parser.parse_args(given)


def _command(commands: Any, name: str, do: Callable[..., None]) -> Callable[..., Any]:
    """What adds an argument to a new command, which a function carries out."""
    told = {"help": do.__doc__, "description": do.__doc__}
    command = commands.add_parser(name, **told)
    command.add_argument("slug", choices=BOOK, metavar="study")
    command.set_defaults(do=do)
    return command.add_argument


def _whole(low: int, word: str) -> int:
    """A whole number from `low` on."""
    if not word.isdecimal() or int(word) < low:
        rule = "a positive integer" if low else "an integer of at least 0"
        raise argparse.ArgumentTypeError(f"must be {rule}, got {word!r}")
    return int(word)


def _run(asked: argparse.Namespace) -> None:
    """Print the outputs of one run."""
    values = {}
    for word in asked.values:
        name, _, value = word.partition("=")
        try:
            values[name] = ast.literal_eval(value)
        except (ValueError, SyntaxError):
            values[name] = value
    run = load(asked.slug).model.run(asked.seed, **values)
    for name, value in run.outputs.items():
        print(f"{name:<16}{value:g}")


def _claims(asked: argparse.Namespace) -> None:
    """Print the verdict of every test of a study."""
    table = load(asked.slug).evaluate()
    if asked.out:
        table.to_csv(asked.out)
    else:
        print(table[SHOWN].round(3).to_string())


def _sweep(asked: argparse.Namespace) -> None:
    """Run very many points into a folder of Parquet files, or go on where it ended."""
    try:
        from collabgov.sweep import fill, plan, workers
    except ModuleNotFoundError as error:
        raise ValueError(LACKING.format(error.name)) from None
    wanted = plan.planned(asked.slug, asked.points, asked.seed, asked.box, asked.runs)
    connect = partial(workers.client, asked.scheduler)
    try:
        fill.fill(asked.out, wanted, connect)
    except KeyboardInterrupt:
        print(f"\nstopped; the same command goes on from {asked.out}", file=sys.stderr)
        raise SystemExit(130) from None
    files = len(wanted.blocks)
    told = f"{wanted.points:,} points in {files:,} {'file' if files == 1 else 'files'}"
    print(f"{asked.out}: {told}")


if __name__ == "__main__":
    main()
