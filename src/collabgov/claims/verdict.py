"""The verdict word, by rule, from a predicate's shares in four places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from collabgov.claims.places import BOXES
from collabgov.claims.regions import Condition

FOLLOWS = "follows"
OWN_WORLD = "follows in the study's own world"
DEPENDS = "depends on"
NOT_HERE = "does not follow here"
BUILT_IN = "built in"
NOT_TESTABLE = "not testable from the abstract"
NOT_TESTED = "not tested"
UNDECIDED = "undecided here"

FEW = 100  # a cell with fewer points carries no verdict

# where a rule must be met before a claim "follows": in all places, but for these
PLACES = {"exists": ("full",), "dominates": ("full", "w")}


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


@dataclass(frozen=True)
class Part:
    """A part of the box on which a verdict may depend, and what is counted there.

    Parameters
    ----------
    name : str
        Name of a class of points; empty where `conditions` say which part it is.
    conditions : tuple of Condition
        Bounds of parameters.
    n : int
        Points in it.
    support, oppose : float
        Shares of them.
    """

    name: str
    conditions: tuple[Condition, ...]
    n: int
    support: float
    oppose: float


def word(row: Mapping[str, Any], parts: Sequence[Part]) -> tuple[str, Part | None]:
    """Verdict word of one predicate, and the part of the box on which it depends.

    Parameters
    ----------
    row : mapping
        `reading`, `built_in`, and `n`, `support`, `oppose` in the full box, with
        ``_middle`` and with ``_w``; for a ratio, those of the box and of ``_w``.
    parts : sequence of Part
        Parts of the box, those that are asked first before the others.

    Returns
    -------
    str
        Tried in this order: not testable, not tested, built in, follows, follows in
        the study's own world, depends on a part, does not follow here; where none
        fits, undecided here. A place with fewer than 100 points meets no rule.
    Part or None
        The first part that meets the rule, where the verdict depends on one.

    Examples
    --------
    >>> box = {"n": 2048, "support": 0.4, "oppose": 0.3}
    >>> own = {"n_w": 653, "support_w": 0.9, "oppose_w": 0.0}
    >>> word({"reading": "tends", "built_in": "", **box, **own}, [])
    ("follows in the study's own world", None)
    """
    found = _settled(row)
    if found:
        return found, None
    for part in parts:
        if decides(row, part):
            return DEPENDS, part
    if row["n"] >= FEW and not _met(row, "full") and _opposite(row):
        return NOT_HERE, None
    return UNDECIDED, None


def places(reading: str) -> tuple[str, ...]:
    """Where the rule of a reading must be met before a claim "follows".

    Examples
    --------
    >>> places("exists"), places("tends")
    (('full',), ('full', 'middle', 'w'))
    """
    return PLACES.get(reading, tuple(BOXES))


def decides(row: Mapping[str, Any], part: Part) -> bool:
    """Whether a part of the box is large enough, and meets the rule of the reading.

    Parameters
    ----------
    row : mapping
        `reading`, and `n` in the full box.
    part : Part
        The part.

    Returns
    -------
    bool
    """
    enough = part.n >= max(FEW, row["n"] / 10)
    return enough and meets(row["reading"], part.support, part.oppose)


def _settled(row: Mapping[str, Any]) -> str:
    """The word that no part of the box can change; empty where parts are asked."""
    if row["reading"] == "ranks":
        return NOT_TESTABLE
    if row["reading"] == "proxy":
        return NOT_TESTED
    if row["built_in"]:
        return BUILT_IN
    if all(_met(row, place) for place in places(row["reading"])):
        return FOLLOWS
    return OWN_WORLD if _met(row, "w") and not _met(row, "full") else ""


def _met(row: Mapping[str, Any], place: str) -> bool:
    """Whether the rule of the reading is met in a place with points enough."""
    tail = BOXES[place]
    support, oppose = row[f"support{tail}"], row[f"oppose{tail}"]
    return row[f"n{tail}"] >= FEW and meets(row["reading"], support, oppose)


def _opposite(row: Mapping[str, Any]) -> bool:
    """Whether the opposite is at least as common in the box."""
    if row["reading"] == "dominates":
        return row["support"] <= 1  # the other group then moves the output as much
    return row["oppose"] >= row["support"]
