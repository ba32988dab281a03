"""Writing files whole or not at all."""

import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from sim.cli.beside import own_folder
from sim.cli.options import STDIN
from sim.cli.printing import print_data, say, show
from sim.cli.status import AT_FAULT, UNWRITTEN
from sim.model.errors import one_of
from sim.model.escaping import utf8

_DESCRIPTORS: Final = ("/dev/fd", "/proc/self/fd", "/proc/thread-self/fd")
"""Folders of the system whose entries are what this process has open, by number."""
_MOST_LINKS: Final = 40
_IN_PLACE: Final = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EXDEV, errno.EROFS)
"""Why a file cannot take the place of another that can still be written to itself."""


def unfit(path: Path | None, endings: Iterable[str] = (), source: str = "") -> int:
    """The exit status where nothing can go to a file of this name, and one line has said why; else 0.

    Its ending is to be one of the *endings*, if there are any; it must not be the *source*, which is read.
    """
    if path is None:
        return 0
    try:
        wrong = _unfit_call(path, endings, source)
        reason = "" if wrong else _unwritable(path)
    except OSError as error:
        wrong, reason = "", _why_not(path, error)
    if wrong:
        say(f"{path}: {wrong}", err=True)
        return AT_FAULT
    if reason:
        _complain(path, reason)
        return UNWRITTEN
    return 0


def _unfit_call(path: Path, endings: Iterable[str], source: str) -> str:
    """Why the call is at fault to name this path for an output; empty if it is not."""
    if path.is_dir():
        return ""
    if endings and path.suffix.lower() not in endings and (path.suffix or not is_special(path)):
        given = f"no file can end in {path.suffix!r} here" if path.suffix else "the name has no ending"
        return f"{given}; choose {one_of(endings)}"
    if source and _is_read(path, source):
        return "it is the file that is read; choose another name"
    return ""


def is_special(path: Path) -> bool:
    """Whether it is no plain file: a device, a pipe, or what this process has open already."""
    return descriptor(path) is not None or (path.exists() and not path.is_file())


def _is_read(path: Path, source: str) -> bool:
    """Whether it is the file that is read, whatever name leads there."""
    try:
        read = os.fstat(0) if source == STDIN else Path(source).stat()
        return stat.S_ISREG(read.st_mode) and os.path.samestat(read, path.stat())
    except (OSError, ValueError):
        return False


def ending(path: Path | None, default: str) -> str:
    """The ending of an output, which says what is written; what has none gets the default."""
    return default if path is None else path.suffix.lower() or default


def descriptor(path: Path) -> int | None:
    """The number of what this process has open that a path leads to, such as /dev/stdout; None if to nothing such."""
    folders = {os.path.realpath(folder) for folder in _DESCRIPTORS}
    for _ in range(_MOST_LINKS):
        if re.fullmatch("[0-9]{1,9}", path.name, re.ASCII) and os.path.realpath(path.parent) in folders:
            return int(path.name)
        if not path.is_symlink():
            return None
        path = path.parent / path.readlink()
    return None


def _unwritable(path: Path) -> str:
    """Why nothing can be written there, as far as one can know before; empty if it can."""
    number = descriptor(path)
    if number is not None:
        os.write(number, b"")
        return ""
    target = _target(path)
    if target.exists():
        return _unwritable_as_it_is(target)
    with own_folder(target.parent) as folder:
        (folder / target.name).touch()
    return ""


def _unwritable_as_it_is(path: Path) -> str:
    if path.is_dir():
        return _words(errno.EISDIR)
    if path.is_socket():
        return "it is a socket"
    return "" if _may_write(path) else _words(errno.EACCES)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def delivered(output: Path | None, content: str | bytes, *, quiet: bool) -> bool:
    """Whether the content is where it was wanted: in a file, which is said unless *quiet*, or on standard output."""
    if output is None:
        print_data(content)
        return True
    done = written(output, content)
    if done and not quiet:
        say_written(output)
    return done


def say_written(output: Path, further: str = "", *, apart: bool = False) -> None:
    """Say that a file has been written, unless it is standard output or the like, where this would stand in it.

    A blank line keeps it *apart* from what has been printed.
    """
    if descriptor(output) is None:
        if apart:
            show("\n")
        say(f"{output}: written{further}")


def written(path: Path, content: str | bytes) -> bool:
    """Whether the content is now in the file; if not, one line says why and nothing has changed.

    It is written beside the file first and then takes its place, so that nobody ever finds half of it; what is no
    plain file, such as a device, is written to as it is, and so is a file in a folder that takes no other.

    Raises: BrokenPipeError where it is a pipe that nobody reads any more.
    """
    data = content if isinstance(content, bytes) else utf8(content)
    try:
        number = descriptor(path)
        if number is None:
            _put(_target(path), data)
        else:
            _put_out(number, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        _complain(path, _why_not(path, error))
        return False
    return True


def _target(path: Path) -> Path:
    """The file that a path leads to through links, whether it is there or not."""
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    if target.is_symlink():
        raise OSError(errno.ELOOP, "it is a link that leads back to itself")
    return target


def _put_out(number: int, data: bytes) -> None:
    """Write to what is open already, after what has been printed so far."""
    if sys.stdout is not None:
        sys.stdout.flush()
    with open(number, "wb", closefd=False) as stream:
        stream.write(data)


def _put(path: Path, data: bytes) -> None:
    if not path.exists():
        _replace(path, data)
    elif not _may_write(path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    elif path.is_file():
        _replace_or_fill(path, data)
    else:
        path.write_bytes(data)


def _replace_or_fill(path: Path, data: bytes) -> None:
    try:
        _replace(path, data)
    except OSError as error:
        if error.errno not in _IN_PLACE:
            raise
        path.write_bytes(data)


def _replace(path: Path, data: bytes) -> None:
    """Put a file that has the data in the place of one that may be there, with its permissions."""
    with own_folder(path.parent) as folder:
        beside = folder / path.name
        beside.write_bytes(data)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)


def _why_not(path: Path, error: OSError) -> str:
    with suppress(OSError):
        folder = Path(os.path.realpath(path)).parent if path.is_symlink() else path.parent
        if not folder.is_dir():
            return _no_folder(folder)
    return (error.strerror or str(error)).lower()


def _no_folder(folder: Path) -> str:
    return f"there is no folder {folder}; make it first, or choose another"


def _words(number: int) -> str:
    return os.strerror(number).lower()


def _complain(path: Path, reason: str) -> None:
    say(f"{path}: cannot be written: {reason}", err=True)
