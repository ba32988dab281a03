"""Messages of the Concordia protocol, as files hold them: in a list, one in a line, or one alone."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from sim.model.errors import InvalidImportError
from sim.records.imported_case import REFUSED, ImportedRow
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
    timestamp: str = ""


def messages_in(path: Path) -> tuple[list[Message], list[ImportedRow]]:
    """The messages in a file, in its order, and the rows for what is none.

    Raises: UnreadableFileError, InvalidImportError for a file that is no JSON, or that has no message but others.
    """
    messages, others = list[Message](), list[ImportedRow]()
    for number, value in _values(path):
        column, fault = _fault(value)
        if fault:
            others.append(ImportedRow(number, None, REFUSED, fault, column=column))
        else:
            messages.append(_message(number, value))
    if others and not messages:
        raise InvalidImportError(str(path), others[0].number, others[0].column, others[0].reason)
    return messages, others


def in_order(messages: Iterable[Message]) -> list[Message]:
    """The messages by day and by time; one without a timestamp that can be read stays behind the one before it."""
    keys, last = list[tuple[str, datetime]](), ("", datetime.min.replace(tzinfo=UTC))
    listed = list(messages)
    for message in listed:
        with suppress(ValueError):
            instant = datetime.fromisoformat(message.timestamp)
            instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
            last = (message.day.text, instant)
        keys.append(last)
    return [listed[at] for at in sorted(range(len(listed)), key=keys.__getitem__)]


def _values(path: Path) -> Iterator[tuple[int, Any]]:
    """The values in a file, each with its number: its line, or its place in a list."""
    for number, value in json_records(path):
        messages = [value[key] for key in _LISTS if isinstance(value.get(key), list)] if isinstance(value, dict) else []
        yield from enumerate(messages[0], 1) if messages else ((number, value),)


def _kind_of(value: Any) -> str:
    return {list: "a list", str: "a text", bool: "a yes or no", type(None): "nothing"}.get(type(value), "a number")


def _fault(value: Any) -> tuple[str, str]:
    """Why a value is no message of a session, with the key that is to blame; both empty if it is one."""
    if isinstance(value, InvalidRecord):
        return "", f"{value.reason}; {_WAY_OUT}"
    if not isinstance(value, dict):
        return "", f"this is no message but {_kind_of(value)}; {_WAY_OUT}"
    if "concordia" not in value:
        other = value.get("spec_version", value.get("protocol"))
        what = f"an object of {other!r}, which is another protocol" if isinstance(other, str) else "no message"
        return "concordia", f"this is {what}; {_WAY_OUT}"
    if not _text(value, "session_id"):
        return "session_id", "the message is of no session; name its session"
    return "", ""


def _message(number: int, value: Mapping[str, Any]) -> Message:
    sender, body, timestamp = value.get("from"), value.get("body"), _text(value, "timestamp")
    return Message(
        number,
        _text(value, "type").removeprefix(PREFIX),
        _text(value, "id"),
        _text(value, "session_id"),
        source_day(timestamp) if timestamp else SourceDate("", "it has no timestamp"),
        _text(sender, "agent_id"),
        tuple(_recipients(value.get("to"))),
        body if isinstance(body, dict) else {},
        _text(value, "reasoning"),
        _text(value, "in_reply_to"),
        _text(value, "concordia"),
        timestamp,
    )


def _text(value: Any, key: str) -> str:
    """The text under a key of an object; empty where there is none."""
    text = value.get(key) if isinstance(value, dict) else None
    return plain(text) if isinstance(text, str) else ""


def _recipients(value: Any) -> Iterator[str]:
    for recipient in value if isinstance(value, list) else []:
        if name := _text(recipient, "agent_id"):
            yield name
