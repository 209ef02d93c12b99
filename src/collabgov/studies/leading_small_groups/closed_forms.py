"""Where effort comes to rest, worked out without running."""


def steady_effort(
    selfish: float,
    gain: float,
    recip: float,
    authority: float = 0.0,
    fit: float = 1.0,
    autonomy: float = 0.0,
    resist: float = 0.0,
) -> float:
    """Effort at which equal cities come to rest under a chair who stays.

    Closed form of `lg_run` where `spread`, `coord`, `store`, `legal` are 0 and no chair
    leaves.

    Parameters
    ----------
    selfish, recip, fit, autonomy, resist : float
        Shares in [0, 1].
    gain, authority : float
        In units of effort; not negative.

    Returns
    -------
    float
        Effort, in [0, 1].

    Raises
    ------
    ValueError
        If a share leaves [0, 1] or a level is negative.

    Examples
    --------
    >>> from collabgov.studies.leading_small_groups import steady_effort
    >>> round(steady_effort(0.5, 0.9, 0.6), 6)
    0.246575
    >>> round(steady_effort(0.5, 0.9, 0.6, authority=0.5, fit=0.8), 6)
    0.513274
    """
    shares = {"selfish": selfish, "recip": recip, "fit": fit}
    shares |= {"autonomy": autonomy, "resist": resist}
    for name, value in shares.items():
        if not 0 <= value <= 1:
            raise ValueError(f"{name} must lie in [0, 1], got {value}")
    for name, value in {"gain": gain, "authority": authority}.items():
        if not value >= 0:
            raise ValueError(f"{name} must not be negative, got {value}")
    spite = resist * authority / (1 + authority)
    own = (1 - selfish) * gain * (1 - autonomy) * (1 - spite)
    pull = authority * fit
    if own * recip >= 1 + pull:
        return 1.0
    return min(1.0, (own * (1 - recip) + pull) / (1 + pull - own * recip))
