"""What is asked of advice: does it help to correct one fault, or all three?"""

from typing import Any

import pandas as pd

from collabgov.claims.predicate import Predicate
from collabgov.studies.synergistic_inertia.model import DIMENSIONS


def _lacking(r: Any) -> Any:
    """Where a correction has something to restore."""
    return r["act.advantage"] < 0


def _fall(r: Any, run: str) -> Any:
    """By how much a correction lowers inertia."""
    return r["act.inertia"] - r[f"{run}.inertia"]


def _proxy(id: str, question: str, margin: float, **more: Any) -> Predicate:
    """A stand-in for advice, where collaboration lacks advantage."""
    return Predicate(
        id,
        claim=id[:4],
        question=question,
        reading="proxy",
        margin=margin,
        where=_lacking,
        **more,
    )


def singles(r: Any, end: str = "") -> pd.DataFrame:
    """By how much each correction alone lowers inertia.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`.
    end : str
        "3" for a third of the effort on each.

    Returns
    -------
    DataFrame
        Columns `w`, `d`, `n`.
    """
    return pd.DataFrame({k: _fall(r, k + end) for k in DIMENSIONS})


def missed(r: Any) -> pd.DataFrame:
    """What the package loses when one correction is left out.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`.

    Returns
    -------
    DataFrame
        Columns `w`, `d`, `n`; below 0 where the package is better without it.
    """
    lost = {k: r[f"less_{k}.inertia"] - r["pack.inertia"] for k in DIMENSIONS}
    return pd.DataFrame(lost)


def _moved(r: Any) -> Any:
    """Where the package at the price of one moves inertia at all."""
    return _fall(r, "pack3").abs() >= 0.02


CORRECTIONS = (
    *(
        _proxy(
            f"SI-6.{k}",
            f"Only {word} is corrected: does inertia fall by 0.05?",
            0.05,
            value=lambda r, k=k: _fall(r, k),
            opposed=True,
            room=lambda r, k=k: r["act." + "adr"["wdn".index(k)]] >= 0.1,
        )
        for k, word in DIMENSIONS.items()
    ),
    _proxy(
        "SI-6d",
        "Does each correction alone lower inertia by 0.05?",
        0.05,
        value=lambda r: singles(r).min(axis=1),
    ),
    _proxy(
        "SI-6n",
        "Is each correction missed when it is left out of the package?",
        0.02,
        value=lambda r: missed(r).min(axis=1),
    ),
    *(
        _proxy(
            f"SI-6n.{k}",
            f"Is the correction of {word} missed when it is left out?",
            0.02,
            value=lambda r, k=k: missed(r)[k],
            opposed=True,
        )
        for k, word in DIMENSIONS.items()
    ),
    _proxy(
        "SI-6g",
        "Does the package bring more than its parts one by one?",
        0.01,
        value=lambda r: _fall(r, "pack3") - singles(r, "3").sum(axis=1),
        opposed=True,
        room=_moved,
    ),
    _proxy(
        "SI-6s",
        "Does the package beat the best single correction of the same price?",
        0.02,
        value=lambda r: _fall(r, "pack3") - singles(r).max(axis=1),
        opposed=True,
        room=_moved,
    ),
    _proxy(
        "SI-6l",
        "Does the package beat a single correction drawn by lot?",
        0.02,
        value=lambda r: _fall(r, "pack3") - singles(r).mean(axis=1),
        opposed=True,
        room=_moved,
    ),
    *(
        _proxy(
            id,
            f"{words}: is joint output above what each achieved alone?",
            0.02,
            value=lambda r, run=run: r[f"{run}.actual"] - r["act.alone"],
            opposed=True,
        )
        for id, run, words in (
            ("SI-7", "pack", "All three corrected, at three times the price"),
            ("SI-7third", "pack3", "All three corrected, at the price of one"),
            ("SI-7u", "r", "Perfect roles"),
        )
    ),
)
