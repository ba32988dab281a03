"""The command `negsim`: the only place that prints. Each command has a file, loaded when it is called."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from typing import Any, Final

import click

from sim import __version__
from sim.cli.printing import for_terminal
from sim.cli.process import exit_status, open_what_is_closed
from sim.cli.status import STATUSES

COMMANDS: Final = ("run", "check", "legal", "why", "diff", "assess", "plot", "page", "forecast", "schema", "new")


_AT_FAULT: Final = 2


@contextmanager
def _legible() -> Iterator[None]:
    """A complaint about the call, which quotes it, shows what is in it that a terminal would obey."""
    try:
        yield
    except click.ClickException as error:
        error.message = for_terminal(error.message, err=True)  # type: ignore[misc] # click prints it from here
        raise


class _Group(click.Group):
    """Finds a command in the file of its name, so that no command waits for what another needs."""

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        with _legible():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        with _legible():
            return super().invoke(ctx)

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


_ENDINGS: Final = "\n".join(f"  {status:<4} {words}" for status, words in STATUSES.items())


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"\b\nExit status:\n{_ENDINGS}",
)
@click.version_option(__version__, prog_name="negsim")
def group() -> None:
    """Replay the record of a negotiation: what is on the table, which threats and measures stand, when talks are due.

    A forecast can run code: that of a `policy-file` which its scenario names. No other command does.
    """


def main() -> None:
    """Run the command line. A sign that the output's encoding lacks is written as its escape."""
    open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace", newline="\n")
    sys.exit(exit_status(group))
