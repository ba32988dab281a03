"""`negsim check`: whether scenario files are in order and their expectations met."""

import click

from sim.cli import options
from sim.cli.printing import say
from sim.model.errors import NegsimError
from sim.report.table.render import TABLE, Table


@click.command("check")
@options.files
@options.branch
@options.output_format
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    branch: str | None,
    form: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Check scenario files and their expectations.

    FILE is a scenario file, or - for standard input.
    """
    checked = [_checked(file, branch) for file in files]
    if not quiet and form == TABLE:
        for file, verdict, _ in checked:
            say(f"{file}: {verdict}")
        say(_summary([status for _, _, status in checked]))
    elif not quiet:
        table = Table("Check", ("file", "result"), tuple((file, verdict) for file, verdict, _ in checked))
        options.print_table(table, form)
    ctx.exit(max(status for _, _, status in checked))


def _checked(file: str, branch: str | None) -> tuple[str, str, int]:
    """The file, the verdict on it, and the exit status that it calls for; complaints and warnings are printed."""
    try:
        scenario = options.scenario_in(file)
        history = scenario.history_of(branch or "")
    except NegsimError as error:
        options.complain(error)
        return file, "invalid", options.AT_FAULT
    for warning in scenario.warnings:
        say(str(warning), err=True)
    found = scenario.findings(branch)
    unmet = [finding for finding in found if not finding.met]
    for finding in unmet:
        say(options.unmet_line(finding), err=True)
    moves = len(history.moves)
    verdict = f"{moves} {'move' if moves == 1 else 'moves'}, {len(found) - len(unmet)} of {len(found)} expectations met"
    return file, verdict, options.UNMET if unmet else 0


def _summary(statuses: list[int]) -> str:
    count = len(statuses)
    return (
        f"{count} {'file' if count == 1 else 'files'}: {statuses.count(0)} valid, "
        f"{statuses.count(options.UNMET)} with unmet expectations, {statuses.count(options.AT_FAULT)} invalid"
    )
