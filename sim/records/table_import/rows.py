"""The rows of a table as every format brings them: texts under the names of columns."""

from collections.abc import Iterable, Iterator

from attrs import frozen


@frozen
class TableRow:
    """A row: its number, its cells, and a complaint if they do not belong to the columns of the header."""

    number: int
    cells: tuple[str, ...]
    complaint: str = ""


@frozen
class TableRows:
    """A table: its file, the names of its columns, the number of the row in which they stand, and its rows, once.

    The number is None where the columns are named in no row.
    """

    file: str
    columns: tuple[str, ...]
    header: int | None
    rows: Iterator[TableRow]


def is_blank(cells: Iterable[str]) -> bool:
    """Whether nothing stands in these cells."""
    return not any(cell.strip() for cell in cells)
