"""The folder of a sweep: one note on what it holds, and whole blocks."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from collabgov.records.files import text
from collabgov.sweep import block
from collabgov.sweep.plan import Plan, differing

NOTE = "_sweep.json"  # readers of Parquet pass over names that begin so
PART = ".sweep-"  # how files begin that are being written


def opened(folder: Path, plan: Plan) -> None:
    """Make the folder of a sweep, or see that it is the folder of this one.

    Parameters
    ----------
    folder : Path
        Where the sweep is kept; made if there is none.
    plan : Plan
        What it holds, or is to hold.

    Raises
    ------
    ValueError
        If it is no folder, holds anything but this sweep, or a sweep of another plan.
    """
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder}: must be a folder, and is a file")
    folder.mkdir(parents=True, exist_ok=True)
    note, names = folder / NOTE, sorted(path.name for path in folder.iterdir())
    visible = [name for name in names if not name.startswith(".")]
    if NOTE in visible:
        _same(note, plan)
    elif visible:
        raise ValueError(
            f"{folder}: must be empty or hold a sweep, got {visible[0]} and no {NOTE}"
        )
    else:
        put(note, json.dumps(plan.entries(), indent=1).encode())
    known = {NOTE, *map(block.name, plan.blocks)}
    if foreign := [name for name in visible if name not in known]:
        raise ValueError(f"{folder / foreign[0]}: no file of the sweep in this folder")
    for part in folder.glob(f"{PART}*"):  # what a kill left
        shutil.rmtree(part)


def _same(note: Path, plan: Plan) -> None:
    """Refuse a note that is damaged, or on another sweep."""
    wanted = plan.entries()
    try:
        found = json.loads(text(note))
    except json.JSONDecodeError as error:
        raise ValueError(f"{note}:{error.lineno}: must be JSON: {error.msg}") from None
    if not isinstance(found, dict) or found.keys() != wanted.keys():
        keys = ", ".join(wanted)
        raise ValueError(f"{note}: must hold {keys} and no more, got {found!r:.80}")
    if told := differing(found, wanted):
        raise ValueError(f"{note}: another sweep was begun in this folder: {told}")


def missing(
    folder: Path, plan: Plan, seen: Callable[[Iterable[int]], Iterable[int]] = iter
) -> list[int]:
    """Blocks that are still to be computed; those that are there are read.

    Parameters
    ----------
    folder : Path
        Of this sweep: see `opened`.
    plan : Plan
        The sweep.
    seen : callable, optional
        Gets the numbers that are there and gives them back one by one, to show progress.

    Returns
    -------
    list of int
        In order.

    Raises
    ------
    ValueError
        If a block is damaged, or of another sweep.
    """
    there = [n for n in plan.blocks if (folder / block.name(n)).exists()]
    for number in seen(there):
        block.check(folder / block.name(number), plan, number)
    return sorted(set(plan.blocks) - set(there))


def put(file: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Parameters
    ----------
    file : Path
        Where it will be.
    content : bytes
        What it will hold.
    """
    with TemporaryDirectory(dir=file.parent, prefix=PART) as part:
        fresh = Path(part) / file.name
        fresh.write_bytes(content)
        fresh.replace(file)
