"""`negsim add`: one move more in a scenario file."""

from contextlib import suppress
from pathlib import Path

import click

from sim.cli import move_options, options
from sim.cli.asking import asked_item
from sim.cli.files import STDIN, UnwritableError, is_special, unwritable_status
from sim.cli.printing import say
from sim.cli.process import INVALID
from sim.cli.unchanged_files import replace
from sim.cli.written_files import to_replay
from sim.model.errors import NegsimError
from sim.records.journal.address import is_journal, without_password
from sim.records.journal.phrases import item_in_words
from sim.scenario import loads
from sim.scenario.added_move import Extended, WouldBeInvalidError, extended
from sim.scenario.load import bytes_of


@click.command("add")
@click.argument("file")
@move_options.move_options
@move_options.after
@move_options.ask
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    verb: str | None,
    subjects: tuple[str, ...],
    by: str | None,
    date: str | None,
    settings: tuple[str, ...],
    after: int | None,
    ask: bool,  # noqa: FBT001 - click passes a flag so
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Add a move to a scenario file.

    The law judges it first. Everything else in FILE stays as it is, comments as well; if the move is refused, or makes
    a later one illegal, nothing is written.
    """
    item = move_options.given_item(verb, subjects, by, date, settings, ask=ask)
    path = Path(file)
    if status := _status(file, path):
        ctx.exit(status)
    try:
        data = bytes_of(file)
        chosen = asked_item(loads(data, file), after) if item is None else item
        if chosen is None:
            say(f"{file}: left as it is")
            return
        longer = extended(data, file, chosen, after)
    except NegsimError as error:
        options.complain(error)
        if isinstance(error, WouldBeInvalidError):
            say(f"{file}: no move added; the lines are those of the file with the move in it", err=True)
        ctx.exit(INVALID)
    _write(ctx, path, data, longer)
    if not quiet:
        say(f"{file}: move #{longer.number} added ({item_in_words(chosen)} on {chosen['date']}); {to_replay(path)}")


def _write(ctx: click.Context, path: Path, data: bytes, longer: Extended) -> None:
    try:
        replace(path, data, longer.data)
    except UnwritableError as error:
        error.show()
        ctx.exit(error.exit_code)


def _status(file: str, path: Path) -> int:
    """The exit status if a file of this name cannot be read and written, after one line has said why; else 0."""
    with suppress(OSError):  # whatever it is, reading it will fail as well, and say why
        if is_journal(file):
            say(f"{without_password(file)}: this is a journal; `negsim journal add` adds to it", err=True)
            return INVALID
        if file == STDIN or (is_special(path) and not path.is_dir()):
            what = "standard input" if file == STDIN else "it"
            say(f"{file}: {what} is no file that a move can be added to; name a scenario file", err=True)
            return INVALID
        return unwritable_status(path) if path.is_file() else 0
    return 0
