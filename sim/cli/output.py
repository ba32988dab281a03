"""The output of a command: a report, printed in the format that the call asks for. All formats are told apart here."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click
from attrs import frozen

from sim.cli.files import delivered, ending
from sim.cli.printing import colours, for_terminal, print_data, show, terminal_encoding
from sim.cli.written_files import to_replay
from sim.model.errors import counted, one_of
from sim.records.json_values import Json, json_text
from sim.report.table.marked import painted
from sim.report.table.render import (
    CSV,
    CSVS,
    FORMATS,
    JSON,
    MARKDOWN,
    SAFE_CSV,
    TABLE,
    Table,
    for_people,
    in_markdown,
    paragraph_in_markdown,
    rendered,
    titled,
)
from sim.report.table.wrapping import wrapped
from sim.scenario import Scenario, as_json, as_yaml

Command = Callable[..., Any]

YAML: Final = "yaml"
"""The format of scenario files."""

SCENARIO_ENDINGS: Final = (f".{YAML}", f".{JSON}")

_NARROWEST: Final = 60


@frozen
class Heading:
    """A title, and the paragraphs under it; then, apart from these, the items of a list, and further paragraphs."""

    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


Block = Heading | Table | str
"""A part of what people read: a heading, a table, or a paragraph. A table without rows is left out."""


@frozen(kw_only=True)
class Report:
    """The answer of a command, in each of its forms; each form is made only when it is asked for.

    `document` is for JSON, `table` for CSV, `blocks` for people. On a terminal `lines` take the place of the blocks.
    """

    document: Callable[[], Json]
    table: Callable[[], Table]
    blocks: Callable[[], Iterable[Block]]
    lines: Callable[[], Iterable[str]] | None = None


# OPTIONS


def format_option(choices: Sequence[str], description: str, default: str | None = None) -> Callable[[Command], Command]:
    """`--format`, one of the *choices*; with `--csv-safe`, which makes another format of CSV, if that is among them."""
    choice = click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        default=default,
        show_default=default is not None,
        help=description,
    )
    return _with_csv_safe(choice) if CSV in choices else choice


def _with_csv_safe(choice: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def decorated(command: Command) -> Command:
        @wraps(command)
        def formatted(*arguments: Any, form: str | None, csv_safe: bool, **others: Any) -> Any:
            if csv_safe and form != CSV:
                raise click.UsageError("--csv-safe guards the cells of CSV; give --format csv as well")
            return command(*arguments, form=SAFE_CSV if csv_safe else form, **others)

        csv_safe = click.option(
            "--csv-safe",
            is_flag=True,
            help="With --format csv: put ' before each cell that a spreadsheet would take for a formula.",
        )
        return choice(csv_safe(formatted))

    return decorated


output_format: Final = format_option(FORMATS, "Output format.", TABLE)
"""`--format` and `--csv-safe`."""


def check_single_table(only: Iterable[str], form: str | None) -> None:
    """Refuse a call that asks for more than one table in CSV. Raises: click.UsageError."""
    names = list(dict.fromkeys(only))
    if form in CSVS and len(names) > 1:
        raise click.UsageError(f"CSV holds one table; choose one with --only: {one_of(names)}")


def chosen_tables(only: Sequence[str], form: str, every: Sequence[str], first: str) -> Sequence[str]:
    """The names of the tables to print: those of `--only`; else in CSV the *first* alone, elsewhere *every* one.

    Raises: click.UsageError as `check_single_table` does.
    """
    check_single_table(only, form)
    return only or ((first,) if form in CSVS else every)


def check_report_format(form: str | None) -> None:
    """Refuse a format that a report cannot have. Raises: click.UsageError."""
    if form == YAML:
        raise click.UsageError("yaml is for one run; give --one as well")


def check_scenario_format(form: str | None, output: Path | None) -> None:
    """Refuse a format that a scenario cannot have, or that the name of the output contradicts.

    Raises: click.UsageError.
    """
    if form not in (None, YAML, JSON):
        raise click.UsageError("one run is printed as yaml or json; `negsim run` makes tables of it")
    if form is not None and ending(output, f".{form}") != f".{form}":
        raise click.UsageError(f"{output} does not end in .{form}; leave out --format, or change the name")


def scenario_text(scenario: Scenario, form: str | None, output: Path | None) -> str:
    """The text of a scenario file, in this format, else in that of the name of the output, else in YAML."""
    is_json = form == JSON or (form is None and ending(output, "") == f".{JSON}")
    return as_json(scenario) if is_json else as_yaml(scenario)


def delivered_scenario(scenario: Scenario, form: str | None, output: Path | None, *, quiet: bool) -> bool:
    """Whether a scenario has been written to a file, which is said unless *quiet*, or to standard output."""
    amount, advice = counted(len(scenario.history.moves), "move"), to_replay(output) if output else ""
    return delivered(output, scenario_text(scenario, form, output), amount, advice, quiet=quiet)


def is_for_people(form: str) -> bool:
    """Whether this is the format of a terminal, in which further lines do no harm."""
    return form == TABLE


# REPORTS


def print_report(report: Report, form: str) -> None:
    """Print a report."""
    if form == JSON:
        print_data(json_text(report.document()))
    elif form in CSVS:
        _print_table(report.table(), form)
    elif form == TABLE and report.lines is not None:
        for line in report.lines():
            show(f"{painted([for_terminal(line)], line, colours())}\n")
    else:
        _print_blocks(report.blocks(), form)


def _print_blocks(blocks: Iterable[Block], form: str) -> None:
    """Print what people read, a blank line between the blocks."""
    shown = (block for block in blocks if not isinstance(block, Table) or block.rows or block.left_out)
    for number, block in enumerate(shown):
        if number:
            _print_text("\n", form)
        if isinstance(block, Table):
            _print_table(block, form)
        else:
            _print_text(heading_text(block, form) if isinstance(block, Heading) else _paragraph(block, form), form)


def _print_table(table: Table, form: str) -> None:
    _print_text(rendered(table, form, terminal_width(), terminal_encoding(), colours()), form)


def _print_text(text: str, form: str) -> None:
    """Print lines that have been laid out: for a terminal in its encoding, in any other format as UTF-8."""
    if form == TABLE:
        show(text)
    else:
        print_data(text)


def heading_text(heading: Heading, form: str) -> str:
    """A heading in Markdown, or wrapped for a terminal."""
    between = "\n" if form == MARKDOWN else ""
    paragraphs, notes = (
        between.join(_paragraph(text, form) for text in texts) for texts in (heading.paragraphs, heading.notes)
    )
    items = "".join(_item(text, form) for text in heading.items)
    opening = between.join(filter(None, (_title(heading.title, form), paragraphs)))
    return "\n".join(filter(None, (opening, items, notes)))


def _title(title: str, form: str) -> str:
    if form == MARKDOWN:
        return f"# {in_markdown(title)}\n"
    return f"{titled(title, terminal_width(), terminal_encoding(), colours())}\n"


def _item(text: str, form: str) -> str:
    """An item of a list, whose further lines are indented."""
    if form == MARKDOWN:
        return f"- {paragraph_in_markdown(text)}\n"
    first, *others = wrapped(for_people(text, terminal_encoding()), terminal_width() - 2)
    return "".join((f"- {first}\n", *(f"  {line}\n" for line in others)))


def _paragraph(text: str, form: str) -> str:
    if form == MARKDOWN:
        return f"{paragraph_in_markdown(text)}\n"
    lines = wrapped(for_people(text, terminal_encoding()), terminal_width())
    return f"{painted(lines, text, colours())}\n"


def table_or_none(table: Table) -> Block:
    """The table, or a paragraph that says that it has no rows."""
    return table if table.rows else f"{table.title}: none"


def terminal_width() -> int:
    """The width that output is wrapped to, in columns: the terminal's, or what COLUMNS says."""
    return max(shutil.get_terminal_size((100, 24)).columns, _NARROWEST)
