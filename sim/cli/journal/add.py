"""`negsim journal add`: one move more."""

from typing import TYPE_CHECKING

import click

from sim.cli import move_options, options
from sim.cli.asking import asked_item
from sim.cli.journal.options import (
    Recorded,
    append,
    journal,
    move_of,
    opened,
    record,
    recording,
    say_recorded,
)
from sim.cli.printing import say
from sim.records.journal.entries import FIRST, Add

if TYPE_CHECKING:
    from sim.records.journal.journal import Journal


@click.command("add")
@journal
@move_options.move_options
@move_options.after
@recording
@move_options.ask
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
    recorded: Recorded,
    ask: bool,  # noqa: FBT001 - click passes a flag so
    quiet: bool,  # noqa: FBT001 - as above
) -> None:
    """Record a move.

    The law judges it first; if it is refused, or makes a later move illegal, nothing is recorded.
    """
    item = move_options.given_item(verb, subjects, by, date, settings, ask=ask)
    with opened(ctx, journal) as found:
        chosen = asked_item(found.scenario(), after) if item is None else item
        if chosen is None:
            say(f"{found.address}: left as it is")
            return
        entries = append(ctx, found, [Add(chosen, _place(found, recorded, after))], recorded)
        if not quiet:
            now = record(found)
            say_recorded(found, entries, lambda entry: now.number_of(entry.number))


def _place(journal: "Journal", recorded: Recorded, after: int | None) -> int | None:
    """The entry of the move after which a move comes, in the record before it. Raises: UnknownNameError."""
    if not after:
        return None if after is None else FIRST
    return move_of(journal, record(journal, recorded.entry_id), after).added
