"""`negsim why`: the moves that made a subject what it is."""

import click

from sim.cli import options
from sim.history.snapshot import Explanation, Snapshot
from sim.model.dates import When
from sim.model.errors import NegsimError, UnknownNameError, no_party, with_article
from sim.report.json.answers import why_document
from sim.report.table.changes import why_table
from sim.report.table.render import JSON
from sim.rules.registry import lifecycle_of
from sim.rules.subjects.commitments import Commitment


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
    """List the moves that led to the status of a subject.

    They come oldest first, with their quotes and sources. SUBJECT is an id, or id/party for one party's part in a
    commitment; FILE is a scenario file, or - for standard input.
    """
    name, slash, party = subject.partition("/")
    try:
        scenario = options.scenario_in(file)
        view = options.view_of(scenario, as_of, reading, branch)
        account = view.why(name)
        if slash:
            _check(account, view, party)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(options.AT_FAULT)
    if quiet:
        return
    if form == JSON:
        options.print_json(why_document(scenario.title, branch, account, view, party))
    else:
        options.print_table(why_table(account, view, party), form)


def _check(account: Explanation, view: Snapshot, party: str) -> None:
    """See to it that the party may have a part in the subject. Raises: UnknownNameError."""
    party_ids = view.state.setting.party_ids
    if not isinstance(account.subject, Commitment):
        noun = with_article(lifecycle_of(account.subject).noun)
        raise UnknownNameError(f"only a commitment has a part for each party, and this is {noun}; leave the party out")
    if party not in party_ids:
        raise UnknownNameError(no_party(party, party_ids))
