"""Object-centric event logs: OCEL 2.0 in JSON, one log for all cases.

Source: OCEL 2.0 (Berti and others 2024, arXiv 2403.01975), https://www.ocel-standard.org.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from sim.history.snapshot import Step
from sim.model.move import Move, fields_of, key_of
from sim.records.exporters.cases import Cases
from sim.records.exporters.ocel_objects import OBJECT_TYPES, Object, Timed, attributes_of, objects_of
from sim.records.exporters.ocel_relations import Objects, Relation, relations_of_move
from sim.records.exporters.times import midnight, times_of_moves
from sim.records.json_values import Json, json_line
from sim.records.tables.cells import value_cell
from sim.rules.registry import MOVES_BY_VERB
from sim.scenario.scenario import Scenario

FORMAT: Final = "OCEL 2.0, JSON"

OF_EVERY_MOVE: Final = {
    "number": "integer",
    "tone": "string",
    "earliest": "time",
    "latest": "time",
    "line": "integer",
}
"""The attributes that every event has beside the fields of its move, with their types."""

_IN_MEMORY: Final = 16 * 1024 * 1024
"""The bytes of objects that are held in memory before a temporary file takes them."""


def export(cases: Cases) -> Iterator[str]:
    """The text of the log, piece by piece: its events, its objects, and the types that occur among them.

    The cases are read one after another. The objects follow all events, so they wait in a temporary file.
    """
    verbs, kinds = set[str](), set[str]()
    with SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as waiting:
        yield '{\n"events": ['
        yield from _joined(_events_of_all(cases, verbs, kinds, waiting))
        yield '\n],\n"objects": ['
        waiting.seek(0)
        yield from _joined(line.rstrip("\n") for line in waiting)
    yield f'\n],\n"eventTypes": {json_line(_event_types(verbs))},\n'
    yield f'"objectTypes": {json_line(_object_types(kinds))}\n}}\n'


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """The items of an array, each on a line."""
    for position, line in enumerate(lines):
        yield f"{',' if position else ''}\n{line}"


def _events_of_all(cases: Cases, verbs: set[str], kinds: set[str], waiting: IO[str]) -> Iterator[str]:
    """The events of all cases as JSON; notes the types that occur, and puts the objects aside."""
    for case, scenario in cases:
        for event in events_of(case, scenario):
            verbs.add(event["type"])
            yield json_line(event)
        for each in objects_of(case, scenario):
            kinds.add(each.type)
            waiting.write(f"{json_line(_object_as_json(each))}\n")


def events_of(case: str, scenario: Scenario) -> Iterator[dict[str, Any]]:
    """The events of a case, one for each move, in order."""
    history = scenario.history
    objects, times = Objects(case, history), times_of_moves(history)
    for step in history.as_of(len(history.moves)).steps():
        yield {
            "id": f"{case}/{step.number}",
            "type": step.move.verb,
            "time": times[step.number - 1],
            "attributes": [{"name": key, "value": value} for key, value in _attributes(step).items()],
            "relationships": _relations(relations_of_move(step, objects)),
        }


def _attributes(step: Step) -> dict[str, str]:
    """The attributes of an event, all of them texts, as the schema of OCEL wants them."""
    line = None if step.move.where is None else step.move.where.line
    given = {
        "number": str(step.number),
        "tone": step.tone,
        "earliest": _day(step.when.earliest),
        "latest": _day(step.when.latest),
        "line": line and str(line),
    }
    fields = {key_of(each.name): value_cell(getattr(step.move, each.name)) for each in fields_of(type(step.move))}
    return {key: str(value) for key, value in {**given, **fields}.items() if value}


def _day(day: date | None) -> str | None:
    return None if day is None else midnight(day)


def _object_as_json(each: Object) -> Json:
    return {
        "id": each.id,
        "type": each.type,
        "attributes": [_timed(timed) for timed in each.attributes],
        "relationships": _relations(each.relations),
    }


def _timed(timed: Timed) -> Json:
    name, value, time = timed
    return {"name": name, "value": value, "time": time}


def _relations(relations: Iterable[Relation]) -> list[Json]:
    return [{"objectId": name, "qualifier": qualifier} for name, qualifier in relations]


def _event_types(verbs: set[str]) -> list[Json]:
    return [
        {"name": verb, "attributes": [{"name": key, "type": kind} for key, kind in _attributes_of(move).items()]}
        for verb, move in MOVES_BY_VERB.items()
        if verb in verbs
    ]


def _attributes_of(move: type[Move]) -> dict[str, str]:
    """The attributes of the events of a verb, with their types."""
    return OF_EVERY_MOVE | {key_of(attribute.name): "string" for attribute in fields_of(move)}


def _object_types(kinds: set[str]) -> list[Json]:
    return [
        {"name": kind, "attributes": [{"name": name, "type": "string"} for name in attributes_of(kind)]}
        for kind in (*OBJECT_TYPES, *sorted(kinds - OBJECT_TYPES.keys()))
        if kind in kinds
    ]
