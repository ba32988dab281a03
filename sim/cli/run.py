"""`negsim run`: the summary of a record, its moves, its subjects as of a day, and what is expected of it."""

import click
from attrs import frozen

from sim.cli import options
from sim.cli.corpus import Part, ask, is_single, report_on_all, say_how_many
from sim.cli.output import check_single_table, output_format, print_report
from sim.cli.process import UNMET
from sim.cli.run_report import ALL, EXPECTATIONS, Asked, RunReport
from sim.cli.selection import only_option
from sim.evidence.expected import findings
from sim.model.dates import When
from sim.records.corpus import CaseFile
from sim.report.json.record import runs_document
from sim.report.table.reading import Extent
from sim.report.table.render import CSVS


@click.command("run")
@options.files
@options.moment
@options.branch
@options.executor
@output_format
@only_option(ALL, f"There are {', '.join(ALL)}. Default: all, in CSV the moves.")
@click.option("--ended", is_flag=True, help="List the subjects that have ended, too.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="List all moves of a long record, the subjects that have ended, and the expectations that are met.",
)
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    as_of: When | int | None,
    reading: str,
    branch: str | None,
    jobs: int,
    dask: str,
    form: str,
    only: tuple[str, ...],
    ended: bool,  # noqa: FBT001 - click passes a flag so
    everything: bool,  # noqa: FBT001 - as above
    quiet: bool,  # noqa: FBT001 - as above
) -> None:
    """Replay scenario files: summary, moves and state.

    On a terminal the tables have the last 60 moves, the subjects that have not ended, and the expectations that are not
    met; in other formats all. FILE is a scenario file, a folder of them, or - for standard input; of several there is
    one table of each kind, in which a column names the file.
    """
    options.check_moment(as_of, reading)
    check_single_table(only, form)
    asked = Asked(only, form, Extent(everything, ended), is_single(files))
    has_expectations = EXPECTATIONS in asked and (form not in CSVS or EXPECTATIONS in only)
    is_hidden = quiet or not has_expectations
    question = _Question(as_of, reading, branch, asked)
    answers = ask(files, question, jobs, dask, quiet=quiet, complaints=lambda each: each.unmet if is_hidden else ())
    if not quiet and any(answers):
        print_report(report_on_all(answers, lambda each: each.part, runs_document), form)
    say_how_many(answers)
    ctx.exit(max(answers.status, *(UNMET for _, each in answers if each.unmet), 0))


@frozen
class _Replayed:
    """What is printed of a file, and a line on each expectation that is not met."""

    part: Part
    unmet: tuple[str, ...]


@frozen
class _Question:
    """A file as of a moment, in a branch or not: what is asked of it."""

    as_of: When | int | None
    reading: str
    branch: str | None
    asked: Asked

    def __call__(self, file: CaseFile) -> _Replayed:
        """What is printed of a file. Raises: NegsimError."""
        scenario = file.scenario()
        snapshot = options.snapshot(scenario, self.as_of, self.reading, self.branch)
        lineage = scenario.lineage(self.branch) if self.branch else ()
        replayed = RunReport(scenario, snapshot, lineage, findings(scenario, self.branch), self.asked)
        unmet = tuple(options.unmet_line(finding) for finding in replayed.findings if not finding.met)
        return _Replayed(Part.of(replayed.report, self.asked.form), unmet)
