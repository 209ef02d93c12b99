"""A disk that is full, told in one line: what could not be written, and how to go on."""

import errno
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# as the system says it, and as SQLite does, of which errors carry no number
SIGNS = (*map(os.strerror, FULL), "database or disk is full", "disk I/O error")
GO_ON = "make room and run it again: what was finished before is kept"


class NoRoom(SystemExit):
    """Ends a build of which something could not be written."""


@contextmanager
def needed(what: str) -> Generator[None]:
    """Do what needs room on the disk.

    Parameters
    ----------
    what : str
        What is written, and where.

    Raises
    ------
    NoRoom
        If something within failed, however wrapped, because the disk was full.

    Examples
    --------
    >>> with needed("the site, in _build,"):
    ...     raise OSError(errno.ENOSPC, "No space left on device", "index.html")
    Traceback (most recent call last):
    collabgov.build.room.NoRoom: == failed
    the site, in _build, could not be written: [Errno 28] No space left on device: 'index.html'; make room and run it again: what was finished before is kept
    """
    try:
        yield
    except NoRoom:  # told where it arose
        raise
    except (Exception, SystemExit) as error:
        why = sign(error)
        if why is None:
            raise
        told = f"{what} could not be written: {why}; {GO_ON}"
        raise NoRoom(f"== failed\n{told}") from None


def sign(error: BaseException) -> str | None:
    """The line of an error, or of what led to it, that says that the disk is full.

    Examples
    --------
    >>> sign(SystemExit("book/a.md:7: OSError: [Errno 28] No space left on device"))
    'book/a.md:7: OSError: [Errno 28] No space left on device'
    >>> sign(OSError(errno.EACCES, "Permission denied")) is None
    True
    """
    for one in chain(error):
        if isinstance(one, OSError) and one.errno in FULL:
            return str(one)
        for line in str(one).splitlines():
            if any(word in line for word in SIGNS):
                return line.strip()
    return None


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it, the last first."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
