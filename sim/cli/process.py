"""How the process ends: its exit status, whatever happens, and one sentence on what went wrong."""

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TextIO

import click

from sim.cli.printing import say
from sim.cli.status import CLOSED, INTERNAL, INTERRUPTED, UNWRITTEN

TRACEBACK: Final = "NEGSIM_TRACEBACK"
"""The environment variable that shows where an internal error has happened."""


def exit_status(command: Callable[..., object]) -> int:
    """Run a command of click, and give the exit status; its output has been written by then."""
    try:
        status = _called(command)
        _flush(sys.stdout)
    except (KeyboardInterrupt, click.Abort):
        status = _said("interrupted", INTERRUPTED)
    except BrokenPipeError:
        status = CLOSED
    except OSError as error:
        status = _failed(error)
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, it gets a sentence and a status of its own
        status = _internal(error)
    for stream in (sys.stdout, sys.stderr):
        _let_go(stream)
    return status


def _called(command: Callable[..., object]) -> int:
    output, errors = sys.stdout, sys.stderr
    try:
        status = command(prog_name="negsim", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as ended:
        if sys.stdout is output:
            raise
        sys.stdout, sys.stderr = output, errors  # click has put others there, as it does where a pipe is closed
        raise BrokenPipeError from ended
    return status if isinstance(status, int) else 0


def _failed(error: OSError) -> int:
    """The status where something could not be written or read; what fails on a stream names no file."""
    if error.filename is not None:
        return _internal(error)
    return _said(f"the output cannot be written: {(error.strerror or str(error)).lower()}", UNWRITTEN)


def _internal(error: BaseException) -> int:
    if os.environ.get(TRACEBACK):
        with suppress(OSError):
            traceback.print_exception(error)
    name, words = type(error).__name__, " ".join(str(error).split())
    advice = (
        f"please report it, with the command and the file; {TRACEBACK}=1 in the environment shows where it happened"
    )
    return _said(f"internal error, {name}{': ' if words else ''}{words}; {advice}", INTERNAL)


def _said(words: str, status: int) -> int:
    with suppress(OSError, ValueError):  # ValueError: it has been closed
        say(f"negsim: {words}", err=True)
    return status


def _flush(stream: TextIO | None) -> None:
    if stream is not None:
        stream.flush()


def _let_go(stream: TextIO | None) -> None:
    """Let the interpreter find nothing to complain of when it writes out what is left, as that has been said."""
    try:
        _flush(stream)
    except (OSError, ValueError):
        with suppress(OSError, ValueError, AttributeError):
            _put(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr] # AttributeError


def open_what_is_closed() -> None:
    """Give a standard output or error that was closed at the start a place, lest a file opened later take it.

    Writing to the output then fails as to a closed pipe; complaints go nowhere.
    """
    if sys.stdout is None:
        reading, writing = os.pipe()
        os.close(reading)
        sys.stdout = _stream(writing, 1)
    if sys.stderr is None:
        sys.stderr = _stream(os.open(os.devnull, os.O_WRONLY), 2)


def _stream(descriptor: int, place: int) -> TextIO:
    _put(descriptor, place)
    return open(place, "w", encoding="utf-8", errors="backslashreplace", closefd=False)


def _put(descriptor: int, place: int) -> None:
    if descriptor != place:
        os.dup2(descriptor, place)
        os.close(descriptor)
