"""`negsim audit`: which moves of records cannot have happened as they are coded."""

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from sim.cli import options
from sim.cli.corpus import SCENARIO, Answers, ask, say_how_many
from sim.cli.output import Block, Heading, Report, output_format, print_report, table_or_none
from sim.cli.process import UNMET
from sim.model.errors import counted
from sim.records.auditing import REFUSED, UNREADABLE, AuditedFile, audited_text
from sim.records.corpus import CaseFile
from sim.report.json.audit import audit_document
from sim.report.table.audit import refusals_table
from sim.report.table.render import JSON, Table, stacked


@click.command("audit")
@options.files
@options.executor
@output_format
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    jobs: int,
    dask: str,
    form: str,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """List the moves that cannot have happened as coded.

    A move that cannot be read, or that the law, the dates or a condition refuse, is left out, and the next one is tried
    on what is left. Each is listed with its place in the file, the reasons and the way out, and with the numbers of the
    moves on which it depends: those left out that make its subject, or with which the law would let it pass. Correct
    these first. FILE is a scenario file, a folder of them, or - for standard input; what stands in a file beside its
    declarations and its moves is passed over. The exit status is 1 if there are such moves, 2 if a file has faults
    outside its moves.
    """
    answers = ask(files, _audited, jobs, dask, quiet=quiet)
    if not quiet and (form == JSON or any(answers)):
        print_report(_report(answers), form)
    say_how_many(answers)
    ctx.exit(max(answers.status, *(UNMET for _, each in answers if each.refused), 0))


def _audited(file: CaseFile) -> AuditedFile:
    """The audit of a file. Raises: NegsimError."""
    return audited_text(file.data(), file.label)


def _report(answers: Answers[AuditedFile]) -> Report:
    def table(*, in_full: bool) -> Table:
        tables = [(case, refusals_table(each, in_full=in_full)) for case, each in answers]
        return tables[0][1] if answers.is_single else stacked(tables, SCENARIO)

    def blocks() -> Iterator[Block]:
        if answers.is_single:
            yield from (Heading(each.title, (f"{_in_words([each])}.",)) for _, each in answers)
        yield table_or_none(table(in_full=False))
        if not answers.is_single:
            audited = [each for _, each in answers]
            yield f"{counted(len(audited), 'file')} with {_in_words(audited)}."

    return Report(
        document=lambda: audit_document((each.file, each.answer or each.error) for each in answers.outcomes),
        table=lambda: table(in_full=True),
        blocks=blocks,
    )


def _in_words(audited: Sequence[AuditedFile]) -> str:
    """How many moves there are, and what becomes of them."""
    outcomes = Counter(move.outcome for each in audited for move in each.refused)
    moves, standing = sum(each.moves for each in audited), sum(each.standing for each in audited)
    return (
        f"{counted(moves, 'move')}: {standing:,} {'stands' if standing == 1 else 'stand'}, "
        f"{outcomes[REFUSED]:,} refused, {outcomes[UNREADABLE]:,} unreadable"
    )
