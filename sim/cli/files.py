"""Writing files whole or not at all."""

import os
import tempfile
from pathlib import Path

import click


def written(path: Path, text: str) -> bool:
    """Whether the text is now in the file; if not, one line says why and nothing has changed.

    It is written beside the file first and then takes its place, so that nobody ever finds half of it.
    """
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as beside:
            beside.write(text)
        Path(beside.name).chmod(0o666 & ~_umask())
        Path(beside.name).replace(path)
    except OSError as error:
        click.echo(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}", err=True)
        return False
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
