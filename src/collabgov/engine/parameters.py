"""What a model's keywords may be: parameters of the box, and settings beside it."""

from dataclasses import KW_ONLY, dataclass
from math import inf, isnan
from numbers import Real
from typing import Any

Domain = tuple[float, float]


def _inside(name: str, value: Any, domain: Domain) -> None:
    """Refuse what is not a number in the domain."""
    low, high = domain
    if not (isinstance(value, Real) and low <= value <= high):
        shown = value if isinstance(value, Real) else repr(value)
        raise ValueError(f"{name} must lie in [{low:g}, {high:g}], got {shown}")


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
    unit, meaning, ask, ground : str
        Unit; what it is; the question by which a practitioner could set it;
        what the range rests on.
    group : str
        What it describes, in one word: the leader, the cities, the rules …

    Raises
    ------
    ValueError
        If the range is empty, or range or default leave the domain.

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
    unit: str = ""
    meaning: str = ""
    ask: str = ""
    ground: str = ""
    group: str = ""

    def __post_init__(self) -> None:
        """Check the range, and put the default in its middle."""
        if not self.domain[0] <= self.low < self.high <= self.domain[1]:
            raise ValueError(
                f"{self.name}: need domain low <= low < high <= domain high, got "
                f"{self.low}–{self.high} in {self.domain}"
            )
        if isnan(self.default):
            middle = round((self.low + self.high) / 2, 12)
            object.__setattr__(self, "default", middle)
        self.check(self.default)

    def check(self, value: Any) -> float:
        """Value as a float.

        Raises
        ------
        ValueError
            If it is no number in the domain, with the domain.

        Examples
        --------
        >>> Parameter("gain", low=0.4, high=1.4, domain=(0, 2)).check(3)
        Traceback (most recent call last):
        ValueError: gain must lie in [0, 2], got 3
        """
        _inside(self.name, value, self.domain)
        return float(value)


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
    meaning : str
        What it is, with its unit.

    Raises
    ------
    ValueError
        If the default is not allowed.

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
    meaning: str = ""

    def __post_init__(self) -> None:
        """Check the default."""
        self.check(self.default)

    def check(self, value: Any) -> Any:
        """The value itself.

        Raises
        ------
        ValueError
            If it is not allowed, with what is.

        Examples
        --------
        >>> Setting("rules", "none", allowed=("none", "add")).check("law")
        Traceback (most recent call last):
        ValueError: rules must be one of 'none', 'add', got 'law'
        """
        if value is None and self.default is None:
            return None
        if isinstance(self.default, tuple):
            return self._numbers(value)
        if not self.allowed:
            _inside(self.name, value, self.domain)
        elif value not in self.allowed:
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
            _inside(self.name, number, self.domain)
        return tuple(map(float, value))
