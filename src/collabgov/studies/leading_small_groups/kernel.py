"""Effort of the cities, quarter by quarter, under a chair who may leave."""

import math
from collections import namedtuple

ISSUES = ("pollution", "tourism", "transport")
SUFFIXES = {"strong": "s", "weak": "w", "self_forming": "f"}  # of runs and parameters
TYPES = tuple(SUFFIXES)
# rows: issues; columns: weight of coordination, division and defection risk
RISKS = ((0.1, 0.3, 0.6), (0.3, 0.5, 0.2), (0.6, 0.3, 0.1))
# rows: types; columns: share of each risk that such a group removes
REMOVES = ((0.3, 0.8, 0.9), (0.2, 0.2, 0.1), (0.8, 0.4, 0.2))

# other equations for one mechanism; in the record each is 1 where it holds, else 0
OTHERWISE = (
    "trust_linear",
    "pull_adds",
    "rank_fits_all",
    "cost_while_chaired",
    "stronger_counts",
    "spite_stays",
)

Group = namedtuple(
    "Group",
    "n selfish spread gain recip authority coord fit autonomy resist rule replace "
    "rigid paper tenure gap personal legal forced store half slow steps "
    f"{' '.join(OTHERWISE)}",
)


def lg_run(p, draws, path, out):
    """One history: effort of n cities under a chair who may leave.

    p: one record of numbers; its last six turn other equations
    on. draws: two uniforms a quarter.
    path: mean effort, trust, chair present; quarter by quarter.
    out: mean effort; quarter of paralysis, or all quarters;
    1 if paralysed; share of quarters chaired; mean effort with
    the chair, and without.
    """
    n = int(p.n)
    steps = int(p.steps)
    q = [0.1] * n
    mean = 0.1
    trust = 0.0
    here = 1
    clout = 1.0
    low = 0
    dead = -1
    total = 0.0
    chaired = 0
    q_here = 0.0
    for t in range(steps):
        if here == 1:
            chance = draws[2 * t] < 1.0 / p.tenure
            leaves = chance if p.forced < 0 else t == p.forced
            here = 0 if leaves else 1
        elif draws[2 * t] < 1.0 / p.gap:
            here = 1
            # the rest of the weight went with the person
            clout = 1.0 - p.personal * draws[2 * t + 1]
        # pull of a chair who is there and has lost no weight
        full = (p.authority + p.coord * mean) * p.fit
        if p.rank_fits_all > 0.5:  # only coordination needs the issue
            full = p.authority + p.coord * mean * p.fit
        lead = here * clout * full * (1.0 - p.rigid * p.legal)
        # rules on paper need a chair
        law = p.rule * p.legal * (1.0 - p.paper * (1.0 - here))
        if p.replace > 0.5:  # rules only make up for lost pull
            law = min(law, full * (1.0 - here * clout))
        pull = lead + law
        if p.stronger_counts > 0.5:
            pull = max(lead, law)
        spite = p.resist * max(here, p.spite_stays) * clout
        spite = spite * p.authority / (1.0 + p.authority)
        # autonomy goes with the group, or with its chair alone
        cost = p.autonomy * max(here, 1.0 - p.cost_while_chaired)
        for i in range(n):
            s = p.selfish + p.spread * (i - (n - 1) / 2.0)
            s = max(0.0, min(1.0, s))
            others = (n * mean - q[i]) / (n - 1)
            own = (1.0 - s * (1.0 - p.store * trust)) * p.gain
            own = own * (1.0 - p.recip + p.recip * others)
            own = own * (1.0 - spite) * (1.0 - cost)
            # the nearer to full effort, the less a pull moves
            room = 1.0 if p.pull_adds > 0.5 else 1.0 - q[i]
            q[i] += 0.3 * (own - q[i] + pull * room)
            q[i] = max(0.0, min(1.0, q[i]))
        mean = 0.0
        for i in range(n):
            mean += q[i] / n
        level = mean * mean / (p.half * p.half + mean * mean)
        if p.trust_linear > 0.5:
            level = mean
        trust += (level - trust) / p.slow
        path[3 * t] = mean
        path[3 * t + 1] = trust
        path[3 * t + 2] = here
        total += mean
        if here == 1:
            chaired += 1
            q_here += mean
        low = low + 1 if mean < 0.25 else 0
        if low >= 4 and dead < 0 and t >= 8:
            dead = t
    out[0] = total / steps
    out[1] = steps if dead < 0 else dead
    out[2] = 0.0 if dead < 0 else 1.0
    out[3] = chaired / steps
    out[4] = q_here / max(1, chaired)
    out[5] = (total - q_here) / max(1, steps - chaired)
    return out[0]


def lg_measures(path, extra):
    """Unsteadiness and halving of one history.

    extra[0]: standard deviation of mean effort from quarter 8 on. extra[1]: 1 if effort
    falls below half of its quarter-19 value in quarters 20–27, after a forced
    departure.
    """
    steps = len(path) // 3
    mean = 0.0
    for t in range(8, steps):
        mean += path[3 * t] / (steps - 8)
    square = 0.0
    for t in range(8, steps):
        d = path[3 * t] - mean
        square += d * d / (steps - 8)
    extra[0] = math.sqrt(square)
    extra[1] = 0.0
    for t in range(20, min(28, steps)):
        if path[3 * t] < 0.5 * path[57]:
            extra[1] = 1.0


def lg_fit(rho, e):
    """Share of an issue's collaboration risk that a group removes.

    Parameters
    ----------
    rho : sequence of float, length 3
        Weights of coordination, division and defection risk; they add up to 1.
    e : sequence of float, length 3
        Share of each risk that the group removes, cut to [0, 1].

    Returns
    -------
    float
        In [0, 1].

    References
    ----------
    The three risks: Feiock (2013), institutional collective action framework. The
    weights are ours.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import REMOVES, RISKS, lg_fit
    >>> round(lg_fit(RISKS[0], REMOVES[0]), 2)      # strong group, pollution
    0.81
    """
    total = 0.0
    for k in range(3):
        total += rho[k] * max(0.0, min(1.0, e[k]))
    return total
