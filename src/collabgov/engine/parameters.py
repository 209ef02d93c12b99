"""What a model's keywords may be: parameters of the box, and settings beside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from math import inf, isfinite, isnan
from numbers import Real
from typing import Any

import numpy as np

Domain = tuple[float, float]
Values = Mapping[str, Any]
SAID = {"decides": False}  # marks a field that is said of a thing and decides no number


def _inside(name: str, value: Any, domain: Domain, whole: bool = False) -> None:
    """Refuse what is not a number in the domain; a truth value is no number."""
    low, high = domain
    number = isinstance(value, Real) and not _is_truth(value)
    shown = value if number else repr(value)
    if not (number and low <= value <= high):
        raise ValueError(f"{name} must lie in [{low:g}, {high:g}], got {shown}")
    if whole and not float(value).is_integer():
        raise ValueError(f"{name} must be a whole number, got {shown}")


def _is_truth(value: Any) -> bool:
    """Whether something is true or false, and not a number beside that."""
    return isinstance(value, bool | np.bool_)


def _worded(item: Any) -> None:
    """Refuse a rule without its words, or words without their rule."""
    if (item.acts is None) == bool(item.acts_if):
        raise ValueError(f"{item.name}: acts and acts_if must be given together")


@dataclass(frozen=True)
class Parameter:
    """One column of the box: a number that the study does not tell and we stipulate.

    Parameters
    ----------
    name : str
        Keyword of `Model.run`.
    low, high : float
        The range that is sampled, in `unit`.
    domain : tuple of float
        What the equations take; ``low`` and ``high`` lie inside.
    default : float, optional
        Value where none is given; the middle of the range if left out.
    whole : bool
        It counts something: only whole numbers are taken, and what is sampled is
        rounded.
    unit, meaning, ask, ground : str
        Unit; what it is; the question by which a practitioner could set it;
        what the range rests on.
    group : str
        What it describes, in one word: the leader, the cities, the rules …
    acts : callable, optional
        Complete values → whether it changes anything beside them; None: always.
    acts_if : str
        The same in words, which end the sentence "it acts only if …".

    Raises
    ------
    ValueError
        If the range is empty or has no end, range or default leave the domain or are
        no whole numbers where these are asked for, or `acts` has no words.

    Examples
    --------
    >>> Parameter("gain", low=0.4, high=1.4, domain=(0, float("inf"))).default
    0.9
    """

    name: str
    _: KW_ONLY
    low: float
    high: float
    domain: Domain = (-inf, inf)
    default: float = float("nan")
    whole: bool = False
    unit: str = field(default="", metadata=SAID)
    meaning: str = field(default="", metadata=SAID)
    ask: str = field(default="", metadata=SAID)
    ground: str = field(default="", metadata=SAID)
    group: str = field(default="", metadata=SAID)
    acts: Callable[[Values], bool] | None = field(default=None, metadata=SAID)
    acts_if: str = field(default="", metadata=SAID)

    def __post_init__(self) -> None:
        """Check the range, and put the default in its middle."""
        _worded(self)
        if not self.domain[0] <= self.low < self.high <= self.domain[1]:
            raise ValueError(
                f"{self.name}: need domain low <= low < high <= domain high, got "
                f"{self.low}–{self.high} in {self.domain}"
            )
        if not (isfinite(self.low) and isfinite(self.high)):
            raise ValueError(
                f"{self.name}: a range needs two ends, got {self.low}–{self.high}"
            )
        for end in (self.low, self.high):
            self.check(end)
        if isnan(self.default):
            middle = round((self.low + self.high) / 2, 0 if self.whole else 12)
            object.__setattr__(self, "default", middle)
        self.check(self.default)

    def check(self, value: Any) -> float:
        """Value as a float.

        Raises
        ------
        ValueError
            If it is no number in the domain, with the domain, or no whole number
            where one is asked for.

        Examples
        --------
        >>> Parameter("gain", low=0.4, high=1.4, domain=(0, 2)).check(1)
        1.0
        """
        _inside(self.name, value, self.domain, self.whole)
        return float(value)


def rounded(points: Any, parameters: Iterable[Parameter]) -> Any:
    """Points of which those columns that count something hold whole numbers.

    Parameters
    ----------
    points : DataFrame
        One row a point; columns are parameters.
    parameters : iterable of Parameter
        Those of the columns.

    Returns
    -------
    DataFrame

    Examples
    --------
    >>> import pandas as pd
    >>> cities = Parameter("n", low=2, high=9, default=3, whole=True)
    >>> rounded(pd.DataFrame({"n": [2.4, 8.6]}), [cities])["n"].tolist()
    [2.0, 9.0]
    """
    counts = [parameter.name for parameter in parameters if parameter.whole]
    return points.assign(**{name: points[name].round() for name in counts})


@dataclass(frozen=True)
class Setting:
    """What the box does not vary: a switch, a horizon, a count.

    Parameters
    ----------
    name : str
        Keyword of `Model.run`.
    default : object
        Value where none is given; None means "worked out from the others". A tuple
        asks for as many numbers.
    allowed : tuple, optional
        The values that may be given, for a switch.
    domain : tuple of float, optional
        The numbers that may be given, for a number.
    whole : bool
        It counts something: only whole numbers are taken.
    meaning : str
        What it is, with its unit.
    acts, acts_if : callable and str, optional
        As for `Parameter`.

    Raises
    ------
    ValueError
        If the default is not allowed, or `acts` has no words.

    Examples
    --------
    >>> Setting("rules", "none", allowed=("none", "add")).check("add")
    'add'
    """

    name: str
    default: Any
    _: KW_ONLY
    allowed: tuple[Any, ...] = ()
    domain: Domain = (-inf, inf)
    whole: bool = False
    meaning: str = field(default="", metadata=SAID)
    acts: Callable[[Values], bool] | None = field(default=None, metadata=SAID)
    acts_if: str = field(default="", metadata=SAID)

    def __post_init__(self) -> None:
        """Check the default."""
        _worded(self)
        self.check(self.default)

    def check(self, value: Any) -> Any:
        """The value itself; of a count the whole number.

        Raises
        ------
        ValueError
            If it is not allowed, with what is.

        Examples
        --------
        >>> Setting("cities", 3, domain=(2, 1000), whole=True).check(4.0)
        4
        """
        if value is None and self.default is None:
            return None
        if isinstance(self.default, tuple):
            return self._numbers(value)
        if not self.allowed:
            _inside(self.name, value, self.domain, self.whole)
            return int(value) if self.whole else value
        # True counts as 1 where the two are compared
        if value not in self.allowed or _is_truth(value) != _is_truth(self.default):
            choices = ", ".join(map(repr, self.allowed))
            raise ValueError(f"{self.name} must be one of {choices}, got {value!r}")
        return value

    def _numbers(self, value: Any) -> tuple[float, ...]:
        """Refuse what is not as many numbers of the domain as the default holds."""
        if not isinstance(value, tuple | list) or len(value) != len(self.default):
            raise ValueError(
                f"{self.name} must be {len(self.default)} numbers, got {value!r}"
            )
        for number in value:
            _inside(self.name, number, self.domain, self.whole)
        return tuple(map(float, value))
