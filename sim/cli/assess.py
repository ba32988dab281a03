"""`negsim assess`: the figures of a record, and the moves that each is based on."""

from collections.abc import Iterator

import click

from sim.assess import FIGURES, assess
from sim.cli import options
from sim.cli.output import Block, Report, output_format, print_report
from sim.cli.process import INVALID
from sim.model.dates import When
from sim.model.errors import NegsimError
from sim.report.json.assess import assess_document
from sim.report.table.assess import figures_table, tension_table


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
@output_format
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
        snapshot = options.snapshot(scenario, as_of, reading, branch)
        before = None if since is None else options.snapshot(scenario, since, reading, branch)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    if before is not None and (before.read_on > snapshot.read_on or not {*before.numbers} <= {*snapshot.numbers}):
        raise click.UsageError("--since is later than the moment asked about; give an earlier one")
    if quiet:
        return
    assessment = assess(snapshot, before, scenario.weights)
    lineage = scenario.lineage(branch) if branch else ()

    def blocks() -> Iterator[Block]:
        yield figures_table(assessment, only)
        if not only or "tension" in only:
            yield tension_table(assessment)

    report = Report(
        document=lambda: assess_document(scenario.title, lineage, assessment, only),
        table=lambda: figures_table(assessment, only),
        blocks=blocks,
    )
    print_report(report, form)
