"""`negsim journal declare`: parties, issues, sources and so on, also such as come later."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options
from sim.cli.journal.options import Recorded, append, journal, no_number, opened, record, recording, say_recorded
from sim.model.errors import UnknownNameError
from sim.records.journal.declared import declared
from sim.records.journal.entries import Declare
from sim.records.journal.phrases import part_in_words, taken_back

if TYPE_CHECKING:
    from sim.records.journal.journal import Journal


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
    replaces what was; the rest stays. What is null is taken back: `summary: null`, or `sources: {gazette: null}`.
    """
    with opened(ctx, journal) as found:
        case = options.case_file(file)
        sections = declared(case.data(), case.label)
        _check_taken_back(found, sections, recorded.entry_id)
        entries = append(ctx, found, [Declare(sections)], recorded)
        if not quiet:
            say_recorded(found, entries, no_number)


def _check_taken_back(journal: "Journal", sections: Mapping[str, Any], entry_id: str) -> None:
    """Refuse to take back what is not there. Raises: UnknownNameError."""
    back = tuple(taken_back(sections))
    if not back:
        return
    before = record(journal, entry_id)
    for section, part in back:
        if not before.has(section, part):
            words = part_in_words(section, part)
            raise UnknownNameError(f"{journal.address}: the record has no {words}; there is nothing to take back")
