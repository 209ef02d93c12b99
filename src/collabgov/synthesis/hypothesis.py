"""What persists is what is stored: where the rule says so, and where not."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collabgov.claims import places
from collabgov.synthesis import stress
from collabgov.synthesis.departures import STRESSES

FACTOR = 1.5  # by how much longer the half-life must be with the store on
MARGINS = (1.25, FACTOR, 2.0)
LOOPS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, np.inf)
MIDDLES = (0.25, 0.75, 1.25, 1.75, 2.5, 3.5, 5.0)  # of these steps; the last is open
FEW = 30  # points in a step of a curve; a verdict needs 100
LEAST = 100
ENOUGH, AT_MOST = 0.5, 0.1  # as for every sentence that says "tends"


def summary(lives: pd.DataFrame) -> pd.DataFrame:
    """One row a cell: how many points count, their half-life, and how many never halve.

    Parameters
    ----------
    lives : DataFrame
        As `stress.lives` returns it.

    Returns
    -------
    DataFrame
        Columns `n` points with an effect to lose, `lost` share of these that are lost
        to the comparison; of the others `low`, `life`, `high`, quartiles of the
        half-life in months, `never`, share that does not halve within the window, and
        `own`, median half-life in slowest time constants.
    """
    return lives[lives["counted"]].groupby("cell", sort=False).apply(_row)


def _row(some: pd.DataFrame) -> pd.Series:
    """One cell."""
    known = some[~some["lost"]]
    low, life, high = ordered(known["life"], [0.25, 0.5, 0.75])
    (own,) = ordered(known["life"] / known["clock"], [0.5])
    never = np.isinf(known["life"]).mean()
    shares = {"n": len(some), "lost": some["lost"].mean(), "never": never}
    return pd.Series({**shares, "low": low, "life": life, "high": high, "own": own})


def ordered(values: Any, at: list[float]) -> NDArray[np.float64]:
    """Quantiles that are values: a number and "never" must not be averaged.

    Parameters
    ----------
    values : array_like
        Half-lives; infinite where there is none.
    at : list of float
        Shares, in [0, 1].

    Returns
    -------
    ndarray
        NaN where there are no values.

    Examples
    --------
    >>> ordered([3.0, 6.0, np.inf, np.inf], [0.25, 0.75])
    array([ 3., inf])
    """
    if len(values) == 0:
        return np.full(len(at), np.nan)
    return np.quantile(values, at, method="inverted_cdf")


def both(lives: pd.DataFrame, on: str, off: str) -> pd.DataFrame:
    """Half-lives of two cells at the points that count in both and are lost in neither.

    Parameters
    ----------
    lives : DataFrame
        As `stress.lives` returns it.
    on, off : str
        Names of the cells.

    Returns
    -------
    DataFrame
        Index: rows of `stress.table`; columns `on`, `off`, months, and `factor`, one
        over the other: 1 where neither halves.
    """
    found = {}
    for key, cell in {"on": on, "off": off}.items():
        some = lives.xs(cell, level="cell")
        found[key] = some.loc[some["counted"] & ~some["lost"], "life"]
    table = pd.concat(found, axis=1, join="inner")
    never = np.isinf(table).all(axis=1)
    return table.assign(factor=(table["on"] / table["off"]).mask(never, 1.0))


def decided(
    lives: Callable[[str, str], pd.DataFrame] = stress.lives,
) -> pd.DataFrame:
    """The rule applied to every switch of every study, in every place.

    Parameters
    ----------
    lives : callable
        ``(slug, place)`` → half-lives.

    Returns
    -------
    DataFrame
        Index: study, switch (name of the cell with the store on), place; columns `n`
        points that count in both; `on`, `off` median half-lives in months there;
        `factor` the median of one over the other; ``longer <margin>`` share of points
        in which it is at least the margin; `shorter` share in which it is below 1;
        `word`: whether the rule is met with `FACTOR`, or too few points to say.
    """
    rows = {
        (slug, on, place): _decided(both(lives(slug, place), on, off))
        for slug, test in STRESSES.items()
        for on, off in test.switches
        for place in places.BOXES
    }
    return pd.DataFrame(rows).T.rename_axis(["study", "switch", "place"])


def _decided(pairs: pd.DataFrame) -> dict[str, Any]:
    """The rule at the points of one place."""
    longer = {f"longer {m:g}": (pairs["factor"] >= m).mean() for m in MARGINS}
    shorter = (pairs["factor"] < 1).mean()
    medians = {k: ordered(pairs[k], [0.5])[0] for k in ("on", "off", "factor")}
    meets = longer[f"longer {FACTOR:g}"] >= ENOUGH and shorter <= AT_MOST
    word = "met" if meets else "not met"
    word = word if len(pairs) >= LEAST else "too few"
    return {"n": len(pairs), **medians, **longer, "shorter": shorter, "word": word}


def loop_number(slug: str, rows: pd.DataFrame) -> pd.Series:
    """How far joint work pays itself back through trust: ours, to put points in order.

    What full trust adds to joint work, over the joint work at which trust is half-way;
    in the relational model over the rate at which joint work lapses, too. It has no
    unit, so that it can stand on one axis for both models.

    Parameters
    ----------
    slug : {"relational_leadership", "leading_small_groups"}
        The study.
    rows : DataFrame
        Points, columns the parameters.

    Returns
    -------
    Series

    Raises
    ------
    ValueError
        For another study: it has no loop of this kind.

    Examples
    --------
    >>> point = pd.DataFrame({"gain": [1.2], "selfish": [0.5], "half": [0.6]})
    >>> round(float(loop_number("leading_small_groups", point)[0]), 6)
    1.0
    """
    if slug == "relational_leadership":
        return rows["gain"] / (rows["lapse"] * rows["half"])
    if slug == "leading_small_groups":
        return rows["selfish"] * rows["gain"] / rows["half"]
    raise ValueError(f"no loop of trust and joint work in {slug!r}")


def by_loop(slug: str) -> pd.DataFrame:
    """The factor of the store by the loop number, in the whole box of a study.

    Parameters
    ----------
    slug : str
        As for `loop_number`.

    Returns
    -------
    DataFrame
        Index: `MIDDLES` of the steps; columns `n` points that count with the store on
        and off, `low`, `factor`, `high` (quartiles), `on`, `off` (median months).
        Steps with fewer than `FEW` points are left out.

    Raises
    ------
    ValueError
        For a study without such a loop.
    """
    pairs = both(stress.lives(slug), *STRESSES[slug].switches[0])
    number = loop_number(slug, stress.table(slug).reset_index(drop=True))
    steps = pd.cut(number.loc[pairs.index], LOOPS, right=False, labels=MIDDLES)
    found = {step: _step(some) for step, some in pairs.groupby(steps, observed=True)}
    table = pd.DataFrame(found).T.rename_axis("loop")
    return table[table["n"] >= FEW]


def _step(pairs: pd.DataFrame) -> dict[str, float]:
    """Points of about one loop number."""
    low, middle, high = ordered(pairs["factor"], [0.25, 0.5, 0.75])
    medians = {k: ordered(pairs[k], [0.5])[0] for k in ("on", "off")}
    return {"n": len(pairs), "low": low, "factor": middle, "high": high, **medians}
