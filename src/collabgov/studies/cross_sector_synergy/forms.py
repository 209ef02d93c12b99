"""Other equations for one mechanism each, under which every claim is asked again."""

from collabgov.claims.forms import Form

FORMS = (
    Form(
        "best_response",
        equation="x' = 0.5 * (1 + tanh(0.5 * beta * gap)) - x + drift * (1 - 2 * x)",
        reason="A department may weigh up for itself instead of looking at what others "
        "do.",
        source="smoothed best response (Fudenberg & Levine 1998)",
    ),
    Form(
        "s_shaped",
        equation="gain = benefit * (1 - conflict) * x² / (x² + (1 - x)²)",
        reason="A policy may need most departments before it brings anything.",
        source="ours",
    ),
    Form(
        "diminishing",
        equation="gain = benefit * (1 - conflict) * 1.5 * x / (1 + x)",
        reason="The first who join may be those who bring most.",
        source="ours",
    ),
    Form(
        "flat_conflict",
        equation="gain = benefit * (x - 0.5 * conflict)",
        reason="Goals in conflict may cost each who joins the same, however many did.",
        source="ours",
    ),
    Form(
        "constant",
        equation="guard = silo",
        reason="Loyalty to one's own department may weigh the same, however many join.",
        source="ours",
        settings={"silo_form": "constant"},
    ),
    Form(
        "blind",
        equation="guard = silo * gain",
        reason="Departmentalism may mean that the gain of others does not count.",
        source="ours",
        settings={"silo_form": "blind"},
    ),
)
