"""Files that are changed: read, and written only if nobody else has changed them meanwhile."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from sim.cli.files import writing
from sim.cli.printing import say
from sim.cli.process import INVALID
from sim.model.errors import UnreadableFileError
from sim.scenario.load import bytes_of


class ChangedFileError(click.ClickException):
    """A file that another program has changed since it was read; it is told in one line."""

    exit_code = INVALID

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: another program has changed it meanwhile; it is left as it is, call again")

    def show(self, file: object = None) -> None:
        """Print the line to standard error."""
        say(self.message, err=True)


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Write a file anew that held *before* when it was read; if that fails, nothing has changed.

    Calls that do so at once wait for each other, so that none writes over what another has written.

    Raises: ChangedFileError if it holds something else by now; UnwritableError.
    """
    with _locked(path), writing(path) as stream:
        stream.write(after)
        stream.flush()
        if not _holds(path, before):
            raise ChangedFileError(path)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return bytes_of(path) == data
    except UnreadableFileError:
        return False


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """No other call replaces a file of this folder meanwhile, where there are locks; the file itself is replaced."""
    descriptor = None
    with suppress(OSError, ImportError):
        import fcntl  # noqa: PLC0415 - not every system has it

        descriptor = os.open(Path(os.path.realpath(path)).parent, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)
