"""Commands of which only the one that is called is loaded."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click


class CommandGroup(click.Group):
    """Commands, each with its place in a package, in the order of the help."""

    def __init__(self, *arguments: Any, package: str, places: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.package = package
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None if there is no such command."""
        if cmd_name not in self.places:
            return None
        module, _, name = self.places[cmd_name].rpartition(".")
        command: click.Command = getattr(import_module(f"{self.package}.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name. Raises: click.UsageError, with the nearest that there is."""
        if args and args[0] not in self.places and not args[0].startswith("-"):
            close = get_close_matches(args[0], self.places, n=1)
            advice = f"did you mean {close[0]}?" if close else f"there is {', '.join(self.places)}"
            ctx.fail(f"there is no command {args[0]!r}; {advice}")
        return super().resolve_command(ctx, args)
