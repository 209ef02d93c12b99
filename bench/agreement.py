"""Krippendorff's alpha: intervals by resampling units, beside the package in a loop."""

import numpy as np

from bench.measure import Comparison
from collabgov.methods.agreement import LEVELS, bootstrap_alpha, krippendorff_alpha

NEEDS = ("krippendorff",)
CODERS, UNITS, RESAMPLES = 10, 1000, 10_000
TIMED = 100  # resamples that the peer is timed on


def comparisons() -> list[Comparison]:
    """One a level of measurement."""
    rng = np.random.default_rng(20240)
    data = rng.integers(1, 6, size=(CODERS, UNITS)).astype(float)
    same = rng.random(data.shape) < 0.7
    data[same] = np.broadcast_to(data[0], data.shape)[same]
    data[rng.random(data.shape) < 0.1] = np.nan
    return [_comparison(data, level) for level in LEVELS]


def _comparison(data: np.ndarray, level: str) -> Comparison:
    """Resampled alphas on one level; they agree if their means and spreads do."""
    import krippendorff

    rng = np.random.default_rng(1)

    def ours() -> np.ndarray:
        return bootstrap_alpha(data, rng, level, RESAMPLES)

    def theirs() -> np.ndarray:
        units = data.shape[1]
        picks = (rng.integers(units, size=units) for _ in range(TIMED))
        return np.array(
            [
                krippendorff.alpha(data[:, pick], level_of_measurement=level)
                for pick in picks
            ]
        )

    def agree(mine: np.ndarray, peer: np.ndarray) -> bool:
        point = krippendorff.alpha(data, level_of_measurement=level)
        near = abs(mine.mean() - peer.mean()) < 4 * peer.std() / np.sqrt(TIMED)
        return near and abs(point - krippendorff_alpha(data, level)) < 1e-12

    return Comparison(
        f"{RESAMPLES:,} resamples of {CODERS} coders × {UNITS:,} units, {level}",
        peer="krippendorff",
        ours=ours,
        theirs=theirs,
        part=TIMED / RESAMPLES,
        import_ours="import collabgov.methods.agreement",
        import_theirs="import krippendorff",
        agree=agree,
    )
