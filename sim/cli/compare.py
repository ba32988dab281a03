"""`negsim compare`: two codings of one story, what differs in them, and how far they agree."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import click

from sim.cli import options
from sim.cli.files import STDIN, is_special, unwritable_status, written
from sim.cli.output import (
    SCENARIO_ENDINGS,
    Block,
    Heading,
    Report,
    chosen_tables,
    delivered_scenario,
    is_for_people,
    output_format,
    print_report,
)
from sim.cli.printing import say
from sim.cli.process import INVALID, UNWRITTEN
from sim.cli.selection import only_option
from sim.cli.written_files import say_written
from sim.model.errors import MissingDependencyError, NegsimError, counted
from sim.records.comparison.adjudication import adjudication
from sim.records.comparison.agreement import agreement, require_nltk
from sim.records.comparison.comparison import DAYS, MOST_DAYS, Comparison, compare_codings
from sim.records.comparison.decisions import merged
from sim.report.json.compare import comparison_document
from sim.report.table.compare import LEGEND, TABLES, ComparedCodings, notes
from sim.report.table.render import JSON, TABLE
from sim.scenario.load import bytes_of

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
@options.known_on
@click.option(
    "--days",
    type=click.IntRange(0, MOST_DAYS),
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
@only_option(tuple(TABLES), f"There are {', '.join(TABLES)}. Default: all, in CSV {_FIRST}.")
@click.option(
    "--adjudicate",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Write a YAML file with every difference, and a place for each decision.",
)
@click.option(
    "--adjudicated",
    metavar="FILE",
    help="Merge the two as this file, filled in, has decided; prints the scenario, or writes it with -o.",
)
@options.output("With --adjudicated: write the merged scenario to this file, .yaml or .json.")
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
    adjudicate: Path | None,
    adjudicated: str | None,
    output: Path | None,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Compare two codings of one story.

    It finds the moves of A in B, whatever their ids, and says what differs, which moves one has alone, and how far the
    two agree in each field. A and B are scenario files; one may be - for standard input. Differences are no error.
    With --adjudicate and --adjudicated the two become one.
    """
    names = chosen_tables(only, form, tuple(TABLES), _FIRST)
    _check_call(first, second, adjudicate, adjudicated, output)
    if adjudicated is not None and (only or same or days != DAYS or form != TABLE):
        raise click.UsageError(
            "--adjudicated has its pairs from that file; leave --days, --map, --only and --format out"
        )
    endings = (".yaml", ".yml") if adjudicated is None else SCENARIO_ENDINGS
    if status := unwritable_status(adjudicate or output, endings, first, second, *filter(None, [adjudicated])):
        ctx.exit(status)
    try:
        scenarios = options.scenario_in(first), options.scenario_in(second)
        if adjudicated is not None:
            scenario = merged(bytes_of(adjudicated), adjudicated, *scenarios)
            ctx.exit(0 if delivered_scenario(scenario, None, output, quiet=quiet) else UNWRITTEN)
        comparison = compare_codings(*scenarios, days, _mapping(same))
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    if not quiet:
        print_report(_report(comparison, names, with_alpha=form == JSON or _FIRST in names), form)
    if adjudicate is not None and not _adjudicate(comparison, adjudicate, quiet=quiet or not is_for_people(form)):
        ctx.exit(UNWRITTEN)


def _check_call(first: str, second: str, adjudicate: Path | None, adjudicated: str | None, output: Path | None) -> None:
    """Refuse one file twice, and options that do not go together. Raises: click.UsageError."""
    if adjudicate is not None and adjudicate.is_file() and not is_special(adjudicate):
        raise click.UsageError(f"{adjudicate}: there is a file already, perhaps with decisions; choose another name")
    if adjudicate is not None and adjudicated is not None:
        raise click.UsageError("--adjudicate writes the file to be filled in, --adjudicated reads it; give one of them")
    if output is not None and adjudicated is None:
        raise click.UsageError("-o is for the merged scenario; give --adjudicated FILE as well")
    if first == second == STDIN:
        raise click.UsageError("standard input can be read but once; name a file for one of the two")
    if STDIN not in (first, second) and Path(first).exists() and Path(second).exists() and Path(first).samefile(second):
        raise click.UsageError(f"{first} and {second} are one file; name two codings")


def _adjudicate(comparison: Comparison, path: Path, *, quiet: bool) -> bool:
    """Whether the file to be filled in has been written, which is said unless *quiet*."""
    form = adjudication(comparison)
    done = written(path, form.text)
    if done and not quiet:
        advice = "fill it in, and give it to `negsim compare` with --adjudicated"
        say_written(path, f"{counted(form.decisions, 'decision')} to make", advice, apart=True)
    return done


def _mapping(same: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The names of `--map`. Raises: click.UsageError if a name is given two others."""
    mapping = dict(same)
    if len(mapping) < len(set(same)):
        raise click.UsageError("--map gives one name of A two names of B; give it once")
    return mapping


def _report(comparison: Comparison, names: Sequence[str], *, with_alpha: bool) -> Report:
    compared = ComparedCodings(comparison, agreement(comparison, with_alpha=with_alpha and _is_nltk_there()))
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
