"""Where all chance comes from: one generator a point and purpose.

What they give depends on seed and point alone, and so is the same for all runs of a
point, whatever is computed before, beside or after it.
"""

from numpy.random import Generator, SeedSequence, default_rng


def for_draws(seed: int, point: int = 0) -> Generator:
    """What the histories of a point draw from.

    Parameters
    ----------
    seed : int
        Seed of the whole; not negative.
    point : int
        Number of the point; not negative.

    Returns
    -------
    Generator

    Examples
    --------
    >>> for_draws(seed=1).random() == for_draws(seed=1).random()
    True
    """
    return default_rng(SeedSequence(seed, spawn_key=(point,)))


def for_lists(seed: int, point: int = 0) -> Generator:
    """What the lists of a point are drawn from, once for all its histories.

    Parameters
    ----------
    seed : int
        Seed of the whole; not negative.
    point : int
        Number of the point; not negative.

    Returns
    -------
    Generator

    Examples
    --------
    >>> for_lists(seed=1).random() == for_draws(seed=1).random()
    False
    """
    return default_rng(SeedSequence(seed, spawn_key=(point, 1)))
