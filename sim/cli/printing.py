"""Printing: lines for people, and data as bytes. All that the command prints goes through here."""

import os
import sys
from typing import Any, Final

import click

from sim.model.escaping import encodable, utf8, visible
from sim.report.table.marked import ADVERSE, FAVOURABLE, IMPENDING, TITLE, Paint


def say(line: str, *, err: bool = False) -> None:
    """Print a line for people, on standard error if it is a complaint."""
    click.echo(for_terminal(line, err=err), sys.stderr if err else sys.stdout)


def show(text: str) -> None:
    """Print lines that have been laid out for a terminal, with the colours that they have."""
    click.echo(text, sys.stdout, nl=False, color=is_coloured())


def colours() -> Paint | None:
    """What shows a text in the colour of its meaning; None where there are no colours."""
    return _painted if is_coloured() else None


def is_coloured() -> bool:
    """Whether standard output takes colours: a terminal does, unless the environment says otherwise.

    NO_COLOR and FORCE_COLOR count if they are not empty, the first more than the second, as they do elsewhere. A
    FORCE_COLOR of 0 forces nothing: to some programs it means no colours, and whoever writes it wants none.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "") not in ("", "0"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


_STYLES: Final[dict[str, dict[str, Any]]] = {
    FAVOURABLE: {"fg": "green"},
    ADVERSE: {"fg": "red"},
    IMPENDING: {"fg": "magenta"},  # yellow cannot be read on white
    TITLE: {"bold": True},
}
"""The look of each meaning, in colours that can be read on a light and on a dark ground."""


def _painted(text: str, meaning: str) -> str:
    return click.style(text, **_STYLES[meaning])


def print_data(data: str | bytes) -> None:
    """Print bytes, or a text as UTF-8, whatever the encoding of standard output."""
    printed = data if isinstance(data, bytes) else utf8(data)
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        sys.stdout.buffer.write(printed)
        sys.stdout.buffer.flush()
    else:
        click.echo(printed.decode(), nl=False)


class StandardOutput:
    """Standard output as what data is written to, piece by piece."""

    def write(self, data: bytes) -> None:
        """Print some bytes."""
        print_data(data)


def for_terminal(line: str, *, err: bool = False) -> str:
    """The line with escapes for signs that a terminal would obey, and for those that it lacks."""
    return encodable(visible(line), terminal_encoding(err=err))


def terminal_encoding(*, err: bool = False) -> str:
    """The encoding of standard output or standard error."""
    return getattr(sys.stderr if err else sys.stdout, "encoding", None) or "utf-8"
