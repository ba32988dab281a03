"""`negsim forecast`: what may come of a record, under declared policies."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from pathlib import Path
from typing import Final

import click
from attrs import evolve

from sim.cli import options
from sim.cli.files import delivered, ending, say_written, unfit, written
from sim.cli.pictures import converted
from sim.cli.printing import say
from sim.cli.status import GAVE_UP, INTERRUPTED
from sim.forecast.ensembles import Executor, Experiment
from sim.forecast.forecast import Forecast
from sim.forecast.plan import Plan
from sim.model.errors import ClusterUnavailableError, ExecutorError, NegsimError
from sim.report.fan.picture import fan
from sim.report.json.forecast import forecast_document
from sim.report.svg.export import FORMS, require_converter
from sim.report.table.forecast import (
    CAVEAT,
    TABLES,
    Case,
    counted,
    differences_table,
    heading,
    tension_table,
    who_acts,
)
from sim.report.table.render import CSVS, FORMATS, JSON, TABLE, Table, stacked
from sim.scenario import Scenario, as_json, as_yaml
from sim.scenario.simulated_run import simulated_run

YAML: Final = "yaml"
ALL: Final = ("outcomes", "tension", "conduct", "final-state", "differences")


class PolicyOption(click.ParamType[tuple[str, str]]):
    """`KEY=VALUE`."""

    name = "setting"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The key and the value."""
        key, sign, text = value.partition("=")
        if not sign or not key or not text:
            self.fail(f"{value!r} sets nothing; write KEY=VALUE, such as russia.policy=grit", param, ctx)
        return key, text


@click.command("forecast")
@click.argument("file")
@click.option("--pair", metavar="ID", help="Use the policies of this pair of the file.")
@click.option(
    "--set",
    "settings",
    type=PolicyOption(),
    multiple=True,
    metavar="KEY=VALUE",
    help="Change an assumption (may be repeated): russia.policy=grit, russia.patience=5, until=2009-06-30.",
)
@click.option(
    "--compare",
    "others",
    multiple=True,
    metavar="ID|KEY=VALUE,...",
    help="Run this pair of the file as well, or the same with other settings, and show the difference from the "
    "baseline (may be repeated); `all` for every pair.",
)
@click.option(
    "--runs", type=click.IntRange(1, 999_999_999), metavar="N", help="Number of runs; default: that of the file."
)
@click.option(
    "--seed",
    type=click.IntRange(0, 999_999_999),
    metavar="S",
    help="Seed of the random numbers; default: that of the file.",
)
@click.option("--jobs", type=click.IntRange(1, 1024), default=1, metavar="J", help="Number of processes.")
@click.option("--dask", metavar="ADDRESS", help="Run on the Dask cluster with the scheduler at this address.")
@click.option("--one", is_flag=True, help="Print one run as a scenario file, for `negsim run` and the others.")
@click.option("--number", type=click.IntRange(0), default=0, metavar="N", help="With --one: which run, from 0.")
@options.formats((*FORMATS, YAML), "Output format. Default: table, with --one yaml.")
@click.option(
    "--only",
    type=click.Choice(ALL),
    multiple=True,
    help="Print only this table (may be repeated). Default: all; in CSV the outcomes, or the differences of two.",
)
@click.option(
    "--trust-policies", is_flag=True, help="Run the code of a `policy-file` that is not beside the scenario, too."
)
@options.output("Write the picture to this file, .svg, .png or .pdf; with --one the scenario, .yaml or .json.")
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    pair: str | None,
    settings: tuple[tuple[str, str], ...],
    others: tuple[str, ...],
    runs: int | None,
    seed: int | None,
    jobs: int,
    dask: str | None,
    one: bool,  # noqa: FBT001 - click passes a flag so
    number: int,
    form: str | None,
    only: tuple[str, ...],
    trust_policies: bool,  # noqa: FBT001
    output: Path | None,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Simulate how a record goes on, and count the outcomes.

    The section `forecast` of the file says from when until when, and by which policies the parties act. The
    figures hold under these assumptions; the confidence intervals show the effect of chance in the runs, and no more.
    It can run code: if policies are in a `policy-file`, that Python file is run, and named before that on standard
    error. Look at it first if you do not know who wrote it.
    FILE is a scenario file, or - for standard input.
    """
    _check(one, form, only, others, number, output)
    if dask == "":
        raise click.UsageError("--dask names no scheduler; give its address, such as tcp://127.0.0.1:8786")
    if status := unfit(output, (f".{YAML}", f".{JSON}") if one else FORMS, file):
        ctx.exit(status)
    try:
        require_converter(ending(None if one else output, ".svg"))
        scenario = options.scenario_in(file)
        plan = scenario.planned(pair or "", trust_policies=trust_policies)
        plan = _changed(plan, settings, runs, seed)
        if one:
            forecast = plan.forecast(scenario.history, scenario.weights)
            _announce_code([forecast])
            with _prints_apart():
                run = simulated_run(scenario, forecast, number)
            is_json = form == JSON or (form is None and ending(output, "") == f".{JSON}")
            done = delivered(output, as_json(run) if is_json else as_yaml(run), quiet=quiet)
            ctx.exit(0 if done else options.UNWRITTEN)
        title = plan.pair(pair).title if pair else ""
        named = [(pair or "", title, plan), *_compared(scenario, plan, others)]
        status = _forecast(scenario, named, Executor(jobs, dask or ""), form or TABLE, only, output, quiet=quiet)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(options.AT_FAULT)
    ctx.exit(status)


def _check(
    one: bool,  # noqa: FBT001
    form: str | None,
    only: tuple[str, ...],
    others: tuple[str, ...],
    number: int,
    output: Path | None,
) -> None:
    """See to it that the options fit each other."""
    if one and form not in (None, YAML, JSON):
        raise click.UsageError("one run is printed as yaml or json; `negsim run` makes tables of it")
    if not one and form == YAML:
        raise click.UsageError("yaml is for one run; give --one as well")
    if not one and number:
        raise click.UsageError("--number says which run --one prints; give --one as well")
    if one and others:
        raise click.UsageError("--compare is for many runs; leave out --one or --compare")
    options.one_table(only, form)
    if "differences" in only and not others:
        raise click.UsageError("differences are between forecasts; name one to compare with, as in --compare all")
    if one and only:
        raise click.UsageError("--only is for many runs; leave out --one or --only")
    if one and form is not None and ending(output, f".{form}") != f".{form}":
        raise click.UsageError(f"{output} does not end in .{form}; leave out --format, or change the name")


def _changed(plan: Plan, settings: tuple[tuple[str, str], ...], runs: int | None, seed: int | None) -> Plan:
    """The plan as the call changes it. Raises: NegsimError."""
    plan = plan.changed(settings)
    plan = plan if runs is None else evolve(plan, runs=runs)
    return plan if seed is None else evolve(plan, seed=seed)


Named = tuple[str, str, Plan]
"""What a plan is called (empty: it is the first), its title, and the plan."""


def _compared(scenario: Scenario, plan: Plan, others: tuple[str, ...]) -> Iterator[Named]:
    """The plans to compare with. Raises: NegsimError."""
    for other in others:
        if other == "all":
            if not plan.pairs:
                raise click.UsageError(
                    "the forecast has no `pairs` to compare with; give settings, as in until=2009-06-30"
                )
            yield from ((each.id, each.title, plan.under(each.id)) for each in plan.pairs)
        elif "=" in other:
            settings = [PolicyOption().convert(setting, None, None) for setting in other.split(",")]
            for key, _ in settings:
                if key in ("runs", "seed"):
                    raise click.UsageError(f"{key} is the same for all that is compared; give it as --{key}")
            yield other, other, plan.changed(settings)
        else:
            yield other, plan.pair(other).title, plan.under(other)


def _forecast(
    scenario: Scenario,
    named: list[Named],
    crew: Executor,
    form: str,
    only: tuple[str, ...],
    output: Path | None,
    *,
    quiet: bool,
) -> int:
    """Do the runs and print what comes of them; gives the exit status. Raises: NegsimError."""
    forecasts = [plan.forecast(scenario.history, scenario.weights) for _, _, plan in named]
    _announce_code(forecasts)
    with _prints_apart():
        experiment = Experiment(*forecasts)
    for words in dict.fromkeys(words for forecast in forecasts for words in forecast.warnings):
        say(f"warning: {words}", err=True)
    status = _run(experiment, crew, quiet=quiet)
    cases = [Case(name, title, each) for (name, title, _), each in zip(named, experiment.ensembles, strict=True)]
    if not quiet:
        _print(scenario, cases, experiment, form, only)
    if output is not None and not _drawn(scenario, cases, output, quiet=quiet or form != TABLE):
        return options.UNWRITTEN
    return status


def _run(experiment: Experiment, crew: Executor, *, quiet: bool) -> int:
    """Do the runs; the exit status says whether something has cut them short. Raises: NegsimError."""
    if crew.dask:
        logging.disable()  # what the library has to say goes into one sentence
    try:
        with _progress(experiment.forecasts[0], quiet=quiet) as done, _prints_apart():
            experiment.run(crew, done)
    except KeyboardInterrupt:
        say("interrupted; this is what has been finished so far", err=True)
        return INTERRUPTED
    except ClusterUnavailableError:
        raise
    except ExecutorError as fault:
        counted = experiment.ensembles[0]
        done_of = f"{counted.runs:,} of {counted.forecast.runs:,} runs"
        say(f"{fault}; this is what has been finished so far: {done_of}", err=True)
        return GAVE_UP
    return 0


def _announce_code(forecasts: list[Forecast]) -> None:
    """Say of which files code is about to be run, however quiet it is to be."""
    for file in dict.fromkeys(file for forecast in forecasts for file in forecast.files):
        say(f"running the code of {file.path}", err=True)


def _prints_apart() -> AbstractContextManager[object]:
    """Standard output is for the forecast; what the code of policies prints meanwhile goes to standard error."""
    return redirect_stdout(sys.stderr)


@contextmanager
def _progress(forecast: Forecast, *, quiet: bool) -> Iterator[Callable[[int], object]]:
    """A bar on standard error, where that is a terminal; gives what is told of the runs done."""
    hidden = quiet or not sys.stderr.isatty()
    with click.progressbar(length=forecast.runs, label="Runs", file=sys.stderr, hidden=hidden) as bar:
        yield bar.update


def _print(scenario: Scenario, cases: list[Case], experiment: Experiment, form: str, only: tuple[str, ...]) -> None:
    if form == JSON:
        options.print_json(forecast_document(scenario.title, cases, experiment.contrasts))
        return
    if form in CSVS:
        options.print_table(_in_csv(cases, experiment, only), form)
        return
    tables = list(_tables(cases, experiment, only or ALL, whole=False))
    options.print_text(f"{_header(scenario, cases, form)}\n", form)
    options.print_tables(tables, form)


def _in_csv(cases: list[Case], experiment: Experiment, only: tuple[str, ...]) -> Table:
    """The one table that CSV holds; of several differences each row says to which forecast it is."""
    wanted = only or (("differences",) if len(cases) == 2 else ("outcomes",))
    tables = list(_tables(cases, experiment, wanted, whole=True))
    if len(tables) == 1:
        return tables[0]
    return stacked(zip((case.id for case in cases[1:]), map(_of_any, tables), strict=True), "pair")


def _of_any(differences: Table) -> Table:
    """The differences under a header that fits whatever the first is compared with."""
    figure, of, first, _, *others = differences.headers
    return evolve(differences, headers=(figure, of, first, "other", *others))


def _tables(cases: list[Case], experiment: Experiment, wanted: tuple[str, ...], *, whole: bool) -> Iterator[Table]:
    first, *others = cases
    for name in ALL:
        if name in wanted and name == "tension":
            yield tension_table(first, whole=whole)
        elif name in wanted and name in TABLES:
            yield TABLES[name](first)
    if "differences" in wanted:
        for case, contrast in zip(others, experiment.contrasts, strict=True):
            yield differences_table(first, case, contrast)


def _header(scenario: Scenario, cases: list[Case], form: str) -> str:
    """The title, the assumptions, how many runs, and what the intervals do not say."""
    first, *others = cases
    compared = [f"Compared with {case.title}: {heading(case)}" for case in others]
    paragraphs = [heading(first), *compared, counted(first.ensemble), CAVEAT]
    return options.opening(scenario.title, paragraphs, form)


def _drawn(scenario: Scenario, cases: list[Case], output: Path, *, quiet: bool) -> bool:
    """Whether the picture is in its file now."""
    labelled = [(case.title or who_acts(case.forecast), case.ensemble) for case in cases]
    done = written(output, converted(fan(scenario.title, labelled), ending(output, ".svg")))
    if done and not quiet:
        say_written(output, apart=True)
    return done
