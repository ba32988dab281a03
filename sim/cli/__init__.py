"""The command `negsim`: the only place that prints. Each command has a file, loaded when it is called."""

import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Final

import click

from sim import __version__

COMMANDS: Final = ("run", "check", "legal", "why", "diff", "assess", "plot", "page", "forecast", "schema", "new")


_AT_FAULT: Final = 2


class _Group(click.Group):
    """Finds a command in the file of its name, so that no command waits for what another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"sim.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            close = get_close_matches(args[0], COMMANDS, n=1)
            advice = f"did you mean {close[0]}?" if close else f"there is {', '.join(COMMANDS)}"
            ctx.fail(f"there is no command {args[0]!r}; {advice}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="negsim")
def group() -> None:
    """Replay the record of a negotiation: what is on the table, which threats and measures stand, when talks are due.

    Exit status: 0 if all is well, 1 if an expectation is unmet, 2 if a file or the call is at fault.
    """


def main() -> None:
    """Run the command line. A sign that the output's encoding lacks is written as its escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        group(prog_name="negsim")
    except OSError as error:
        click.echo(f"negsim: {(error.strerror or str(error)).lower()}", err=True)
        sys.exit(_AT_FAULT)
