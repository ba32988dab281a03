"""`negsim journal init`: a new record, empty or from a scenario file."""

import click

from sim.cli import options
from sim.cli.journal.options import Recorded, journal, printable, recording, told
from sim.cli.printing import say
from sim.model.errors import counted
from sim.records.journal.address import Address
from sim.records.journal.from_scenario import actions_of
from sim.records.journal.recorded import journal_class


@click.command("init")
@journal
@click.option("--record", metavar="NAME", default="", help="The name of the record; default: main.")
@click.option("--from", "source", metavar="FILE", help="Begin with the record of this scenario file.")
@recording
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    journal: str,
    record: str,
    source: str | None,
    recorded_by: str,
    reason: str,
    expect_version: int | None,
    entry_id: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Begin a record in a journal.

    The journal is made if it is not there. Without --from the record is empty; `declare` names its parties.
    """
    recorded = Recorded(recorded_by, reason, expect_version, entry_id)
    with told(ctx, journal):
        address = Address.parse(journal)
        if record and address.record:
            raise click.UsageError("the record is named twice; leave --record out, or what is behind the #")
        named = address.of(record or address.record)
        actions = () if source is None else actions_of(options.scenario_in(source))
        text = f"{named.journal}#{named.record}" if named.record else named.journal
        with journal_class().begin(text) as begun:
            if actions:
                begun.append(actions, recorded.by(), printable(reason, "--reason"), entry_id=entry_id)
            amount = f"from {source}, {counted(len(actions), 'entry', 'entries')}" if actions else "empty"
            if not quiet:
                say(f"{begun.address}: begun, {amount}; `negsim journal add {begun.address} …` adds a move")
