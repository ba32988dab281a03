"""What changes in the tables of what stands, from move to move; they are those that `negsim run` prints."""

from collections.abc import Iterator

from attrs import frozen

from sim.history.history import History
from sim.report.state_changes import state_changes
from sim.report.table.record import SECTION_OF

SECTIONS = tuple(SECTION_OF.values())
"""The tables, in the order of the page."""


@frozen
class RowChange:
    """A row that reads otherwise after a move: in which table, which row of them all, and its cells.

    Rows count from 0 in the order in which they appear; `changed` are the columns that differ, None for a new row.
    """

    section: int
    row: int
    cells: tuple[str, ...]
    changed: tuple[int, ...] | None


def row_changes(history: History) -> Iterator[tuple[RowChange, ...]]:
    """What changes in the tables: before the first move, and with each move up to its day, as of after it."""
    known, touched = _Known(), dict[str, None]()
    for stage in state_changes(history):
        touched.update(dict.fromkeys(stage.names))
        if not stage.turned:
            yield tuple(known.changes(history, stage.number, touched))
            touched.clear()


class _Known:
    """The rows as they read so far."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = {}

    def changes(self, history: History, number: int, names: dict[str, None]) -> Iterator[RowChange]:
        """What has changed in the rows of these subjects."""
        view = history.after(number)
        for name in names:
            subject = view.state.subjects[name]
            section = SECTION_OF.get(type(subject))
            if section is not None:
                for cells in section.rows(subject, view):
                    yield from self._change(
                        SECTIONS.index(section), tuple(cells[place] for place in section.named), cells
                    )

    def _change(self, section: int, key: tuple[str, ...], cells: tuple[str, ...]) -> Iterator[RowChange]:
        row, before = self._rows.get(key, (len(self._rows), None))
        if cells != before:
            differing = (
                None
                if before is None
                else tuple(column for column, (old, new) in enumerate(zip(before, cells, strict=True)) if old != new)
            )
            yield RowChange(section, row, cells, differing)
            self._rows[key] = row, cells
