"""From words of the abstract to the model."""

from collabgov.claims.study import Coded

CODING = (
    Coded(
        "SM-1: face-to-face contact",
        ("budget", "price_time"),
        "so many people met a month; their time has a price",
        "stated; form ours",
    ),
    Coded(
        "SM-2: an emotional connection",
        ("bond", "fade", "pull"),
        "a tie that meetings build, that fades, and that makes people listen",
        "stated; form ours, and emotion has no measure",
    ),
    Coded(
        "SM-2: rather than bureaucratic authority",
        ("authority", "react", "price_auth"),
        "the same goal by orders; the two accounts side by side",
        "comparison ours",
    ),
    Coded(
        "SM-3, SM-4: public value",
        ("public", "goal"),
        "nearer to what the public wants than without a leader, by 0.05",
        "claims stated, account and cut ours",
    ),
    Coded(
        "SM-5: understand how it functions",
        ("accuracy", "bridge", "stub"),
        "a true map of who stands where and who listens to whom, against a wrong one",
        "stated; form ours",
    ),
    Coded(
        "SM-5: more purposefully",
        (),
        "choosing whom to meet, against lots and against those who agree",
        "the unaware leader is ours",
    ),
    Coded(
        "SM-6, SM-7: public value destruction",
        ("envy", "goal", "public"),
        "actors who end farther from what the public wants than without a leader",
        "inferred; form ours",
    ),
)
