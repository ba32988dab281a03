"""Messages of the Concordia protocol, as files hold them: in a list, one in a line, or one alone."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from sim.model.errors import InvalidImportError, UnreadableFileError

PROTOCOL: Final = "0.1.0"
PREFIX: Final = "negotiate."
"""What the type of every message of a session begins with."""
_WAY_OUT: Final = f"give messages of Concordia {PROTOCOL}: a JSON list of them, or one in a line"
_TIMESTAMP: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?", re.DOTALL)
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
    day: date | None
    sender: str
    recipients: tuple[str, ...]
    body: Mapping[str, Any] = field(eq=False)
    reasoning: str = ""
    refers_to: str = ""
    version: str = ""


def messages_in(path: Path) -> Iterator[Message]:
    """The messages in a file, in its order. Raises: UnreadableFileError, InvalidImportError."""
    for number, value in _values(path):
        if not isinstance(value, dict):
            raise InvalidImportError(str(path), number, "", f"this is no message but {_kind_of(value)}; {_WAY_OUT}")
        yield _message(path, number, value)


def _values(path: Path) -> list[tuple[int, Any]]:
    """The values in a file, each with its number: its place in a list, or its line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"it is not in UTF-8 (byte {error.start + 1}); save it as UTF-8"
        raise InvalidImportError(str(path), None, "", reason) from None
    except OSError as error:
        raise UnreadableFileError(str(path), f"it cannot be read: {(error.strerror or str(error)).lower()}") from None
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > 1 and _is_object(lines[0][1]):
        return [(number, _parsed(path, line, number)) for number, line in lines]
    return list(enumerate(_listed(_parsed(path, text)), 1))


def _is_object(line: str) -> bool:
    """Whether a line is an object by itself, as where each message has its own."""
    with suppress(ValueError, RecursionError):
        return isinstance(json.loads(line), dict)
    return False


def _parsed(path: Path, text: str, first: int = 1) -> Any:
    """The value of a JSON text that begins in that line."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line, reason = first + error.lineno - 1, error.msg[:1].lower() + error.msg[1:]
    except (ValueError, RecursionError):
        line, reason = first, "a number is too long, or a value is nested too deeply"
    raise InvalidImportError(str(path), None, "", f"line {line} is no JSON: {reason}; {_WAY_OUT}")


def _listed(value: Any) -> list[Any]:
    if isinstance(value, dict):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), [value])
    return value if isinstance(value, list) else [value]


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
    sender, body = value.get("from"), value.get("body")
    return Message(
        number,
        _text(value, "type").removeprefix(PREFIX),
        _text(value, "id"),
        session,
        day_of(_text(value, "timestamp")),
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
    return text.strip() if isinstance(text, str) else ""


def _recipients(value: Any) -> Iterator[str]:
    for recipient in value if isinstance(value, list) else []:
        if name := _text(recipient, "agent_id"):
            yield name


def day_of(timestamp: str) -> date | None:
    """The day of a timestamp, which is in UTC; None for what is none."""
    parts = _TIMESTAMP.fullmatch(timestamp)
    try:
        return None if parts is None else date.fromisoformat(parts[1])
    except ValueError:
        return None
