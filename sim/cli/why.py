"""`negsim why`: the moves that led to the status of a subject."""

from pathlib import Path

import click

from sim.cli import options
from sim.cli.files import STDIN
from sim.cli.output import Report, output_format, print_report, table_or_none
from sim.cli.process import INVALID
from sim.history.snapshot import Explanation, Snapshot
from sim.model.dates import When
from sim.model.errors import NegsimError, UnknownNameError, no_party, with_article
from sim.report.json.queries import why_document
from sim.report.table.queries import why_table
from sim.rules.registry import lifecycle_of
from sim.rules.subjects.commitments import Commitment


@click.command("why")
@click.argument("file")
@click.argument("subject")
@options.moment
@options.branch
@output_format
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

    They come oldest first, with their quotes and sources. SUBJECT is an id, or id/party for the part of one party
    or third party in a commitment; FILE is a scenario file, or - for standard input.
    """
    if _are_swapped(file, subject):
        raise click.UsageError(f"the file comes first: negsim why {subject} {file}")
    name, slash, party = subject.partition("/")
    try:
        scenario = options.scenario_in(file)
        snapshot = options.snapshot(scenario, as_of, reading, branch)
        explanation = snapshot.why(name)
        if slash:
            _check_party(explanation, snapshot, party)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    if quiet:
        return
    lineage = scenario.lineage(branch) if branch else ()
    report = Report(
        document=lambda: why_document(scenario.title, lineage, explanation, snapshot, party),
        table=lambda: why_table(explanation, snapshot, party),
        blocks=lambda: [table_or_none(why_table(explanation, snapshot, party))],
    )
    print_report(report, form)


def _are_swapped(file: str, subject: str) -> bool:
    """Whether the second argument is a file and the first is none."""
    try:
        return file != STDIN and not Path(file).exists() and (subject == STDIN or Path(subject).is_file())
    except OSError:  # a name that is too long
        return False


def _check_party(explanation: Explanation, snapshot: Snapshot, party: str) -> None:
    """Refuse who can have no part in the subject. Raises: UnknownNameError."""
    setting = snapshot.state.setting
    if not isinstance(explanation.subject, Commitment):
        noun = with_article(lifecycle_of(explanation.subject).noun)
        raise UnknownNameError(f"only a commitment has a part for each party, and this is {noun}; leave the party out")
    if party not in setting.party_ids and party not in setting.outsiders:
        raise UnknownNameError(no_party(party, setting.party_ids))
