"""Slow tables, computed once for each state of the sources and kept."""

import hashlib
import pickle
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

HERE = Path(__file__).resolve().parent
STARTED = time.time()
# within a process; the one memory there is for an installed package
_MEMORY: dict[tuple[str, str], pd.DataFrame] = {}


def root() -> Path | None:
    """The checkout that this code runs in.

    Returns
    -------
    Path or None
        None for an installed package.
    """
    top = HERE.parents[2]
    checkout = (top / "seeds").is_dir() and (top / "pyproject.toml").is_file()
    return top if checkout else None


def sources(slug: str) -> list[Path]:
    """All that a study's tables rest on: machinery, study, record, lock.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    list of Path
        Files that there are, in order.
    """
    files = [*HERE.glob("*.py"), HERE.parent / "studies" / f"{slug}.py"]
    top = root()
    if top is not None:
        files += [top / "seeds" / f"{slug}.yml", top / "requirements.txt"]
    return sorted(file for file in files if file.is_file())


def key(slug: str) -> str:
    """Hash of the sources.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    str
        16 hexadecimal digits.

    Examples
    --------
    >>> len(key("leading_small_groups"))
    16
    """
    digest = hashlib.sha256()
    for file in sources(slug):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def kept(
    slug: str, name: str, compute: Callable[[], pd.DataFrame], wait: str
) -> pd.DataFrame:
    """A table from the store, or computed and put there.

    Parameters
    ----------
    slug, name : str
        The study, and the table's name.
    compute : callable
        Makes the table: numbers and short texts, with a named index.
    wait : str
        How long that takes, in words, for the person who waits.

    Returns
    -------
    DataFrame
        As `compute` returns it; floats keep all their digits. In a checkout it is kept
        under ``_build/evidence``, elsewhere as long as the process lives.
    """
    now = (f"{slug}-{name}", key(slug))
    if now not in _MEMORY:
        _MEMORY[now] = _filed(slug, *now, lambda: _told(now[0], compute, wait))
    return _MEMORY[now].copy()


def _filed(
    slug: str, name: str, stamp: str, compute: Callable[[], pd.DataFrame]
) -> pd.DataFrame:
    """The same from ``_build/evidence``, where there is a checkout."""
    top = root()
    if top is None or _edited(slug):
        return compute()
    file = top / "_build" / "evidence" / f"{name}-{stamp}.pickle"
    if file.is_file():
        return pickle.loads(file.read_bytes())
    table = compute()
    _write(file, table)
    for old in file.parent.glob(f"{name}-{'?' * len(stamp)}.pickle"):
        if old != file:
            old.unlink(missing_ok=True)
    return table


def _write(file: Path, table: pd.DataFrame) -> None:
    """Put a table into a file, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        fresh = Path(folder) / file.name
        fresh.write_bytes(pickle.dumps(table))
        fresh.replace(file)


def _edited(slug: str) -> bool:
    """Whether a source is newer than this process, which then runs another text."""
    return max(file.stat().st_mtime for file in sources(slug)) > STARTED


def _told(name: str, compute: Callable[[], pd.DataFrame], wait: str) -> pd.DataFrame:
    """Compute, and say so: a person waits."""
    print(f"computing {name}: {wait}, once", file=sys.stderr)
    start = time.perf_counter()
    table = compute()
    print(f"computed {name} in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return table
