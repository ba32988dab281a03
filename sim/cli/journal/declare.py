"""`negsim journal declare`: parties, issues, sources and so on, also such as come later."""

import click

from sim.cli import options
from sim.cli.journal.options import Recorded, append, journal, no_number, opened, recording, say_recorded
from sim.records.journal.declared import declared
from sim.records.journal.entries import Declare


@click.command("declare")
@journal
@click.argument("file")
@recording
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    journal: str,
    file: str,
    recorded: Recorded,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Declare parties, issues, commitments, sources and so on.

    FILE has sections of a scenario file other than its moves, or is - for standard input. What is declared again
    replaces what was; the rest stays.
    """
    with opened(ctx, journal) as found:
        case = options.case_file(file)
        sections = declared(case.data(), case.label)
        entries = append(ctx, found, [Declare(sections)], recorded)
        if not quiet:
            say_recorded(found, entries, no_number)
