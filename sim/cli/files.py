"""Writing files whole or not at all."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from sim.errors import one_of


def is_fit(path: Path, endings: Iterable[str]) -> bool:
    """Whether a file can have this name: one of the *endings*, in a folder that is there; if not, one line says why."""
    if path.suffix.lower() not in endings:
        given = f"no file can end in {path.suffix!r} here" if path.suffix else "the name has no ending"
        click.echo(f"{path}: {given}; choose {one_of(endings)}", err=True)
        return False
    if not path.parent.is_dir():
        _complain(path, _no_folder(path))
        return False
    return True


def delivered(output: Path | None, content: str | bytes, *, quiet: bool) -> bool:
    """Whether the content is where it was wanted: in a file, which is said unless *quiet*, or on standard output."""
    if output is None:
        click.echo(content.decode() if isinstance(content, bytes) else content, nl=False)
        return True
    done = written(output, content)
    if done and not quiet:
        click.echo(f"{output}: written")
    return done


def written(path: Path, content: str | bytes) -> bool:
    """Whether the content is now in the file; if not, one line says why and nothing has changed.

    It is written beside the file first and then takes its place, so that nobody ever finds half of it; what is no
    plain file, such as a device, is written to as it is.
    """
    data = content if isinstance(content, bytes) else content.encode()
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    try:
        _put(target, data)
    except OSError as error:
        _complain(path, _why_not(target, error))
        return False
    return True


def _put(path: Path, data: bytes) -> None:
    if path.is_symlink():
        raise OSError(errno.ELOOP, "it is a link that leads back to itself")
    if not path.exists():
        _replace(path, data)
    elif not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    elif path.is_file():
        _replace(path, data)
    else:
        path.write_bytes(data)


def _replace(path: Path, data: bytes) -> None:
    """Put a file that has the data in the place of one that may be there, with its permissions."""
    with tempfile.TemporaryDirectory(prefix=".negsim-", dir=path.parent) as folder:
        beside = Path(folder) / path.name
        beside.write_bytes(data)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)


def _why_not(path: Path, error: OSError) -> str:
    if not path.parent.is_dir():
        return _no_folder(path)
    return (error.strerror or str(error)).lower()


def _no_folder(path: Path) -> str:
    return f"there is no folder {path.parent}; make it first, or choose another"


def _complain(path: Path, reason: str) -> None:
    click.echo(f"{path}: cannot be written: {reason}", err=True)
