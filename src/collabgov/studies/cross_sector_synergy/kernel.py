"""The share of departments that cooperate, quarter by quarter; what the page prints."""

import math
from collections import namedtuple

SILO_FORMS = ("first_mover", "constant", "blind")  # of departmentalism
GAINS = ("linear", "s_shaped", "diminishing", "flat_conflict")  # by the kernel's number
# letter of an obstacle → the parameter that is it
OBSTACLES = {"I": "interest", "C": "conflict", "D": "silo", "M": "mismatch"}

Drivers = namedtuple(
    "Drivers",
    "benefit conflict cost mismatch interest silo mission reward sanction crowd_r "
    "crowd_s cross blame soften dilute beta drift x0 push push_len silo_form "
    "reward_max l5 steps gains best",
)


def xs_run(p, path, out):
    """One reform: share x of departments that cooperate.

    p: one record of numbers; its last choose a form. path: x
    and own wish m after each quarter. out: mean x in the last
    third; final x; final m; pay-off gap at x = 1/2, m at rest,
    no campaign.
    """
    steps = int(p.steps)
    total = p.reward + p.sanction
    harsh = p.sanction  # punishment that no reward offsets
    if total > 0.0:
        harsh = harsh * (1.0 - p.soften * p.reward / total)
    wear = p.crowd_r * p.reward + p.crowd_s * harsh
    x = 0.5
    m = 0.5 * p.mission / (0.5 + wear)
    tail = 0.0
    counted = 0
    for t in range(-1, steps):  # step -1 only weighs up
        # shared gain, shrunk by goals in conflict
        gain = p.benefit * (1.0 - p.conflict) * x
        if p.gains == 1:  # form: little before many join, then at once
            gain = p.benefit * (1.0 - p.conflict) * x * x
            gain = gain / (x * x + (1.0 - x) * (1.0 - x))
        if p.gains == 2:  # form: the first who join bring most
            gain = p.benefit * (1.0 - p.conflict) * 1.5 * x / (1.0 + x)
        if p.gains == 3:  # form: conflict costs each the same
            gain = p.benefit * (x - 0.5 * p.conflict)
        guard = p.silo * (1.0 - x)  # hardest to be the first
        if p.silo_form == 1:
            guard = p.silo
        if p.silo_form == 2:
            guard = p.silo * gain
        # a budget of rewards is shared; a sanction meets all
        gap = gain - guard + m
        gap += p.reward * (1.0 - p.dilute * x) + p.sanction
        gap += p.cross * m * total  # do the two kinds agree?
        gap -= p.blame * p.sanction * harsh  # hiding failure
        gap -= p.cost * (1.0 + p.mismatch) + p.interest
        if t < 0:
            out[3] = gap
            x = p.x0
            m = p.mission
            continue
        if t < p.push_len:
            gap += p.push  # the campaign
        pays = math.tanh(0.5 * p.beta * gap)
        moves = x * (1.0 - x) * pays
        if p.best == 1:  # form: each weighs up, nobody is imitated
            moves = 0.5 * (1.0 + pays) - x
        x += 0.25 * (moves + p.drift * (1.0 - 2.0 * x))
        m += 0.25 * (0.5 * (p.mission - m) - wear * m)
        path[2 * t] = x
        path[2 * t + 1] = m
        if t >= 2 * steps // 3:
            tail += x
            counted += 1
    out[0] = tail / max(1, counted)
    out[1] = x
    out[2] = m
    return out[0]


def xs_rate(p, path):
    """Where the share moves by itself: no campaign, m at rest.

    path: share and its change a year, at 101 shares.
    """
    total = p.reward + p.sanction
    harsh = p.sanction
    if total > 0.0:
        harsh = harsh * (1.0 - p.soften * p.reward / total)
    wear = p.crowd_r * p.reward + p.crowd_s * harsh
    m = 0.5 * p.mission / (0.5 + wear)
    for k in range(101):
        x = k / 100.0
        gain = p.benefit * (1.0 - p.conflict) * x
        if p.gains == 1:
            gain = p.benefit * (1.0 - p.conflict) * x * x
            gain = gain / (x * x + (1.0 - x) * (1.0 - x))
        if p.gains == 2:
            gain = p.benefit * (1.0 - p.conflict) * 1.5 * x / (1.0 + x)
        if p.gains == 3:
            gain = p.benefit * (x - 0.5 * p.conflict)
        guard = p.silo * (1.0 - x)
        if p.silo_form == 1:
            guard = p.silo
        if p.silo_form == 2:
            guard = p.silo * gain
        gap = gain - guard + m
        gap += p.reward * (1.0 - p.dilute * x) + p.sanction
        gap += p.cross * m * total
        gap -= p.blame * p.sanction * harsh
        gap -= p.cost * (1.0 + p.mismatch) + p.interest
        pays = math.tanh(0.5 * p.beta * gap)
        path[2 * k] = x
        moves = x * (1.0 - x) * pays
        if p.best == 1:
            moves = 0.5 * (1.0 + pays) - x
        path[2 * k + 1] = moves + p.drift * (1.0 - 2.0 * x)


def xs_levers(p, dose, new, room):
    """Six measures at equal price, each capped by its room.

    dose: what L1 to L6 add to the pay-off gap at x = 1/2. room:
    the most that each can. new: conflict, cost, mismatch,
    interest, silo, reward, sanction afterwards. With p.l5 = 1
    the fifth restores powers instead of sparing interests.
    """
    c = p.conflict
    q = p.mismatch
    i = p.interest
    s = p.silo
    room[0] = 0.5 * p.benefit * c
    free = max(0.0, p.reward_max - p.reward)
    room[1] = free * (1.0 - 0.5 * p.dilute)
    room[2] = p.sanction
    room[3] = p.cost * q
    room[4] = i if p.l5 == 0 else p.cost * q
    guard = 0.5  # pay-off at x = 1/2 of one unit of silo
    if p.silo_form == 1:
        guard = 1.0
    if p.silo_form == 2:
        guard = 0.5 * p.benefit * (1.0 - c)
    room_s = guard * s
    # joint work never costs less than half
    room_k = 0.5 * p.cost * (1.0 + q)
    room[5] = room_s + room_k
    if p.benefit > 0.0:
        c -= min(dose[0], room[0]) * 2.0 / p.benefit
    new[0] = max(0.0, c)
    more = min(dose[1], room[1]) / (1.0 - 0.5 * p.dilute)
    new[5] = p.reward + more
    new[6] = p.sanction - min(dose[2], room[2])
    down = min(dose[3], room[3])
    if p.l5 == 0:
        i -= min(dose[4], room[4])
    else:
        down = min(dose[3] + dose[4], p.cost * q)
    if p.cost > 0.0:
        q = max(0.0, q - down / p.cost)
    # L6: half each; what one cannot take the other does
    d = min(dose[5], room[5])
    d_s = min(0.5 * d, room_s)
    d_k = min(d - d_s, room_k)
    d_s = min(d - d_k, room_s)
    if guard > 0.0:
        s -= d_s / guard
    new[1] = p.cost - d_k / (1.0 + q)
    new[2] = q
    new[3] = i
    new[4] = max(0.0, s)


def xs_fermi(n, k0, gap_all, gap_none, beta, drift, steps, draws, path):
    """The same imitation among n departments, k of which cooperate.

    The gap is a straight line in k / n. draws: three uniforms a
    step. path: k after each step. Returns the last k.
    """
    k = k0
    for t in range(steps):
        a = draws[3 * t]
        b = draws[3 * t + 1]
        c = draws[3 * t + 2]
        share = k / n
        gap = gap_none + (gap_all - gap_none) * share
        if c < drift:  # one changes for reasons of its own
            k += -1 if a < share else 1
        else:
            c = (c - drift) / (1.0 - drift)
            up = b < share and not a < share
            down = a < share and not b < share
            if up and c < 1.0 / (1.0 + math.exp(-beta * gap)):
                k += 1
            if down and c < 1.0 / (1.0 + math.exp(beta * gap)):
                k -= 1
        path[t] = k
    return k
