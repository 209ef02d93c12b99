"""One build at a time in a checkout: who comes second waits, and learns for whom."""

import json
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import psutil

PAUSE = 0.5  # seconds between two looks
PATIENCE = 3600.0  # seconds: longer than any build takes


@contextmanager
def alone(folder: Path, say: Callable[[str], None] = print) -> Generator[None]:
    """Hold the lock of a folder; wait while another process holds it.

    Parameters
    ----------
    folder : Path
        Where builds are made: its file ``.lock`` holds number and start of the holder.
    say : callable
        Takes the line for the person who waits.

    Raises
    ------
    TimeoutError
        If the other holds it for an hour.

    Notes
    -----
    A lock of which the holder has ended without a word is taken over.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file, since = folder / ".lock", time.monotonic()
    announced = False
    while not _takes(file):
        number, age = holder(file)
        if not psutil.pid_exists(number):
            file.unlink(missing_ok=True)
            continue
        if not announced:
            say(f"== waiting: process {number} builds here since {age:.0f} s")
            announced = True
        if time.monotonic() - since > PATIENCE:
            raise TimeoutError(f"process {number} holds {file} since {age:.0f} s")
        time.sleep(PAUSE)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _takes(file: Path) -> bool:
    """Whether this process could make the file: of two, one can."""
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        return False
    try:
        with os.fdopen(handle, "w") as stream:
            json.dump({"process": os.getpid(), "since": time.time()}, stream)
    except OSError:  # a full disk: nobody is to wait for who never held it
        file.unlink()
        raise
    return True


def holder(file: Path) -> tuple[int, float]:
    """Number of the process that holds a lock, and for how many seconds it has.

    Parameters
    ----------
    file : Path
        The lock.

    Returns
    -------
    int, float
        -1 and 0.0 where nobody does, or the file says nothing.
    """
    try:
        note = json.loads(file.read_text("utf-8"))
        return int(note["process"]), time.time() - float(note["since"])
    except (OSError, ValueError, KeyError, TypeError):
        # just being written, or left by a process that was killed while it wrote
        return _holder_of_empty(file)


def _holder_of_empty(file: Path) -> tuple[int, float]:
    """A lock that says nothing counts as held for the two seconds in which it may."""
    try:
        age = time.time() - file.stat().st_mtime
    except OSError:
        return -1, 0.0
    return (os.getpid(), age) if 0 <= age < 2 else (-1, 0.0)
