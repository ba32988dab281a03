"""A folder of output files, which come to stand in it all together or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.cli.files import UnwritableError
from sim.cli.printing import say
from sim.cli.process import INVALID, UNWRITTEN
from sim.cli.temporary_folder import temporary_folder

IsLeftOver = Callable[[Path], bool]
"""Whether a file is one that an earlier call has left, which may go."""


def unusable_status(folder: Path, is_left_over: IsLeftOver) -> int:
    """The exit status if no new files can come to stand in a folder, after one line has said why; else 0.

    It has to be empty, hidden files and what is left over aside, or to be missing from a folder that is there.
    """
    try:
        misuse = _misuse(folder, is_left_over)
        with temporary_folder(_parent(folder)):
            pass
    except OSError as error:
        UnwritableError(folder, _reason(folder, error)).show()
        return UNWRITTEN
    if misuse:
        say(f"{folder}: {misuse}", err=True)
        return INVALID
    return 0


def _misuse(folder: Path, is_left_over: IsLeftOver) -> str:
    if not folder.exists():
        return "it is a link to what is not there; choose another folder" if folder.is_symlink() else ""
    if not folder.is_dir():
        return "it is a file; name a folder to write to"
    if not all(entry.name.startswith(".") or is_left_over(entry) for entry in folder.iterdir()):
        return "there are files in this folder, which stay as they are; name one that is empty, or a new one"
    return ""


def _reason(folder: Path, error: OSError) -> str:
    parent = _parent(folder)
    if not parent.is_dir():
        return f"there is no folder {parent}; make it first, or choose another"
    return (error.strerror or str(error)).lower()


def _parent(folder: Path) -> Path:
    """The folder in which the files are written before they take their place: it is on the same disk."""
    return folder if folder.is_dir() else folder.parent


@contextmanager
def filled_folder(folder: Path, is_left_over: IsLeftOver) -> Iterator[Path]:
    """A folder to write files to, which come to stand in *folder* at the end; none of them if anything fails.

    They take the place of what is left over there.

    Raises: OSError if they cannot be put there.
    """
    with temporary_folder(_parent(folder)) as temporary:
        new = temporary / "new"
        new.mkdir()
        yield new
        if folder.is_dir():
            for file in [*filter(is_left_over, folder.iterdir())]:
                file.unlink()
            for file in new.iterdir():
                file.replace(folder / file.name)
        else:
            new.replace(folder)
