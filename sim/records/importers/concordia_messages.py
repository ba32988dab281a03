"""Messages of the Concordia protocol, as files hold them: in a list, one in a line, or one alone."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from sim.model.errors import InvalidImportError
from sim.records.importers.json_records import InvalidRecord, json_records
from sim.records.importers.source_dates import SourceDate, source_day
from sim.records.importers.texts import plain

PROTOCOL: Final = "0.1.0"
PREFIX: Final = "negotiate."
"""What the type of every message of a session begins with."""
_WAY_OUT: Final = f"give messages of Concordia {PROTOCOL}: a JSON list of them, or one in a line"
_LISTS: Final = ("messages", "transcript")
"""The keys under which an object may have its messages."""


@frozen
class Message:
    """A message: its number in the file from 1, and what its envelope says; empty where it says nothing.

    `kind` is the type without its prefix, `day` that of the timestamp, `refers_to` the id of the message that it
    answers.
    """

    number: int
    kind: str
    id: str
    session: str
    day: SourceDate
    sender: str
    recipients: tuple[str, ...]
    body: Mapping[str, Any] = field(eq=False)
    reasoning: str = ""
    refers_to: str = ""
    version: str = ""


def messages_in(path: Path) -> Iterator[Message]:
    """The messages in a file, in its order. Raises: UnreadableFileError, InvalidImportError."""
    for number, value in _values(path):
        if isinstance(value, InvalidRecord):
            raise InvalidImportError(str(path), number, "", f"{value.reason}; {_WAY_OUT}")
        if not isinstance(value, dict):
            raise InvalidImportError(str(path), number, "", f"this is no message but {_kind_of(value)}; {_WAY_OUT}")
        yield _message(path, number, value)


def _values(path: Path) -> Iterator[tuple[int, Any]]:
    """The values in a file, each with its number: its line, or its place in a list."""
    for number, value in json_records(path):
        messages = [value[key] for key in _LISTS if isinstance(value.get(key), list)] if isinstance(value, dict) else []
        yield from enumerate(messages[0], 1) if messages else ((number, value),)


def _kind_of(value: Any) -> str:
    return {list: "a list", str: "a text", bool: "a yes or no", type(None): "nothing"}.get(type(value), "a number")


def _message(path: Path, number: int, value: Mapping[str, Any]) -> Message:
    if "concordia" not in value:
        other = value.get("spec_version", value.get("protocol"))
        what = f"an object of {other!r}, which is another protocol" if isinstance(other, str) else "no message"
        raise InvalidImportError(str(path), number, "concordia", f"this is {what}; {_WAY_OUT}")
    session = _text(value, "session_id")
    if not session:
        raise InvalidImportError(str(path), number, "session_id", "the message is of no session; name its session")
    sender, body, timestamp = value.get("from"), value.get("body"), _text(value, "timestamp")
    return Message(
        number,
        _text(value, "type").removeprefix(PREFIX),
        _text(value, "id"),
        session,
        source_day(timestamp) if timestamp else SourceDate("", "it has no timestamp"),
        _text(sender, "agent_id"),
        tuple(_recipients(value.get("to"))),
        body if isinstance(body, dict) else {},
        _text(value, "reasoning"),
        _text(value, "in_reply_to"),
        _text(value, "concordia"),
    )


def _text(value: Any, key: str) -> str:
    """The text under a key of an object; empty where there is none."""
    text = value.get(key) if isinstance(value, dict) else None
    return plain(text) if isinstance(text, str) else ""


def _recipients(value: Any) -> Iterator[str]:
    for recipient in value if isinstance(value, list) else []:
        if name := _text(recipient, "agent_id"):
            yield name
