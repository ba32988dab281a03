"""`negsim forecast`: simulated continuations of a record, under declared policies."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from pathlib import Path

import click
from attrs import evolve

from sim.cli import options
from sim.cli.files import delivered, ending, say_written, unwritable_status, written
from sim.cli.forecast_report import ALL, DIFFERENCES, forecast_report
from sim.cli.output import (
    SCENARIO_ENDINGS,
    YAML,
    check_report_format,
    check_scenario_format,
    check_single_table,
    format_option,
    is_for_people,
    print_report,
    scenario_text,
)
from sim.cli.plot import converted
from sim.cli.printing import say
from sim.cli.process import GAVE_UP, INTERRUPTED, INVALID, UNWRITTEN
from sim.forecast.ensembles import Executor, Experiment
from sim.forecast.forecast import Forecast
from sim.forecast.plan import Plan
from sim.model.errors import ClusterUnavailableError, ExecutorError, NegsimError
from sim.report.fan.picture import fan
from sim.report.svg.export import FORMS, require_converter
from sim.report.table.forecast import Case, policies_in_words
from sim.report.table.render import FORMATS, TABLE
from sim.scenario import Scenario
from sim.scenario.simulated_run import simulated_run


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
@format_option((*FORMATS, YAML), "Output format. Default: table, with --one yaml.")
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
    if status := unwritable_status(output, SCENARIO_ENDINGS if one else FORMS, file):
        ctx.exit(status)
    try:
        require_converter(ending(None if one else output, ".svg"))
        scenario = options.scenario_in(file)
        plan = scenario.planned(pair or "", trust_policies=trust_policies)
        plan = _changed(plan, settings, runs, seed)
        if one:
            forecast = Forecast.planned(plan, scenario.history, scenario.weights)
            _announce_code([forecast])
            with _prints_apart():
                run = simulated_run(scenario, forecast, number)
            done = delivered(output, scenario_text(run, form, output), quiet=quiet)
            ctx.exit(0 if done else UNWRITTEN)
        title = plan.pair(pair).title if pair else ""
        named = [(pair or "", title, plan), *_compared(scenario, plan, others)]
        status = _forecast(scenario, named, Executor(jobs, dask or ""), form or TABLE, only, output, quiet=quiet)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    ctx.exit(status)


def _check(
    one: bool,  # noqa: FBT001
    form: str | None,
    only: tuple[str, ...],
    others: tuple[str, ...],
    number: int,
    output: Path | None,
) -> None:
    """Refuse options that contradict each other. Raises: click.UsageError."""
    if one:
        check_scenario_format(form, output)
    else:
        check_report_format(form)
    if not one and number:
        raise click.UsageError("--number says which run --one prints; give --one as well")
    if one and others:
        raise click.UsageError("--compare is for many runs; leave out --one or --compare")
    check_single_table(only, form)
    if DIFFERENCES in only and not others:
        raise click.UsageError("differences are between forecasts; name one to compare with, as in --compare all")
    if one and only:
        raise click.UsageError("--only is for many runs; leave out --one or --only")


def _changed(plan: Plan, settings: tuple[tuple[str, str], ...], runs: int | None, seed: int | None) -> Plan:
    """The plan as the call changes it. Raises: NegsimError."""
    plan = plan.changed(settings)
    plan = plan if runs is None else evolve(plan, runs=runs)
    return plan if seed is None else evolve(plan, seed=seed)


NamedPlan = tuple[str, str, Plan]
"""The id of a plan (empty: the baseline), its title, and the plan."""


def _compared(scenario: Scenario, plan: Plan, others: tuple[str, ...]) -> Iterator[NamedPlan]:
    """The plans to compare with the baseline. Raises: NegsimError."""
    for other in others:
        if other == "all":
            if not plan.pairs:
                raise click.UsageError(
                    "the forecast has no `pairs` to compare with; give settings, as in until=2009-06-30"
                )
            yield from ((pair.id, pair.title, plan.under(pair.id)) for pair in plan.pairs)
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
    named: list[NamedPlan],
    executor: Executor,
    form: str,
    only: tuple[str, ...],
    output: Path | None,
    *,
    quiet: bool,
) -> int:
    """Do the runs and print the report; returns the exit status. Raises: NegsimError."""
    forecasts = [Forecast.planned(plan, scenario.history, scenario.weights) for _, _, plan in named]
    _announce_code(forecasts)
    with _prints_apart():
        experiment = Experiment(*forecasts)
    for warning in dict.fromkeys(warning for forecast in forecasts for warning in forecast.warnings):
        say(f"warning: {warning}", err=True)
    status = _run(experiment, executor, quiet=quiet)
    cases = [Case(name, title, each) for (name, title, _), each in zip(named, experiment.ensembles, strict=True)]
    if not quiet:
        print_report(forecast_report(scenario.title, cases, experiment.contrasts, only), form)
    if output is not None and not _draw(scenario, cases, output, quiet=quiet or not is_for_people(form)):
        return UNWRITTEN
    return status


def _run(experiment: Experiment, executor: Executor, *, quiet: bool) -> int:
    """Do the runs; returns the exit status, which says whether they were cut short. Raises: NegsimError."""
    if executor.dask:
        logging.disable()  # the messages of the library become one sentence
    try:
        with _progress(experiment.forecasts[0], quiet=quiet) as done, _prints_apart():
            experiment.run(executor, done)
    except KeyboardInterrupt:
        say("interrupted; this is what has been finished so far", err=True)
        return INTERRUPTED
    except ClusterUnavailableError:
        raise
    except ExecutorError as fault:
        partial = experiment.ensembles[0]
        runs = f"{partial.runs:,} of {partial.forecast.runs:,} runs"
        say(f"{fault}; this is what has been finished so far: {runs}", err=True)
        return GAVE_UP
    return 0


def _announce_code(forecasts: list[Forecast]) -> None:
    """Name the files whose code is about to be run, also to those who want quiet."""
    for file in dict.fromkeys(file for forecast in forecasts for file in forecast.files):
        say(f"running the code of {file.path}", err=True)


def _prints_apart() -> AbstractContextManager[object]:
    """Redirect to standard error what the code of policies prints, as standard output is for the forecast."""
    return redirect_stdout(sys.stderr)


@contextmanager
def _progress(forecast: Forecast, *, quiet: bool) -> Iterator[Callable[[int], object]]:
    """A progress bar on standard error, if that is a terminal; gives the function to call with the runs done."""
    hidden = quiet or not sys.stderr.isatty()
    with click.progressbar(length=forecast.runs, label="Runs", file=sys.stderr, hidden=hidden) as bar:
        yield bar.update


def _draw(scenario: Scenario, cases: list[Case], output: Path, *, quiet: bool) -> bool:
    """Whether the picture has been written to its file."""
    labelled = [(case.title or policies_in_words(case.forecast), case.ensemble) for case in cases]
    done = written(output, converted(fan(scenario.title, labelled), ending(output, ".svg")))
    if done and not quiet:
        say_written(output, apart=True)
    return done
