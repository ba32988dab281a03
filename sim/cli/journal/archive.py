"""`negsim journal export` and `import`: a journal as lines of JSON, to keep elsewhere or to take into another."""

import sys
from pathlib import Path

import click

from sim.cli import options
from sim.cli.files import STDIN, delivered, unwritable_status
from sim.cli.journal.options import journal, opened, told
from sim.cli.printing import say
from sim.cli.process import UNWRITTEN
from sim.model.errors import JournalError, UnreadableFileError, all_of, counted
from sim.records.journal.address import Address
from sim.records.journal.archive import Archive, archive_in
from sim.records.journal.recorded import journal_class


@click.command("export")
@journal
@options.output("Write it to this file, .jsonl; else it goes to standard output.")
@click.option("--private", is_flag=True, help="Include what is marked private.")
@options.quiet
@click.pass_context
def export(
    ctx: click.Context,
    journal: str,
    output: Path | None,
    private: bool,  # noqa: FBT001 - click passes a flag so
    quiet: bool,  # noqa: FBT001 - as above
) -> None:
    """Write the journal as lines of JSON.

    `import` takes them into another journal, entry for entry and with the same hashes.
    """
    if status := unwritable_status(output, (), journal):
        ctx.exit(status)
    with opened(ctx, journal) as found:
        lines = tuple(found.export(private=private))
        shown = () if private else found.private_beside_texts()
    amount = counted(len(lines) - 1, "entry", "entries")
    advice = "`negsim journal import` takes it into a journal"
    if not delivered(output, "".join(f"{line}\n" for line in lines), amount, advice, quiet=quiet):
        ctx.exit(UNWRITTEN)
    if shown:
        places = all_of(tuple(f"{path.rpartition('/')[2]} of @{entry}" for entry, path in shown))
        say(f"warning: {found.address}: the export has what is private and is no text: {places}", err=True)


@click.command("import")
@journal
@click.argument("file")
@options.quiet
@click.pass_context
def take_in(ctx: click.Context, journal: str, file: str, quiet: bool) -> None:  # noqa: FBT001 - click passes a flag so
    """Take the entries of an export into a journal.

    Those that are there already are passed over, so that two copies of a journal can be brought together as long as
    only one of them has grown. The record is begun if it is not there. All is taken in, or nothing.
    """
    with told(ctx, journal):
        archive = _archive(file)
        parsed = Address.parse(journal)
        address = f"{parsed.journal}#{parsed.record or archive.record}"
        if parsed.record not in ("", archive.record):
            raise JournalError(f"{file}: it is of the record {archive.record!r}; take it into that")
        with journal_class().open_or_begin(address) as found:
            count = found.take_in(archive)
            if not quiet:
                say(f"{found.address}: {counted(count, 'entry', 'entries')} taken in from {file}")


def _archive(file: str) -> Archive:
    """What an export holds. Raises: NegsimError."""
    name = "<stdin>" if file == STDIN else file
    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        lines = data.decode().split("\n")
    except (OSError, ValueError) as error:
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else "it is not UTF-8"
        raise UnreadableFileError(name, f"it cannot be read: {reason}") from None
    return archive_in(lines[:-1] if lines[-1] == "" else lines, name)
