"""Blocks computed by the workers of a Dask cluster: one of this machine, or any other."""

import logging
import signal
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from distributed import Client, LocalCluster, as_completed

from collabgov.sweep import block
from collabgov.sweep.plan import Plan

AHEAD = 2  # blocks in work or waiting for each thread: none idles, and little is held


@contextmanager
def client(scheduler: str | None = None) -> Generator[Client, None, None]:
    """A client of a cluster.

    Parameters
    ----------
    scheduler : str, optional
        Address of its scheduler; left out, a process for each core of this machine,
        since what is done in Python for each point holds threads up.

    Yields
    ------
    Client
        Closed afterwards, with the processes that were started for it.

    Raises
    ------
    OSError
        If nothing answers at the address.
    ValueError
        If it is no address.
    """
    if scheduler is not None:
        with Client(scheduler) as found:
            yield found
        return
    local = LocalCluster(
        threads_per_worker=1,
        memory_limit=None,
        dashboard_address="127.0.0.1:0",  # any free port, for this machine alone
        silence_logs=logging.CRITICAL,  # what Ctrl-C cuts off is no news
    )
    with local, Client(local) as found:
        found.run(_deaf)
        yield found


def _deaf() -> None:
    """Leave Ctrl-C to the process that is asked to stop, and then stops its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def computed(
    client: Client, plan: Plan, numbers: Iterable[int]
) -> Iterator[tuple[int, bytes]]:
    """Blocks in the order in which they are finished.

    Parameters
    ----------
    client : Client
        Of the cluster that computes.
    plan : Plan
        The sweep.
    numbers : iterable of int
        Its blocks that are wanted.

    Yields
    ------
    int, bytes
        As `block.compute` returns them.

    Raises
    ------
    ValueError
        If a worker has other code or packages than this process.
    """
    waiting = iter(numbers)
    working = as_completed(with_results=True)

    def more() -> None:
        room = AHEAD * sum(client.nthreads().values()) - working.count()
        for number in islice(waiting, max(room, 1)):
            working.add(client.submit(block.compute, plan, number, pure=False))

    more()
    for _, found in working:
        more()
        yield found
