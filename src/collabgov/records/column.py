"""A column of a table: what it holds, and how its cells are read."""

from datetime import datetime
from functools import cache, partial
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    FiniteFloat,
    TypeAdapter,
    model_validator,
)

from collabgov.records.files import Part
from collabgov.records.yaml_document import LARGEST

DATES = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}


class Column(Part):
    """What one column holds."""

    meaning: str = Field(min_length=1)
    unit: str | None
    type: Literal["text", "whole", "number", "date"]
    allowed: tuple[str, ...] | None = None
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None

    @model_validator(mode="after")
    def _limits_fit_type(self) -> "Column":
        if self.allowed is not None and self.type != "text":
            raise ValueError("allowed is for text")
        bounded = self.low is not None or self.high is not None
        if bounded and self.type not in ("whole", "number"):
            raise ValueError("low and high are for whole and number")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low must not be above high")
        return self


@cache
def reader(column: Column) -> TypeAdapter[Any]:
    """Reader of all cells of a column: their type, and the rules for each."""
    whole = Field(
        ge=-LARGEST if column.low is None else column.low,
        le=LARGEST if column.high is None else column.high,
    )
    limits, plain = Field(ge=column.low, le=column.high), BeforeValidator(_plain)
    kinds: dict[str, Any] = {
        "whole": list[Annotated[int, whole, plain]],
        "number": list[Annotated[FiniteFloat, limits, plain]],
        "date": list[Annotated[str, AfterValidator(_date)]],
        "text": list[Annotated[str, AfterValidator(partial(_word, column.allowed))]],
    }
    return TypeAdapter(kinds[column.type])


def _plain(cell: str) -> str:
    """Let a number pass that is written without underscores."""
    if "_" in cell:
        raise ValueError("must be a number without underscores")
    return cell


def _word(allowed: tuple[str, ...] | None, cell: str) -> str:
    """Let a text pass that is not empty, and is allowed where only some are."""
    if not cell.strip():
        raise ValueError("must not be empty")
    if not cell.isprintable():
        raise ValueError("must have no hidden characters")
    if allowed is not None and cell not in allowed:
        raise ValueError(f"must be one of {', '.join(allowed)}")
    return cell


def _date(cell: str) -> str:
    """Let a day, a month or a year pass that exists."""
    try:
        datetime.strptime(cell.encode("ascii").decode(), DATES[len(cell)])
    except (KeyError, ValueError):  # a letter or digit of another script, too
        raise ValueError("must be a date YYYY, YYYY-MM or YYYY-MM-DD") from None
    return cell
