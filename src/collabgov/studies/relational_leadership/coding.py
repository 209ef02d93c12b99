"""From the words of the abstract to the model."""

from collabgov.claims.study import Coded

CODING = (
    Coded(
        "RL-2: mission “is the motivation”",
        ("alpha", "trickle"),
        "share of the leader's effort that hangs on mission; activity nobody prompts",
        "claim stated, causal reading inferred",
    ),
    Coded(
        "RL-3: social capital, a “basic condition”",
        ("sigma", "s0"),
        "the acts are multiplied by inherited contacts to the power sigma",
        "claim stated, form ours",
    ),
    Coded(
        "RL-3: governance resources, the other condition",
        ("resources", "subst"),
        "the acts are multiplied by the resources, or what contacts make up for",
        "claim stated, form ours",
    ),
    Coded(
        "RL-4: trust shaping",
        ("trust_skill", "slow"),
        "closes a share of the distrust; trust follows slowly",
        "claim stated, form ours",
    ),
    Coded(
        "RL-4: common learning",
        ("learn_skill", "forget"),
        "a stock of knowledge that slows the lapse, and is forgotten",
        "claim stated, form ours",
    ),
    Coded(
        "RL-5: the interaction mechanism “is the carrier”",
        ("gain", "lapse", "half", "direct"),
        "half of what the leader adds passes through interaction",
        "claim stated, mediation inferred",
    ),
    Coded(
        "RL-7: “built but not run”",
        ("x0",),
        "interaction below 0.25 after 20 years without a leader",
        "words stated, cut ours",
    ),
    Coded(
        "RL-9v: public value, the goal",
        ("price", "overhead"),
        "mean interaction, less the idle secretariat, less what the leader costs",
        "inferred from the title; measure ours",
    ),
    Coded(
        "RL-10: a process in time",
        ("kept",),
        "at 0.5 or more fifteen years after a term of five",
        "ours",
    ),
)
