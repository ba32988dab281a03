"""`negsim journal redact`: a text that is removed for good."""

import click

from sim.cli import options
from sim.cli.journal.options import (
    NumberType,
    Recorded,
    journal,
    no_number,
    opened,
    say_recorded,
    who_and_why,
)
from sim.cli.printing import say
from sim.model.errors import UnknownNameError, one_of


@click.command("redact")
@journal
@click.argument("entry", type=NumberType("@"), metavar="@N")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD...")
@who_and_why
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    journal: str,
    entry: int,
    fields: tuple[str, ...],
    recorded: Recorded,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Remove a text of an entry for good, such as quote or speaker.

    It is removed wherever the record has it, from the database and from its log files; the chain of hashes stays
    whole. FIELD is the name of a field, or its place as `/body/add/quote`. Exports and copies made before keep it.
    """
    with opened(ctx, journal) as found:
        paths = tuple(_path(found.texts_of(entry), field, f"{found.address}@{entry}") for field in fields)
        entries = found.redact(entry, paths, recorded.by(), recorded.why())
        if quiet:
            return
        say_recorded(found, entries, no_number)
        if not entries:
            say(f"{found.address}: that had been removed before; the files of the database were rewritten")


def _path(paths: tuple[str, ...], field: str, entry: str) -> str:
    """The place of a field's text. Raises: UnknownNameError if there is none, or several."""
    fitting = [path for path in paths if path == field or path.endswith(f"/{field}")]
    if len(fitting) == 1:
        return fitting[0]
    there_is = one_of(fitting or paths) if fitting or paths else "none"
    raise UnknownNameError(
        f"{entry}: it has {'several texts' if fitting else 'no text'} {field!r}; there is {there_is}"
    )
