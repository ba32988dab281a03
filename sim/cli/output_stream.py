"""Streams to output files: to one that takes the place of another at the end, to a device, to what is open already."""

import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

from sim.cli.temporary_folder import PREFIX, temporary_folder

_DESCRIPTORS: Final = ("/dev/fd", "/proc/self/fd", "/proc/thread-self/fd")
"""The folders of the system with the open files of this process, by number."""
_MOST_LINKS: Final = 40
_IN_PLACE: Final = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EXDEV, errno.EROFS)
"""The errors on which a file that cannot be replaced is written to itself."""


def descriptor(path: Path) -> int | None:
    """The descriptor of the open file of this process that a path such as /dev/stdout leads to; None if to none."""
    folders = {os.path.realpath(folder) for folder in _DESCRIPTORS}
    for _ in range(_MOST_LINKS):
        if re.fullmatch("[0-9]{1,9}", path.name, re.ASCII) and os.path.realpath(path.parent) in folders:
            return int(path.name)
        if not path.is_symlink():
            return None
        path = path.parent / path.readlink()
    return None


def target_of(path: Path) -> Path:
    """The file that a path leads to through links, which need not exist. Raises: OSError for a circle of links."""
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    if target.is_symlink():
        raise OSError(errno.ELOOP, "it is a link that leads back to itself")
    return target


def may_write(path: Path) -> bool:
    """Whether this process may write to a file that is there."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


@contextmanager
def stream_to(path: Path) -> Iterator[BinaryIO]:
    """A stream to a file, as `writing` in `sim.cli.files` has it. Raises: OSError."""
    number = descriptor(path)
    if number is not None:
        with _open_already(number) as stream:
            yield stream
        return
    target = target_of(path)
    if target.exists() and not may_write(target):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with _directly(target) if target.exists() and not target.is_file() else _replacing(target) as stream:
        yield stream


def _open_already(number: int) -> BinaryIO:
    """A stream to an open file, after the output that has been printed so far."""
    if sys.stdout is not None:
        sys.stdout.flush()
    return open(number, "wb", closefd=False)


def _directly(path: Path) -> BinaryIO:
    return path.open("wb")


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream to a file that takes the place, and the permissions, of another, which need not exist."""
    with _folder_for(path) as folder:
        new = folder / path.name
        with new.open("wb") as stream:
            yield stream
        if path.exists():
            shutil.copymode(path, new)
        try:
            new.replace(path)
        except OSError as error:
            if not _takes_in_place(path, error):
                raise
            shutil.copyfile(new, path)


@contextmanager
def _folder_for(path: Path) -> Iterator[Path]:
    """A temporary folder beside a file; elsewhere where the file can be written, but its folder takes nothing."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(temporary_folder(path.parent))
        except OSError as error:
            if not _takes_in_place(path, error):
                raise
            folder = Path(stack.enter_context(TemporaryDirectory(prefix=PREFIX)))
        yield folder


def _takes_in_place(path: Path, error: OSError) -> bool:
    """Whether a file can be written to though it cannot be replaced."""
    return error.errno in _IN_PLACE and path.exists()
