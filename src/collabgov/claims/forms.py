"""Functional forms: other equations for one mechanism, read out of the same words."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from collabgov.engine.parameters import SAID

SETTING = "form"  # the setting of a kernel that holds which form it runs
PRINTED = "printed"  # its value for the equations of the chapter


@dataclass(frozen=True)
class Form:
    """One mechanism in another equation, as good a reading of the same words.

    Parameters
    ----------
    name : str
        What it is called; the value of the kernel's setting `form` under which it runs,
        unless `settings` says otherwise.
    equation : str
        The line that differs, as the kernel's text has it.
    reason : str
        Why a fair expert would take it as equally good.
    source : str
        Where the form is taken from; "ours" if from nowhere.
    settings : mapping of str to object
        Settings under which the kernel runs so.

    Raises
    ------
    ValueError
        If something that a reader is told is empty.

    Examples
    --------
    >>> steep = Form("steep", equation="h = x³ / (half³ + x³)", source="ours",
    ...              reason="Trust may set in all at once.")
    >>> steep.settings
    {'form': 'steep'}
    """

    name: str
    _: KW_ONLY
    equation: str = field(metadata=SAID)
    reason: str = field(metadata=SAID)
    source: str = field(metadata=SAID)
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Fill in the setting."""
        for name in ("name", "equation", "reason", "source"):
            if not getattr(self, name):
                raise ValueError(f"form {self.name or '?'} lacks {name}")
        if not self.settings:
            object.__setattr__(self, "settings", {SETTING: self.name})
