"""A long table of one record, to work on in Python."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePath
from typing import Any

from attrs import field, frozen

from sim.history.history import History
from sim.model.notebook import ShownInNotebooks
from sim.records.tables.arrow import arrow_table
from sim.records.tables.columns import Cell, Column, LongTable, Row
from sim.records.tables.named import long_table
from sim.scenario.scenario import Scenario


@frozen(slots=False)  # for the rows, which are worked out once and kept
class RecordTable(ShownInNotebooks):
    """A long table of one record: its name, its columns and its rows.

    Iterating over it gives each row as a dict, so that `pandas.DataFrame(table)` works; so does, where pyarrow is
    installed, whatever takes a stream of Arrow, such as `pyarrow.table(table)` or `polars.DataFrame(table)`.
    """

    case: str
    _scenario: Scenario = field(repr=False)
    _table: LongTable = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the table."""
        return self._table.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns: their names, the kinds of their values, and what they say."""
        return self._table.columns

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows, each with as many cells as there are columns."""
        return tuple(self._table.rows(self.case, self._scenario))

    def to_dicts(self) -> list[dict[str, Cell]]:
        """The rows, each as a dict from the names of columns to cells."""
        return list(self)

    def to_arrow(self) -> Any:
        """The table as a `pyarrow.Table`, with dates as `date32`. Raises: MissingDependencyError."""
        return arrow_table(self.columns, self.rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def table(record: History | Scenario, name: str, by: str | None = None, case: str | None = None) -> RecordTable:
    """The long table of that name of a record; that of a panel has periods of the length *by*, without it months.

    The first column has the name of the case: *case*, else that of the file of a scenario; of a history it is empty.

    Raises: UnknownNameError if there is no such table, or no such period; or if a table that is no panel gets one.
    """
    scenario = Scenario("", "", None, record) if isinstance(record, History) else record
    return RecordTable(PurePath(scenario.file).stem if case is None else case, scenario, long_table(name, by))
