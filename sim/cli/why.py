"""`negsim why`: the moves that made a subject what it is."""

import json

import click

from sim.cli import options
from sim.errors import NegsimError, UnknownName, did_you_mean
from sim.report.answers import why_document
from sim.report.changes import why_table
from sim.report.tables import JSON, rendered
from sim.when import When


@click.command("why")
@click.argument("file")
@click.argument("subject")
@options.moment
@options.branch
@options.output_format
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    subject: str,
    as_of: When | int | None,
    reading: str,
    branch: str | None,
    form: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Tell the moves that made a subject what it is.

    They come oldest first, with their quotes and sources. SUBJECT is an id, or id/party for one party's part in a
    commitment; FILE is a scenario file, or - for standard input.
    """
    name, _, party = subject.partition("/")
    try:
        scenario = options.scenario_in(file)
        view = options.view_of(scenario, as_of, reading, branch)
        sides = view.state.setting.sides
        if party and party not in sides:
            raise UnknownName(f"{party!r} is not one of the parties{did_you_mean(party, sides)}")
        account = view.why(name)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(options.AT_FAULT)
    if quiet:
        return
    if form == JSON:
        click.echo(json.dumps(why_document(scenario.title, account, view, party), ensure_ascii=False, indent=2))
    else:
        click.echo(rendered(why_table(account, view, party), form, options.terminal_width()), nl=False)
