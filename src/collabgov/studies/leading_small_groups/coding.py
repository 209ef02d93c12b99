"""From the words of the abstract to the model, line by line."""

from collabgov.claims.study import Coded

CODING = (
    Coded(
        "LG-3: leaders “tend to determine”",
        ("auth_s", "coord_f", "cost_s"),
        "the leader moves effort more than cities and issue do",
        "claim stated, measure ours",
    ),
    Coded(
        "LG-5, LG-6: efficient, or very negative",
        (),
        "mean effort at least 0.6; below 0.25",
        "claim stated, cuts ours",
    ),
    Coded(
        "LG-7: self-oriented cities",
        ("selfish", "gain", "recip"),
        "share of the joint gain that a city leaves out of account",
        "stated; form ours",
    ),
    Coded(
        "LG-7: authority; coordinating capacity",
        ("auth_s", "coord_f"),
        "pull on the effort that is still open",
        "stated; form ours",
    ),
    Coded(
        "LG-8: command from the person",
        ("personal", "paper"),
        "the successor keeps part of the weight; rules stand still without a chair",
        "stated; form ours",
    ),
    Coded(
        "LG-9: paralysis",
        ("tenure", "gap"),
        "effort halved within eight quarters of a departure, in one history of twenty",
        "claim stated, measure ours",
    ),
    Coded(
        "LG-10: legal basis",
        ("legal", "rule", "rigid"),
        "later paralysis; steadier effort; more effort",
        "advice stated, stand-ins ours",
    ),
    Coded(
        "the issue",
        ("issue", "e_s1"),
        "weights of three risks, and what each type removes of them",
        "inferred from Feiock 2013; numbers ours",
    ),
)
