"""What all panels of an explorable figure have in common."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from collabgov.engine.model import Model
from collabgov.explorables.drawing import KINDS
from collabgov.explorables.panels.page_run import Function, PageRun


@dataclass(frozen=True)
class Panel(ABC):
    """One drawing of a figure, with a table of its numbers.

    Attributes
    ----------
    histories : int
        How many histories run at each movement.
    """

    _: KW_ONLY
    histories: int = field(default=1, init=False)

    @property
    def function(self) -> Function | None:
        """What the page runs besides the kernel."""
        return None

    @property
    def further_runs(self) -> dict[str, Mapping[str, float]]:
        """Runs besides the first: name → fields of the record that differ."""
        return {}

    @abstractmethod
    def check(self, model: Model) -> None:
        """Refuse what the model does not have, with the names there are."""

    @abstractmethod
    def page_spec(self, run: PageRun) -> dict[str, Any]:
        """All that the page has to know, as JSON takes it; its kind under ``"kind"``."""

    @abstractmethod
    def drawing(self, run: PageRun) -> str:
        """The finished drawing, with its key."""

    def marks(self, run: PageRun) -> list[dict[str, str]]:
        """Attributes of the shapes that move, in the order of the drawing."""
        spec = self.page_spec(run)
        return KINDS[spec["kind"]].marks(spec, run.numbers(), list(run.p))

    def rows(self, run: PageRun) -> list[list[str]]:
        """The numbers behind the drawing, below a row of heads."""
        spec = self.page_spec(run)
        return KINDS[spec["kind"]].rows(spec, run.numbers(), list(run.p))
