"""The options that several commands share, the scenario in a file, and the snapshot that a call asks for."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from sim.cli.files import STDIN
from sim.cli.printing import say
from sim.history.snapshot import Snapshot
from sim.model.dates import LIKELY, READINGS, When
from sim.model.errors import (
    InvalidScenarioError,
    NegsimError,
    UnknownNameError,
    UnreadableDateError,
    UnreadableFileError,
)
from sim.records.corpus import CaseFile
from sim.records.journal.moments import KnownOn, known_on as known_by
from sim.scenario import Finding, Scenario
from sim.scenario.yaml.decode import MAX_BYTES

_MOVE_NUMBER: Final = re.compile("#[0-9]{1,9}")

Command = Callable[..., Any]


class DateType(click.ParamType[When]):
    """A date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> When:
        """The date."""
        try:
            return When.parse(value)
        except UnreadableDateError as error:
            self.fail(str(error), param, ctx)


class MomentType(click.ParamType[When | int]):
    """A date, or `#12` for a move."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> When | int:
        """The date, or the number of the move."""
        if value.startswith("#"):
            if not _MOVE_NUMBER.fullmatch(value):
                self.fail(f"{value!r} names no move; write # and its number, such as '#12'", param, ctx)
            return int(value[1:])
        return DateType().convert(value, param, ctx)


class KnownOnType(click.ParamType[KnownOn]):
    """A date, a moment, or `@12` for an entry of a journal."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> KnownOn:
        """The day, the moment, or the number of the entry."""
        try:
            return known_by(value)
        except UnreadableDateError as error:
            self.fail(str(error), param, ctx)


def files(command: Command) -> Command:
    """One or more scenario files or folders of them, and `--known-on` for journals among them."""
    return click.argument("files", nargs=-1, required=True, metavar="FILE...")(known_on(command))


def file(command: Command) -> Command:
    """A scenario file, and `--known-on` for a journal."""
    return click.argument("file")(known_on(command))


def known_on(command: Command) -> Command:
    """`--known-on`, of which `case_file` takes note."""
    return click.option(
        "--known-on",
        type=KnownOnType(),
        metavar="DATE|@N",
        expose_value=False,
        callback=_keep_known_on,
        help="Take the record of a journal as it was known at the end of this day (UTC), or after entry N.",
    )(command)


def _keep_known_on(ctx: click.Context, param: click.Parameter, value: KnownOn | None) -> None:
    ctx.meta[_KNOWN_ON] = value


_KNOWN_ON: Final = "negsim.known_on"


def private(command: Command) -> Command:
    """`--private`, of which `case_file` takes note: without it, what is marked as private is left out."""
    return click.option(
        "--private", is_flag=True, expose_value=False, callback=_keep_private, help="Include what is marked private."
    )(command)


def _keep_private(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click passes it so
    ctx.meta[_WITH_PRIVATE] = value


_WITH_PRIVATE: Final = "negsim.private"
"""Where a call keeps whether its files are shown with what is private; commands without the option show it all."""


def moment(command: Command) -> Command:
    """`--as-of` and `--reading`."""
    for option in (
        click.option(
            "--reading",
            type=click.Choice(READINGS),
            default=LIKELY,
            show_default=True,
            help="Count the moves that had been made by then for certain, likely or possibly.",
        ),
        click.option(
            "--as-of",
            type=MomentType(),
            metavar="DATE|#N",
            help="Show the state at the end of this day, or after move N (quote it: '#12'); default: the last day.",
        ),
    ):
        command = option(command)
    return command


def branch(command: Command) -> Command:
    """`--branch`."""
    return click.option("--branch", metavar="ID", help="Use this branch instead of the record.")(command)


def output(description: str) -> Callable[[Command], Command]:
    """`-o`, with this description."""
    return click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help=description)


def executor(command: Command) -> Command:
    """`--jobs` and `--dask`."""
    for option in (
        click.option(
            "--dask",
            metavar="ADDRESS",
            default="",
            callback=_address,
            help="Run on the Dask cluster with the scheduler at this address.",
        ),
        click.option("--jobs", type=click.IntRange(1, 1024), default=1, metavar="J", help="Number of processes."),
    ):
        command = option(command)
    return command


def _address(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The address of a scheduler; empty if none is given."""
    if not value and ctx.get_parameter_source("dask") is not click.core.ParameterSource.DEFAULT:
        raise click.UsageError("--dask names no scheduler; give its address, such as tcp://127.0.0.1:8786")
    return value


def quiet(command: Command) -> Command:
    """`-q`."""
    return click.option("-q", "--quiet", is_flag=True, help="Print errors and warnings only.")(command)


def scenario_in(file: str) -> Scenario:
    """The scenario in a file, or on standard input. Raises: NegsimError."""
    return case_file(file).scenario()


def case_file(name: str, case: str = "") -> CaseFile:
    """The file of this name; standard input is read at once, as other processes have another."""
    ctx = click.get_current_context(silent=True)
    known = None if ctx is None else ctx.meta.get(_KNOWN_ON)
    with_private = ctx is None or bool(ctx.meta.get(_WITH_PRIVATE, True))
    return CaseFile(name, None if name != STDIN else _standard_input(), case, known, with_private)


def _standard_input() -> bytes | UnreadableFileError:
    """The bytes of standard input, or why there are none."""
    if sys.stdin is None:
        return UnreadableFileError("<stdin>", "standard input is closed; name a file")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        return UnreadableFileError("<stdin>", f"it cannot be read: {(error.strerror or str(error)).lower()}")


def snapshot(scenario: Scenario, as_of: When | int | None, reading: str, branch: str | None = None) -> Snapshot:
    """The record, or a branch, as of a day or after a move. Raises: NegsimError, which names the file."""
    history = scenario.history_of(branch or "")
    check_moment(as_of, reading)
    try:
        return history.as_of(as_of, reading)
    except UnknownNameError as error:
        raise UnknownNameError(f"{scenario.file}: {error}") from None


def check_moment(as_of: When | int | None, reading: str) -> None:
    """Refuse a reading of what is no day. Raises: click.UsageError."""
    if isinstance(as_of, int) and reading != LIKELY:
        raise click.UsageError("a reading is of a day; with #N the first N moves count, so leave --reading out")


def complain(error: NegsimError) -> None:
    """Print an error to standard error, each of its faults on a line."""
    for fault in error.faults if isinstance(error, InvalidScenarioError) else (error,):
        say(str(fault), err=True)


def unmet_line(finding: Finding) -> str:
    """A line on an expectation that is not met: place, moment, subject, expected and actual value."""
    expectation, actual = finding.expectation, finding.found_in_words
    place, moment, subject = expectation.where, expectation.when, expectation.about
    return f"{place}: {moment}: {subject}: expected {expectation.expected_in_words}, found {actual}"
