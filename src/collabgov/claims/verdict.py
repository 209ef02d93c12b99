"""The verdict word, by rule, from a predicate's shares in four places."""

from collections.abc import Mapping
from typing import Any

FOLLOWS = "follows"
OWN_WORLD = "follows in the study's own world"
DEPENDS = "depends on"
NOT_HERE = "does not follow here"
BUILT_IN = "built in"
NOT_TESTABLE = "not testable from the abstract"
NOT_TESTED = "not tested"
UNDECIDED = "undecided here"

FEW = 100  # a cell with fewer points carries no verdict

# where a rule must be met before a claim "follows": the box, its middle, the own world
EVERYWHERE = ("", "_middle", "_w")
PLACES = {"exists": ("",), "dominates": ("", "_w")}


def meets(reading: str, support: float, oppose: float) -> bool:
    """Whether shares meet the rule of a reading.

    Parameters
    ----------
    reading : str
        exists, tends, sufficient, necessary, or dominates (`support` is then a ratio).
    support, oppose : float
        Shares in [0, 1].

    Returns
    -------
    bool
        NaN meets nothing.

    Examples
    --------
    >>> meets("tends", 0.81, 0.07), meets("tends", 0.81, 0.2)
    (True, False)
    """
    if reading == "exists":
        return support >= 0.02
    if reading == "dominates":
        return support > 1
    if reading in ("sufficient", "necessary"):
        return support >= 0.95
    return support >= 0.5 and oppose <= 0.1


def word(row: Mapping[str, Any], parts: Mapping[str, tuple[int, float, float]]) -> str:
    """Verdict word of one predicate.

    Parameters
    ----------
    row : mapping
        `reading`, `built_in`, and `n`, `support`, `oppose` in the full box, with
        ``_middle`` and with ``_w``; for a ratio, those of the box and of ``_w``.
    parts : mapping
        Name of a part of the box → its points, support and oppose.

    Returns
    -------
    str
        Tried in this order: not testable, not tested, built in, follows, follows in
        the study's own world, depends on …, does not follow here; where none fits,
        undecided here. A place with fewer than 100 points meets no rule.

    Examples
    --------
    >>> box = {"n": 2048, "support": 0.4, "oppose": 0.3}
    >>> own = {"n_w": 653, "support_w": 0.9, "oppose_w": 0.0}
    >>> word({"reading": "tends", "built_in": "", **box, **own}, {})
    "follows in the study's own world"
    """
    if row["reading"] == "ranks":
        return NOT_TESTABLE
    if row["reading"] == "proxy":
        return NOT_TESTED
    if row["built_in"]:
        return BUILT_IN
    if all(_met(row, place) for place in PLACES.get(row["reading"], EVERYWHERE)):
        return FOLLOWS
    if _met(row, "_w") and not _met(row, ""):
        return OWN_WORLD
    for name, (n, support, oppose) in parts.items():
        enough = n >= max(FEW, row["n"] / 10)
        if enough and meets(row["reading"], support, oppose):
            return f"{DEPENDS} {name}"
    if row["n"] >= FEW and not _met(row, "") and _opposite(row):
        return NOT_HERE
    return UNDECIDED


def _met(row: Mapping[str, Any], place: str) -> bool:
    """Whether the rule of the reading is met in a place with points enough."""
    support, oppose = row[f"support{place}"], row[f"oppose{place}"]
    return row[f"n{place}"] >= FEW and meets(row["reading"], support, oppose)


def _opposite(row: Mapping[str, Any]) -> bool:
    """Whether the opposite is at least as common in the box."""
    if row["reading"] == "dominates":
        return row["support"] <= 1  # the other group then moves the output as much
    return row["oppose"] >= row["support"]
