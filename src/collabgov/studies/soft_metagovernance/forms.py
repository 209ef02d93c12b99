"""Other equations for one mechanism each, under which every claim is asked again."""

from collabgov.claims.forms import Form

FORMS = (
    Form(
        "bounded",
        equation="near = Σ w[i][j] * y[j] / Σ w[i][j] over j with |y[j] - y[i]| <= 0.5, "
        "y[i] where there is none; q = 0 where |goal - y[i]| > 0.5",
        reason="People may not listen to those, leader or colleague, whose views are too "
        "far from their own.",
        source="bounded confidence (Hegselmann & Krause 2002)",
    ),
    Form(
        "drifting",
        equation="z = near + stub * (y[i] - near)",
        reason="Stubborn may mean slow to move, and not tied to one's first view for "
        "ever.",
        source="DeGroot 1974",
    ),
    Form(
        "no_backfire",
        equation="push = here * authority * (1 - react)",
        reason="An order that is resented may be ignored, without turning anybody "
        "against the goal.",
        source="ours",
    ),
    Form(
        "lunch_never_saturates",
        equation="e = min(1, (1 - fade) * e + bond * c)",
        reason="A tenth lunch may bind as much as the first.",
        source="ours",
    ),
    Form(
        "direct_listeners",
        equation="reach[j] = Σ w[i][j] over i",
        reason="A leader may count who listens to somebody, without following it through "
        "others.",
        source="degree (Freeman 1978)",
    ),
)
