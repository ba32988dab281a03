"""The importer of GDELT's event tables: columns between tabs without a header, of version 1.0 and 2.0."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from sim.model.errors import InvalidImportError, counted
from sim.records.imported_case import ImportedCase
from sim.records.importers.cameo.codes import CAMEO, full_code, mirror_of, no_code
from sim.records.importers.events.coded_events import CodedEvent, NoEvent, problem_of_score
from sim.records.importers.events.dyads import EventRow
from sim.records.importers.events.event_data import EventFormat, case_of
from sim.records.importers.lines import tabbed_rows
from sim.records.importers.source_dates import source_day
from sim.records.importers.texts import key_of, plain

FORMAT: Final = (
    "GDELT event tables (.CSV, columns between tabs, no header): version 2.0 with 61 columns, 1.0 with 58, "
    "or 57 before April 2013"
)
"""The format and the versions that are read."""

COLUMNS: Final = {
    "GLOBALEVENTID": 0,
    "SQLDATE": 1,
    "Actor1Code": 5,
    "Actor1Name": 6,
    "Actor1CountryCode": 7,
    "Actor2Code": 15,
    "Actor2Name": 16,
    "Actor2CountryCode": 17,
    "EventCode": 26,
    "GoldsteinScale": 30,
}
"""The columns that are used, with their places counted from 0; they are the same in both versions.

Source: The GDELT Event Database, Data Format Codebook V1.03 (2013) and V2.0 (2015).
"""
URL: Final = {61: 60, 58: 57}
"""The place of SOURCEURL by the number of columns; before April 2013 there is none."""
WIDTHS: Final = (61, 58, 57)


def read(path: Path, dyad: tuple[str, str] | None) -> Iterator[ImportedCase]:
    """The case of a dyad, named by its country codes, such as `USA`, as Actor1CountryCode has them.

    Raises: UnreadableFileError, InvalidImportError for a file that is no such table, or a dyad that cannot be told.
    """
    yield case_of(_GDELT, path, dyad)


def _rows(path: Path) -> Iterator[EventRow]:
    width = 0
    with closing(tabbed_rows(path)) as rows:
        for number, cells in rows:
            width = width or _width(path, number, cells)
            if len(cells) != width:
                fault = f"it has {len(cells)} columns between tabs, and the first row {width}; mend or remove the line"
                yield EventRow(number, fault=fault)
            else:
                yield EventRow(number, (_actor(cells, 1),), (_actor(cells, 2),), cells, event=plain(cells[0]))


def _width(path: Path, number: int, cells: list[str]) -> int:
    """The number of columns of a table, by its first row. Raises: InvalidImportError if no version has as many."""
    if len(cells) not in WIDTHS:
        columns = counted(len(cells), "column")
        reason = (
            f"this row has {columns} between tabs, and an event table of GDELT {_WIDTHS_IN_WORDS}; "
            "is it a table of mentions or of the knowledge graph, or one that was saved again?"
        )
        raise InvalidImportError(str(path), number, "", reason)
    if not cells[0].strip().isdigit():
        reason = f"{plain(cells[0])[:40]!r} is no number of an event; a table of GDELT has no header; remove the line"
        raise InvalidImportError(str(path), number, "GLOBALEVENTID", reason)
    return len(cells)


_WIDTHS_IN_WORDS: Final = "has 61 (version 2.0), 58 (1.0) or 57 (before April 2013)"


def _actor(cells: list[str], number: int) -> str:
    """The country code of an actor; where it has none, such as an international body, its own code, then its name."""
    options = (cells[COLUMNS[f"Actor{number}{part}"]].strip() for part in ("CountryCode", "Code", "Name"))
    return next(filter(None, options), "")


def _coded(row: EventRow, side: str) -> tuple[CodedEvent, ...] | NoEvent:
    cells = row.cells
    assert isinstance(cells, list)
    when = source_day(cells[COLUMNS["SQLDATE"]])
    if not when.text:
        return NoEvent(when.problem)
    code, problem = full_code(cells[COLUMNS["EventCode"]])
    rule = CAMEO.rule(code)
    if rule is None:
        return no_code(code)
    label, meaning = rule
    sides = mirror_of(code)
    url = plain(cells[URL[len(cells)]]) if len(cells) in URL else ""
    score = problem_of_score(cells[COLUMNS["GoldsteinScale"]].strip(), meaning.tone)
    event = CodedEvent(
        row=row.number,
        date=when,
        by=side,
        code=code,
        label=label,
        meaning=meaning,
        mirror=(when.text, url, sides) if url and sides else None,
        speaker=_speaker(cells),
        details=(f"event {plain(cells[0])}", *filter(None, (url,))),
        problems=tuple(filter(None, (when.problem, problem, score))),
    )
    return (event,)


def _speaker(cells: list[str]) -> str:
    """The name of the actor, which is often a title or a body; empty where it is only the code of the country."""
    name = plain(cells[COLUMNS["Actor1Name"]])
    return "" if key_of(name) == key_of(_actor(cells, 1)) else name


_GDELT: Final = EventFormat("GDELT", "CAMEO", _rows, _coded)
