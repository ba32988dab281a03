"""`negsim compare`: two codings of one story, what differs in them, and how far they agree."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import click

from sim.cli import options
from sim.cli.files import STDIN
from sim.cli.output import Block, Heading, Report, chosen_tables, output_format, print_report
from sim.cli.printing import say
from sim.cli.process import INVALID
from sim.model.errors import MissingDependencyError, NegsimError
from sim.records.comparison.agreement import agreement, require_nltk
from sim.records.comparison.comparison import DAYS, Comparison, compare
from sim.report.json.compare import comparison_document
from sim.report.table.compare import LEGEND, TABLES, ComparedCodings, notes

_FIRST: Final = "agreement"


class NamesType(click.ParamType[tuple[str, str]]):
    """A name in A and the one in B that stands for it, with `=` between."""

    name = "names"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The two names."""
        first, sign, second = value.partition("=")
        if not (first and sign and second):
            self.fail(f"{value!r} is no pair of names; write the one in A and the one in B, such as us=usa", param, ctx)
        return first, second


@click.command("compare")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "--days",
    type=click.IntRange(0),
    default=DAYS,
    show_default=True,
    metavar="N",
    help="Take moves for one only if at most so many days lie between them.",
)
@click.option(
    "--map",
    "same",
    type=NamesType(),
    multiple=True,
    metavar="A=B",
    help="Take these names for one: of parties, issues, sources or subjects (may be repeated).",
)
@output_format
@click.option(
    "--only",
    type=click.Choice(tuple(TABLES)),
    multiple=True,
    help=f"Print only this table (may be repeated). Default: all; in CSV {_FIRST}.",
)
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    first: str,
    second: str,
    days: int,
    same: tuple[tuple[str, str], ...],
    form: str,
    only: tuple[str, ...],
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Compare two codings of one story.

    It finds the moves of A in B, whatever their ids, and says what differs, which moves one has alone, and how far the
    two agree in each field. A and B are scenario files; one may be - for standard input. Differences are no error.
    """
    names = chosen_tables(only, form, tuple(TABLES), _FIRST)
    _check_files(first, second)
    try:
        comparison = compare(options.scenario_in(first), options.scenario_in(second), days, _mapping(same))
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    if not quiet:
        print_report(_report(comparison, names), form)


def _check_files(first: str, second: str) -> None:
    """Refuse one file twice. Raises: click.UsageError."""
    if first == second == STDIN:
        raise click.UsageError("standard input can be read but once; name a file for one of the two")
    if STDIN not in (first, second) and Path(first).exists() and Path(second).exists() and Path(first).samefile(second):
        raise click.UsageError(f"{first} and {second} are one file; name two codings")


def _mapping(same: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The names of `--map`. Raises: click.UsageError if a name is given two others."""
    mapping = dict(same)
    if len(mapping) < len(set(same)):
        raise click.UsageError("--map gives one name of A two names of B; give it once")
    return mapping


def _report(comparison: Comparison, names: Sequence[str]) -> Report:
    is_there = _is_nltk_there()
    compared = ComparedCodings(comparison, agreement(comparison, with_alpha=is_there))
    tables = {name: table for name, table in TABLES.items() if name in names}

    def blocks() -> Iterator[Block]:
        legend = [LEGEND] if _FIRST in names else []
        yield Heading(f"Two codings: {comparison.first.title}", (*notes(comparison), *legend))
        yield from (table(compared) for table in tables.values())

    return Report(
        document=lambda: comparison_document(comparison, compared.fields),
        table=lambda: next(iter(tables.values()))(compared),
        blocks=blocks,
    )


def _is_nltk_there() -> bool:
    """Whether there is what alpha needs; if not, one line says so."""
    try:
        require_nltk()
    except MissingDependencyError as error:
        say(str(error), err=True)
        return False
    return True
