"""Other equations for one mechanism each, under which every claim is asked again."""

from collabgov.claims.forms import Form

FORMS = (
    Form(
        "no_threshold",
        equation="h = x / (half + x)",
        reason="Every joint project may add to trust, the first most of all.",
        source="ours",
    ),
    Form(
        "steep",
        equation="h = x³ / (half³ + x³)",
        reason="Partners may trust each other little until much runs, and then at once.",
        source="Carpenter, Ludwig & Brock 1999, where the exponent is free",
    ),
    Form(
        "trust_from_work",
        equation="trust = x0² / (half² + x0²) at the start, instead of s0",
        reason="The leader's contacts need not be the cities' trust in each other, which "
        "rests on what they do together.",
        source="ours",
    ),
    Form(
        "contacts_apart",
        equation="trust = trust0 at the start, instead of s0; trust0 = 0.3",
        reason="The leader's contacts and the cities' trust in each other may be two "
        "things, and few contacts then do not mean little trust.",
        source="ours",
    ),
    Form(
        "learn_by_doing",
        equation="k' = 0.5 * learn_skill * h * (1 - k) - forget * k",
        reason="People may learn from work that they do together, also with nobody "
        "leading.",
        source="ours",
    ),
    Form(
        "stronger_source",
        equation="trust' = (max(h, trust_skill * act * (1 - order)) - trust) / slow",
        reason="Work and leader may win over the same partners, so that the stronger of "
        "the two counts alone.",
        source="ours; the or of fuzzy sets (Zadeh 1965)",
    ),
    Form(
        "full_at_one",
        equation="x = min(1, x + dt * x')",
        reason="No more than the whole programme may be there to be done.",
        source="ours",
    ),
)
