"""The report of an import: how the rows came out by case, and which became no move."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import BinaryIO, Final

from attrs import define, field

from sim.cli.output import Block, Heading, Report, print_report
from sim.cli.printing import say
from sim.model.errors import counted
from sim.model.escaping import utf8
from sim.records.imported_case import OUTCOMES, REFUSED
from sim.records.importing.cases import CheckedCase
from sim.records.importing.refused import COLUMNS, RefusedRow
from sim.records.tables.csv_text import csv_record, guarded
from sim.report.table.render import NOTHING, TABLE, Table

SHOWN: Final = 20
"""The most refused rows, and the most notes, that are shown on a terminal."""

_ALL: Final = "in all"


@define
class ImportReport:
    """Collects what becomes of the cases of an import; the rows that became no move go to the CSV *table* at once.

    `note` says of all cases what they were read as, or with which setting; it may be empty.
    """

    file: str
    table: BinaryIO
    note: str = ""
    refused: int = 0
    files: int = 0
    _cases: list[tuple[str, int, Mapping[str, int]]] = field(factory=list)
    _shown: list[RefusedRow] = field(factory=list)
    _notes: Counter[str] = field(factory=Counter)
    _lines: int = 0

    def __attrs_post_init__(self) -> None:
        self._write(COLUMNS)

    @property
    def has_lines(self) -> bool:
        """Whether any row became no move."""
        return self._lines > 0

    def add(self, case: CheckedCase, name: str) -> None:
        """Add a case, and the *name* of its file without ending, which is empty if no move of it is left."""
        self._cases.append((name or case.name, case.rows, case.counts))
        self._notes.update(_notes(case, name))
        self.files += bool(name)
        self.refused += case.counts[REFUSED]
        self._lines += len(case.refused)
        for row in case.refused:
            self._write(row.cells)
        refused = (row for row in case.refused if row.outcome == REFUSED)
        self._shown += islice(refused, SHOWN - len(self._shown))

    def _write(self, cells: Sequence[str]) -> None:
        self.table.write(utf8(csv_record([guarded(cell) for cell in cells])))

    def complain(self, place: str) -> None:
        """Print the refused rows, the first of many, and the *place* where all of them stand."""
        for row in self._shown:
            say(f"{self.file}: {row}", err=True)
        if self._lines > len(self._shown):
            say(f"{counted(self._lines, 'line')} on what became no move: {place}", err=True)

    def show(self) -> None:
        """Print how the rows came out, by case and in all, and what there is to say of the cases."""
        print_report(Report(document=dict, table=self._counts, blocks=self._blocks), TABLE)

    def _blocks(self) -> Iterator[Block]:
        yield self._counts()
        notes = [f"{note}{f' ({count} cases)' if count > 1 else ''}" for note, count in self._notes.items()]
        if len(notes) > SHOWN:
            notes[SHOWN:] = [f"… and {len(notes) - SHOWN} more"]
        if self._further:
            notes.insert(0, f"outcomes beyond one a row, as a row can become several moves: {self._further:,}")
        notes[:0] = [self.note] if self.note else []
        yield Heading("Notes", tuple(notes)) if notes else Table("Notes", (), ())

    @property
    def _further(self) -> int:
        """The moves that rows became besides their first."""
        return sum(sum(counts.values()) - rows for _, rows, counts in self._cases)

    def _counts(self) -> Table:
        total = Counter[str]()
        for _, _, counts in self._cases:
            total.update(counts)
        in_all = (_ALL, sum(rows for _, rows, _ in self._cases), total)
        rows = [*self._cases, in_all] if len(self._cases) > 1 else self._cases
        headers = ("case", "rows", *OUTCOMES)
        return Table("Import", headers, tuple(map(_row, rows)), OUTCOMES)


def _row(case: tuple[str, int, Mapping[str, int]]) -> tuple[str, ...]:
    name, rows, counts = case
    return (name, str(rows), *(str(counts[each]) if counts[each] else NOTHING for each in OUTCOMES))


def _notes(case: CheckedCase, name: str) -> Iterator[str]:
    """What there is to say of a case: where it is, if not in a file of its name, and what its importer says."""
    if not name:
        yield f"the case {case.name!r} has no file, as no move of it is left"
    elif name != case.name:
        yield f"the case {case.name!r} is in {name}.yaml, as its own name is none for a file, or is taken"
    yield from case.notes
