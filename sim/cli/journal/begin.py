"""`negsim journal init`: a new record, empty or from a scenario file."""

import click

from sim.cli import options
from sim.cli.journal.options import Recorded, journal, told, who_and_why
from sim.cli.printing import say
from sim.model.errors import counted
from sim.records.journal.address import Address, without_password
from sim.records.journal.from_scenario import actions_of
from sim.records.journal.recorded import journal_class


@click.command("init")
@journal
@click.option("--record", metavar="NAME", default="", help="The name of the record; default: main.")
@click.option("--from", "source", metavar="FILE", help="Begin with the record of this scenario file.")
@who_and_why
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    journal: str,
    record: str,
    source: str | None,
    recorded: Recorded,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Begin a record in a journal.

    The journal is made if it is not there. Without --from the record is empty; `declare` names its parties.
    """
    by, why = recorded.by(), recorded.why()
    with told(ctx, journal):
        address = Address.parse(journal)
        if record and address.record:
            raise click.UsageError("the record is named twice; leave --record out, or what is behind the #")
        named = address.of(record or address.record)
        shown = without_password(source or "")
        actions = () if source is None else actions_of(options.scenario_in(source))
        text = f"{named.journal}#{named.record}" if named.record else named.journal
        with journal_class().begin(text) as begun:
            if actions:
                begun.append(actions, by, why)
            amount = f"from {shown}, {counted(len(actions), 'entry', 'entries')}" if actions else "empty"
            if not quiet:
                say(f"{begun.address}: begun, {amount}; `negsim journal add {begun.address} …` adds a move")
