"""`negsim check`: whether scenario files are valid and their expectations met."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

import click

from sim.cli import options
from sim.cli.corpus import SCENARIO, Answers, ask, say_how_many
from sim.cli.output import Report, output_format, print_report
from sim.cli.process import INVALID, UNMET
from sim.evidence.expected import findings
from sim.records.corpus import CaseFile
from sim.report.json import check
from sim.report.json.check import CheckedFile, check_document
from sim.report.table.marked import ADVERSE, FAVOURABLE, Marked
from sim.report.table.render import TABLE, Table

_STATUSES = {check.VALID: 0, check.UNMET: UNMET, check.INVALID: INVALID}
"""The exit status for each result."""


@click.command("check")
@options.files
@options.branch
@options.executor
@output_format
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    branch: str | None,
    jobs: int,
    dask: str,
    form: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Check scenario files and their expectations.

    FILE is a scenario file, a folder of them, or - for standard input.
    """
    answers = ask(files, partial(_checked, branch=branch), jobs, dask, quiet=quiet, complaints=_complaints)
    checked = [each.answer or CheckedFile(each.file, error=each.error) for each in answers.outcomes]
    is_summed_up = form == TABLE and not quiet
    if not quiet:
        print_report(_report(checked, answers, branch), form)
    if not is_summed_up:
        say_how_many(answers)
    ctx.exit(max(answers.status, *(_STATUSES[file.result] for file in checked), 0))


def _checked(file: CaseFile, branch: str | None) -> CheckedFile:
    """The check of a file. Raises: NegsimError."""
    scenario = file.scenario()
    history = scenario.history_of(branch or "")
    return CheckedFile(file.name, len(history.moves), findings(scenario, branch), scenario.warnings)


def _complaints(file: CheckedFile) -> Iterator[str]:
    yield from map(str, file.warnings)
    yield from (options.unmet_line(finding) for finding in file.findings if not finding.met)


def _report(checked: Sequence[CheckedFile], answers: Answers[CheckedFile], branch: str | None) -> Report:
    def table() -> Table:
        headers, rows = ("file", "result"), [(file.file, _in_words(file)) for file in checked]
        if answers.is_single:
            return Table("Check", headers, tuple(rows))
        return Table("Check", (SCENARIO, *headers), tuple((answers.cases[row[0]], *row) for row in rows))

    return Report(
        document=lambda: check_document(branch, checked),
        table=table,
        blocks=lambda: [table()],
        lines=lambda: (*map(_line, checked), _summary(checked)),
    )


_MEANINGS = {check.VALID: FAVOURABLE, check.UNMET: ADVERSE, check.INVALID: ADVERSE}


def _line(file: CheckedFile) -> str:
    return Marked(f"{file.file}: {_in_words(file)}", _MEANINGS[file.result])


def _in_words(file: CheckedFile) -> str:
    if file.result == check.INVALID:
        return file.result
    moves = f"{file.moves} {'move' if file.moves == 1 else 'moves'}"
    return f"{moves}, {file.met} of {len(file.findings)} expectations met"


def _summary(checked: Sequence[CheckedFile]) -> str:
    count, results = len(checked), Counter(file.result for file in checked)
    return (
        f"{count:,} {'file' if count == 1 else 'files'}: {results[check.VALID]:,} valid, "
        f"{results[check.UNMET]:,} with unmet expectations, {results[check.INVALID]:,} invalid"
    )
