"""One history of a built mechanism and its leader, and how interaction would change."""

from collections import namedtuple

Region = namedtuple(
    "Region",
    "mission alpha sigma chain store order trickle gain lapse half resources subst "
    "trust_skill learn_skill forget slow direct price overhead s0 x0 effort stop kept "
    "years taught trust0 power start doing stronger most",
)


def rl_run(p, path, out):
    """One history: a built mechanism, and a leader who works on it.

    p: one record of numbers; its last choose a form. path:
    interaction actually run (1: as designed), trust, common
    knowledge; twenty steps a year.
    out: their last values; mean net value; mean value that the
    leader's acts have without the mechanism.
    """
    dt = 0.05
    means = p.resources + p.subst * (1.0 - p.resources)
    # what the acts find to work with
    cond = 1.0 - p.chain + p.chain * p.s0**p.sigma * means
    # the old wiring: means carry the mechanism, not the acts
    base = 1.0 - (1.0 - p.chain) * (1.0 - means)
    x = p.x0
    trust = p.s0
    if p.start == 1:  # form: from joint work, not from contacts
        trust = x * x / (p.half * p.half + x * x)
    if p.start == 2:  # form: a level of its own
        trust = p.trust0
    first = trust
    k = 0.0
    # orders teach less where `taught` is below 1
    teach = 0.5 * p.learn_skill * (1.0 - p.order * (1.0 - p.taught))
    value = 0.0
    bypass = 0.0
    for t in range(int(p.years / dt + 0.5)):
        u = p.effort * (1.0 - p.alpha + p.alpha * p.mission)
        if t * dt >= p.stop:
            u = u * p.kept  # what rules keep after the leader
        act = u * cond
        push = p.trust_skill * act
        warm = push * (1.0 - p.order)
        a, b = x * x, p.half * p.half
        if p.power == 1:  # form: no threshold
            a, b = x, p.half
        if p.power == 3:  # form: a steeper one
            a, b = a * x, b * p.half
        h = a / (b + a)
        if p.store < 0.5:  # trust is not kept, only made anew
            trust = 1.0 - (1.0 - first) * (1.0 - warm)
        start = trust + p.order * push * (1.0 - trust)
        fade = p.lapse * (1.0 - 0.5 * k)
        dx = p.trickle * p.mission + p.gain * base * start - fade * x
        aim = 1.0 - (1.0 - h) * (1.0 - warm)
        if p.stronger == 1:  # form: the stronger source counts alone
            aim = max(h, warm)
        # doing, a form: joint work teaches, with or without her
        dk = teach * max(act, p.doing) * h * (1.0 - k) - p.forget * k
        net = x - p.overhead + p.direct * act - p.price * u
        value += dt * net
        bypass += dt * p.direct * act
        x += dt * dx
        if x > p.most:  # form: interaction ends at 1
            x = p.most
        if p.store >= 0.5:
            trust += dt * (aim - trust) / p.slow
        k += dt * dk
        path[3 * t] = x
        path[3 * t + 1] = trust
        path[3 * t + 2] = k
    out[0] = x
    out[1] = trust
    out[2] = k
    out[3] = value / p.years
    out[4] = bypass / p.years
    return x


def rl_led(p, path):
    """Change of interaction where trust and knowledge have settled.

    While the leader is there; trust is kept.
    path: state, change; 101 states from 0 to 2.
    """
    means = p.resources + p.subst * (1.0 - p.resources)
    cond = 1.0 - p.chain + p.chain * p.s0**p.sigma * means
    base = 1.0 - (1.0 - p.chain) * (1.0 - means)
    act = p.effort * (1.0 - p.alpha + p.alpha * p.mission) * cond
    push = p.trust_skill * act
    teach = p.learn_skill * (1.0 - p.order * (1.0 - p.taught))
    for i in range(101):
        x = 0.02 * i
        a, b = x * x, p.half * p.half
        if p.power == 1:
            a, b = x, p.half
        if p.power == 3:
            a, b = a * x, b * p.half
        h = a / (b + a)
        trust = 1.0 - (1.0 - h) * (1.0 - push * (1.0 - p.order))
        if p.stronger == 1:
            trust = max(h, push * (1.0 - p.order))
        start = trust + p.order * push * (1.0 - trust)
        learn = teach * max(act, p.doing) * h
        k = learn / max(1e-9, learn + 2.0 * p.forget)
        fade = p.lapse * (1.0 - 0.5 * k)
        path[2 * i] = x
        drip = p.trickle * p.mission
        path[2 * i + 1] = drip + p.gain * base * start - fade * x
        if x >= p.most:
            path[2 * i + 1] = min(0.0, path[2 * i + 1])


def rl_left(p, path):
    """Change of interaction where trust and knowledge have settled.

    After she has left, with what rules keep of her effort.
    path: state, change; 101 states from 0 to 2.
    """
    means = p.resources + p.subst * (1.0 - p.resources)
    cond = 1.0 - p.chain + p.chain * p.s0**p.sigma * means
    base = 1.0 - (1.0 - p.chain) * (1.0 - means)
    act = p.effort * (1.0 - p.alpha + p.alpha * p.mission) * cond * p.kept
    push = p.trust_skill * act
    teach = p.learn_skill * (1.0 - p.order * (1.0 - p.taught))
    for i in range(101):
        x = 0.02 * i
        a, b = x * x, p.half * p.half
        if p.power == 1:
            a, b = x, p.half
        if p.power == 3:
            a, b = a * x, b * p.half
        h = a / (b + a)
        trust = 1.0 - (1.0 - h) * (1.0 - push * (1.0 - p.order))
        if p.stronger == 1:
            trust = max(h, push * (1.0 - p.order))
        start = trust + p.order * push * (1.0 - trust)
        learn = teach * max(act, p.doing) * h
        k = learn / max(1e-9, learn + 2.0 * p.forget)
        fade = p.lapse * (1.0 - 0.5 * k)
        path[2 * i] = x
        drip = p.trickle * p.mission
        path[2 * i + 1] = drip + p.gain * base * start - fade * x
        if x >= p.most:
            path[2 * i + 1] = min(0.0, path[2 * i + 1])
