"""What several commands share: their options, the reading of a file, the view as of a day."""

import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from sim.cli import status
from sim.cli.printing import print_data, say, show, terminal_encoding
from sim.history.snapshot import Snapshot
from sim.model.dates import LIKELY, READINGS, When
from sim.model.errors import InvalidScenarioError, NegsimError, UnreadableDateError, UnreadableFileError, one_of
from sim.report.table.render import (
    CSV,
    FORMATS,
    MARKDOWN,
    SAFE_CSV,
    TABLE,
    Table,
    for_people,
    in_markdown,
    json_text,
    paragraph_in_markdown,
    rendered,
)
from sim.report.table.wrapping import wrapped
from sim.scenario import Finding, Scenario, load, loads
from sim.scenario.yaml.decode import MAX_BYTES

UNMET: Final = status.UNMET
AT_FAULT: Final = status.AT_FAULT
UNWRITTEN: Final = status.UNWRITTEN
"""The exit statuses that commands give themselves."""

STDIN: Final = "-"
_NARROWEST: Final = 60


_LONG_WORD: Final = re.compile(r"\S{1000,}")

_MOVE_NUMBER: Final = re.compile("#[0-9]{1,9}")


class MomentType(click.ParamType[str | int | None]):
    """A date, or `#12` for a move."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The date, or the number of the move."""
        if value.startswith("#"):
            if not _MOVE_NUMBER.fullmatch(value):
                self.fail(f"{value!r} names no move; write # and its number, such as '#12'", param, ctx)
            return int(value[1:])
        try:
            return When.parse(value)
        except UnreadableDateError as error:
            self.fail(str(error), param, ctx)


Command = Callable[..., Any]


def files(command: Command) -> Command:
    """One or more scenario files."""
    return click.argument("files", nargs=-1, required=True, metavar="FILE...")(command)


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


def formats(choices: Sequence[str], words: str, default: str | None = None) -> Callable[[Command], Command]:
    """`--format`, one of the *choices*, in these words; with `--csv-safe`, which makes another format of CSV."""

    def decorated(command: Command) -> Command:
        @wraps(command)
        def formatted(*arguments: Any, form: str | None, csv_safe: bool, **others: Any) -> Any:
            if csv_safe and form != CSV:
                raise click.UsageError("--csv-safe guards the cells of CSV; give --format csv as well")
            return command(*arguments, form=SAFE_CSV if csv_safe else form, **others)

        for option in (
            click.option(
                "--csv-safe",
                is_flag=True,
                help="With --format csv: put ' before each cell that a spreadsheet would take for a formula.",
            ),
            click.option(
                "--format",
                "form",
                type=click.Choice(choices),
                default=default,
                show_default=default is not None,
                help=words,
            ),
        ):
            formatted = option(formatted)
        return formatted

    return decorated


output_format: Final = formats(FORMATS, "Output format.", TABLE)
"""`--format` and `--csv-safe`."""


def output(words: str) -> Callable[[Command], Command]:
    """`-o`, in these words."""
    return click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help=words)


def quiet(command: Command) -> Command:
    """`-q`."""
    return click.option("-q", "--quiet", is_flag=True, help="Print errors and warnings only.")(command)


def scenario_in(file: str) -> Scenario:
    """The scenario in a file, or on standard input. Raises: NegsimError."""
    if file != STDIN:
        return load(file)
    if sys.stdin is None:
        raise UnreadableFileError("<stdin>", "standard input is closed; name a file")
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError("<stdin>", f"it cannot be read: {(error.strerror or str(error)).lower()}") from None
    return loads(data, "<stdin>")


def view_of(scenario: Scenario, as_of: When | int | None, reading: str, branch: str | None = None) -> Snapshot:
    """The record, or a branch, as of a day or after a move. Raises: NegsimError."""
    history = scenario.history_of(branch or "")
    if isinstance(as_of, int):
        if reading != LIKELY:
            raise click.UsageError("a reading is of a day; with #N the first N moves count, so leave --reading out")
        return history.after(as_of)
    return history.as_of(as_of, reading)


def one_table(wanted: Iterable[str], form: str | None) -> None:
    """See to it that no more than one table is asked for in CSV."""
    names = list(dict.fromkeys(wanted))
    if form in (CSV, SAFE_CSV) and len(names) > 1:
        raise click.UsageError(f"CSV holds one table; choose one with --only: {one_of(names)}")


def complain(error: NegsimError) -> None:
    """Print what is at fault to standard error, each fault in a line."""
    for fault in error.faults if isinstance(error, InvalidScenarioError) else (error,):
        say(str(fault), err=True)


def print_json(printed: Any) -> None:
    """Print what JSON can hold."""
    print_data(json_text(printed))


def print_text(text: str, form: str) -> None:
    """Print lines that have been laid out: for a terminal in its encoding, in any other format as UTF-8."""
    if form == TABLE:
        show(text)
    else:
        print_data(text)


def print_table(table: Table, form: str) -> None:
    """Print one table."""
    print_text(rendered(table, form, terminal_width(), terminal_encoding()), form)


def print_tables(tables: Iterable[Table], form: str) -> None:
    """Print the tables that have rows, a blank line between them."""
    for number, table in enumerate(table for table in tables if table.rows):
        if number:
            print_text("\n", form)
        print_table(table, form)


def opening(title: str, paragraphs: Iterable[str], form: str) -> str:
    """A title and what follows it, as paragraphs of Markdown or wrapped for a terminal."""
    if form == MARKDOWN:
        return "\n".join((f"# {in_markdown(title)}\n", *(paragraph(text, form) for text in paragraphs)))
    return "".join(paragraph(text, form) for text in (title, *paragraphs))


def paragraph(text: str, form: str) -> str:
    """A text as a paragraph of Markdown, or wrapped for a terminal."""
    if form == MARKDOWN:
        return f"{paragraph_in_markdown(text)}\n"
    return "\n".join(wrapped(for_people(text, terminal_encoding()), terminal_width())) + "\n"


def unmet_line(finding: Finding) -> str:
    """One line on an expectation that is not met: where, as of when, what was expected, what was found."""
    asked = finding.expectation
    return f"{asked.where}: {asked.when}: {asked.about}: expected {asked.expected}, found {finding.found}"


def terminal_width() -> int:
    """The width that output is wrapped to, in columns: the terminal's, or what COLUMNS says."""
    return max(shutil.get_terminal_size((100, 24)).columns, _NARROWEST)
