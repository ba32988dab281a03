"""`negsim journal`: a record that grows, by several hands. The file of a command is loaded when it is called."""

from typing import Final

import click

from sim.cli.command_group import CommandGroup

COMMANDS: Final = {
    "init": "begin.command",
    "declare": "declare.command",
    "add": "add.command",
    "amend": "change.amend",
    "retract": "change.retract",
    "log": "log.command",
    "verify": "verify.command",
    "redact": "redact.command",
    "export": "archive.export",
    "import": "archive.take_in",
    "watch": "watch.command",
}
"""The commands in the order of the help, each with its place in this package."""


@click.group("journal", cls=CommandGroup, package=__name__, places=COMMANDS)
def group() -> None:
    """Keep a record that grows, by several hands, and forgets nothing.

    JOURNAL is a file of SQLite, such as talks.db, or a database of PostgreSQL, such as postgresql://host/talks; with
    #NAME behind it one of several records in it. '#12' is a move of the record, '@12' an entry of the journal. Every
    command that takes a scenario file takes a journal.
    """
