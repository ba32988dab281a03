"""`negsim journal amend` and `retract`: another reading of a move, or none."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from sim.cli import options
from sim.cli.journal.options import (
    Command,
    NumberType,
    Recorded,
    append,
    journal,
    move_of,
    number_before,
    opened,
    record,
    recording,
    say_recorded,
)
from sim.cli.move_options import Item, item_of, move_options
from sim.records.journal.entries import Amend, Retract
from sim.rules.registry import MOVES_BY_VERB


def _move(command: Command) -> Command:
    """The journal and the move of a call."""
    return journal(click.argument("move", type=NumberType("#"), metavar="#N")(command))


let_fall = click.option("--let-fall", is_flag=True, help="Retract the later moves, too, that become illegal.")


@click.command("amend")
@_move
@move_options
@recording
@let_fall
@options.quiet
@click.pass_context
def amend(
    ctx: click.Context,
    journal: str,
    move: int,
    verb: str | None,
    subjects: tuple[str, ...],
    by: str | None,
    date: str | None,
    settings: tuple[str, ...],
    recorded: Recorded,
    let_fall: bool,  # noqa: FBT001 - click passes a flag so
    quiet: bool,  # noqa: FBT001 - as above
) -> None:
    """Record another reading of a move.

    Without VERB and SUBJECT it is the same move, in which --by, --date and --set take the place of what was there. A
    value by name, such as terms.wage, leaves the others of its field as they are. Quote the number of the move: '#12'.
    A move that became illegal is named; nothing is recorded then, unless it may fall.
    """
    with opened(ctx, journal) as found:
        before = record(found, recorded.entry_id)
        present = move_of(found, before, move)
        item = item_of(verb, subjects, by, date, settings) if verb else _changed(dict(present.item), by, date, settings)
        entries = append(ctx, found, [Amend(present.added, item)], recorded, let_fall=let_fall, falls=True)
        if not quiet:
            say_recorded(found, entries, number_before(before))


def _changed(item: Item, by: str | None, date: str | None, settings: tuple[str, ...]) -> Item:
    """The item with these fields in place of its own. Raises: click.UsageError."""
    if by is None and date is None and not settings:
        raise click.UsageError("nothing is amended; give the new reading, such as --date 2007-10-12 or --set quote=…")
    verb = next(key for key in item if key in MOVES_BY_VERB)
    subjects = item[verb] if isinstance(item[verb], list) else [item[verb]]
    given = item_of(verb, subjects, by or item.get("by"), date or item.get("date"), settings, is_whole=False)
    return item | {key: _beside(item.get(key), value) for key, value in given.items()}


def _beside(before: Any, value: Any) -> Any:
    """The value; if it and the one before are values by name, those of both, of which the new ones count."""
    if not (isinstance(before, Mapping) and isinstance(value, Mapping)):
        return value
    return {**dict(_by_name(before)), **value}


def _by_name(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The values as `--set` names them, those by subject and party as `subject/party`."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}/{part}", each) for part, each in value.items())
        else:
            yield name, value


@click.command("retract")
@_move
@recording
@let_fall
@options.quiet
@click.pass_context
def retract(
    ctx: click.Context,
    journal: str,
    move: int,
    recorded: Recorded,
    let_fall: bool,  # noqa: FBT001 - click passes a flag so
    quiet: bool,  # noqa: FBT001 - as above
) -> None:
    """Take a move out of the record; the journal keeps it.

    Quote its number: '#12'. A move that became illegal is named; nothing is recorded then, unless it may fall.
    """
    with opened(ctx, journal) as found:
        before = record(found, recorded.entry_id)
        action = Retract(move_of(found, before, move).added)
        entries = append(ctx, found, [action], recorded, let_fall=let_fall, falls=True)
        if not quiet:
            say_recorded(found, entries, number_before(before))
