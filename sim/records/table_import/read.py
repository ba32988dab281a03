"""A table of moves as cases: read once from beginning to end, then given case by case."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from attrs import define, field

from sim.model.errors import InvalidImportError, did_you_mean
from sim.model.frozen import FrozenDict
from sim.records.imported_case import REFUSED, ImportedCase, ImportedRow
from sim.records.table_import.derived import derived
from sim.records.table_import.guards import GuardCount
from sim.records.table_import.layout import Layout
from sim.records.table_import.row_items import RowReader
from sim.records.table_import.rows import TableRow, TableRows
from sim.records.table_import.setting_file import SettingFile
from sim.records.table_import.spool import Spool
from sim.rules.registry import MOVES_BY_VERB
from sim.scenario.yaml.decode import MAX_BYTES
from sim.scenario.yaml.nodes import MappingNode

UNNAMED: Final = "unnamed"
"""The title of a case whose rows name none."""

_TOO_LARGE: Final = f"a scenario file has at most {MAX_BYTES:,} bytes, and the rows of this case have more"

Progress = Callable[[int], object]
"""Called with the number of bytes that have been read since it was called last."""


@define
class TableImport:
    """A table that is being imported: its rows are set aside by case, then made moves case by case.

    `name` is that of the case where the whole table is one.
    """

    table: TableRows
    layout: Layout
    reader: RowReader
    setting: SettingFile | None
    name: str
    _spool: Spool
    _guards: GuardCount = field(factory=GuardCount)
    _places: dict[str, int] = field(factory=dict)
    _sizes: dict[int, int] = field(factory=dict)
    _too_large: dict[int, int] = field(factory=dict)

    def __len__(self) -> int:
        """The number of cases, once the table has been read."""
        return len(self._places)

    def read(self, after_row: Callable[[], object] = lambda: None) -> None:
        """Read the table, and set its rows aside; a function is called after each.

        Raises: InvalidImportError for what cannot be read, and for a table without rows; UnreadableFileError.
        """
        case = self.name
        for row in self.table.rows:
            if self.layout.case is not None and self.layout.case < len(row.cells):
                case = row.cells[self.layout.case].strip()
            self._set_aside(self._places.setdefault(case, len(self._places)), row)
            after_row()
        if not self._places:
            raise InvalidImportError(
                self.table.file, None, "", "there is a header and no row; give a row for each move"
            )

    def _set_aside(self, place: int, row: TableRow) -> None:
        cells = () if row.complaint else tuple(row.cells[at] for at in self.layout.places.values())
        size = self._sizes[place] = self._sizes.get(place, 0) + sum(map(len, cells))
        if size <= MAX_BYTES:
            self._spool.add(place, TableRow(row.number, cells, row.complaint))
        elif self.layout.case is None:
            reason = f"{_TOO_LARGE}; name the column that says the case in a map, --map, as `case: …`"
            raise InvalidImportError(self.table.file, row.number, "", reason)
        else:
            if place not in self._too_large:
                self._spool.drop(place)
            self._too_large[place] = row.number

    def cases(self) -> Iterator[ImportedCase]:
        """The cases, in the order in which the table names them first."""
        for name, place in self._places.items():
            if place in self._too_large:
                complaint = f"{_TOO_LARGE}; split the case"
                row = ImportedRow(self._too_large[place], None, REFUSED, complaint)
                yield ImportedCase(name, name or UNNAMED, {}, (row,))
            else:
                yield self._case(name, tuple(map(self._row, self._spool.rows(place))))

    def _row(self, row: TableRow) -> ImportedRow:
        if row.complaint:
            return ImportedRow(row.number, None, REFUSED, row.complaint)
        return self.reader.row(row.number, dict(zip(self.layout.places, row.cells, strict=True)))

    def _case(self, name: str, rows: tuple[ImportedRow, ...]) -> ImportedCase:
        """A case, its setting completed from its rows."""
        setting = None if self.setting is None else self.setting.of(name)
        values: Mapping[str, Any] = FrozenDict() if setting is None else setting.values
        declared = {section: _ids(node) for section, node in values.items()}
        found = derived(list(_items(rows)), declared, self.reader.titles)
        notes = tuple(f"{name or UNNAMED}: {note}" for note in found.notes)
        file = "" if setting is None or self.setting is None else self.setting.file
        return ImportedCase(name, name or UNNAMED, {**found.sections, **values}, rows, notes, file)

    @property
    def warnings(self) -> Iterator[str]:
        """What there is to say of the table and what stands beside it, once its cases have been given."""
        yield from self.layout.warnings
        if self._guards.warning:
            yield self._guards.warning
        for key, values in self.reader.unused.items():
            for value in sorted(values):
                yield f"the map translates {value!r} under {key}, and no row has it"
        for case in self.setting.by_case if self.setting is not None else ():
            if case not in self._places:
                yield f"the setting has the case {case!r}, and no row names it{did_you_mean(case, self._places)}"


def _items(rows: tuple[ImportedRow, ...]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The items of the rows that name a verb, with the verb."""
    for row in rows:
        verb = next(iter(row.item or ()), "")
        if row.item is not None and verb in MOVES_BY_VERB:
            yield verb, row.item


def _ids(node: object) -> Collection[str]:
    return node.values.keys() if isinstance(node, MappingNode) else ()
