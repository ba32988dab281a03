"""Logs as files: JSON lines, the start first, then an operation or a read on each line.

    {"format": "negsim-log/1", "start": {"parties": {"aland": "Aland", "bohus": "Bohus"}, "issues": {"quota": "Quota"}}}
    {"move": {"propose": "a", "issue": "quota", "by": "aland", "date": "2013-01-01"}, "outcome": "accepted",
     "start": 0.1, "end": 0.3, "client": "c1", "retry": "request-7"}
    {"read": {"a": "tabled"}, "day": "2013-01-01", "start": 0.4, "end": 0.5, "client": "c2"}

(Each is one line in a file.) `start` has the sections of a scenario file that declare what there is before any move,
and `move` is an item of its `moves`. `client` and `retry` may be left out, and `end` where the outcome is unknown. A
read has the status of each subject that was seen, of a commitment that of each party, null for what nobody has made.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from sim.model.dates import When
from sim.model.errors import (
    Fault,
    InvalidFieldError,
    InvalidScenarioError,
    NegsimError,
    UnreadableFileError,
    Where,
    did_you_mean,
)
from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.scenario import loads
from sim.scenario.fields import FieldReader
from sim.scenario.moves_section import read_moves
from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, SequenceNode
from sim.testing.judging.log import Entry, Log, Operation, Read, check_same

FORMAT: Final = "negsim-log/1"

_START: Final = ("parties", "third-parties", "issues", "sources", "commitments", "measures", "talks")
_OPERATION: Final = ("move", "outcome", "start", "end", "client", "retry")
_READ: Final = ("read", "day", "start", "end", "client")

Json = Mapping[str, Any]


class InvalidLogError(InvalidScenarioError):
    """A log that cannot be used, with all its faults in the order of the file."""


def read_log(path: "str | PathLike[str]") -> Log:
    """The log in a file of JSON lines.

    Raises: UnreadableFileError if it cannot be opened; InvalidLogError, with all its faults, each with its line;
    InvalidFieldError if it is no path.
    """
    if not isinstance(path, str | PathLike):
        raise InvalidFieldError(f"read_log takes the path of a file, such as 'requests.jsonl', not {path!r}")
    name = fspath(path)
    try:
        lines = Path(path).read_bytes().split(b"\n")
    except (OSError, ValueError) as error:
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else "no file can have this name"
        raise UnreadableFileError(name, f"it cannot be read: {reason}") from None
    return _Reader(name).log(lines)


class _LineError(Exception):
    """What is wrong with a line, in a sentence."""


class _Reader:
    """Reads the lines of one file, and notes all that is wrong with them."""

    def __init__(self, file: str) -> None:
        self.faults, self.file = list[Fault](), file
        self._requests = dict[str, tuple[int, Operation]]()

    def log(self, lines: list[bytes]) -> Log:
        """The log. Raises: InvalidLogError."""
        read = iter([*self._objects(lines)])
        start = self._noted(*next(read, (1, {})), _start)
        entries = [entry for line, data in read if (entry := self._noted(line, data, self._entry(line))) is not None]
        if start is None or self.faults:
            raise InvalidLogError(tuple(sorted(self.faults, key=lambda fault: fault.where.line)))
        operations = [entry for entry in entries if isinstance(entry, Operation)]
        return Log(start, operations, [entry for entry in entries if isinstance(entry, Read)])

    def _entry(self, line: int) -> Callable[[Json], Entry]:
        """What reads the entry on a line, which is no other request than those before it with its `retry`."""

        def read(data: Json) -> Entry:
            entry = _entry(data)
            if isinstance(entry, Operation) and entry.retry is not None:
                first_line, first = self._requests.setdefault(entry.retry, (line, entry))
                check_same(first, entry, f" (line {first_line})")
            return entry

        return read

    def _objects(self, lines: list[bytes]) -> Iterator[tuple[int, Json]]:
        """The object on each line that has one, with its number from 1."""
        for number, line in enumerate(lines, 1):
            if line.strip():
                found = self._noted(number, line, _object)
                if found is not None:
                    yield number, found

    def _noted(self, line: int, data: Any, read: Callable[[Any], Any]) -> Any:
        """What is read of the data of a line; None, and a fault, if it is invalid."""
        try:
            return read(data)
        except InvalidScenarioError as error:
            self.faults.extend(self._fault(line, fault.words, fault.concerns) for fault in error.faults)
        except (NegsimError, _LineError) as error:
            self.faults.append(self._fault(line, str(error)))
        return None

    def _fault(self, line: int, words: str, concerns: str = "") -> Fault:
        return Fault(Where(self.file, line, 1), concerns, words)


def _object(line: bytes) -> Json:
    try:
        found = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_with_each_key_once)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, json.JSONDecodeError) else "its encoding or nesting is none of JSON"
        raise _LineError(f"this line is no JSON: {reason[:1].lower()}{reason[1:]}") from None
    if not isinstance(found, dict):
        raise _LineError("each line is an object, {…}, of one operation or read")
    return found


def _with_each_key_once(pairs: list[tuple[str, Any]]) -> Json:
    keys = dict(pairs)
    if len(keys) < len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in keys if names.count(key) > 1)
        raise _LineError(f"the key {twice!r} is there more than once in one object")
    return keys


def _start(data: Json) -> Negotiation:
    if data.get("format") != FORMAT:
        raise _LineError(f'a log begins with a line {{"format": "{FORMAT}", "start": {{…}}}}')
    _check_keys(data, ("format", "start"), ("start",))
    start = data["start"] if isinstance(data["start"], dict) else {}
    _check_keys(start, _START, ("parties",))
    return loads(json.dumps({"scenario": "Start", **start}, ensure_ascii=False)).start


def _entry(data: Json) -> Entry:
    if "move" in data:
        _check_keys(data, _OPERATION, ("outcome", "start"))
        return Operation(_move(data["move"]), data["outcome"], *_times(data), *_texts(data, "client", "retry"))
    if "read" in data:
        _check_keys(data, _READ, ("day", "start", "end"))
        if not isinstance(data["day"], str):
            raise _LineError(f'day is a date, such as "2013-01-01", not {_in_json(data["day"])}')
        day, (start, end) = When.parse(data["day"]).best, _times(data)
        if end is None:
            raise _LineError("end is a number, not null")
        return Read(data["read"], day, start, end, *_texts(data, "client"))
    raise _LineError("this line has neither a `move` nor a `read`")


def _check_keys(data: Json, known: tuple[str, ...], needed: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            raise _LineError(f"there is no key {key!r} here{did_you_mean(key, known)}")
    missing = next((key for key in needed if key not in data), None)
    if missing is not None:
        raise _LineError(f"{missing} is missing")


def _in_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _times(data: Json) -> tuple[float, float | None]:
    start, end = data["start"], data.get("end")
    for key, value in (("start", start), ("end", end)):
        if isinstance(value, bool) or not isinstance(value, (int, float, type(None))):
            raise _LineError(f"{key} is a number, not {value!r}")
    if start is None:
        raise _LineError("start is a number, not null")
    return start, end


def _texts(data: Json, *keys: str) -> Iterator[Any]:
    for key in keys:
        value = data.get(key, "" if key == "client" else None)
        if not isinstance(value, (str, type(None))):
            raise _LineError(f"{key} is a text, not {value!r}")
        yield value


def _move(item: Any) -> Move:
    """A move as an item of `moves` in a scenario file. Raises: InvalidScenarioError."""
    faults = Faults("")
    parsed = read_moves(FieldReader(faults), SequenceNode([_node(item)], 1, 1))
    if faults.noted or not parsed or parsed[0].move is None:
        raise InvalidScenarioError(faults.in_order())
    return evolve(parsed[0].move, where=None)


def _node(part: Any) -> Node:
    """The node that a part of a move would be in a scenario file."""
    if isinstance(part, list):
        return SequenceNode([_node(item) for item in part], 1, 1)
    if isinstance(part, dict):
        nodes = {key: _node(value) for key, value in part.items()}
        return MappingNode(nodes, {key: ScalarNode(key, 1, 1) for key in nodes}, 1, 1)
    return ScalarNode("" if part is None else str(part), 1, 1)
