"""The records of a JSON file: a list of them, one on each line, or one after another."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from sim.model.errors import InvalidImportError
from sim.records.importers.lines import lines

LARGEST: Final = 256 * 1024 * 1024
"""The most characters of a file that is read whole, because its records are no lines."""

_ONE_A_LINE: Final = "write one record on each line"
_BLANK: Final = re.compile(r"\s*")


@frozen
class InvalidRecord:
    """A line that is no JSON, and why."""

    reason: str


def json_records(path: Path) -> Iterator[tuple[int, Any]]:
    """The records, each with its number: that of its line, or its place in a list.

    Where the first line is a record, the file is read line by line, so that its size does not matter; else whole.

    Raises: UnreadableFileError, InvalidImportError for what is no JSON.
    """
    head: list[str] = []
    with closing(lines(path, LARGEST, _ONE_A_LINE)) as texts:
        for line in texts:
            head.append(line)
            if line.strip():
                break
        read = chain(head, texts)
        if head and head[-1].lstrip().startswith("{") and isinstance(_record(head[-1].rstrip()), dict):
            yield from ((number, _record(line.rstrip())) for number, line in enumerate(read, start=1) if line.strip())
        else:
            yield from enumerate(_whole(path, read), start=1)


def _record(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return InvalidRecord(f"it is no JSON: {_why(error)}")


def _why(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at column {error.colno}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else "it has a number that is too long"


def _whole(path: Path, texts: Iterator[str]) -> Iterator[Any]:
    """The records of a text in which they may take several lines."""
    text = _joined(path, texts)
    decoder, at = json.JSONDecoder(), _after_blanks(text, 0)
    if at == len(text):
        raise InvalidImportError(str(path), None, "", "this file has nothing but blanks; name one that has records")
    while at < len(text):
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            line = error.lineno if isinstance(error, json.JSONDecodeError) else text.count("\n", 0, at) + 1
            reason = f"this is no JSON: {_why(error)}; mend it, or write one record on each line"
            raise InvalidImportError(str(path), line, "", reason) from None
        yield from value if isinstance(value, list) else [value]
        at = _after_blanks(text, end)


def _joined(path: Path, texts: Iterator[str]) -> str:
    parts, size = [], 0
    for text in texts:
        size += len(text)
        if size > LARGEST:
            reason = f"a list of more than {LARGEST:,} characters is not read; {_ONE_A_LINE}"
            raise InvalidImportError(str(path), None, "", reason)
        parts.append(text)
    return "".join(parts)


def _after_blanks(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    assert blank is not None
    return blank.end()
