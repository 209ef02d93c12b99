"""Where effort comes to rest, worked out without running."""

from collabgov.claims.forms import PRINTED
from collabgov.studies.leading_small_groups.kernel import OTHERWISE


def steady_effort(
    selfish: float,
    gain: float,
    recip: float,
    authority: float = 0.0,
    fit: float = 1.0,
    autonomy: float = 0.0,
    resist: float = 0.0,
    form: str = PRINTED,
) -> float:
    """Effort at which equal cities come to rest under a chair who stays.

    Closed form of `lg_run` where `spread`, `coord`, `store`, `legal` are 0 and no chair
    leaves. Of the other equations only `pull_adds` and `rank_fits_all` matter there.

    Parameters
    ----------
    selfish, recip, fit, autonomy, resist : float
        Shares in [0, 1].
    gain, authority : float
        In units of effort; not negative.
    form : str
        Which equations hold: a value of the model's setting of that name.

    Returns
    -------
    float
        Effort, in [0, 1].

    Raises
    ------
    ValueError
        If a share leaves [0, 1], a level is negative, or there is no such form.

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
    if form not in (PRINTED, *OTHERWISE):
        raise ValueError(f"no form {form!r}; there are {', '.join(OTHERWISE)}")
    spite = resist * authority / (1 + authority)
    own = (1 - selfish) * gain * (1 - autonomy) * (1 - spite)
    pull = authority if form == "rank_fits_all" else authority * fit
    slowed = 0.0 if form == "pull_adds" else pull  # a pull lessens as effort is full
    if own * recip >= 1 + slowed:
        return 1.0
    return min(1.0, (own * (1 - recip) + pull) / (1 + slowed - own * recip))
