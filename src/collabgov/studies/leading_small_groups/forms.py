"""Other equations for how a group is led, each as good a reading of the same words."""

from collabgov.claims.forms import SETTING, Form

FORMS = (
    Form(
        "trust_linear",
        equation="store = 1, level = mean: trust += (mean - trust) / slow",
        reason="Cities that have worked together may think less of themselves, and may "
        "trust each other in step with what is done.",
        source="ours",
        settings={SETTING: "trust_linear", "store": 1.0},
    ),
    Form(
        "pull_adds",
        equation="q[i] += 0.3 * (own - q[i] + lead + law), cut to 0–1",
        reason="An order may ask as much of a city that does nearly all as of one that "
        "does nothing.",
        source="ours",
    ),
    Form(
        "rank_fits_all",
        equation="full = authority + coord * mean * fit",
        reason="A superior's order may bind whatever the issue; only coordination has "
        "to suit it.",
        source="ours",
    ),
    Form(
        "cost_while_chaired",
        equation="own = own * (1 - spite) * (1 - autonomy * here)",
        reason="In a vacancy nobody takes a city's own plans from it.",
        source="ours",
    ),
    Form(
        "stronger_counts",
        equation="q[i] += 0.3 * (own - q[i] + max(lead, law) * (1 - q[i]))",
        reason="Told the same by the chair and by the rule, a city may follow the "
        "stronger of the two, not both.",
        source="ours",
    ),
    Form(
        "spite_stays",
        equation="spite = resist * clout * authority / (1 + authority), also while "
        "here is 0",
        reason="Who was ordered about may sulk on after the chair has gone.",
        source="ours",
    ),
)
