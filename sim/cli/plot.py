"""`negsim plot`: the timeline picture of a record."""

from pathlib import Path

import click

from sim.cli import options
from sim.cli.files import delivered, ending, unfit
from sim.cli.pictures import converted
from sim.model.dates import When
from sim.model.errors import NegsimError
from sim.report.svg.export import FORMS
from sim.report.timeline.picture import picture


@click.command("plot")
@click.argument("file")
@options.output("Write it to this file: .svg, or with the extra `plot` .png or .pdf; else SVG goes to standard output.")
@options.moment
@options.branch
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    output: Path | None,
    as_of: When | int | None,
    reading: str,
    branch: str | None,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Draw the record as a timeline.

    It has a lane for each issue, with every move and the status of each subject over time; with --as-of a line marks
    that moment. FILE is a scenario file, or - for standard input.
    """
    if status := unfit(output, FORMS, file):
        ctx.exit(status)
    try:
        scenario = options.scenario_in(file)
        view = options.view_of(scenario, as_of, reading, branch)
        title = f"{scenario.title} – {scenario.branch(branch).title}" if branch else scenario.title
        drawn = picture(title, view, scenario.weights)
        made = converted(drawn, ending(output, ".svg"))
    except NegsimError as error:
        options.complain(error)
        ctx.exit(options.AT_FAULT)
    if not delivered(output, made, quiet=quiet):
        ctx.exit(options.UNWRITTEN)
