"""Other equations for how faults breed and cost, each as good a reading of the words."""

from collabgov.claims.forms import Form

FORMS = (
    Form(
        "relief",
        equation="dr = dn * strain * (r + 0.05) * (1 - r)",
        reason="In the psychology of learning, negative reinforcement means that an "
        "act is repeated because it ends something unpleasant: here that withdrawing "
        "ends a strain.",
        source="the textbook meaning of negative reinforcement; the equation is ours",
        settings={"reading": "relief"},
    ),
    Form(
        "gross_faults",
        equation="da, dd and dr with r², a² and d² for r, a and d: f(y) = y²",
        reason="Small faults may be overlooked, and only gross ones breed others; the "
        "rates are asked for a fault that is whole, where f is 1 as before.",
        source="ours",
    ),
    Form(
        "small_faults",
        equation="da, dd and dr with f(r), f(a) and f(d): f(y) = 2 * y / (1 + y)",
        reason="The first small fault may do most of the harm to trust; the rates are "
        "asked for a fault that is whole, where f is 1 as before.",
        source="ours",
    ),
    Form(
        "worst_fault",
        equation="u = cap * (1 - max(a, d, drag * r)) * (1 - friction)",
        reason="Joint work may be as good as its weakest side, whatever else is amiss.",
        source="ours; as in Liebig's law of the minimum",
    ),
    Form(
        "losses_add",
        equation="u = cap * (1 - a - d - drag * r - friction), at least 0",
        reason="Each fault may spoil another part of the work, so that the parts lost "
        "add up.",
        source="ours",
    ),
    Form(
        "tempted_alone",
        equation="de = tempt * cap * (1 - e) - fix_d * e; "
        "own = cap * (1 - b) * (1 - e) - toll * (fix_w + fix_d)",
        reason="Who acts alone may follow other ends than the task as well, and has to "
        "be corrected for it.",
        source="ours",
    ),
    Form(
        "tempt_flat",
        equation="dd = (tempt + wd * a + copy * v) * (1 - d)",
        reason="Own ends may pull those who could hardly deliver as much as the able.",
        source="ours",
    ),
)
