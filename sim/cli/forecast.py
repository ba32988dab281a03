"""`negsim forecast`: simulated continuations of a record, under declared policies."""

from collections.abc import Iterator
from pathlib import Path

import click
from attrs import evolve

from sim.cli import options
from sim.cli.files import ending, unwritable_status
from sim.cli.forecast_report import ALL, DIFFERENCES, forecast_report
from sim.cli.output import (
    SCENARIO_ENDINGS,
    YAML,
    check_report_format,
    check_scenario_format,
    check_single_table,
    delivered_scenario,
    format_option,
    is_for_people,
    print_report,
)
from sim.cli.plot import drawn
from sim.cli.printing import say
from sim.cli.process import INVALID, UNWRITTEN
from sim.cli.selection import only_option
from sim.cli.simulation import announce_code, prints_apart, status_of, trust_policies_option
from sim.executors.executor import Executor
from sim.forecast.ensembles import Experiment
from sim.forecast.forecast import Forecast
from sim.forecast.plan import Plan
from sim.model.errors import NegsimError
from sim.report.fan.picture import fan
from sim.report.svg.export import FORMS, require_converter
from sim.report.table.forecast import Case
from sim.report.table.forecast_words import policies_in_words
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
@options.file
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
@options.executor
@click.option("--one", is_flag=True, help="Print one run as a scenario file, for `negsim run` and the others.")
@click.option("--number", type=click.IntRange(0), default=0, metavar="N", help="With --one: which run, from 0.")
@format_option((*FORMATS, YAML), "Output format. Default: table, with --one yaml.")
@only_option(ALL, f"There are {', '.join(ALL)}. Default: all; in CSV the outcomes, or the differences of two.")
@trust_policies_option
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
    dask: str,
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
    if status := unwritable_status(output, SCENARIO_ENDINGS if one else FORMS, file):
        ctx.exit(status)
    try:
        require_converter(ending(None if one else output, ".svg"))
        scenario = options.scenario_in(file)
        plan = scenario.planned(pair or "", trust_policies=trust_policies)
        plan = _changed(plan, settings, runs, seed)
        if one:
            forecast = Forecast.planned(plan, scenario.history, scenario.weights)
            announce_code(forecast.files)
            with prints_apart():
                run = simulated_run(scenario, forecast, number)
            done = delivered_scenario(run, form, output, quiet=quiet)
            ctx.exit(0 if done else UNWRITTEN)
        title = plan.pair(pair).title if pair else ""
        named = [(pair or "", title, plan), *_compared(scenario, plan, others)]
        status = _forecast(scenario, named, Executor(jobs, dask), form or TABLE, only, output, quiet=quiet)
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
    announce_code(file for forecast in forecasts for file in forecast.files)
    with prints_apart():
        experiment = Experiment(*forecasts)
    for warning in dict.fromkeys(warning for forecast in forecasts for warning in forecast.warnings):
        say(f"warning: {warning}", err=True)
    status = status_of(experiment, forecasts[0].runs, executor, lambda: _so_far(experiment), quiet=quiet)
    cases = [Case(name, title, each) for (name, title, _), each in zip(named, experiment.ensembles, strict=True)]
    if not quiet:
        print_report(forecast_report(scenario.title, cases, experiment.contrasts, only), form)
    if output is not None and not _draw(scenario, cases, output, quiet=quiet or not is_for_people(form)):
        return UNWRITTEN
    return status


def _so_far(experiment: Experiment) -> str:
    """The number of runs that have been done, of all, in words."""
    partial = experiment.ensembles[0]
    return f"{partial.runs:,} of {partial.forecast.runs:,} runs"


def _draw(scenario: Scenario, cases: list[Case], output: Path, *, quiet: bool) -> bool:
    """Whether the picture has been written to its file."""
    labelled = [(case.title or policies_in_words(case.forecast), case.ensemble) for case in cases]
    return drawn(fan(scenario.title, labelled), output, quiet=quiet)
