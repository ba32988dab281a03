"""The command `negsim`, the only part that prints. The file of a command is loaded when it is called."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import click

from sim import __version__
from sim.cli.command_group import CommandGroup
from sim.cli.printing import for_terminal
from sim.cli.process import STATUSES, exit_status, open_closed_streams

COMMANDS: Final = {
    "run": "cli.run.command",
    "check": "cli.check.command",
    "audit": "cli.audit.command",
    "legal": "cli.legal.command",
    "why": "cli.why.command",
    "diff": "cli.diff.command",
    "assess": "cli.assess.command",
    "evidence": "cli.evidence.command",
    "compare": "cli.compare.command",
    "plot": "cli.plot.command",
    "page": "cli.page.command",
    "forecast": "cli.forecast.command",
    "backtest": "cli.backtest.command",
    "export": "cli.export.command",
    "import": "cli.import_records.command",
    "schema": "cli.authoring.schema",
    "new": "cli.authoring.new",
    "add": "cli.add.command",
    "journal": "cli.journal.group",
    "judge": "testing.commands.judge",
    "vectors": "testing.commands.vectors",
}
"""The commands in the order of the help, each with its place in the package."""


@contextmanager
def _legible() -> Iterator[None]:
    """Escape what a terminal would obey in a complaint about the call, which quotes it."""
    try:
        yield
    except click.ClickException as error:
        error.message = for_terminal(error.message, err=True)  # type: ignore[misc] # click prints it from here
        raise


class _Group(CommandGroup):
    """The commands; what is said of a call can be read on a terminal."""

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        with _legible():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        with _legible():
            return super().invoke(ctx)


_EXIT_STATUSES: Final = "\n".join(f"  {status:<4} {meaning}" for status, meaning in STATUSES.items())


@click.group(
    cls=_Group,
    package="sim",
    places=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"\b\nExit status:\n{_EXIT_STATUSES}",
)
@click.version_option(__version__, prog_name="negsim")
def group() -> None:
    """Replay the record of a negotiation: proposals, threats and measures, commitments and talks on any day.

    Code of others, that of a `policy-file`, is run by `forecast` and `backtest` alone.
    """


def main() -> None:
    """Run the command line. Signs that the encoding of the output lacks are written as escapes."""
    open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace", newline="\n")
    sys.exit(exit_status(group))
