"""From the words of the abstract to the model, line by line."""

from collabgov.claims.study import Coded

CODING = (
    Coded(
        "XS-1: synergy of drivers",
        (),
        "what the package gains, less what its measures gain one by one",
        "claim stated, measure ours",
    ),
    Coded(
        "XS-2: internal and external, positive and negative",
        ("mission", "reward", "sanction"),
        "own wish pulls from inside, reward and punishment from outside",
        "dimensions stated, form ours",
    ),
    Coded(
        "XS-3: departmental interests",
        ("interest",),
        "given up by joining",
        "stated; form ours",
    ),
    Coded(
        "XS-3: goals in conflict",
        ("conflict",),
        "shrink the part of the joint gain that counts",
        "stated; form ours",
    ),
    Coded(
        "XS-3: departmentalism",
        ("silo",),
        "hardest for the first to join; two other forms are tried",
        "stated; form ours",
    ),
    Coded(
        "XS-3: mismatch of authority and responsibility",
        ("cost", "mismatch"),
        "makes the work dearer",
        "stated; form ours",
    ),
    Coded(
        "XS-6: balance of internal and external",
        ("cross",),
        "half own wish, half incentives; against the mean of both ends, the better "
        "end, and topping up the weaker",
        "advice stated, stand-ins ours",
    ),
    Coded(
        "XS-9: punishment, discreet and with reward",
        ("blame", "crowd_s", "soften"),
        "people hide failure, own wish wears down; a reward beside it softens",
        "advice stated, mechanism ours",
    ),
    Coded(
        "XS-7 to XS-12: six measures",
        (),
        "each adds the same to what pays with half on board, as far as there is room",
        "measures stated, what they act on ours",
    ),
    Coded(
        "XS-15: continuous",
        ("beta", "drift"),
        "share that cooperates, mean of the last ten of thirty years; lasts from one "
        "half on",
        "question stated, measure ours",
    ),
    Coded(
        "a campaign",
        ("x0", "push", "push_len"),
        "brings some in, and ends",
        "ours",
    ),
)
