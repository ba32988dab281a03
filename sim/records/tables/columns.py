"""The columns of long tables: their names, types and meanings."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from sim.scenario.scenario import Scenario

TEXT: Final = "text"
INTEGER: Final = "integer"
NUMBER: Final = "number"
DATE: Final = "date"
FLAG: Final = "flag"

Cell = str | int | float | date | bool | None
"""The value of a cell, None where there is none: a text, a whole number, a number, a day, or true or false."""

Row = tuple[Cell, ...]
"""The cells of a row, one for each column."""


@frozen
class Column:
    """A column: its name, the kind of its values (text, integer, number, date or flag), and what it says."""

    name: str
    kind: str
    description: str


CASE: Final = Column("scenario", TEXT, "The name of the case: the name of its file without folder and ending.")
"""The first column of every long table."""


@frozen
class LongTable:
    """A long table: its name and columns, and its rows for a case, given its name and its scenario.

    The rows of many cases, one after another, are one table.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[str, Scenario], Iterator[Row]]
