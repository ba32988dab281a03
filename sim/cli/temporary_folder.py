"""Temporary folders beside an output, in which it is written before it takes its place."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PREFIX: Final = ".negsim-"
"""The beginning of the names of such folders."""

_TRIES: Final = 10


@contextmanager
def temporary_folder(parent: Path) -> Iterator[Path]:
    """A new folder in *parent*, locked while it is in use; those that killed processes have left are removed first."""
    for stale in parent.glob(f"{PREFIX}*"):
        _remove_stale(stale)
    folder, lock = _locked_folder(parent)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _locked_folder(parent: Path) -> tuple[Path, int | None]:
    """A new folder and its lock, None where there are no locks; another one if another process has removed it."""
    for _ in range(_TRIES):
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        try:
            lock = _lock(folder)
        except (BlockingIOError, FileNotFoundError):
            shutil.rmtree(folder, ignore_errors=True)
            continue
        except (OSError, ImportError):
            return folder, None
        if folder.is_dir():
            return folder, lock
        os.close(lock)
    raise OSError("other runs are at work there; try again")


def _lock(folder: Path) -> int:
    """The descriptor that holds the lock of a folder until it is closed, or the process ends.

    Raises: BlockingIOError if another process has it; OSError or ImportError where there are no locks.
    """
    import fcntl  # noqa: PLC0415 - not every system has it

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _remove_stale(folder: Path) -> None:
    """Remove a folder that a killed process has left; not one in use, nor one that this program cannot have made."""
    try:
        lock = _lock(folder)
    except (OSError, ImportError):
        return
    if _is_ours(folder):
        shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)


def _is_ours(folder: Path) -> bool:
    """Whether this program can have made the folder: it is of the same user, and has one file in it, or none."""
    try:
        content = list(folder.iterdir())
        return (
            folder.stat().st_uid == os.geteuid()
            and all(stat.S_ISREG(path.lstat().st_mode) for path in content[:2])
            and len(content) <= 1
        )
    except OSError:
        return False
