"""`negsim journal add`: one move more."""

import click

from sim.cli import options
from sim.cli.asking import asked_item
from sim.cli.journal.options import (
    NumberType,
    Recorded,
    append,
    journal,
    move_of,
    opened,
    record,
    recording,
    say_recorded,
)
from sim.cli.move_options import item_of, move_options
from sim.cli.printing import say
from sim.records.journal.entries import FIRST, Add


@click.command("add")
@journal
@move_options
@click.option(
    "--after",
    type=NumberType("#"),
    metavar="#N",
    help="Put it after move N (quote it: '#12'; '#0' for before all); default: at the end.",
)
@recording
@click.option("--ask", is_flag=True, help="Ask for the move, field by field, and offer only what is legal.")
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    journal: str,
    verb: str | None,
    subjects: tuple[str, ...],
    by: str | None,
    date: str | None,
    settings: tuple[str, ...],
    after: int | None,
    recorded_by: str,
    reason: str,
    expect_version: int | None,
    entry_id: str,
    ask: bool,  # noqa: FBT001 - click passes a flag so
    quiet: bool,  # noqa: FBT001 - as above
) -> None:
    """Record a move.

    The law judges it first; if it is refused, or makes a later move illegal, nothing is recorded.
    """
    if ask and any((verb, subjects, by, date, settings)):
        raise click.UsageError("with --ask the move is asked for; leave VERB, SUBJECT, --by, --date and --set out")
    recorded = Recorded(recorded_by, reason, expect_version, entry_id)
    item = None if ask else item_of(verb, subjects, by, date, settings)
    with opened(ctx, journal) as found:
        chosen = asked_item(found.scenario(), after) if item is None else item
        if chosen is None:
            say(f"{found.address}: left as it is")
            return
        place = None if after is None else FIRST if after == 0 else move_of(found, record(found, entry_id), after).added
        entries = append(ctx, found, [Add(chosen, place)], recorded)
        if not quiet:
            now = record(found)
            say_recorded(found, entries, lambda entry: now.number_of(entry.number))
