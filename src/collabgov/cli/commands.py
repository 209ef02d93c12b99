"""What can be asked for: runs, tables, verdicts, sweeps, and the upkeep of the book.

What takes seconds to load is loaded by the command that needs it.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from collabgov.cli import asked
from collabgov.cli.refusals import INTERRUPTED, Commands, ended
from collabgov.studies import BOOK, load

if TYPE_CHECKING:
    import pandas as pd

    from collabgov.claims.study import Study

NAME = "collabgov"
STUDIES = "\n".join(f"  {slug}" for slug in BOOK)
EPILOG = f"""\b
Studies:
{STUDIES}

\b
Examples:
  {NAME} table leading_small_groups
  {NAME} run leading_small_groups selfish=0.8 rules=add paper=1
  {NAME} claims leading_small_groups --range selfish=0.5:0.9
  {NAME} sweep leading_small_groups --points 65536 --out sweep
"""
LACKING = (
    "a sweep needs {0}: python -m pip install --require-hashes -r "
    "requirements-scale.txt (or, without that file, pyarrow and dask[distributed])"
)


def main(given: list[str] | None = None) -> None:
    """Do what the command line asks for.

    Parameters
    ----------
    given : list of str, optional
        Its words; those of this process if left out.

    Raises
    ------
    SystemExit
        With the code that `collabgov.cli.refusals.ended` gives, if it is not 0.
    """
    if code := ended(partial(commands, given, NAME, standalone_mode=False), NAME):
        sys.exit(code)


@click.group(cls=Commands, epilog=EPILOG)
def commands() -> None:
    """Studies of collaborative governance: run them, question them, keep them."""


@commands.command(epilog=EPILOG)
@asked.study
def table(slug: str) -> None:
    """Print parameters and settings: ranges, usual values, what they mean."""
    from collabgov.cli import terminal

    print(terminal.parameters(load(slug).model))


@commands.command(epilog=EPILOG)
@asked.study
@click.argument(
    "values", nargs=-1, metavar="[NAME=VALUE]...", callback=asked.named(asked.value)
)
@click.option("--seed", type=asked.NATURAL, default=0, help="of all that is drawn")
def run(slug: str, values: dict[str, Any], seed: int) -> None:
    """Print the outputs of one run.

    What is not given has its usual value; what is given and changes nothing is told.
    """
    model = load(slug).model
    if unknown := sorted(set(values) - set(model.named)):  # not even "seed" or "self"
        known = ", ".join(sorted(model.named))
        raise ValueError(f"unknown: {', '.join(unknown)}; there are {known}")
    for name, value in model.run(seed, **values).outputs.items():
        print(f"{name:<16}{value:g}")


@commands.command(epilog=EPILOG)
@asked.study
@asked.several("--range", "ranges", "NAME=LOW:HIGH", asked.ends)
@asked.several("--set", "settings", "NAME=VALUE", asked.value)
@asked.several("--margin", "margins", "TEST=MARGIN", asked.value)
@click.option("--points", type=asked.COUNT, default=2048, show_default=True)
@click.option("--scrambles", type=asked.NATURAL, default=10, show_default=True)
@click.option(
    "--out", metavar="FILE.csv", callback=asked.file, help="every column, into a file"
)
def claims(
    slug: str, points: int, scrambles: int, out: Path | None, **changes: dict[str, Any]
) -> None:
    """Print the verdict on every test.

    With other ranges, settings or margins than the book's, those that are other ones
    than in the book are marked, and the book's stand beside them.
    """
    from collabgov.cli import terminal

    book = load(slug)
    study = _changed(book, **changes)
    if out is None:
        print(terminal.verdicts(study, book, points, scrambles))
    else:
        found = _whole(study, book, points, scrambles)
        found.to_csv(out)
        print(f"{out}: {len(found)} tests of {terminal.heading(study)}")


def _changed(
    study: Study,
    ranges: dict[str, Any],
    settings: dict[str, Any],
    margins: dict[str, Any],
) -> Study:
    """The study with other assumptions."""
    from collabgov.claims import variation

    study = variation.with_parameters(study, ranges)
    study = variation.with_settings(study, settings)
    return variation.with_margins(study, margins)


def _whole(study: Study, book: Study, points: int, scrambles: int) -> pd.DataFrame:
    """Every column of the verdicts; of a changed study with the book's and what moved."""
    found = study.evaluate(points, scrambles)
    if not study.changed:
        return found
    before = book.evaluate(points, scrambles)[["verdict", "part"]]
    moved = study.compare(book, points, scrambles)["moved"]
    moved = moved.reindex(found.index, fill_value=False)
    return found.join(before.add_suffix("_before")).assign(moved=moved)


@commands.command(epilog=EPILOG)
@asked.study
@click.option(
    "--points",
    type=asked.COUNT,
    required=True,
    help="a power of two covers the ranges most evenly",
)
@click.option(
    "--out",
    metavar="DIR",
    required=True,
    callback=asked.folder,
    help="folder of the files",
)
@click.option(
    "--seed", type=asked.NATURAL, help="of points and draws, if not the book's"
)
@click.option("--box", type=click.Choice(["full", "middle"]), default="full")
@click.option("--runs", metavar="a,b", callback=asked.names, help="not all")
@click.option(
    "--scheduler", metavar="ADDRESS", help="of a Dask cluster, not this machine"
)
def sweep(slug: str, out: Path, scheduler: str | None, **plan_: Any) -> None:
    """Run very many points into Parquet files.

    The same command goes on where it was stopped.
    """
    try:
        from collabgov.sweep import fill, plan, workers
    except ModuleNotFoundError as error:
        raise ValueError(LACKING.format(error.name)) from None
    wanted = plan.planned(slug, **{k: v for k, v in plan_.items() if v is not None})
    try:
        fill.fill(out, wanted, partial(workers.client, scheduler))
    except KeyboardInterrupt:
        print(f"\nstopped; the same command goes on from {out}", file=sys.stderr)
        sys.exit(INTERRUPTED)
    files = len(wanted.blocks)
    told = f"{wanted.points:,} points in {files:,} {'file' if files == 1 else 'files'}"
    print(f"{out}: {told}")


@commands.command("new-study")
@click.argument("slug", metavar="NAME")
def new_study(slug: str) -> None:
    """Write all files of a new study.

    It runs at once, as a study of two partners; what to fill in is printed.
    """
    from collabgov.build import guide
    from collabgov.build import new_study as pattern

    root = _checkout()
    print(guide.instructions(root, slug, pattern.write(root, slug)))


@commands.command()
@click.argument("name", type=click.Choice([*BOOK, "rules"]), metavar="STUDY|rules")
@click.option("--because", default="", help="why it was changed")
def freeze(name: str, because: str) -> None:
    """Record what is tested, or a change of it.

    Later differences from what is recorded are shown by `verify`.
    """
    from collabgov.build import freeze as frozen

    _checkout()
    print(frozen.freeze(name, because))


@commands.command()
def verify() -> None:
    """Compare with what was frozen and reviewed.

    Every page that prints numbers is run again.
    """
    from collabgov.build import verify as verified

    verified.main(_checkout())


def _checkout() -> Path:
    """The folder of the book's sources."""
    from collabgov.claims import store

    root = store.root()
    if root is None:
        raise ValueError("this needs a checkout of the book, not an installed package")
    return root
