"""Output files, which are written whole or not at all."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

import click

from sim.cli.output_stream import descriptor, may_write, stream_to, target_of
from sim.cli.printing import print_data, say
from sim.cli.process import INVALID, UNWRITTEN
from sim.cli.temporary_folder import temporary_folder
from sim.cli.written_files import say_written
from sim.model.errors import one_of
from sim.model.escaping import utf8
from sim.records.journal.address import is_database

STDIN: Final = "-"
"""The name of standard input in a call."""


class UnwritableError(click.ClickException):
    """An output that cannot be written, with the reason; it is told in one line."""

    exit_code = UNWRITTEN

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: cannot be written: {reason}")

    def show(self, file: Any = None) -> None:
        """Print the line to standard error."""
        say(self.message, err=True)


def unwritable_status(path: Path | None, endings: Iterable[str] = (), *sources: str) -> int:
    """The exit status if nothing can be written to a file of this name, after one line has said why; else 0.

    Its ending is to be one of the *endings*, if there are any; it must not be one of the *sources*, which are read.
    """
    if path is None:
        return 0
    try:
        misuse = _misuse(path, endings, sources)
        reason = "" if misuse else _unwritable(path)
    except OSError as error:
        misuse, reason = "", _reason(path, error)
    if misuse:
        say(f"{path}: {misuse}", err=True)
        return INVALID
    if reason:
        UnwritableError(path, reason).show()
        return UNWRITTEN
    return 0


def _misuse(path: Path, endings: Iterable[str], sources: Iterable[str]) -> str:
    """The reason why the call may not name this path for an output; empty if it may."""
    if path.is_dir():
        return ""
    if endings and path.suffix.lower() not in endings and (path.suffix or not is_special(path)):
        fault = f"no file can end in {path.suffix!r} here" if path.suffix else "the name has no ending"
        return f"{fault}; choose {one_of(endings)}"
    if is_database(path):
        return "it is a journal, or another database; choose another name"
    if any(source and _is_read(path, source) for source in sources):
        return "it is the file that is read; choose another name"
    return ""


def is_special(path: Path) -> bool:
    """Whether it is no plain file: a device, a pipe, or an open file of this process."""
    return descriptor(path) is not None or (path.exists() and not path.is_file())


def _is_read(path: Path, source: str) -> bool:
    """Whether it is the file that is read, under whatever name."""
    try:
        read = os.fstat(0) if source == STDIN else Path(source).stat()
        return stat.S_ISREG(read.st_mode) and os.path.samestat(read, path.stat())
    except (OSError, ValueError):
        return False


def ending(path: Path | None, default: str) -> str:
    """The ending of an output, which decides on its format; the default if it has none."""
    return default if path is None else path.suffix.lower() or default


def _unwritable(path: Path) -> str:
    """The reason why nothing can be written there, as far as it is known before; empty if there is none."""
    number = descriptor(path)
    if number is not None:
        os.write(number, b"")
        return ""
    target = target_of(path)
    if target.exists():
        return _unwritable_as_it_is(target)
    with temporary_folder(target.parent) as folder:
        (folder / target.name).touch()
    return ""


def _unwritable_as_it_is(path: Path) -> str:
    if path.is_dir():
        return _message(errno.EISDIR)
    if path.is_socket():
        return "it is a socket"
    return "" if may_write(path) else _message(errno.EACCES)


def delivered(output: Path | None, content: str | bytes, amount: str = "", advice: str = "", *, quiet: bool) -> bool:
    """Whether the content has been written: to a file, which is said unless *quiet*, or to standard output.

    The *amount* and the *advice* are what `say_written` has of them.
    """
    if output is None:
        print_data(content)
        return True
    done = written(output, content)
    if done and not quiet:
        say_written(output, amount, advice)
    return done


def written(path: Path, content: str | bytes) -> bool:
    """Whether the content has been written to the file; if not, one line says why and nothing has changed.

    Raises: BrokenPipeError as `writing` does.
    """
    data = content if isinstance(content, bytes) else utf8(content)
    try:
        with writing(path) as stream:
            stream.write(data)
    except UnwritableError as error:
        error.show()
        return False
    return True


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A stream to the file; if what is done with it fails, nothing has changed.

    It is written beside the file first and then takes its place, so that nobody ever finds half of it. Where the folder
    takes no other file, it is written elsewhere and then put into the file. Whatever is no plain file, such as a
    device, is written to directly.

    Raises: UnwritableError; BrokenPipeError where it is a pipe that nobody reads any more.
    """
    try:
        with stream_to(path) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwritableError(path, _reason(path, error)) from None


def _reason(path: Path, error: OSError) -> str:
    with suppress(OSError):
        folder = Path(os.path.realpath(path)).parent if path.is_symlink() else path.parent
        if not folder.is_dir():
            return _no_folder(folder)
    return (error.strerror or str(error)).lower()


def _no_folder(folder: Path) -> str:
    return f"there is no folder {folder}; make it first, or choose another"


def _message(number: int) -> str:
    return os.strerror(number).lower()
