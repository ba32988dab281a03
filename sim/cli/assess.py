"""`negsim assess`: what a record amounts to, and the moves that each figure rests on."""

import click

from sim.assess import FIGURES, assess
from sim.cli import options
from sim.model.dates import When
from sim.model.errors import NegsimError
from sim.report.table.assess import assess_document, figures_table, tension_table
from sim.report.table.render import CSVS, JSON


@click.command("assess")
@click.argument("file")
@options.moment
@click.option(
    "--since",
    type=options.MomentType(),
    metavar="DATE|#N",
    help="Count conduct from the end of this day, or after move N, and say whether tension has eased since.",
)
@options.branch
@options.output_format
@click.option(
    "--only",
    type=click.Choice(tuple(FIGURES)),
    multiple=True,
    metavar="FIGURE",
    help="Print only this figure (may be repeated), such as 'centre' or 'concessions'.",
)
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    as_of: When | int | None,
    reading: str,
    since: When | int | None,
    branch: str | None,
    form: str,
    only: tuple[str, ...],
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Assess a record: agreement, concessions, tension and more.

    Each figure names the moves that it is based on. FILE is a scenario file, or - for standard input.
    """
    try:
        scenario = options.scenario_in(file)
        view = options.view_of(scenario, as_of, reading, branch)
        before = None if since is None else options.view_of(scenario, since, reading, branch)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(options.AT_FAULT)
    if before is not None and (before.read_on > view.read_on or not {*before.numbers} <= {*view.numbers}):
        raise click.UsageError("--since is later than the moment asked about; give an earlier one")
    if quiet:
        return
    found = assess(view, before, scenario.weights)
    if form == JSON:
        options.print_json(assess_document(scenario.title, branch or "", found, only))
        return
    table = figures_table(found, only)
    if form in CSVS:
        options.print_table(table, form)
    else:
        options.print_tables([table, *([tension_table(found)] if not only or "tension" in only else [])], form)
