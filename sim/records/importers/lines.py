"""The lines of a data set, read one by one, so that its size does not matter; and their cells between tabs."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from typing import Final

from sim.model.errors import InvalidImportError, UnreadableFileError

LONGEST_LINE: Final = 8_000_000
"""The most bytes of a line; a longer one is no line of a table."""

_NO_TEXTS: Final = {
    b"PK\x03\x04": "a zip archive or a workbook; unpack it, or save its sheet as CSV",
    b"\x1f\x8b": "a gzip archive; unpack it",
    b"\xd0\xcf\x11\xe0": "a workbook; save its sheet as CSV",
}
"""What some files begin with that are no text, and what can be done with them."""
_SIXTEEN_BITS: Final = (b"\xff\xfe", b"\xfe\xff")

_LINES_AT_ONCE: Final = 1_000
"""The lines after which it is told how far a file has been read."""
_ADVANCED: Final[ContextVar[Callable[[int], object]]] = ContextVar("advanced", default=lambda _: None)


@contextmanager
def watched(advanced: Callable[[int], object]) -> Iterator[None]:
    """Have *advanced* told, while files are read in this context, how many bytes more have been."""
    token = _ADVANCED.set(advanced)
    try:
        yield
    finally:
        _ADVANCED.reset(token)


def lines(path: Path, longest: int | None = None, advice: str = "is the file a table?") -> Generator[str, None, None]:
    """The lines of a text in UTF-8, each with its end; without a byte order mark.

    The file is open until its last line has been taken; who may stop before that closes the generator.

    Raises: UnreadableFileError for what cannot be opened, InvalidImportError for what is no such text, is empty, or,
    with that *advice*, has a line with more bytes than the *longest* may have.
    """
    most = longest or LONGEST_LINE
    try:
        with path.open("rb") as file:
            advanced, number, read = _ADVANCED.get(), 0, 0
            for number, line in enumerate(iter(partial(file.readline, most + 1), b""), start=1):
                if len(line) > most:
                    raise InvalidImportError(
                        str(path), number, "", f"this line is longer than {most:,} bytes; {advice}"
                    )
                yield _decoded(line, str(path), number)
                read += len(line)
                if number % _LINES_AT_ONCE == 0:
                    advanced(read)
                    read = 0
            advanced(read)
            if number == 0:
                raise InvalidImportError(str(path), None, "", "this file is empty; name one that has rows")
    except FileNotFoundError:
        raise UnreadableFileError(str(path), "there is no such file") from None
    except IsADirectoryError:
        raise UnreadableFileError(str(path), "this is a folder; name a file in it") from None
    except OSError as error:
        raise UnreadableFileError(str(path), f"it cannot be read: {(error.strerror or str(error)).lower()}") from None
    except ValueError:
        raise UnreadableFileError(str(path), "no file can have this name") from None


def _decoded(line: bytes, file: str, number: int) -> str:
    if number == 1:
        for begins, advice in _NO_TEXTS.items():
            if line.startswith(begins):
                raise InvalidImportError(file, None, "", f"this is {advice}")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        encoding = "UTF-16" if number == 1 and line.startswith(_SIXTEEN_BITS) else "another encoding"
        reason = (
            f"byte {error.start + 1} of this line (0x{line[error.start]:02x}) is no UTF-8, so the file has {encoding}; "
            "save it as UTF-8, for example with iconv"
        )
        raise InvalidImportError(file, number, "", reason) from None
    return text.removeprefix("\ufeff") if number == 1 else text


def tabbed_rows(path: Path) -> Generator[tuple[int, list[str]], None, None]:
    """The lines that are not blank, each with its number and its cells between tabs.

    A cell between quotation marks, as a spreadsheet writes it, is without them; elsewhere they stand for themselves.

    Raises: as `lines` does.
    """
    with closing(lines(path)) as texts:
        for number, line in enumerate(texts, start=1):
            if line.strip():
                cells = line.rstrip("\r\n").split("\t")
                yield number, [_unquoted(cell) for cell in cells] if '"' in line else cells


def _unquoted(cell: str) -> str:
    inner = cell[1:-1].replace('""', "")
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner
    return cell[1:-1].replace('""', '"') if is_quoted else cell
