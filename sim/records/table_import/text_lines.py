"""The lines of a text file of any size, decoded as they come, with the row at which it cannot be read."""

import codecs
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from sim.model.errors import InvalidImportError, UnreadableFileError

LONGEST_LINE: Final = 1_000_000
"""The most characters of a line."""

_OTHER_FILES: Final = {
    b"PK\x03\x04": "it is a workbook or a zip archive, no CSV; in a spreadsheet, save the sheet as CSV UTF-8",
    b"\xd0\xcf\x11\xe0": "it is an old workbook, no CSV; in a spreadsheet, save the sheet as CSV UTF-8",
    b"\x1f\x8b": "it is compressed; unpack it first",
    b"PAR1": "it is Parquet, no CSV; let its name end in .parquet",
}
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF_8: Final = "utf-8-sig"
"""UTF-8 with a byte-order mark or without."""


def text_lines(stream: io.BufferedReader, file: str, encoding: str | None = None) -> Iterator[str]:
    """The lines of a stream with their ends; without an *encoding* it is UTF-8.

    Raises: InvalidImportError for what is no text in that encoding, has a NUL character or a line without an end;
    UnreadableFileError.
    """
    try:
        yield from _lines(stream, file, encoding)
    except OSError as error:
        raise UnreadableFileError(file, f"it cannot be read: {(error.strerror or str(error)).lower()}") from None


def _lines(stream: io.BufferedReader, file: str, encoding: str | None) -> Iterator[str]:
    _check_beginning(stream, file, encoding)
    reader = _reader(stream, file, encoding or _UTF_8)
    number = 0
    try:
        while line := reader.readline(LONGEST_LINE):
            number += 1
            _check_line(line, file, number)
            yield line
    except UnicodeError as error:
        raise InvalidImportError(file, number + _lines_before(error) + 1, "", _undecodable(error, encoding)) from None
    finally:
        with suppress(ValueError):  # the stream has been closed
            reader.detach()


def _reader(stream: io.BufferedReader, file: str, encoding: str) -> io.TextIOWrapper:
    try:
        return io.TextIOWrapper(stream, encoding=encoding, newline="")
    except LookupError:
        reason = (
            f"there is no encoding {encoding!r} of texts; there is utf-8, utf-16, cp1252 (Western Europe), cp1251 …"
        )
        raise InvalidImportError(file, None, "", reason) from None


def _check_beginning(stream: io.BufferedReader, file: str, encoding: str | None) -> None:
    beginning = stream.peek(4)[:4]
    for signature, reason in _OTHER_FILES.items():
        if beginning.startswith(signature):
            raise InvalidImportError(file, None, "", reason)
    if encoding is None and beginning.startswith(_UTF_16):
        raise InvalidImportError(file, None, "", "it is UTF-16; save it as CSV UTF-8, or give --encoding utf-16")


def _check_line(line: str, file: str, number: int) -> None:
    if len(line) == LONGEST_LINE:
        reason = f"a line of more than {LONGEST_LINE:,} characters; is this a table with a line for each row?"
        raise InvalidImportError(file, number, "", reason)
    if "\0" in line:
        raise InvalidImportError(file, number, "", "a NUL character; save the table as text, as CSV UTF-8")


def _lines_before(error: UnicodeError) -> int:
    """The lines that end in what could not be decoded, before the place of the fault."""
    return error.object[: error.start].count(b"\n") if isinstance(error, UnicodeDecodeError) else 0


def _undecodable(error: UnicodeError, encoding: str | None) -> str:
    byte = f"byte 0x{error.object[error.start]:02x}" if isinstance(error, UnicodeDecodeError) else "what stands here"
    if encoding is None:
        return (
            f"{byte} is not UTF-8; save the table as CSV UTF-8, or name its encoding, such as --encoding cp1252 for "
            "Excel in Western Europe"
        )
    return f"{byte} is not {encoding}; name another --encoding, or save the table as CSV UTF-8"
