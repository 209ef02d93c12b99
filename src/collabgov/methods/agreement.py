"""Do coders agree? Krippendorff's alpha and its kin, with intervals over units."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from collabgov.records import tables
from collabgov.records.files import text

LEVELS = ("nominal", "ordinal", "interval", "ratio")
BLOCK = 256  # resamples that are held at a time
# what a coder hands in; a file of one round may leave the round out
CODES = tables.Table.model_validate(
    {
        "about": "codes that coders gave to units",
        "source": "the coders",
        "licence": "theirs",
        "confidence": "L",
        "key": ["round", "coder", "unit"],
        "columns": {
            "unit": {"meaning": "what was coded", "unit": None, "type": "text"},
            "coder": {"meaning": "who coded it", "unit": None, "type": "text"},
            "code": {"meaning": "the code given", "unit": None, "type": "text"},
            "round": {"meaning": "1, 2 …", "unit": None, "type": "whole", "low": 1},
        },
    }
)


def read(path: Path | str) -> pd.DataFrame:
    """Read a CSV file of codes: columns unit, coder, code, and round if there are more.

    Parameters
    ----------
    path : Path or str
        One row for each code given; what was not coded has no row.

    Returns
    -------
    DataFrame
        Columns unit, coder, code, round; the round is 1 where the file has none.

    Raises
    ------
    ValueError
        If anything is wrong: file, row (the header is row 1), column, rule, value.
    """
    path = Path(path)
    header = text(path).split("\n", 1)[0].strip().split(",")
    if "round" in header:
        return tables.checked(path, CODES)
    columns = {name: c for name, c in CODES.columns.items() if name != "round"}
    once = CODES.model_copy(update={"columns": columns, "key": ("coder", "unit")})
    return tables.checked(path, once).assign(round=1)


def matrix(codes: pd.DataFrame) -> pd.DataFrame:
    """Coders × units; codes that are words are numbered in the order of the alphabet.

    Parameters
    ----------
    codes : DataFrame
        Columns unit, coder, code; one row for each code given.

    Returns
    -------
    DataFrame
        NaN where a coder gave no code; ``attrs["codes"]`` holds the codes in order,
        which matters for the nominal level not at all.

    Raises
    ------
    ValueError
        If a coder coded a unit twice.

    Examples
    --------
    >>> given = {"unit": [1, 1, 2], "coder": ["a", "b", "a"], "code": ["x", "y", "x"]}
    >>> matrix(pd.DataFrame(given)).loc["b"].tolist()
    [1.0, nan]
    """
    if (twice := codes.duplicated(["coder", "unit"])).any():
        coder, unit = codes.loc[twice.idxmax(), ["coder", "unit"]]
        raise ValueError(f"coder {coder} coded unit {unit} twice")
    named = pd.Categorical(codes["code"])
    if not pd.api.types.is_numeric_dtype(codes["code"]):
        codes = codes.assign(code=named.codes)
    table = codes.pivot(index="coder", columns="unit", values="code").astype(float)
    table.attrs["codes"] = list(named.categories)
    return table


def krippendorff_alpha(data: ArrayLike, level: str = "nominal") -> float:
    """Agreement beyond chance: 1 where coders agree in all, 0 where by chance alone.

    Parameters
    ----------
    data : array_like of float, shape (coders, units)
        Codes as numbers, NaN where one is missing. Units with fewer than two codes do
        not count.
    level : {"nominal", "ordinal", "interval", "ratio"}
        What the distance of two codes means.

    Returns
    -------
    float
        At most 1; below 0 where coders agree less than by chance.

    Raises
    ------
    ValueError
        For another level, data without two coders, negative codes on a ratio level, no
        unit with two codes, or only one code in use.

    References
    ----------
    Krippendorff, K. (2004). Content analysis, 2nd ed., ch. 11. Sage.

    Examples
    --------
    Krippendorff's own data, four observers and twelve units:

    >>> data = matrix(tables.read("four_observers"))
    >>> round(krippendorff_alpha(data), 4)
    0.7434
    >>> round(krippendorff_alpha(data, "interval"), 4)
    0.8491
    """
    values, pairs = _pairs(data, level)
    alpha = _alpha(pairs.sum(axis=0)[None], values, level)[0]
    if np.isnan(alpha):
        raise ValueError("all coders gave one code: there is no chance to agree beyond")
    return float(alpha)


def bootstrap_alpha(
    data: ArrayLike,
    rng: np.random.Generator,
    level: str = "nominal",
    resamples: int = 10_000,
) -> NDArray[np.float64]:
    """Alphas of resampled units: how far alpha hangs on which units were coded.

    Parameters
    ----------
    data, level
        As for `krippendorff_alpha`.
    rng : Generator
        Draws the units, as many as there are, with replacement.
    resamples : int
        Number of resamples.

    Returns
    -------
    ndarray, shape (resamples,)
        NaN where a resample holds one code alone. Quantiles of it are the interval; it
        covers the choice of units, not that of coders.

    Raises
    ------
    ValueError
        As `krippendorff_alpha`, or for fewer than one resample.

    Examples
    --------
    >>> data = matrix(tables.read("four_observers"))
    >>> alphas = bootstrap_alpha(data, np.random.default_rng(1))
    >>> np.quantile(alphas, [0.025, 0.975]).round(1)
    array([0.4, 1. ])
    """
    if resamples < 1:
        raise ValueError(f"resamples must be at least 1, got {resamples}")
    values, pairs = _pairs(data, level)
    units, found = len(pairs), []
    for start in range(0, resamples, BLOCK):
        size = min(BLOCK, resamples - start)
        picked = rng.integers(units, size=(size, units))
        picked += units * np.arange(size)[:, None]
        times = np.bincount(picked.ravel(), minlength=size * units)
        found.append(_alpha(times.reshape(size, units) @ pairs, values, level))
    return np.concatenate(found)


def _pairs(data: ArrayLike, level: str) -> tuple[NDArray, NDArray]:
    """Codes in use, and for each unit how often each two of them meet.

    The pairs of a unit with m codes weigh 1 / (m − 1) each, so that every code counts
    once; they are flattened, shape (units, codes · codes).
    """
    table = np.asarray(data, dtype=float)
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(LEVELS)}, got {level!r}")
    if table.ndim != 2 or len(table) < 2:
        raise ValueError(f"need coders × units, two coders at least, got {table.shape}")
    if level == "ratio" and np.nanmin(table, initial=0) < 0:
        raise ValueError(f"ratios need codes from 0 on, got {np.nanmin(table)}")
    given = (~np.isnan(table)).sum(axis=0)
    if not (given >= 2).any():
        raise ValueError("no unit has two codes")
    values = np.unique(table[~np.isnan(table)])
    counts = np.stack([(table == v).sum(axis=0) for v in values], axis=1).astype(float)
    pairs = counts[:, :, None] * counts[:, None, :]
    own = np.arange(len(values))
    pairs[:, own, own] -= counts  # nobody is paired with himself
    pairs /= np.maximum(given - 1, 1)[:, None, None]  # a lone code has no pair
    return values, pairs.reshape(len(counts), -1)


def _alpha(pairs: NDArray, values: NDArray, level: str) -> NDArray[np.float64]:
    """Alphas from sums of pairs, shape (resamples, codes · codes)."""
    met = pairs.reshape(len(pairs), len(values), len(values))
    each = met.sum(axis=2)  # how often each code counts
    total = each.sum(axis=1)
    far = _distance(each, values, level)
    seen = (met * far).sum(axis=(1, 2)) * (total - 1)
    by_chance = (each[:, :, None] * each[:, None, :] * far).sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return 1 - np.where(by_chance > 0, seen / by_chance, np.nan)


def _distance(each: NDArray, values: NDArray, level: str) -> NDArray[np.float64]:
    """Squared distances of codes, shape (1 or resamples, codes, codes)."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))[None]
    place = values[None]
    if level == "ordinal":  # middle ranks
        place = each.cumsum(axis=1) - each / 2
    apart = place[:, :, None] - place[:, None, :]
    if level == "ratio":
        both = place[:, :, None] + place[:, None, :]
        apart = apart / np.where(both > 0, both, 1)
    return apart * apart


def percent_agreement(data: ArrayLike) -> float:
    """Share of pairs of codes given to the same unit that are equal.

    Parameters
    ----------
    data : array_like of float, shape (coders, units)
        NaN where a code is missing.

    Returns
    -------
    float
        In [0, 1]; agreement by chance is not taken off.

    Raises
    ------
    ValueError
        For data without two coders, or no unit with two codes.

    Examples
    --------
    >>> round(percent_agreement([[1, 2, 3], [1, 2, 1]]), 2)
    0.67
    """
    values, pairs = _pairs(data, "nominal")
    equal = pairs[:, :: len(values) + 1].sum()
    return float(equal / pairs.sum())
