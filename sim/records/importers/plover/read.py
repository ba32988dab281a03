"""The importer of PLOVER records: JSON, a list or a record on each line."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sim.model.errors import did_you_mean, one_of
from sim.records.imported_case import ImportedCase
from sim.records.importers.events.coded_events import CodedEvent, NoEvent
from sim.records.importers.events.dyads import EventRow
from sim.records.importers.events.event_data import EventFormat, case_of
from sim.records.importers.json_records import InvalidRecord, json_records
from sim.records.importers.plover.codes import CATEGORIES, NOT_COUNTED, PLOVER, code_of
from sim.records.importers.source_dates import SourceDate, source_day
from sim.records.importers.texts import key_of, plain

FORMAT: Final = (
    "PLOVER records in JSON, a list or one record a line, of manual 2.0 (actor or source, recipient, event_text) and "
    "of version 0.5 (source, target, eventText)"
)
"""The format and the versions that are read."""

SOURCES: Final = ("source", "actor")
TARGETS: Final = ("recipient", "target")
ACTOR_TEXTS: Final = ("actor_text", "actorText", "identifier_text")
EVENT_TEXTS: Final = ("event_text", "eventText")
"""The fields under their names in the versions, the first that a record has being read."""
_NEEDED: Final = (*SOURCES, *TARGETS, "event")
"""The fields of which a record has at least one."""


def read(path: Path, dyad: tuple[str, str] | None) -> Iterator[ImportedCase]:
    """The case of a dyad, named by the codes of its actors, such as `HUN`.

    Raises: UnreadableFileError, InvalidImportError for what is no JSON, or a dyad that cannot be told.
    """
    yield case_of(_PLOVER, path, dyad)


def _rows(path: Path) -> Iterator[EventRow]:
    for number, record in json_records(path):
        if isinstance(record, Mapping) and record.keys().isdisjoint(_NEEDED):
            yield EventRow(number, fault=f"it is no record of PLOVER, as it has no field {one_of(_NEEDED)}")
        elif isinstance(record, Mapping):
            event = plain(str(record.get("id") or ""))
            yield EventRow(number, _names(record, SOURCES), _names(record, TARGETS), record, event=event)
        else:
            fault = record.reason if isinstance(record, InvalidRecord) else "it is no record with named fields"
            yield EventRow(number, fault=fault)


def _value(record: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((record[name] for name in names if record.get(name)), None)


def _listed(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _texts(value: Any, separator: str = ",") -> tuple[str, ...]:
    """The texts of a value: one, several with commas between them, or a list."""
    parts = (part for text in _listed(value) if isinstance(text, str) for part in text.split(separator))
    return tuple(text for text in map(plain, parts) if text)


def _names(record: Mapping[str, Any], fields: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of the actors of one role; of one without a code the text."""
    names = (_name(actor) for actor in _listed(_value(record, fields)))
    return tuple(name for name in names if name)


def _name(actor: Any) -> str:
    """The name of an actor; a word in small letters is none, but a context in the wrong field."""
    if isinstance(actor, Mapping):
        return plain(str(_value(actor, ("code", *ACTOR_TEXTS)) or ""))
    text = plain(actor) if isinstance(actor, str) else ""
    return "" if text.islower() else text


def _coded(row: EventRow, side: str) -> tuple[CodedEvent, ...] | NoEvent:
    record = row.cells
    assert isinstance(record, Mapping)
    when = source_day(str(record.get("date") or ""))
    categories = tuple(dict.fromkeys(text.upper() for text in _texts(record.get("event"))))
    if DOCUMENT in categories:
        return NoEvent("it documents the file, and reports no event", is_left_out=True)
    contexts = tuple(text.casefold() for text in _texts(record.get("context")))
    if reason := _no_event(record, when, categories, contexts):
        return reason
    modes = tuple(text.casefold() for text in _texts(record.get("mode")))
    shared = _shared(record, when, contexts)
    return tuple(_event(row.number, side, code_of(category, modes), shared) for category in categories)


DOCUMENT: Final = "DOCUMENT"
"""The category of records that hold the documentation of the gold standard records."""


def _no_event(
    record: Mapping[str, Any], when: SourceDate, categories: tuple[str, ...], contexts: tuple[str, ...]
) -> NoEvent | None:
    """Why a record is no event of its date; None if it is one."""
    if not when.text:
        return NoEvent(when.problem if record.get("date") else "it has no date")
    unknown = next((category for category in categories if category not in PLOVER.by_code), None)
    if unknown is not None:
        return NoEvent(f"{unknown[:40]!r} is no category of PLOVER{did_you_mean(unknown, CATEGORIES)}")
    if not categories:
        return NoEvent("it has no category of an event", is_left_out=True)
    context = next((context for context in NOT_COUNTED if context in contexts), None)
    return None if context is None else NoEvent(NOT_COUNTED[context], is_left_out=True)


def _shared(record: Mapping[str, Any], when: SourceDate, contexts: tuple[str, ...]) -> dict[str, Any]:
    """What all events of a record have in common."""
    texts = (
        plain(str(record.get("id") or "")),
        *(f"context {context}" for context in contexts[1:]),
        " ".join(_texts(record.get("text"), "\n")),
    )
    return {
        "date": when,
        "issue": key_of(contexts[0]) if contexts else "",
        "speaker": _speaker(record),
        "label": " ".join(_texts(_value(record, EVENT_TEXTS), "\n")),
        "details": tuple(filter(None, texts)),
        "problems": tuple(filter(None, (when.problem,))),
    }


def _speaker(record: Mapping[str, Any]) -> str:
    """How the text names the first actor."""
    actors = [actor for actor in _listed(_value(record, SOURCES)) if isinstance(actor, Mapping)]
    return plain(str(_value(actors[0], ACTOR_TEXTS) or "")) if actors else ""


def _event(number: int, side: str, code: str, shared: Mapping[str, Any]) -> CodedEvent:
    label, meaning = PLOVER.by_code[code]
    parts = {**shared, "label": shared["label"] or label}
    return CodedEvent(row=number, by=side, code=code, meaning=meaning, **parts)


_PLOVER: Final = EventFormat("PLOVER", "PLOVER", _rows, _coded)
