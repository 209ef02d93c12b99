"""The history of a network whose leader meets a few people each period."""

from collections import namedtuple

RULES = ("comfort", "plain", "random", "tie")  # by the kernel's number

Leader = namedtuple(
    "Leader",
    "n public budget rule goal bond fade pull envy authority react price_time "
    "price_auth leave kept steps bound last back steady",
)


def sm_run(p, w, y0, stub, reach, seen_as, base, draws, path, out):
    """One history: a leader meets a few of n actors each period.

    p: one record of numbers; its last choose a form. w: who
    listens to whom; rows add up to 1. y0, stub, reach, base:
    first views, stubbornness, reach, end state without a leader.
    seen_as: for whom each is taken. draws: if lots decide, one a
    period, contact and actor.
    path: all commitments, ties, contacts, period by period.
    out: created, lost, contact time, authority used, net, mean
    tie, mean commitment, contacts a period; created less lost;
    what could be created.
    """
    n = int(p.n)
    steps = int(p.steps)
    slots = int(p.budget)
    y = [0.0] * n
    z = [0.0] * n
    e = [0.0] * n
    met = 0.0
    used = 0.0
    for i in range(n):
        y[i] = y0[i]
    for t in range(steps):
        # what goes on of contacts and orders once the leader left
        here = p.kept if t >= p.leave else 1.0
        c = [0.0] * n
        for b in range(int(slots * here + 0.5)):
            best = -1
            top = -1.0e9
            for i in range(n):
                if c[i] < 0.5:
                    j = int(seen_as[i])  # misread: taken for j
                    open_to = reach[j] * (1.0 - stub[j])
                    score = y[i]  # 0: those who agree already
                    if p.rule == 1:  # far-reaching and far away
                        score = open_to * abs(p.goal - y[j])
                    elif p.rule == 2:  # lots
                        score = draws[(t * slots + b) * n + i]
                    elif p.rule == 3:  # ... not yet tied
                        score = open_to * (p.goal - y[j])
                        score = score * (1.0 - e[i])
                    if score > top:
                        best = i
                        top = score
            if best >= 0 and (p.rule != 3 or top > 0.0):
                c[best] = 1.0
                met += 1.0 / steps
        used += here * p.authority / steps
        for i in range(n):
            room = 1.0 - e[i]
            if p.steady == 1:  # form: each meeting adds the same
                room = 1.0
            e[i] -= p.fade * e[i] - p.bond * c[i] * room
            e[i] = min(1.0, e[i])
            near = 0.0
            seen = 0.0
            for j in range(n):
                if w[i][j] > 0.0:
                    near += w[i][j] * y[j]
                    seen += w[i][j] * c[j]
            if p.bound < 2.0:  # form: far-off views are not heard
                near = 0.0
                heard = 0.0
                for j in range(n):
                    if w[i][j] > 0.0 and abs(y[j] - y[i]) <= p.bound:
                        near += w[i][j] * y[j]
                        heard += w[i][j]
                near = near / heard if heard > 0.0 else y[i]
            q = p.pull * e[i]
            if abs(p.goal - y[i]) > p.bound:
                q = 0.0
            near += q * (p.goal - near)
            first = y0[i]
            if p.last == 1:  # form: the last view holds, not the first
                first = y[i]
            z[i] = near + stub[i] * (first - near)
            # an order, less the reaction against being ordered
            push = here * p.authority * (1.0 - p.back * p.react)
            z[i] += push * (p.goal - z[i])
            # left out while the neighbours are met
            z[i] -= p.envy * seen * (1.0 - c[i]) * (1.0 - e[i])
        for i in range(n):
            y[i] = max(-1.0, min(1.0, z[i]))
            path[3 * t * n + i] = y[i]
            path[(3 * t + 1) * n + i] = e[i]
            path[(3 * t + 2) * n + i] = c[i]
    for k in range(10):
        out[k] = 0.0
    for i in range(n):
        # nearer to what the public wants than without a leader
        away = abs(base[i] - p.public)
        gain = away - abs(y[i] - p.public)
        out[0] += max(0.0, gain) / n
        out[1] += max(0.0, -gain) / n
        out[5] += e[i] / n
        out[6] += y[i] / n
        out[9] += away / n
    out[2] = p.price_time * met / n
    out[3] = p.price_auth * used
    out[7] = met
    out[8] = out[0] - out[1]
    out[4] = out[8] - out[2] - out[3]
    return out[4]
