"""`negsim backtest`: forecasts from days along records, held against what came of them."""

import os
import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Final

import click

from sim.cli import options
from sim.cli.files import STDIN, ending, unwritable_status
from sim.cli.output import Block, Heading, Report, chosen_tables, is_for_people, output_format, print_report
from sim.cli.plot import drawn
from sim.cli.printing import say
from sim.cli.process import INVALID, UNWRITTEN
from sim.cli.selection import only_option
from sim.cli.simulation import announce_code, prints_apart, status_of, trust_policies_option
from sim.executors.executor import Executor
from sim.forecast.backtesting.backtest import CUTS, RUNS, Backtest, BacktestSettings
from sim.forecast.backtesting.results import BacktestResult
from sim.forecast.calendar import STEPS
from sim.model.errors import NegsimError, counted
from sim.records.files import scenario_files
from sim.report.json.backtest import backtest_document
from sim.report.reliability.finding import finding_of
from sim.report.reliability.picture import reliability_diagram
from sim.report.svg.export import FORMS, require_converter
from sim.report.table.backtest import LEGEND, TABLES, notes
from sim.scenario import Scenario

_HORIZON: Final = re.compile("([0-9]{1,5})([dw])", re.ASCII)
_PRINTED: Final = ("records", "brier", "logarithmic")
"""The tables that are printed where none is asked for."""


class HorizonType(click.ParamType[int]):
    """A number of days or weeks: `90d`, `13w`."""

    name = "horizon"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of days."""
        parts = _HORIZON.fullmatch(str(value))
        days = int(parts[1]) * (7 if parts[2] == "w" else 1) if parts else 0
        if not days:
            self.fail(f"{value!r} is no horizon; give a number of days or weeks from 1, such as 90d or 13w", param, ctx)
        return days


@click.command("backtest")
@options.files
@click.option(
    "--pair",
    "pairs",
    multiple=True,
    metavar="ID",
    help="Use the policies of this pair of each file (may be repeated). Default: each policy of negsim for both sides.",
)
@click.option(
    "--horizon",
    type=HorizonType(),
    default="90d",
    show_default=True,
    metavar="90d|13w",
    help="How far each forecast reaches, in days or weeks.",
)
@click.option(
    "--cuts",
    type=click.IntRange(1, 9_999),
    default=CUTS,
    show_default=True,
    metavar="N",
    help="Number of days from which each record is forecast.",
)
@click.option("--step", type=click.Choice(STEPS), help="Step of the forecasts. Default: week, with --pair the file's.")
@click.option(
    "--runs",
    type=click.IntRange(1, 999_999_999),
    default=RUNS,
    show_default=True,
    metavar="N",
    help="Number of runs of each forecast.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 999_999_999),
    default=0,
    show_default=True,
    metavar="S",
    help="Seed of the random numbers.",
)
@options.executor
@output_format
@only_option(tuple(TABLES), f"There are {', '.join(TABLES)}. Default: {', '.join(_PRINTED)}; in CSV brier.")
@trust_policies_option
@options.output("Write the reliability diagram to this file, .svg, .png or .pdf.")
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    pairs: tuple[str, ...],
    horizon: int,
    cuts: int,
    step: str | None,
    runs: int,
    seed: int,
    jobs: int,
    dask: str,
    form: str,
    only: tuple[str, ...],
    trust_policies: bool,  # noqa: FBT001 - click passes a flag so
    output: Path | None,
    quiet: bool,  # noqa: FBT001
) -> None:
    """Hold forecasts against what came.

    From days along each record it forecasts from what was known by then, and compares with the rest of the record: the
    Brier score and the logarithmic score of each policy, and its skill over saying that nothing happens, or what
    happened in the other records. FILE is a scenario file, a folder of them, or - for standard input; files with faults
    are left out, and counted at the end.
    """
    _check_files(files)
    names = chosen_tables(only, form, _PRINTED, "brier")
    settings = BacktestSettings(horizon=horizon, cuts=cuts, runs=runs, seed=seed, step=step or "")
    try:
        files = scenario_files(files)
        _check_files(files)
        if status := unwritable_status(output, FORMS, *files):
            ctx.exit(status)
        require_converter(ending(output, ".svg"))
        scenarios = list(_loaded(files))
        if not scenarios:
            ctx.exit(INVALID)
        _check_records(scenarios)
        backtest = Backtest(scenarios, pairs, settings, trust_policies=trust_policies)
        announce_code(backtest.files)
        with prints_apart():
            status = _run(backtest, Executor(jobs, dask), quiet=quiet)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    result = backtest.result
    if not quiet:
        print_report(_report(result, names), form)
    if output is not None and not drawn(reliability_diagram(result), output, quiet=quiet or not is_for_people(form)):
        ctx.exit(UNWRITTEN)
    left_out = len(files) - len(scenarios)
    if left_out:
        say(f"{len(scenarios):,} of {len(files):,} files; {left_out:,} could not be read", err=True)
    ctx.exit(status or (INVALID if left_out else 0))


def _check_files(files: tuple[str, ...]) -> None:
    """Refuse a file that is given twice: it would be among its own other records. Raises: click.UsageError."""
    seen = set[str]()
    for file in files:
        place = file if file == STDIN else os.path.realpath(file)
        if place in seen:
            raise click.UsageError(f"{file} is given twice; each record counts once, so leave one of them out")
        seen.add(place)


def _check_records(scenarios: list[Scenario]) -> None:
    """Refuse a record that stands in two of the files, for the same reason. Raises: click.UsageError."""
    for scenario, other in combinations(scenarios, 2):
        if scenario.history.moves and scenario.history.moves == other.history.moves:
            raise click.UsageError(
                f"{other.file} has the moves of {scenario.file}; each record counts once, so leave one of them out"
            )


def _loaded(files: Iterable[str]) -> Iterator[Scenario]:
    """The scenarios in the files that are valid; the faults of the others are printed."""
    for file in files:
        try:
            yield options.scenario_in(file)
        except NegsimError as error:
            options.complain(error)


def _run(backtest: Backtest, executor: Executor, *, quiet: bool) -> int:
    """Do the runs; returns the exit status. Raises: NegsimError."""

    def finished() -> str:
        return f"{backtest.done:,} of {backtest.runs:,} runs"

    return status_of(backtest, backtest.runs, executor, finished, quiet=quiet)


def _report(result: BacktestResult, names: Iterable[str]) -> Report:
    tables = [table for name, table in TABLES.items() if name in names]

    def blocks() -> Iterator[Block]:
        backtest = f"Backtest of {counted(len(result.records), 'record')}"
        yield Heading(finding_of(result), (backtest, *notes(result), *([LEGEND] if result.questions else ())))
        yield from (table(result) for table in tables)

    return Report(
        document=lambda: backtest_document(result),
        table=lambda: tables[0](result),
        blocks=blocks,
    )
