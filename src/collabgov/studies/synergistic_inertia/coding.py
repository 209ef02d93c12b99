"""From the words of the abstract to the model."""

from collabgov.claims.study import Coded

CODING = (
    Coded(
        "SI-1: advantage, inertia",
        ("synergy", "toll"),
        "joint output below what each achieves alone; three tenths of the potential lost",
        "claim stated; measure from Huxham and Vangen, number ours",
    ),
    Coded(
        "SI-3: role weakness",
        ("need", "push", "level", "fix_w"),
        "share of its task that a government cannot do; a standard above its means feeds it",
        "named in the abstract, meaning ours",
    ),
    Coded(
        "SI-3: role deviation",
        ("tempt", "copy", "fix_d"),
        "share of its capacity that goes to ends of its own",
        "named in the abstract, meaning ours",
    ),
    Coded(
        "SI-3: role negative reinforcement",
        ("drag", "fix_n"),
        "withdrawal that was learned, in two readings",
        "named in the abstract, both meanings ours",
    ),
    Coded(
        "SI-5: chain reaction",
        ("wd", "dn", "nw"),
        "half or more of the role's inertia is gone without the links",
        "claim stated, measure ours",
    ),
    Coded(
        "SI-2: the key role",
        ("friction", "ineq"),
        "more inertia falls to the role than to friction or unequal capacity",
        "claim stated, rivals ours",
    ),
    Coded(
        "SI-4: three agglomerations",
        ("superior",),
        "all three at once; only the Pearl River Delta has a common superior near",
        "cases stated, structure ours",
    ),
    Coded(
        "SI-6, SI-7: corrections",
        ("effort",),
        "repair is sped up, alone and together, at equal price",
        "advice stated, stand-ins ours",
    ),
)
