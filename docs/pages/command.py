"""The page on the command, from click's own account of it."""

from collections.abc import Iterator

import click

from pages import code, filled, table
from sim.cli import group
from sim.cli.process import STATUSES


def page() -> str:
    """The reference of the command `negsim`."""
    top = click.Context(group, info_name="negsim", **group.context_settings)
    sections = _sections(group, top)
    return filled(
        "command.md", usage=_usage(top), options=_options(top), statuses=_statuses(), commands="\n".join(sections)
    )


def _statuses() -> str:
    return table(("exit status", "means"), ((str(number), meaning) for number, meaning in STATUSES.items()))


def _sections(commands: click.Group, above: click.Context) -> Iterator[str]:
    """A section for each command, those of a group after it."""
    for name in commands.list_commands(above):
        command = commands.get_command(above, name)
        assert command is not None, "it is listed"
        context = click.Context(command, info_name=command.name, parent=above)
        yield _section(context)
        if isinstance(command, click.Group):
            yield from _sections(command, context)


def _section(context: click.Context) -> str:
    parts = [f"## {context.command_path}", _usage(context), _help(context.command), _options(context)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _usage(context: click.Context) -> str:
    pieces = " ".join(context.command.collect_usage_pieces(context))
    return f"```text\n{context.command_path} {pieces}\n```"


def _help(command: click.Command) -> str:
    paragraphs = (command.help or "").replace("\b", "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _options(context: click.Context) -> str:
    records = (parameter.get_help_record(context) for parameter in context.command.get_params(context))
    return table(("option", "what it does"), ((code(names), words) for names, words in filter(None, records) if words))
