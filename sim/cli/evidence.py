"""`negsim evidence`: the moves, sources and speakers that each conclusion hangs on, and what would overturn it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click
from attrs import evolve, frozen

from sim.cli import options
from sim.cli.corpus import Part, ask, is_single, report_on_all, say_how_many
from sim.cli.files import ending, unwritable_status
from sim.cli.output import Block, Heading, Report, chosen_tables, is_for_people, output_format, print_report
from sim.cli.plot import drawn
from sim.cli.printing import say
from sim.cli.process import INVALID, UNMET, UNWRITTEN
from sim.cli.selection import only_option
from sim.cli.simulation import status_of
from sim.evidence.analysis import MOST, EvidenceAnalysis
from sim.evidence.claims import default_claims
from sim.evidence.results import Evidence
from sim.executors.executor import Executor
from sim.model.errors import NegsimError
from sim.records.corpus import CaseFile
from sim.report.evidence.picture import evidence_matrix
from sim.report.json.evidence import evidence_document, evidences_document
from sim.report.svg.export import FORMS, require_converter
from sim.report.table.evidence import LEGEND, TABLES, empty_tables, held, idle_moves, notes, on_branches, records_table
from sim.scenario import Finding, Scenario

FILE, DEFAULT = "file", "default"
"""Where conclusions are from: the expectations of the file, or what `assess` says of its end."""

_FIRST: Final = "conclusions"
_PRINTED: Final = tuple(name for name in TABLES if name != "additions")
"""The tables that are printed where none is asked for."""
_NOTHING_ASKED: Final = (
    "No expectations, so there is nothing to ask about; with --claims default it is what `assess` says at the end."
)


@click.command("evidence")
@options.files
@click.option(
    "--claims",
    type=click.Choice((FILE, DEFAULT)),
    default=FILE,
    show_default=True,
    help="Ask about the expectations of the file, or about what `assess` says at its end.",
)
@click.option(
    "--up-to",
    type=click.IntRange(1, MOST),
    default=2,
    show_default=True,
    metavar="N",
    help="Leave out up to so many moves at once.",
)
@click.option("--branch", metavar="ID", help="Ask about this branch alone.")
@options.executor
@output_format
@only_option(tuple(TABLES), f"There are {', '.join(TABLES)}. Default: {', '.join(_PRINTED)}; in CSV {_FIRST}.")
@click.option("--moves", "all_moves", is_flag=True, help="Name all items of a list, and not only the first three.")
@options.output("Write the matrix of conclusions and moves to this file, .svg, .png or .pdf.")
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    claims: str,
    up_to: int,
    branch: str | None,
    jobs: int,
    dask: str,
    form: str,
    only: tuple[str, ...],
    all_moves: bool,  # noqa: FBT001 - click passes a flag so
    output: Path | None,
    quiet: bool,  # noqa: FBT001 - as above
) -> None:
    """Say what each conclusion hangs on.

    A conclusion is an expectation of the file. For each it finds the smallest sets of moves, sources and speakers
    without which that no longer holds, and the other days, readings, weights and moves not reported that overturn it;
    and for each move how many conclusions hang on it. FILE is a scenario file, a folder of them, or - for standard
    input; of several there is one table of each kind, in which a column names the file. The processes share the
    conclusions of one file, or else the files.
    """
    names = chosen_tables(only, form, _PRINTED, _FIRST)
    asked = _Asked(claims, up_to, branch or "", names, form, all_moves)
    if not is_single(files):
        if output is not None:
            raise click.UsageError("the matrix is of one file; leave --output out, or name one")
        ctx.exit(_of_several(files, asked, jobs, dask, quiet=quiet))
    [file] = files
    if status := unwritable_status(output, FORMS, file):
        ctx.exit(status)
    try:
        require_converter(ending(output, ".svg"))
        analysis = asked.analysis(options.scenario_in(file))
        status = _run(analysis, Executor(jobs, dask), quiet=quiet)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    result = analysis.result
    unmet = _unmet_lines(result)
    if quiet or _FIRST not in names:
        for line in unmet:
            say(line, err=True)
    if not quiet:
        print_report(_report(result, names, all_moves=all_moves), form)
    if output is not None and not drawn(evidence_matrix(result), output, quiet=quiet or not is_for_people(form)):
        ctx.exit(UNWRITTEN)
    ctx.exit(status or (UNMET if unmet else 0))


@frozen
class _Asked:
    """What is asked of a scenario, and what is printed of the answer in a format."""

    claims: str
    up_to: int
    branch: str
    names: Sequence[str]
    form: str
    all_moves: bool

    def analysis(self, scenario: Scenario) -> EvidenceAnalysis:
        """The analysis that answers it. Raises: NegsimError."""
        conclusions = default_claims(scenario, self.branch) if self.claims == DEFAULT else None
        return EvidenceAnalysis(scenario, conclusions, self.up_to, branch=self.branch)

    def __call__(self, file: CaseFile) -> "_Answer":
        """What is printed of one file of several. Raises: NegsimError."""
        result = self.analysis(file.scenario()).run().result
        report = _report(result, self.names, all_moves=self.all_moves)
        return _Answer(Part.of(evolve(report, blocks=lambda: self._blocks(result)), self.form), _unmet_lines(result))

    def _blocks(self, result: Evidence) -> Iterator[Block]:
        yield records_table(result)
        yield from (table(result, in_full=self.all_moves) for name, table in TABLES.items() if name in self.names)


@frozen
class _Answer:
    """What is printed of a file, and a line on each conclusion that does not hold."""

    part: Part
    unmet: tuple[str, ...]


def _unmet_lines(result: Evidence) -> tuple[str, ...]:
    findings = (Finding(each.expectation, each.found, met=False) for each in result.conclusions if not each.holds)
    return tuple(map(options.unmet_line, findings))


def _of_several(files: Sequence[str], asked: _Asked, jobs: int, dask: str, *, quiet: bool) -> int:
    """Print what hangs on what in several files; returns the exit status."""
    is_hidden = quiet or _FIRST not in asked.names
    answers = ask(files, asked, jobs, dask, quiet=quiet, complaints=lambda each: each.unmet if is_hidden else ())
    if not quiet and any(answers):
        print_report(report_on_all(answers, lambda each: each.part, evidences_document), asked.form)
    say_how_many(answers)
    return max(answers.status, *(UNMET for _, each in answers if each.unmet), 0)


def _run(analysis: EvidenceAnalysis, executor: Executor, *, quiet: bool) -> int:
    """Look at the conclusions; returns the exit status, 0 if all have been looked at. Raises: NegsimError."""
    asked = analysis.result.asked

    def finished() -> str:
        return f"{len(analysis.result.conclusions):,} of {asked:,} conclusions"

    return status_of(analysis, asked, executor, finished, label="Conclusions", quiet=quiet)


def _report(result: Evidence, names: Sequence[str], *, all_moves: bool) -> Report:
    tables = [table for name, table in TABLES.items() if name in names]

    def blocks() -> Iterator[Block]:
        legend = [LEGEND] if result.conclusions else []
        where = f", in the branch {result.branch}" if result.branch else ""
        yield Heading(f"What hangs on what: {result.title}{where}", (*notes(result), *legend))
        yield from (table(result, in_full=all_moves) for table in tables)
        yield from _in_words(result, names, all_moves=all_moves)

    return Report(
        document=lambda: evidence_document(result),
        table=lambda: tables[0](result, in_full=True),
        blocks=blocks,
    )


def _in_words(result: Evidence, names: Sequence[str], *, all_moves: bool) -> Iterator[str]:
    """What the tables do not say: how much silence matters, on which moves nothing hangs, how many conclusions hold."""
    if not result.asked:
        yield _NOTHING_ASKED
    yield from empty_tables(result, names)
    if _FIRST in names and "additions" not in names:
        yield from _unreported(result)
    if "importance" in names:
        yield from filter(None, ("" if all_moves else idle_moves(result), on_branches(result)))
    if result.conclusions and _FIRST in names:
        yield held(result)


def _unreported(result: Evidence) -> Iterator[str]:
    """For how many conclusions silence matters, if it does for any."""
    unreported, conclusions = sum(bool(each.additions) for each in result.conclusions), len(result.conclusions)
    if unreported:
        yield (
            f"With one more legal move, which nobody has reported, {unreported} of {conclusions} conclusions would not "
            "hold; --only additions names it."
        )
