"""The importer of ICEWS coded events: tables with tabs and a header, one file a year."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from sim.model.errors import InvalidImportError, did_you_mean
from sim.records.imported_case import ImportedCase
from sim.records.importers.cameo.codes import CAMEO, full_code, mirror_of, no_code
from sim.records.importers.events.coded_events import CodedEvent, NoEvent, problem_of_score
from sim.records.importers.events.dyads import EventRow
from sim.records.importers.events.event_data import EventFormat, case_of
from sim.records.importers.lines import tabbed_rows
from sim.records.importers.source_dates import source_day
from sim.records.importers.texts import key_of, plain

FORMAT: Final = (
    "ICEWS coded event data (Harvard Dataverse, doi:10.7910/DVN/28075), tables of the years 1995 to 2020: "
    "20 columns between tabs under a header, events in CAMEO"
)
"""The format and the version that is read."""

NEEDED: Final = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Country",
    "CAMEO Code",
    "Target Name",
    "Target Country",
)
"""The columns that every table must have."""
USED: Final = ("Event Text", "Intensity", "Story ID", "Sentence Number", "Publisher")
"""The columns that are read where a table has them."""

Cells = dict[str, str]
_NONE: Final = ("", "NA", "NULL")


def read(path: Path, dyad: tuple[str, str] | None) -> Iterator[ImportedCase]:
    """The case of a dyad, named by its countries as the columns Source Country and Target Country have them.

    Raises: UnreadableFileError, InvalidImportError for a file that is no such table, or a dyad that cannot be told.
    """
    yield case_of(_ICEWS, path, dyad)


def _rows(path: Path) -> Iterator[EventRow]:
    with closing(tabbed_rows(path)) as rows:
        header = _header(path, next(rows, (1, [""]))[1])
        for number, cells in rows:
            yield _row(number, cells, header)


def _row(number: int, cells: list[str], header: list[str]) -> EventRow:
    if len(cells) != len(header):
        fault = f"it has {len(cells)} columns between tabs, and the header {len(header)}; mend or remove the line"
        return EventRow(number, fault=fault)
    values = dict(zip(header, cells, strict=True))
    event = plain(values["Event ID"])
    return EventRow(number, (_actor(values, "Source"),), (_actor(values, "Target"),), values, event=event)


def _header(path: Path, cells: Sequence[str]) -> list[str]:
    """The names of the columns. Raises: InvalidImportError for those that are missing."""
    written = {name.casefold(): name for name in (*NEEDED, *USED)}
    columns = [written.get(cell.strip().casefold(), cell.strip()) for cell in cells]
    for name in NEEDED:
        if name not in columns:
            advice = did_you_mean(name, columns) if len(columns) > 1 else "; are the columns between tabs?"
            reason = f"the header has no such column, and a table of ICEWS has {', '.join(NEEDED)}{advice}"
            raise InvalidImportError(str(path), 1, name, reason)
    return columns


def _actor(values: Cells, side: str) -> str:
    """The country of an actor, which may be a person, a body or a city; its name where there is no country."""
    country, name = values[f"{side} Country"].strip(), values[f"{side} Name"].strip()
    return country if country not in _NONE else name


def _coded(row: EventRow, side: str) -> tuple[CodedEvent, ...] | NoEvent:
    values = row.cells
    assert isinstance(values, dict)
    when = source_day(values["Event Date"])
    if not when.text:
        return NoEvent(when.problem)
    code, problem = full_code(values["CAMEO Code"])
    rule = CAMEO.rule(code)
    if rule is None:
        return no_code(code)
    label, meaning = rule
    sides = mirror_of(code)
    story, sentence = values.get("Story ID", "").strip(), values.get("Sentence Number", "").strip()
    event = CodedEvent(
        row=row.number,
        date=when,
        by=side,
        code=code,
        label=plain(values.get("Event Text", "")) or label,
        meaning=meaning,
        mirror=(when.text, story, sentence, sides) if story and sides else None,
        speaker=_speaker(values),
        details=_details(values),
        problems=tuple(filter(None, (when.problem, problem, problem_of_score(_score(values), meaning.tone)))),
    )
    return (event,)


def _score(values: Cells) -> str:
    score = values.get("Intensity", "").strip()
    return "" if score in _NONE else score


def _speaker(values: Cells) -> str:
    """Who acts for the country; empty where that is the country itself."""
    name = plain(values["Source Name"])
    return "" if name in _NONE or key_of(name) == key_of(values["Source Country"]) else name


def _details(values: Cells) -> tuple[str, ...]:
    target, publisher = plain(values["Target Name"]), plain(values.get("Publisher", ""))
    is_country = key_of(target) == key_of(values["Target Country"])
    return tuple(
        part
        for part in (
            f"event {plain(values['Event ID'])}",
            "" if is_country or target in _NONE else f"towards {target}",
            "" if publisher in _NONE else publisher,
        )
        if part
    )


_ICEWS: Final = EventFormat("ICEWS", "CAMEO", _rows, _coded)
