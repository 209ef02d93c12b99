"""What a build keeps for the next one is checked before it is used.

Executed pages and parsed pages are kept under ``_build``.  Their checksums are noted
when a build has ended well; what differs from its checksum is named, deleted, and so
made again.
"""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

NOTE = ".checksums.json"
PARSED, EXECUTED = ".doctrees", ".jupyter_cache"
INDEX = f"{EXECUTED}/global.db"  # which executed page is which


def note(build: Path) -> None:
    """Note the checksums of all that is kept, whole or not at all.

    Parameters
    ----------
    build : Path
        The folder ``_build`` of a checkout.
    """
    fresh = build / f"{NOTE}.new"
    fresh.write_text(json.dumps(of(build)), "utf-8")
    fresh.replace(build / NOTE)


def of(build: Path) -> dict[str, str]:
    """SHA-256 of every kept file that is not written to when it is only read.

    Parameters
    ----------
    build : Path
        As for `note`.

    Returns
    -------
    dict of str to str
        Path within `build` → 64 hexadecimal digits.
    """
    tops = (build / PARSED, build / EXECUTED / "executed")
    files = sorted(path for top in tops for path in top.rglob("*") if path.is_file())
    return {
        path.relative_to(build).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in files
    }


def discard_damaged(build: Path, say: Callable[[str], None] = print) -> None:
    """Delete what is kept and is not what was noted, and say so.

    Parameters
    ----------
    build : Path
        As for `note`.
    say : callable
        Takes a line for each damaged file.
    """
    damaged = _damaged(build)
    for name in damaged:
        say(f"== damaged: _build/{name}; what was kept with it is made again")
    for top in (PARSED, EXECUTED):
        if any(Path(name).parts[0] == top for name in damaged):
            shutil.rmtree(build / top, ignore_errors=True)


def _damaged(build: Path) -> list[str]:
    """Kept files that are not what was noted, or of which nothing was noted."""
    now, noted = of(build), _noted(build)
    damaged = [name for name in now if name not in noted or now[name] != noted[name]]
    damaged += [name for name in noted if name not in now]
    return damaged if _is_whole(build / INDEX) else [INDEX, *damaged]


def _noted(build: Path) -> dict[str, str]:
    """The checksums that were noted; none where they cannot be read."""
    try:
        noted = json.loads((build / NOTE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _is_whole(file: Path) -> bool:
    """Whether a database is whole; one that is not there damages nothing."""
    if not file.exists():
        return not (file.parent / "executed").exists()
    try:
        with closing(sqlite3.connect(file)) as database:
            check = database.execute("PRAGMA integrity_check").fetchone()
            database.execute("SELECT hashkey FROM nbcache").fetchall()
    except sqlite3.Error:
        return False
    return check == ("ok",)
