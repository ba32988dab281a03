"""`negsim journal verify`: whether the entries are those that were written."""

import click

from sim.cli import options
from sim.cli.journal.options import journal, opened
from sim.cli.printing import say
from sim.cli.process import INVALID
from sim.model.errors import counted


@click.command("verify")
@journal
@click.option("--head", metavar="HASH", help="Check that the entry with this hash is there; `log` prints it.")
@options.quiet
@click.pass_context
def command(ctx: click.Context, journal: str, head: str | None, quiet: bool) -> None:  # noqa: FBT001 - click passes a flag so
    """Check that no entry has been altered, deleted or swapped.

    Each is sealed with the hash of the one before. That the last ones are gone shows only with --head.
    """
    if head is not None and not head.strip():
        raise click.UsageError("--head names no hash; give the one that `negsim journal log` printed")
    with opened(ctx, journal) as found:
        result = found.verify((head or "").strip())
        for fault in result.faults:
            say(f"{found.address}: {fault}", err=True)
        if result.faults:
            ctx.exit(INVALID)
        if not quiet:
            say(f"{found.address}: {counted(result.entries, 'entry', 'entries')}, whole; head {result.head}")
