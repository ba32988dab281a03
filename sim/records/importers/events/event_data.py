"""Event data as a case: the rows of one dyad in order of date, as candidates for moves."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from sim.model.dates import When
from sim.records.imported_case import DROPPED, REFUSED, ImportedCase, ImportedRow
from sim.records.importers.events.candidates import Candidates, Scheme
from sim.records.importers.events.coded_events import CodedEvent, NoEvent
from sim.records.importers.events.doubled_events import Repeats, without_doubles
from sim.records.importers.events.dyads import DyadCounts, EventRow, Pair, dyad_in, side_of
from sim.records.importers.events.open_subjects import TALKS
from sim.records.importers.texts import key_of, plain

ISSUE: Final = "relations"
"""The id of the issue of events that name none."""


@frozen
class EventFormat:
    """A format of event data: its title, the name of its codes, and how it is read.

    `rows` gives the rows of a file, `coded` the events of a row, given the side that acts, or why it has none.
    """

    title: str
    codes: str
    rows: Callable[[Path], Iterator[EventRow]]
    coded: Callable[[EventRow, str], tuple[CodedEvent, ...] | NoEvent]


@frozen
class _Selection:
    """What a file has of a dyad: its events in the order of the file, and the rows that have none.

    `counts` are the dyads of the whole file, `others` is how many rows belong to other dyads.
    """

    events: Sequence[CodedEvent]
    without_event: Sequence[ImportedRow]
    counts: DyadCounts
    others: int


def case_of(format: EventFormat, path: Path, dyad: tuple[str, str] | None) -> ImportedCase:
    """The case of a dyad in a file; without a dyad, of the only one that the file has.

    Raises: UnreadableFileError, InvalidImportError for a file that cannot be read, or a dyad that cannot be told.
    """
    if dyad is None:
        dyad = dyad_in(path, DyadCounts.of(format.rows(path)), None)
    selection = _selected(format, path, (key_of(dyad[0]), key_of(dyad[1])))
    parties = dyad_in(path, selection.counts, dyad)
    in_order = sorted(selection.events, key=lambda event: When.parse(event.date.text).best)
    events, doubled = without_doubles(in_order)
    candidates = Candidates(parties, Scheme(format.codes, _source_id(format), ISSUE))
    moves = tuple(row for event in events for row in candidates.rows(event))
    titles = {party: selection.counts.names[party] for party in parties}
    return ImportedCase(
        name="-".join(parties),
        title=f"{' and '.join(titles.values())}: events of {format.title}",
        setting=_setting(format, path, titles, events, moves),
        rows=(*selection.without_event, *doubled, *moves),
        notes=_notes(selection, events, doubled, is_sorted=list(selection.events) == in_order),
    )


def _source_id(format: EventFormat) -> str:
    return key_of(format.title)


def _selected(format: EventFormat, path: Path, dyad: Pair) -> _Selection:
    events: list[CodedEvent] = []
    without_event: list[ImportedRow] = []
    counts, others, repeats = DyadCounts(), 0, Repeats()
    for row in format.rows(path):
        counts.add(row)
        side = side_of(row, dyad)
        if side is None and not row.fault:
            others += 1
            continue
        coded = NoEvent(row.fault) if side is None else _coded(format, row, side, repeats)
        if isinstance(coded, NoEvent):
            outcome = DROPPED if coded.is_left_out else REFUSED
            without_event.append(ImportedRow(row.number, None, outcome, coded.reason))
        else:
            events += coded
    return _Selection(events, without_event, counts, others)


def _coded(format: EventFormat, row: EventRow, side: str, repeats: Repeats) -> tuple[CodedEvent, ...] | NoEvent:
    repeat = repeats.reason("event", row.event, row.cells, row.number)
    return NoEvent(repeat, is_left_out=True) if repeat else format.coded(row, side)


def _setting(
    format: EventFormat,
    path: Path,
    titles: Mapping[str, str],
    events: Sequence[CodedEvent],
    moves: Sequence[ImportedRow],
) -> dict[str, Any]:
    """The sections that declare the parties, the issues, the talks and the source."""
    relations = f"Relations between {' and '.join(titles.values())}"
    issues = {event.issue or ISSUE: event.issue or relations for event in events}
    meets = any(TALKS in (row.item or {}).values() for row in moves)
    return {
        "parties": dict(titles),
        "issues": issues or {ISSUE: relations},
        **({"talks": {TALKS: "Negotiations, of any format"}} if meets else {}),
        "sources": {_source_id(format): {"title": plain(f"{format.title}, {path.name}")}},
    }


def _notes(
    selection: _Selection, events: Sequence[CodedEvent], doubled: Sequence[ImportedRow], *, is_sorted: bool
) -> tuple[str, ...]:
    """What is said of the case as a whole."""
    problems = sum(bool(event.problems) for event in events)
    notes = {
        "rows of other dyads, or of one actor alone, passed over": selection.others,
        "events reported from both sides, taken once": len(doubled),
        "events with a problem that the note of the move names": problems,
    }
    order = () if is_sorted else ("the rows were put in order of date",)
    return (*(f"{what}: {number:,}" for what, number in notes.items() if number), *order)
