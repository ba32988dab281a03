"""Printing: lines for people, and data as bytes. All that the command prints goes through here."""

import sys

import click

from sim.model.escaping import encodable, utf8, visible


def say(line: str, *, err: bool = False) -> None:
    """Print a line for people, on standard error if it is a complaint."""
    click.echo(for_terminal(line, err=err), sys.stderr if err else sys.stdout)


def show(text: str) -> None:
    """Print lines that have been laid out for a terminal."""
    click.echo(text, sys.stdout, nl=False)


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
