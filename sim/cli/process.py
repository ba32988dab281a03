"""The exit statuses of the command, and the end of its process: one status and one sentence, whatever happens."""

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TextIO

import click

from sim.cli.printing import say

UNMET: Final = 1
INVALID: Final = 2
GAVE_UP: Final = 69
INTERNAL: Final = 70
UNWRITTEN: Final = 74
INTERRUPTED: Final = 130
CLOSED: Final = 141

STATUSES: Final = {
    0: "success",
    UNMET: "an expectation is unmet, no order explains a log, or moves of an audit or rows of an import are refused",
    INVALID: "a file or the command line is invalid",
    GAVE_UP: "the processes or the cluster that do the work have failed",
    INTERNAL: "internal error of negsim",
    UNWRITTEN: "the output cannot be written",
    INTERRUPTED: "interrupted with Ctrl-C",
    CLOSED: "the reader of the output has closed it",
}
"""The meaning of every exit status. Those from 69 on are the usual ones of Unix."""

TRACEBACK: Final = "NEGSIM_TRACEBACK"
"""The environment variable that shows where an internal error has happened."""


def exit_status(command: Callable[..., object]) -> int:
    """The exit status of a command of click, which is run; its output has been written by then."""
    try:
        status = _invoked(command)
        _flush(sys.stdout)
    except (KeyboardInterrupt, click.Abort):
        status = _reported("interrupted", INTERRUPTED)
    except BrokenPipeError:
        status = CLOSED
    except OSError as error:
        status = _failed(error)
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, it gets a sentence and a status of its own
        status = _internal(error)
    for stream in (sys.stdout, sys.stderr):
        _discard_rest(stream)
    return status


def _invoked(command: Callable[..., object]) -> int:
    output, errors = sys.stdout, sys.stderr
    try:
        status = command(prog_name="negsim", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as end:
        if sys.stdout is output:
            raise
        sys.stdout, sys.stderr = output, errors  # click has put others there, as it does where a pipe is closed
        raise BrokenPipeError from end
    return status if isinstance(status, int) else 0


def _failed(error: OSError) -> int:
    """The status where something could not be written or read; what fails on a stream names no file."""
    if error.filename is not None:
        return _internal(error)
    return _reported(f"the output cannot be written: {(error.strerror or str(error)).lower()}", UNWRITTEN)


def _internal(error: BaseException) -> int:
    if os.environ.get(TRACEBACK):
        with suppress(OSError):
            traceback.print_exception(error)
    name, message = type(error).__name__, " ".join(str(error).split())
    advice = (
        f"please report it, with the command and the file; {TRACEBACK}=1 in the environment shows where it happened"
    )
    return _reported(f"internal error, {name}{': ' if message else ''}{message}; {advice}", INTERNAL)


def _reported(message: str, status: int) -> int:
    """The status, after the message has been printed."""
    with suppress(OSError, ValueError):  # ValueError: it has been closed
        say(f"negsim: {message}", err=True)
    return status


def _flush(stream: TextIO | None) -> None:
    if stream is not None:
        stream.flush()


def _discard_rest(stream: TextIO | None) -> None:
    """Discard what a stream cannot write, lest the interpreter complain of it at the end once more."""
    try:
        _flush(stream)
    except (OSError, ValueError):
        with suppress(OSError, ValueError, AttributeError):
            _move_descriptor(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr] # AttributeError


def open_closed_streams() -> None:
    """Reopen a standard output or error that was closed at the start, lest a file opened later take its place.

    Writing to the output then fails as to a closed pipe; complaints go nowhere.
    """
    if sys.stdout is None:
        reading, writing = os.pipe()
        os.close(reading)
        sys.stdout = _stream(writing, 1)
    if sys.stderr is None:
        sys.stderr = _stream(os.open(os.devnull, os.O_WRONLY), 2)


def _stream(descriptor: int, place: int) -> TextIO:
    _move_descriptor(descriptor, place)
    return open(place, "w", encoding="utf-8", errors="backslashreplace", closefd=False)


def _move_descriptor(descriptor: int, place: int) -> None:
    if descriptor != place:
        os.dup2(descriptor, place)
        os.close(descriptor)
