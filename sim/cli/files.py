"""Writing files whole or not at all."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from sim.errors import one_of


def is_fit(path: Path, endings: Iterable[str]) -> bool:
    """Whether the name of a file has one of the *endings*; if not, one line says which there are."""
    if path.suffix.lower() in endings:
        return True
    given = f"no file can end in {path.suffix!r} here" if path.suffix else "the name has no ending"
    click.echo(f"{path}: {given}; choose {one_of(endings)}", err=True)
    return False


def written(path: Path, content: str | bytes) -> bool:
    """Whether the content is now in the file; if not, one line says why and nothing has changed.

    It is written beside the file first and then takes its place, so that nobody ever finds half of it; what is no
    plain file, such as a device, is written to as it is.
    """
    data = content if isinstance(content, bytes) else content.encode()
    try:
        _put(path.resolve(), data)
    except OSError as error:
        click.echo(f"{path}: cannot be written: {_why_not(path, error)}", err=True)
        return False
    return True


def _put(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    with tempfile.TemporaryDirectory(prefix=".negsim-", dir=path.parent) as folder:
        beside = Path(folder) / path.name
        beside.write_bytes(data)
        beside.replace(path)


def _why_not(path: Path, error: OSError) -> str:
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}; make it first, or choose another"
    return (error.strerror or str(error)).lower()
