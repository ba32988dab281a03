"""A folder beside a file, in which it is written before it takes its place; and those that killed runs have left."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PREFIX: Final = ".negsim-"
"""How the names of such folders begin."""

_TRIES: Final = 10


@contextmanager
def own_folder(parent: Path) -> Iterator[Path]:
    """A folder for this run alone, locked while it lives; those of runs that are no more are cleared away first."""
    for left in parent.glob(f"{PREFIX}*"):
        _clear(left)
    folder, lock = _locked_folder(parent)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _locked_folder(parent: Path) -> tuple[Path, int | None]:
    """A new folder and its lock, None where there are no locks; a further one if another run has cleared it away."""
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
    """What holds the lock of a folder until it is closed, or the process ends.

    Raises: BlockingIOError if another run has it; OSError or ImportError where there are no locks.
    """
    import fcntl  # noqa: PLC0415 - not every system has it

    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        raise
    return number


def _clear(left: Path) -> None:
    """Remove a folder that a run has left behind; not that of a run that lives, nor what no run can have made."""
    try:
        lock = _lock(left)
    except (OSError, ImportError):
        return
    if _is_ours(left):
        shutil.rmtree(left, ignore_errors=True)
    os.close(lock)


def _is_ours(folder: Path) -> bool:
    """Whether it can be what a run has made: a folder of the same user with one file in it, or none."""
    try:
        content = list(folder.iterdir())
        return (
            folder.stat().st_uid == os.geteuid()
            and all(stat.S_ISREG(each.lstat().st_mode) for each in content[:2])
            and len(content) <= 1
        )
    except OSError:
        return False
