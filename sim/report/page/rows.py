"""The changes of the tables of `negsim run` from move to move."""

from collections.abc import Iterator

from attrs import frozen

from sim.assess.state_changes import state_changes
from sim.history.history import History
from sim.history.triggers import DISCHARGED
from sim.report.table.record import SECTION_OF, Section
from sim.rules.lifecycle import spoken
from sim.rules.phases import EXPIRED
from sim.rules.registry import LIFECYCLES
from sim.rules.subjects.participation import LEFT

SECTIONS = tuple(SECTION_OF.values())
"""The tables, in the order of the page."""


def ended_statuses(section: Section) -> list[str]:
    """The statuses, in words, of a row of this table about which nothing stands any more."""
    [kind] = (kind for kind, of_kind in SECTION_OF.items() if of_kind is section)
    return sorted({spoken(status) for status in LIFECYCLES[kind].ended} | {LEFT, DISCHARGED, EXPIRED})


@frozen
class RowChange:
    """A row that a move changes: the number of its table, its own number, and its cells.

    Rows are numbered from 0 in the order in which they appear; `changed` are the columns that differ, None for a new
    row.
    """

    section: int
    row: int
    cells: tuple[str, ...]
    changed: tuple[int, ...] | None


def row_changes(history: History) -> Iterator[tuple[RowChange, ...]]:
    """The rows before the first move, then those that each move, and the days up to it, change."""
    rows, names = _Rows(), dict[str, None]()
    for change in state_changes(history):
        names.update(dict.fromkeys(change.names))
        if not change.by_day_alone:
            yield tuple(rows.changes(history, change.number, names))
            names.clear()


class _Rows:
    """The rows of all tables so far, each with its number, by table and id."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = {}

    def changes(self, history: History, number: int, names: dict[str, None]) -> Iterator[RowChange]:
        """The changes in the rows of these subjects after the move of a number."""
        view = history.as_of(number)
        for name in names:
            subject = view.state.subjects[name]
            section = SECTION_OF.get(type(subject))
            if section is not None:
                for cells in section.rows(subject, view):
                    yield from self._change(
                        SECTIONS.index(section), tuple(cells[column] for column in section.key), cells
                    )

    def _change(self, section: int, key: tuple[str, ...], cells: tuple[str, ...]) -> Iterator[RowChange]:
        row, before = self._rows.get(key, (len(self._rows), None))
        if cells != before:
            changed = (
                None
                if before is None
                else tuple(column for column, (old, new) in enumerate(zip(before, cells, strict=True)) if old != new)
            )
            yield RowChange(section, row, cells, changed)
            self._rows[key] = row, cells
