"""The equations: three faults that breed one another, and what they cost."""

import math
from collections import namedtuple

# other equations for one mechanism; in the record each is 1 where it holds, else 0
OTHERWISE = (
    "gross_faults",
    "small_faults",
    "worst_fault",
    "losses_add",
    "tempted_alone",
    "tempt_flat",
)

Region = namedtuple(
    "Region",
    "n need push tempt wd dn nw copy fix_w fix_d fix_n superior drag friction "
    f"synergy toll reading years {' '.join(OTHERWISE)}",
)


def si_run(p, w, cap, state, path, out):
    """Some governments that play their roles worse or better.

    a weakness, d deviation, r learned withdrawal, each a share;
    b weakness of the same government acting alone; e deviation,
    if it is tempted there too. reading 0: deviation teaches
    withdrawal; 1: withdrawing ends a strain. p's last six
    turn other equations on.
    state: a, d, r, b, e of all, read first and written last.
    path: mean a, d, r, step by step of 0.05 years.
    out: mean a, d, r; potential, actual, alone; inertia; D of
    potential, of actual; mean b; advantage.
    """
    dt = 0.05
    n = int(p.n)
    a = [0.0] * n
    d = [0.0] * n
    r = [0.0] * n
    b = [0.0] * n
    v = [0.0] * n
    for i in range(n):
        a[i] = state[i]
        d[i] = state[n + i]
        r[i] = state[2 * n + i]
        b[i] = state[3 * n + i]
    # a common superior speeds every correction
    fix_w = p.fix_w * (1.0 + p.superior)
    fix_d = p.fix_d * (1.0 + p.superior)
    fix_n = p.fix_n * (1.0 + p.superior)
    steps = int(p.years / dt + 0.5)
    for t in range(steps):
        for i in range(n):  # what the others are seen to do
            v[i] = 0.0
            for j in range(n):
                v[i] += w[i][j] * d[j]
        for k in range(3):
            path[3 * t + k] = 0.0
        for i in range(n):
            strain = p.push * max(0.0, p.need - cap[i])
            fa, fd, fr = a[i], d[i], r[i]  # with which each breeds the next
            if p.gross_faults > 0.5:
                fa, fd, fr = fa * fa, fd * fd, fr * fr
            elif p.small_faults > 0.5:
                fa = 2.0 * fa / (1.0 + fa)
                fd = 2.0 * fd / (1.0 + fd)
                fr = 2.0 * fr / (1.0 + fr)
            da = (strain + p.nw * fr) * (1.0 - a[i])
            dd = p.tempt * (1.0 if p.tempt_flat > 0.5 else cap[i])
            dd = (dd + p.wd * fa + p.copy * v[i]) * (1.0 - d[i])
            fed = fd
            if p.reading > 0.5:
                fed = strain * (r[i] + 0.05)
            dr = p.dn * fed * (1.0 - r[i])
            a[i] += dt * (da - fix_w * a[i])
            d[i] += dt * (dd - fix_d * d[i])
            r[i] += dt * (dr - fix_n * r[i])
            db = strain * (1.0 - b[i])
            b[i] += dt * (db - p.fix_w * b[i])
            path[3 * t] += a[i] / n
            path[3 * t + 1] += d[i] / n
            path[3 * t + 2] += r[i] / n
    for i in range(n):
        state[i] = a[i]
        state[n + i] = d[i]
        state[2 * n + i] = r[i]
        state[3 * n + i] = b[i]
    for i in range(11):
        out[i] = 0.0
    gm_p = 0.0
    gm_a = 0.0
    act = 0.0
    pot = 0.0
    for i in range(n):
        u = cap[i] * (1.0 - a[i]) * (1.0 - d[i])
        u = u * (1.0 - p.drag * r[i]) * (1.0 - p.friction)
        if p.worst_fault > 0.5:
            u = cap[i] * (1.0 - max(a[i], d[i], p.drag * r[i]))
            u = u * (1.0 - p.friction)
        if p.losses_add > 0.5:
            u = cap[i] * (1.0 - a[i] - d[i] - p.drag * r[i] - p.friction)
        u = max(1.0e-9, u)
        pot += cap[i] / n
        act += u / n
        gm_p += math.log(cap[i]) / n
        gm_a += math.log(u) / n
        out[0] += a[i] / n
        out[1] += d[i] / n
        out[2] += r[i] / n
        own = cap[i] * (1.0 - b[i]) - p.toll * p.fix_w
        if p.tempted_alone > 0.5:
            e = state[4 * n + i]
            for _ in range(steps):
                e += dt * (p.tempt * cap[i] * (1.0 - e) - p.fix_d * e)
            state[4 * n + i] = e
            own = cap[i] * (1.0 - b[i]) * (1.0 - e)
            own -= p.toll * (p.fix_w + p.fix_d)
        out[5] += own / n
        out[9] += b[i] / n
    # coupling degree: geometric over arithmetic mean
    c_p = math.exp(gm_p) / pot
    c_a = math.exp(gm_a) / act
    out[3] = pot * (1.0 + p.synergy * c_p)
    out[4] = act * (1.0 + p.synergy * c_a)
    out[4] -= p.toll * (p.fix_w + p.fix_d + p.fix_n)
    out[6] = 1.0 - out[4] / out[3]
    out[7] = math.sqrt(c_p * pot)
    out[8] = math.sqrt(c_a * act)
    out[10] = out[4] - out[5]
    return out[6]


def si_measures(path, extra):
    """Half-times of weakness and deviation, in years.

    When each is half-way from 0.05 to its end; −1 where it rises by less than 0.05.
    """
    steps = len(path) // 3
    for k in range(2):
        rise = path[3 * (steps - 1) + k] - 0.05
        extra[k] = -1.0
        if rise >= 0.05:
            for t in range(steps):
                if path[3 * t + k] >= 0.05 + 0.5 * rise:
                    extra[k] = 0.05 * t
                    break


def si_loop(p, path):
    """Loop number R; 99 where imitation alone outruns repair.

    It belongs to links that grow with what feeds them: under
    gross_faults and small_faults it tells nothing.
    """
    speed = 1.0 + p.superior
    left = p.fix_d * speed - p.copy
    path[0] = 99.0
    if left > 0.0:
        fixes = p.fix_w * p.fix_n * speed * speed * left
        path[0] = min(99.0, p.wd * p.dn * p.nw / fixes)
