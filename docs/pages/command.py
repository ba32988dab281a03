"""The page on the command, from click's own account of it."""

import click

from pages import code, filled, table
from sim.cli import group
from sim.cli.process import STATUSES


def page() -> str:
    """The reference of the command `negsim`."""
    top = click.Context(group, info_name="negsim", **group.context_settings)
    commands = (group.get_command(top, name) for name in group.list_commands(top))
    sections = [_section(command, top) for command in commands if command is not None]
    return filled(
        "command.md", usage=_usage(top), options=_options(top), statuses=_statuses(), commands="\n".join(sections)
    )


def _statuses() -> str:
    return table(("exit status", "means"), ((str(number), meaning) for number, meaning in STATUSES.items()))


def _section(command: click.Command, top: click.Context) -> str:
    context = click.Context(command, info_name=command.name, parent=top)
    parts = [f"## negsim {command.name}", _usage(context), _help(command), _options(context)]
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
