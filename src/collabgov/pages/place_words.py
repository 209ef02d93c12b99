"""Where a claim is asked, in words: for a head of a table, a control, a codebook."""

from typing import NamedTuple

from collabgov.claims.places import BOXES, TAILS


class PlaceWords(NamedTuple):
    """What one place is called.

    Parameters
    ----------
    short : str
        In a list.
    head : str
        At the head of a column.
    counted : str
        Where sets of assumptions are counted: "… counted in …".
    control : str
        Beside the button that chooses it.
    points : str
        Which points it holds.
    """

    short: str
    head: str
    counted: str
    control: str = ""
    points: str = ""


WORDS = {
    "full": PlaceWords(
        short="full",
        head="full box",
        counted="the full box",
        control="the full box",
        points="every range as stated",
    ),
    "middle": PlaceWords(
        short="middle",
        head="middle half",
        counted="the middle half of every range",
        control="its middle",
        points="the middle half of every range",
    ),
    "w": PlaceWords(
        short="W",
        head="study’s own world",
        counted="the study's own world",
        control="the study's own world",
        points="the points that show what the abstract reports",
    ),
    "half": PlaceWords("half", "margin × ½", "the full box, margin halved"),
    "double": PlaceWords("double", "margin × 2", "the full box, margin doubled"),
}

# tail of the columns of a place → its words
BY_TAIL = {tail: WORDS[name] for name, tail in TAILS.items()}
CONTROLS = [WORDS[name] for name in BOXES]
OWN_WORLD = WORDS["w"].counted
