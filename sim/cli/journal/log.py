"""`negsim journal log`: the entries, and the hash of the last one."""

from collections.abc import Iterator

import click

from sim.cli import options
from sim.cli.journal.options import journal, opened
from sim.cli.output import Block, Report, output_format, print_report, table_or_none
from sim.records.journal.moments import KnownOn
from sim.report.json.journal import log_document
from sim.report.table.journal import entries_table


@click.command("log")
@journal
@click.option("--since", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N entries.")
@click.option(
    "--known-on", type=options.KnownOnType(), metavar="DATE|@N", help="Leave out what was recorded after this."
)
@output_format
@click.pass_context
def command(ctx: click.Context, journal: str, since: int, known_on: KnownOn | None, form: str) -> None:
    """List the entries: what was recorded, when, by whom and why.

    Below stands the hash of the last one. Who keeps it can prove later that none is gone: `verify --head`.
    """
    with opened(ctx, journal) as found:
        entries = found.read(since, known_on)

        def blocks() -> Iterator[Block]:
            yield table_or_none(entries_table(entries, f"Entries of {found.address}"))
            if entries:
                yield f"Head: {entries[-1].hash}"

        print_report(
            Report(
                document=lambda: log_document(found.record, entries),
                table=lambda: entries_table(entries, "Entries", in_full=True),
                blocks=blocks,
            ),
            form,
        )
