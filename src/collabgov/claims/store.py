"""Slow tables, computed once for each state of what they rest on, and kept.

A kept table is a Parquet file of which the name ends in the key of all that the table
rests on (`collabgov.claims.fingerprint`); the checksum of its bytes stands beside it.
"""

import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from glob import escape
from pathlib import Path
from typing import Any

import pandas as pd

from collabgov.claims import fingerprint

HERE = Path(__file__).resolve().parent
MOST = 8  # tables of one name that are kept: the book's, and those of changed studies
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


def kept(
    label: str, compute: Callable[..., pd.DataFrame], *given: Any, wait: str
) -> pd.DataFrame:
    """A table from the store, or computed and put there.

    Parameters
    ----------
    label : str
        What the table is called: ``"<slug>-<name>"``.
    compute : callable
        ``compute(*given)`` makes the table: numbers and short texts, its index named.
    *given
        All that the table rests on besides the code that `compute` leads to.
    wait : str
        How long that takes, in words, for the person who waits.

    Returns
    -------
    DataFrame
        As `compute` returns it; floats keep all their digits. In a checkout it is kept
        under ``_build/evidence``, elsewhere as long as the process lives.
    """
    key = fingerprint.key(compute, *given)
    if (label, key) not in _MEMORY:
        _MEMORY[label, key] = _filed(
            label, key, lambda: _told(label, compute, given, wait)
        )
    return _MEMORY[label, key].copy()


def _filed(label: str, key: str, compute: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """A table from its file; where there is none that is whole, computed and filed."""
    top = root()
    if top is None:
        return compute()
    file = top / "_build" / "evidence" / f"{label}-{key}.parquet"
    try:
        return read(file)
    except FileNotFoundError:
        pass
    except ValueError as error:
        print(f"{error}: it is made again", file=sys.stderr)
    table = write(file, compute())
    _tidy(file.parent, label, len(key))
    return table


def read(file: Path) -> pd.DataFrame:
    """A kept table.

    Parameters
    ----------
    file : Path
        A Parquet file that `write` wrote, its checksum beside it.

    Returns
    -------
    DataFrame

    Raises
    ------
    FileNotFoundError
        If there is none.
    ValueError
        If a byte of it differs from what was written.
    """
    data, note = file.read_bytes(), checksum_of(file)
    said = note.read_bytes() if note.is_file() else b""
    if said != _checksum(file, data).encode():
        raise ValueError(f"{file.name} is damaged (it is not what its checksum says)")
    return _table(data)


def _table(data: bytes) -> pd.DataFrame:
    """The table in the bytes of a file."""
    from pyarrow import BufferReader, parquet  # slow to import, and seldom needed

    table = parquet.read_table(BufferReader(data), use_threads=False)
    return table.to_pandas(use_threads=False)


def write(file: Path, table: pd.DataFrame) -> pd.DataFrame:
    """Put a table into a file, whole or not at all, and its checksum beside it.

    Parameters
    ----------
    file : Path
        Where; its folder is made if it is not there.
    table : DataFrame
        Numbers and texts.

    Returns
    -------
    DataFrame
        The table as `read` gives it back.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    import pyarrow as pa
    from pyarrow import parquet

    buffer = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pandas(table), buffer)
    data = buffer.getvalue().to_pybytes()
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        fresh, note = Path(folder) / file.name, Path(folder) / checksum_of(file).name
        fresh.write_bytes(data)
        note.write_bytes(_checksum(file, data).encode())
        note.replace(checksum_of(file))  # first: without it the table counts as damaged
        fresh.replace(file)
    return _table(data)


def checksum_of(file: Path) -> Path:
    """Where the checksum of a table stands, as ``sha256sum -c`` reads it."""
    return file.with_suffix(".sha256")


def _checksum(file: Path, data: bytes) -> str:
    """The line that says what a file holds."""
    return f"{hashlib.sha256(data).hexdigest()}  {file.name}\n"


def _tidy(folder: Path, label: str, width: int) -> None:
    """Drop all but the youngest tables of a name."""
    same = folder.glob(f"{escape(label)}-{'?' * width}.parquet")
    for old in sorted(same, key=lambda file: file.stat().st_mtime)[:-MOST]:
        old.unlink(missing_ok=True)
        checksum_of(old).unlink(missing_ok=True)


def _told(
    label: str, compute: Callable[..., pd.DataFrame], given: tuple[Any, ...], wait: str
) -> pd.DataFrame:
    """Compute, and say so: a person waits."""
    print(f"computing {label}: {wait}, once", file=sys.stderr)
    start = time.perf_counter()
    table = compute(*given)
    print(f"computed {label} in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return table
