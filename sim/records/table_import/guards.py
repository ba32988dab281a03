"""The apostrophes before texts of CSV that a spreadsheet would take for formulas: taken off, or counted."""

from collections.abc import Iterator

from attrs import define, evolve

from sim.model.errors import counted
from sim.records.table_import.rows import TableRow, TableRows
from sim.records.tables.csv_text import is_guarded, unguarded


def without_guards(table: TableRows) -> TableRows:
    """The table as it was before `export --csv-safe` put apostrophes before its texts."""
    rows = (evolve(row, cells=tuple(map(unguarded, row.cells))) for row in table.rows)
    return evolve(table, columns=tuple(map(unguarded, table.columns)), rows=rows)


@define
class GuardCount:
    """Counts the cells of a table that may have been written with `--csv-safe`, as no table says whether it was."""

    cells: int = 0
    first_row: int = 0

    def watched(self, table: TableRows) -> TableRows:
        """The table, whose cells are counted as they are read."""
        return evolve(table, rows=self._rows(table.rows))

    def _rows(self, rows: Iterator[TableRow]) -> Iterator[TableRow]:
        for row in rows:
            count = sum(map(is_guarded, row.cells))
            self.first_row = self.first_row or (row.number if count else 0)
            self.cells += count
            yield row

    @property
    def warning(self) -> str:
        """What there is to say of such cells; empty if there are none."""
        if not self.cells:
            return ""
        cells = f"{counted(self.cells, 'cell')}, the first in row {self.first_row:,},"
        return (
            f"{cells} with an apostrophe before a sign such as =, which stays in the text; if the table was written "
            "with --csv-safe, give this option, and it is taken off"
        )
