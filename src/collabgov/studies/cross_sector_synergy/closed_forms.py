"""What can be worked out without running: pay-off, critical mass, motivation at rest."""

import pandas as pd

from collabgov.studies.cross_sector_synergy.kernel import GAINS, SILO_FORMS, Drivers


def terms(p: Drivers, share: float = 0.5, wish: float | None = None) -> pd.Series:
    """What a department that joins gains and loses, term by term, without a campaign.

    Parameters
    ----------
    p : Drivers
        A record, as `MODEL.arguments` gives it.
    share : float
        Share of departments that cooperate.
    wish : float, optional
        Own wish; at rest if left out.

    Returns
    -------
    Series of float
        Terms that add up to the pay-off gap; those that are 0 too.

    Examples
    --------
    >>> from collabgov.studies.cross_sector_synergy import MODEL
    >>> p, path, out = MODEL.arguments()
    >>> print(round(terms(p).sum(), 2))
    -0.09
    """
    total = p.reward + p.sanction
    harsh = _harsh(p.reward, p.sanction, p.soften)
    if wish is None:
        wear = (p.crowd_r, p.crowd_s, p.soften)
        wish = resting_motivation(p.mission, p.reward, p.sanction, *wear)
    gain, lost = _gain(p, share)
    form = SILO_FORMS[int(p.silo_form)]
    weights = {"first_mover": 1 - share, "constant": 1.0}
    guard = weights.get(form, gain - lost) * p.silo
    return pd.Series(
        {
            "shared gain": gain,
            "goals in conflict": -lost,
            "own wish": wish,
            "reward": p.reward * (1 - p.dilute * share),
            "sanction": p.sanction,
            "wish and incentives together": p.cross * wish * total,
            "hiding under punishment": -p.blame * p.sanction * harsh,
            "cost of the work": -p.cost,
            "missing powers": -p.cost * p.mismatch,
            "interests given up": -p.interest,
            "departmentalism": -guard,
        }
    )


def _gain(p: Drivers, share: float) -> tuple[float, float]:
    """Shared gain in the form of the record, and what goals in conflict take of it."""
    rising = {
        "s_shaped": share**2 / (share**2 + (1 - share) ** 2),
        "diminishing": 1.5 * share / (1 + share),
    }
    form = GAINS[int(p.gains)]
    gain = p.benefit * rising.get(form, share)
    loss = p.benefit / 2 if form == "flat_conflict" else gain
    return gain, loss * p.conflict


def _harsh(reward: float, sanction: float, soften: float) -> float:
    """Punishment that no reward offsets."""
    total = reward + sanction
    return sanction * (1 - soften * reward / total) if total > 0 else sanction


def unstable_share(
    benefit: float,
    cost: float,
    *,
    conflict: float = 0.0,
    mismatch: float = 0.0,
    interest: float = 0.0,
    silo: float = 0.0,
    mission: float = 0.0,
    reward: float = 0.0,
    sanction: float = 0.0,
    cross: float = 0.0,
    blame: float = 0.0,
    soften: float = 0.0,
    dilute: float = 0.0,
    silo_form: str = "first_mover",
) -> float:
    """Share below which cooperation dies out and above which it feeds itself.

    Closed form of `xs_run` without drift, crowding out and campaign, where the setting
    `form` is "printed": departments imitate, and the shared gain is a straight line.

    Parameters
    ----------
    benefit, cost, interest, silo, mission, reward, sanction : float
        Pay-offs.
    conflict, mismatch, soften, dilute : float
        Shares.
    cross, blame : float
        Per unit of pay-off.
    silo_form : str
        Form of departmentalism: "first_mover", "constant" or "blind".

    Returns
    -------
    float
        Where the gap is 0. Outside (0, 1) there is no threshold: cooperation always
        spreads (below), or never does (above).

    Raises
    ------
    ValueError
        If the gap does not grow with the share, or the form is unknown.

    Examples
    --------
    >>> from collabgov.studies.cross_sector_synergy import unstable_share
    >>> unstable_share(benefit=1, cost=0.4)
    0.4
    """
    if silo_form not in SILO_FORMS:
        raise ValueError(f"silo_form must be one of {SILO_FORMS}, got {silo_form!r}")
    harsh = _harsh(reward, sanction, soften)
    hurdle = cost * (1 + mismatch) + interest + blame * sanction * harsh
    hurdle -= mission + reward + sanction + cross * mission * (reward + sanction)
    slope = benefit * (1 - conflict) - dilute * reward
    if silo_form == "blind":
        slope -= benefit * (1 - conflict) * silo
    else:
        hurdle += silo
        slope += silo if silo_form == "first_mover" else 0.0
    if not slope > 0:
        raise ValueError(f"the gap must grow with the share, its slope is {slope:g}")
    return hurdle / slope


def resting_motivation(
    mission: float,
    reward: float,
    sanction: float,
    crowd_r: float,
    crowd_s: float,
    soften: float = 0.0,
) -> float:
    """Own wish at rest under steady incentives.

    Parameters
    ----------
    mission, reward, sanction : float
        Own wish without incentives, and the incentives; pay-offs.
    crowd_r, crowd_s : float
        How fast a unit of each wears own wish down, 1 / (pay-off × year).
    soften : float
        Share of the punishment's harshness that an equal reward takes away, times two.

    Returns
    -------
    float
        Pay-off.

    Examples
    --------
    >>> from collabgov.studies.cross_sector_synergy import resting_motivation
    >>> round(resting_motivation(0.6, 0.4, 0.2, 1.0, 0.5, 0.5), 6)
    0.310345
    """
    wear = crowd_r * reward + crowd_s * _harsh(reward, sanction, soften)
    return 0.5 * mission / (0.5 + wear)


def best_sanction(blame: float) -> float:
    """Punishment that moves the gap most, taken alone; beyond twice of it, it harms.

    Parameters
    ----------
    blame : float
        How much of it turns people to hiding failure, 1 / pay-off; above 0.

    Returns
    -------
    float
        ``1 / (2 * blame)``, the maximum of ``s - blame * s**2``; pay-off.

    Raises
    ------
    ValueError
        If `blame` is not positive.

    Examples
    --------
    >>> from collabgov.studies.cross_sector_synergy import best_sanction
    >>> best_sanction(2.5)
    0.2
    """
    if not blame > 0:
        raise ValueError(f"blame must be positive, got {blame}")
    return 1 / (2 * blame)
