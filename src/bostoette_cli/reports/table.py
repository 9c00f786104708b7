"""A table before any format: columns with a type, and rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

Cell = str | int | float | date | None
Row = Sequence[Cell]


class Kind(Enum):
    """What stands in a column."""

    TEXT = "text"
    CODE = "code"  # a word of the files, such as ``ved_ikke``
    WHOLE = "whole number"
    NUMBER = "number"
    STEP = "step of the scale"
    CHANGE = "change of a number"
    DAY = "day"


class Column(NamedTuple):
    """A column: what programs call it, what stands in it, and what a reader sees above it."""

    name: str
    kind: Kind = Kind.TEXT
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Anew:
    """Rows that are made each time they are gone through, and so are never held all at once."""

    make: Callable[[], Iterable[Row]]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.make())


class Table(NamedTuple):
    """Columns and rows; every row has a cell for every column, None where it is absent.

    Attributes:
        rows: can be gone through more than once.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Row] | Anew


def picked(table: Table, names: Sequence[str]) -> Table:
    """The same table with only the columns of those names, in that order."""
    places = [[column.name for column in table.columns].index(name) for name in names]
    return Table(
        table.name,
        [table.columns[place] for place in places],
        Anew(lambda: ([row[place] for place in places] for row in table.rows)),
    )
