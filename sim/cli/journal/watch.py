"""`negsim journal watch`: new entries as they are recorded."""

import click

from sim.cli.journal.options import journal, opened
from sim.cli.output import format_option
from sim.cli.printing import print_data, say
from sim.records.journal.phrases import as_sentence
from sim.records.json_values import json_line
from sim.report.json.journal import entry_as_json
from sim.report.table.render import JSON

_LINES = "lines"


@click.command("watch")
@journal
@click.option("--since", type=click.IntRange(0), metavar="N", help="Begin after entry N; default: after the last one.")
@format_option((_LINES, JSON), "A line for people, or a line of JSON, for each entry.", _LINES)
@click.pass_context
def command(ctx: click.Context, journal: str, since: int | None, form: str) -> None:
    """Print each new entry as it is recorded, until Ctrl-C.

    Who goes on from the number of the last entry that was printed, with --since, misses none and gets none twice.
    """
    with opened(ctx, journal) as found:
        for entry in found.subscribe(found.version if since is None else since):
            if form == JSON:
                print_data(f"{json_line(entry_as_json(entry))}\n")
            else:
                say(as_sentence(entry))
