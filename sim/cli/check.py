"""`negsim check`: whether scenario files are valid and their expectations met."""

from collections import Counter

import click

from sim.cli import options
from sim.cli.output import Report, output_format, print_report
from sim.cli.printing import say
from sim.cli.process import INVALID, UNMET
from sim.evidence.expected import findings
from sim.model.errors import NegsimError
from sim.report.json import check
from sim.report.json.check import CheckedFile, check_document
from sim.report.table.render import Table

_STATUSES = {check.VALID: 0, check.UNMET: UNMET, check.INVALID: INVALID}
"""The exit status for each result."""


@click.command("check")
@options.files
@options.branch
@output_format
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    branch: str | None,
    form: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Check scenario files and their expectations.

    FILE is a scenario file, or - for standard input.
    """
    checked = [_checked(file, branch) for file in files]
    if not quiet:
        print_report(_report(checked, branch), form)
    ctx.exit(max(_STATUSES[file.result] for file in checked))


def _checked(file: str, branch: str | None) -> CheckedFile:
    """The check of a file, after its errors, warnings and unmet expectations have been printed."""
    try:
        scenario = options.scenario_in(file)
        history = scenario.history_of(branch or "")
    except NegsimError as error:
        options.complain(error)
        return CheckedFile(file, error=error)
    for warning in scenario.warnings:
        say(str(warning), err=True)
    judged = findings(scenario, branch)
    for finding in judged:
        if not finding.met:
            say(options.unmet_line(finding), err=True)
    return CheckedFile(file, len(history.moves), judged, scenario.warnings)


def _report(checked: list[CheckedFile], branch: str | None) -> Report:
    def table() -> Table:
        return Table("Check", ("file", "result"), tuple((file.file, _in_words(file)) for file in checked))

    return Report(
        document=lambda: check_document(branch, checked),
        table=table,
        blocks=lambda: [table()],
        lines=lambda: (*(f"{file.file}: {_in_words(file)}" for file in checked), _summary(checked)),
    )


def _in_words(file: CheckedFile) -> str:
    if file.result == check.INVALID:
        return file.result
    moves = f"{file.moves} {'move' if file.moves == 1 else 'moves'}"
    return f"{moves}, {file.met} of {len(file.findings)} expectations met"


def _summary(checked: list[CheckedFile]) -> str:
    count, results = len(checked), Counter(file.result for file in checked)
    return (
        f"{count} {'file' if count == 1 else 'files'}: {results[check.VALID]} valid, "
        f"{results[check.UNMET]} with unmet expectations, {results[check.INVALID]} invalid"
    )
