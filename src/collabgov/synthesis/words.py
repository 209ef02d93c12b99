"""What the five studies call by one name, and where their claims meet.

Read from the five records and modules; every sentence is ours.
"""

STUDIES = ("relational", "departments", "network", "leading group", "inertia")


def _row(*meanings: str) -> dict[str, str]:
    """One word, in the order of `STUDIES`."""
    return dict(zip(STUDIES, meanings, strict=True))


VOCABULARY = {
    "who acts": _row(
        "the governments of a region, as one",
        "a share of departments",
        "24 actors in a network",
        "three cities",
        "the governments of an agglomeration, one by one",
    ),
    "what comes out": _row(
        "joint work that runs (1: as planned); net value",
        "share that cooperates; critical mass",
        "public value, less cost",
        "mean effort",
        "output, and what is missing to the possible",
    ),
    "leading": _row(
        "effort",
        "a campaign, and measures",
        "contacts; orders",
        "authority; coordinating",
        "nobody leads; a superior above",
    ),
    "it works through": _row(
        "trust and learning, then joint work",
        "imitation of what pays",
        "ties and neighbours",
        "the chair's pull",
        "fewer faults of role",
    ),
    "what can be stored": _row(
        "trust, know-how, the loop itself",
        "those who have joined; own wish",
        "ties; first views",
        "trust, if switched on",
        "habits: weakness, deviation, withdrawal",
    ),
    "how it is lost": _row(
        "lapse, forgetting",
        "drift",
        "ties fade",
        "0.3 of the distance a quarter",
        "habits are repaired",
    ),
    "the obstacle": _row(
        "what the leader starts from is missing",
        "conflict, powers, interests, departmentalism",
        "stubbornness, being left out, a wrong map",
        "cities look to themselves; resistance; paper rules",
        "weakness, deviation, withdrawal",
    ),
    "what rules take over": _row(
        "a share of her work, by others",
        "a standing mechanism",
        "a share of her contacts",
        "pull, less what waits for a chair",
        "repair, by lists of roles",
    ),
    "threshold": _row(
        "two resting states",
        "critical mass",
        "none",
        "none without coordinating",
        "loop number of 1",
    ),
    "a step": _row("a year", "a quarter", "a month", "a quarter", "a year"),
}


def _pair(ask: str, shown: str, could: str) -> dict[str, str]:
    """The question between two claims."""
    return {
        "the question between them": ask,
        "what the models say": shown,
        "could they have disagreed?": could,
    }


MEETINGS = {
    "RL-8, LG-5": _pair(
        "persuasion or rank?",
        "both can start what cities alone do not; style decides little, the loop much",
        "yes: orders in the relational model could have left nothing",
    ),
    "SM-2, LG-5": _pair(
        "does authority help or hurt?",
        "one parameter each, reaction and resistance: the first turns an order round, "
        "the second only weakens it",
        "yes, and they do",
    ),
    "RL-7, LG-10": _pair(
        "built but not run; rules on paper",
        "a mechanism that nobody starts, a rule that waits for a chair; what waits "
        "for a chair decides about the second (result 4)",
        "hardly: both have a part that needs somebody",
    ),
    "XS-10, SI-6": _pair(
        "a list of powers and responsibilities: obstacle removed, or role mended?",
        "as an obstacle it is one of four, three of which count about alike; as a role "
        "fault weakness and deviation count and withdrawal seldom",
        "yes: the first makes it one sum, the second a chain with an order",
    ),
    "LG-10, RL-10": _pair(
        "what carries on: a rule or a habit?",
        "a habit where joint work feeds itself, else a rule that needs no chair",
        "yes: result 2 and result 4",
    ),
    "XS-9, LG-5, SM-2": _pair(
        "pressure that backfires, under three names",
        "blame, resistance, reaction: none of the abstracts names it",
        "in the sign no: each was put in to backfire",
    ),
    "XS-1, SI-1": _pair(
        "more than the sum, or less?",
        "both occur; a threshold makes more, friction and faults make less",
        "yes: each model can give both signs",
    ),
    "RL-2, SM-4": _pair(
        "whose mission?",
        "the relational model has no arbiter of the goal, the network has one: what "
        "goes beyond the public's wish does harm",
        "no: only one of them asks",
    ),
}
