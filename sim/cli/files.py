"""Writing files whole or not at all."""

import tempfile
from pathlib import Path

import click


def written(path: Path, text: str) -> bool:
    """Whether the text is now in the file; if not, one line says why and nothing has changed.

    It is written beside the file first and then takes its place, so that nobody ever finds half of it; what is no
    plain file, such as a device, is written to as it is.
    """
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8", newline="")
            return True
        with tempfile.TemporaryDirectory(prefix=".negsim-", dir=path.parent) as folder:
            beside = Path(folder) / path.name
            beside.write_text(text, encoding="utf-8", newline="")
            beside.replace(path)
    except OSError as error:
        click.echo(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}", err=True)
        return False
    return True
