"""`negsim run`: the moves of a record, its subjects as of a day, an assessment, and what is expected of it."""

from collections.abc import Iterator, Sequence
from typing import Final

import click
from attrs import frozen

from sim.assess import Assessment, assess
from sim.cli import options
from sim.cli.corpus import Part, ask, is_single, report_on_all, say_how_many
from sim.cli.output import Block, Heading, Report, chosen_tables, output_format, print_report
from sim.cli.process import UNMET
from sim.cli.selection import only_option
from sim.evidence.expected import findings
from sim.history.snapshot import Snapshot
from sim.model.dates import When
from sim.model.setting import Setting
from sim.records.corpus import CaseFile
from sim.records.json_values import Json
from sim.report.json.record import run_document, runs_document
from sim.report.table.assess import HEADLINES, chosen_figures, figures_table
from sim.report.table.queries import left_out_tables
from sim.report.table.record import TABLES, expectations_table, moves_table
from sim.report.table.render import NOTHING, Table
from sim.scenario import Alternative, Finding, Scenario

ALL: Final = ("moves", *TABLES, "figures", "expectations")


@click.command("run")
@options.files
@options.moment
@options.branch
@options.executor
@output_format
@only_option(ALL, f"There are {', '.join(ALL)}. Default: all, in CSV the moves.")
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
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Replay scenario files: moves, state and assessment.

    FILE is a scenario file, a folder of them, or - for standard input; of several there is one table of each kind, in
    which a column names the file.
    """
    options.check_moment(as_of, reading)
    wanted = chosen_tables(only, form, ALL, "moves")
    question = _Question(as_of, reading, branch, wanted, form, is_single=is_single(files))
    is_hidden = quiet or "expectations" not in wanted
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
    """A file as of a moment, in a branch or not: what the tables *wanted* say of it in a format."""

    as_of: When | int | None
    reading: str
    branch: str | None
    wanted: Sequence[str]
    form: str
    is_single: bool

    def __call__(self, file: CaseFile) -> _Replayed:
        """What is printed of a file. Raises: NegsimError."""
        scenario = file.scenario()
        snapshot = options.snapshot(scenario, self.as_of, self.reading, self.branch)
        lineage = scenario.lineage(self.branch) if self.branch else ()
        replay = _Replay(scenario, snapshot, lineage, findings(scenario, self.branch), self.wanted, self.is_single)
        unmet = tuple(options.unmet_line(finding) for finding in replay.findings if not finding.met)
        return _Replayed(Part.of(replay.report, self.form), unmet)


@frozen
class _Replay:
    """A scenario as of a moment, in a branch or not, with the findings on its expectations and the tables to print."""

    scenario: Scenario
    snapshot: Snapshot
    lineage: tuple[Alternative, ...]
    findings: tuple[Finding, ...]
    wanted: Sequence[str]
    is_single: bool

    @property
    def report(self) -> Report:
        return Report(document=self._document, table=self._only_table, blocks=self._blocks)

    def _assessment(self) -> Assessment:
        return assess(self.snapshot, None, self.scenario.weights)

    def _document(self) -> Json:
        document = run_document(self.scenario.title, self.lineage, self._assessment(), self.findings)
        return {key: part for key, part in document.items() if key not in ALL or key in self.wanted}

    def _blocks(self) -> Iterator[Block]:
        yield self._heading() if self.is_single else self._overview()
        yield from self._tables()
        if "expectations" in self.wanted:
            yield f"{self._met} expectations met." if self.findings else "No expectations."

    @property
    def _met(self) -> str:
        return f"{sum(finding.met for finding in self.findings)} of {len(self.findings)}"

    def _only_table(self) -> Table:
        return next(self._tables(all_moves=True))

    def _tables(self, *, all_moves: bool = False) -> Iterator[Table]:
        for name in ALL:
            if name not in self.wanted:
                continue
            if name == "moves":
                yield moves_table(self.snapshot)
                yield from left_out_tables(self.lineage)
            elif name == "figures":
                yield figures_table(chosen_figures(self._assessment(), HEADLINES), all_moves=all_moves)
            elif name == "expectations":
                yield expectations_table(self.findings)
            else:
                yield TABLES[name].table(self.snapshot)

    def _overview(self) -> Table:
        """The title of the record, the moment, and how many of its moves count, as a row of a table of records."""
        snapshot, day = self.snapshot, self.snapshot.day
        headers = ("title", "what if", "as of", "moves", "expectations met")
        what_if = self.lineage[-1].title if self.lineage else NOTHING
        as_of = f"{day} ({snapshot.reading})" if day else NOTHING
        met = self._met if self.findings else NOTHING
        row = (self.scenario.title, what_if, as_of, self._counted, met)
        return Table("Records", headers, (row,), optional=("what if", "expectations met"))

    @property
    def _counted(self) -> str:
        return f"{len(self.snapshot.numbers)} of {len(self.snapshot.history.moves)}"

    def _heading(self) -> Heading:
        """The title, the summary, the parties, and the moment."""
        snapshot, scenario = self.snapshot, self.scenario
        setting = snapshot.state.setting
        parties = ", ".join(f"{title} ({name})" for name, title in setting.parties)
        outsiders = ", ".join(f"{title} ({_with_side(name, setting)})" for name, title in setting.third_parties)
        as_of = f"As of {snapshot.day} ({snapshot.reading})" if snapshot.day else "Before the first move"
        summary = [scenario.summary] if scenario.summary else []
        what_if = [f"What if ({branch.id}): {branch.title}" for branch in self.lineage[-1:]]
        who = [f"Parties: {parties}.", *([f"Third parties: {outsiders}."] if outsiders else [])]
        return Heading(scenario.title, (*summary, *what_if, *who, f"{as_of}: {self._counted} moves."))


def _with_side(name: str, setting: Setting) -> str:
    """The id of a third party, with that of the party on whose side it stands."""
    side = setting.side_of(name)
    return name if side is None else f"{name}, with {side}"
