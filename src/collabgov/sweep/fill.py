"""Compute what a sweep's folder lacks."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from distributed import Client
from tqdm import tqdm

from collabgov.sweep import block, folder, workers
from collabgov.sweep.plan import Plan


def fill(
    place: Path,
    plan: Plan,
    connect: Callable[[], AbstractContextManager[Client]] = workers.client,
) -> None:
    """Compute every block that is not there, and write it.

    Parameters
    ----------
    place : Path
        Folder of the sweep; made if there is none.
    plan : Plan
        The sweep.
    connect : callable, optional
        Gives a client of the cluster that computes; called if a block is missing.

    Raises
    ------
    ValueError
        As `folder.opened` and `folder.missing`; nothing has been written then.
    """
    # a log gets a line each half minute
    bar = partial(tqdm, mininterval=0.1 if sys.stderr.isatty() else 30)
    folder.opened(place, plan)
    checked = partial(bar, desc="checked", unit="file", leave=False, delay=1)
    lacking = folder.missing(place, plan, checked)
    if not lacking:
        return
    done = plan.points - sum(map(plan.size, lacking))
    with (
        connect() as client,
        bar(total=plan.points, initial=done, unit="point", unit_scale=True) as shown,
    ):
        for number, content in workers.computed(client, plan, lacking):
            folder.put(place / block.name(number), content)
            shown.update(plan.size(number))
