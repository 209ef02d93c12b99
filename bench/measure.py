"""One comparison: our code and a peer's on the same work, timed in turn in one run."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from importlib.metadata import version
from statistics import median
from typing import Any

TURNS = 5


@dataclass(frozen=True)
class Comparison:
    """The same work, done by us and by a peer.

    Parameters
    ----------
    task : str
        The work, with its size.
    peer : str
        Distribution whose version is printed, the peer.
    ours, theirs : callable
        Do the work once; no arguments.
    part : float
        Share of the work that one call of `theirs` does, in (0, 1]; its time is
        divided by it.
    import_ours, import_theirs : str
        What a fresh process must import to do the work, as Python text.
    agree : callable
        Results of both → whether they are the same work, done right.
    """

    task: str
    _: KW_ONLY
    peer: str
    ours: Callable[[], Any]
    theirs: Callable[[], Any]
    part: float = 1.0
    import_ours: str
    import_theirs: str
    agree: Callable[[Any, Any], bool]


def row(topic: str, one: Comparison) -> dict[str, str | float]:
    """Medians of five turns each, in seconds, and their ratios.

    Parameters
    ----------
    topic : str
        Name of the file that holds the comparison.
    one : Comparison
        What is compared.

    Returns
    -------
    dict
        `ratio`: their time over ours, in one process after compilation; `whole_ratio`:
        with what a fresh process needs to start and import.

    Raises
    ------
    ValueError
        If the two do not agree: then nothing was compared.
    """
    if not one.agree(one.ours(), one.theirs()):  # compiles, too
        raise ValueError(f"{topic}: {one.task}: ours and {one.peer} do not agree")
    pairs = [(_clock(one.ours), _clock(one.theirs)) for _ in range(TURNS)]
    ours = median(pair[0] for pair in pairs)
    theirs = median(pair[1] for pair in pairs) / one.part
    start_ours, start_theirs = _start(one.import_ours), _start(one.import_theirs)
    return {
        "topic": topic,
        "task": one.task,
        "peer": f"{one.peer} {version(one.peer)}",
        "python": sys.version.split()[0],
        "ours_s": ours,
        "theirs_s": theirs,
        "part_timed": one.part,
        "ratio": theirs / ours,
        "whole_ratio": (start_theirs + theirs) / (start_ours + ours),
    }


def _clock(work: Callable[[], Any]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _start(text: str) -> float:
    """Seconds that a fresh process needs to start and import, the median of three."""
    command = [sys.executable, "-c", text]
    return median(_clock(lambda: subprocess.run(command, check=True)) for _ in range(3))
