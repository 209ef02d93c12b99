"""What a sweep computes: all that its numbers depend on, and nothing else."""

import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

from collabgov.claims import fingerprint
from collabgov.engine import ensemble
from collabgov.studies import load

# Points a file. More would lose more to a kill, which now costs each core some seconds;
# fewer would cost more to open, since every file and column takes its own time.
BLOCK = 4096
MOST = 2**30  # there the Sobol sequence ends
PACKAGES = ("collabgov", "numba", "numpy", "pandas", "pyarrow", "scipy")


@dataclass(frozen=True)
class Plan:
    """A sweep: the same plan gives the same numbers, digit for digit.

    Parameters
    ----------
    model : str
        Slug of the study.
    points, seed, box, runs
        As for `ensemble.run`.
    block : int
        Points a file.
    basis : dict of str to str
        As `basis` returns it.
    """

    model: str
    points: int
    seed: int
    box: str
    runs: tuple[str, ...]
    block: int
    basis: Mapping[str, str]

    @property
    def blocks(self) -> range:
        """Numbers of the blocks."""
        return range(-(-self.points // self.block))

    def size(self, number: int) -> int:
        """Points of a block; the last may hold fewer."""
        return min(self.block, self.points - number * self.block)

    def entries(self) -> dict[str, Any]:
        """All of it, flat, in types that JSON knows."""
        whole: dict[str, Any] = asdict(self) | {"runs": list(self.runs)}
        return whole | whole.pop("basis")


def planned(
    slug: str,
    points: int,
    seed: int = ensemble.SEED,
    box: str = "full",
    runs: Iterable[str] | None = None,
) -> Plan:
    """A sweep of a study, with the code and the packages that are here.

    Parameters
    ----------
    slug : str
        The study.
    points, seed, box, runs
        As for `ensemble.run`.

    Returns
    -------
    Plan

    Raises
    ------
    ValueError
        For an unknown study or run, a run that stands twice, another box, a negative
        seed, fewer than one point, or more than the Sobol sequence has.

    Examples
    --------
    >>> plan = planned("leading_small_groups", points=5000, runs=["none", "s"])
    >>> plan.blocks, plan.size(1)
    (range(0, 2), 904)
    """
    model = load(slug).model
    names = tuple(model.runs if runs is None else runs)
    if not 1 <= points <= MOST:
        raise ValueError(f"points must lie in [1, {MOST}], got {points}")
    if seed < 0:
        raise ValueError(f"seed must be at least 0, got {seed}")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"every run must stand once, got {', '.join(twice)} again")
    none = ensemble.sample(model, 1, seed, box).head(0)
    ensemble.at(model, none, seed=seed, runs=names)  # refuses what there is not
    return Plan(slug, points, seed, box, names, BLOCK, basis(slug))


def basis(slug: str) -> dict[str, str]:
    """What the numbers of a study rest on, as this process has it.

    Parameters
    ----------
    slug : str
        The study.

    Returns
    -------
    dict of str to str
        Hash of the model and of the code that runs it, versions of Python and the
        packages that compute, system.
    """
    major, minor, _ = platform.python_version_tuple()
    code = fingerprint.key(ensemble.sample, ensemble.at, load(slug).model)
    found = {"code": code, "python": f"{major}.{minor}"}
    found["system"] = f"{platform.system()} {platform.machine()}"
    return found | {name: version(name) for name in PACKAGES}


def differing(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Where two flat mappings differ, in words.

    Parameters
    ----------
    wanted, found : dict
        Entries by name.

    Returns
    -------
    str
        Empty where nothing differs.

    Examples
    --------
    >>> differing({"seed": 7, "box": "full"}, {"seed": 20240, "box": "full"})
    'seed must be 7, got 20240'
    """
    names = [*wanted, *(name for name in found if name not in wanted)]
    return "; ".join(
        f"{name} must be {wanted.get(name)}, got {found.get(name)}"
        for name in names
        if wanted.get(name) != found.get(name)
    )
