"""The rows of a TIES table: its columns, and the numbers, codes and dates of an episode."""

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from sim.model.errors import InvalidImportError, did_you_mean
from sim.records.importers.lines import lines
from sim.records.importers.source_dates import SourceDate, source_date
from sim.records.importers.texts import plain

NEEDED: Final = (
    "caseid",
    "startmonth",
    "startday",
    "startyear",
    "endmonth",
    "endday",
    "endyear",
    "sender1",
    "targetstate",
    "issue1",
    "threat",
    "sanctiontypethreat",
    "imposition",
    "sancimpositionstartmonth",
    "sancimpositionstartday",
    "sancimpositionstartyear",
    "sanctiontype",
    "finaloutcome",
)
"""The columns that every table must have."""
USED: Final = (
    "sender2",
    "sender3",
    "sender4",
    "sender5",
    "primarysender",
    "issue2",
    "issue3",
    "otherissue",
    "othersanctiontypethreatened",
    "othersanctiontype",
    "settlementnaturesender",
    "settlementnaturetarget",
)
"""The columns that are read where a table has them."""

NUMBERED: Final = tuple(name for name in (*NEEDED, *USED) if name != "caseid" and not name.startswith("other"))
"""The columns that have numbers."""

_BETWEEN: Final = re.compile(r"[\s,;/]+")
_NUMBER: Final = re.compile(r"(-?\d{1,12})(?:\.0*)?", re.ASCII)
_MISSING: Final = ("", ".", "na", "nan", "null")
_UNKNOWN_DAY: Final = 99
_FIRST_YEAR: Final = 1945
"""The year in which the episodes of TIES begin."""


@frozen
class Episode:
    """A row: its number, and its cells by the name of their column; a `fault` if it cannot be read."""

    number: int
    cells: Mapping[str, str]
    fault: str = ""

    def text(self, column: str) -> str:
        """The text of a cell; empty where there is none."""
        text = plain(self.cells.get(column, ""))
        return "" if text.casefold() in _MISSING else text

    def numbers(self, column: str) -> tuple[int, ...]:
        """The numbers of a cell, such as two types of sanctions; a negative one stands for a missing value.

        Raises: ValueError for what is none.
        """
        parts = (part for part in _BETWEEN.split(self.text(column)) if part.casefold() not in _MISSING)
        return tuple(number for number in map(_number, parts) if number >= 0)

    def number_of(self, column: str) -> int | None:
        """The first number of a cell; None where it is missing. Raises: ValueError for what is none."""
        return next(iter(self.numbers(column)), None)

    def date(self, prefix: str) -> SourceDate:
        """The date of the columns that begin so; of several in one cell the first."""
        names = [f"{prefix}{part}" for part in ("year", "month", "day")]
        year, month, day = (self.number_of(name) for name in names)
        several = any(len(self.numbers(name)) > 1 for name in names)
        when = source_date(year, _known(month), _known(day))
        first = "of several dates the first is taken" if several and when.text else ""
        return SourceDate(when.text, "; ".join(filter(None, (when.problem, first))))


def _known(part: int | None) -> int | None:
    return None if part in (0, _UNKNOWN_DAY) else part


def _number(text: str) -> int:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(f"{text[:40]!r} is no whole number")
    return int(match[1])


def episodes(path: Path) -> Iterator[Episode]:
    """The rows of a table, the first below the header being row 2.

    Raises: UnreadableFileError, InvalidImportError for what is no such table.
    """
    with closing(lines(path)) as texts:
        rows = enumerate(_read(path, csv.reader(texts)), start=1)
        header = _header(path, next(rows, (1, [""]))[1])
        for number, cells in rows:
            if len(cells) == len(header):
                yield _checked(Episode(number, dict(zip(header, cells, strict=True))))
            elif any(map(str.strip, cells)):
                fault = f"it has {len(cells)} cells, and the header {len(header)}; mend or remove the row"
                yield Episode(number, {}, fault)


def _read(path: Path, reader: "Iterator[list[str]]") -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        line = getattr(reader, "line_num", None)
        reason = f"it is no table with commas: {error}; is a quotation mark not closed?"
        raise InvalidImportError(str(path), line, "", reason) from None


def _header(path: Path, cells: list[str]) -> list[str]:
    columns = [cell.strip().casefold() for cell in cells]
    for name in NEEDED:
        if name not in columns:
            advice = did_you_mean(name, columns) if len(columns) > 1 else "; are the columns between commas?"
            reason = f"the header has no such column, and TIES 4.1, saved as CSV with its own names, has it{advice}"
            raise InvalidImportError(str(path), 1, name, reason)
    return columns


def _checked(episode: Episode) -> Episode:
    """The episode, with a fault if a cell that is to have numbers has something else, or a year before the first."""
    for column in NUMBERED:
        try:
            early = [
                number for number in episode.numbers(column) if column.endswith("year") and 0 < number < _FIRST_YEAR
            ]
        except ValueError as error:
            return evolve(episode, fault=f"column {column}: {error}; correct the cell, or empty it")
        if early:
            fault = (
                f"column {column}: {early[0]} is before {_FIRST_YEAR}, when TIES begins; correct the cell, or empty it"
            )
            return evolve(episode, fault=fault)
    return episode
