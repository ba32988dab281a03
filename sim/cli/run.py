"""`negsim run`: the moves of a record, its subjects as of a day, an assessment, and what is expected of it."""

from collections.abc import Iterator, Sequence
from typing import Final

import click
from attrs import frozen

from sim.assess import Assessment, assess
from sim.cli import options
from sim.cli.output import Block, Heading, Report, chosen_tables, output_format, print_report, print_reports
from sim.cli.printing import say
from sim.cli.process import INVALID, UNMET
from sim.evidence.expected import findings
from sim.history.snapshot import Snapshot
from sim.model.dates import When
from sim.model.errors import NegsimError
from sim.model.setting import Setting
from sim.report.json.record import run_document, runs_document
from sim.report.json.values import Json
from sim.report.table.assess import HEADLINES, figures_table
from sim.report.table.queries import left_out_tables
from sim.report.table.record import TABLES, expectations_table, moves_table
from sim.report.table.render import Table
from sim.scenario import Alternative, Finding, Scenario

ALL: Final = ("moves", *TABLES, "figures", "expectations")


@click.command("run")
@options.files
@options.moment
@options.branch
@output_format
@click.option(
    "--only",
    type=click.Choice(ALL),
    multiple=True,
    help="Print only this table (may be repeated). Default: all of them, in CSV the moves.",
)
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    as_of: When | int | None,
    reading: str,
    branch: str | None,
    form: str,
    only: tuple[str, ...],
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Replay scenario files: moves, state and assessment.

    FILE is a scenario file, or - for standard input.
    """
    status, reports = 0, list[tuple[str, Report]]()
    wanted = chosen_tables(only, form, ALL, "moves")
    for file in files:
        try:
            replay = _replayed(file, as_of, reading, branch, wanted)
        except NegsimError as error:
            options.complain(error)
            status = INVALID
            continue
        unmet = [finding for finding in replay.findings if not finding.met]
        if unmet:
            status = max(status, UNMET)
        if quiet or "expectations" not in wanted:
            for finding in unmet:
                say(options.unmet_line(finding), err=True)
        reports.append((file, replay.report))
    if not quiet and len(files) == 1:
        for _, report in reports:
            print_report(report, form)
    elif not quiet:
        print_reports(reports, form, runs_document)
    ctx.exit(status)


def _replayed(
    file: str, as_of: When | int | None, reading: str, branch: str | None, wanted: Sequence[str]
) -> "_Replay":
    """The replay of a file. Raises: NegsimError."""
    scenario = options.scenario_in(file)
    snapshot = options.snapshot(scenario, as_of, reading, branch)
    lineage = scenario.lineage(branch) if branch else ()
    return _Replay(scenario, snapshot, lineage, findings(scenario, branch), wanted)


@frozen
class _Replay:
    """A scenario as of a moment, in a branch or not, with the findings on its expectations and the tables to print."""

    scenario: Scenario
    snapshot: Snapshot
    lineage: tuple[Alternative, ...]
    findings: tuple[Finding, ...]
    wanted: Sequence[str]

    @property
    def report(self) -> Report:
        return Report(document=self._document, table=self._only_table, blocks=self._blocks)

    def _assessment(self) -> Assessment:
        return assess(self.snapshot, None, self.scenario.weights)

    def _document(self) -> Json:
        document = run_document(self.scenario.title, self.lineage, self._assessment(), self.findings)
        return {key: part for key, part in document.items() if key not in ALL or key in self.wanted}

    def _blocks(self) -> Iterator[Block]:
        yield self._heading()
        yield from self._tables()
        if "expectations" in self.wanted:
            met = sum(finding.met for finding in self.findings)
            yield f"{met} of {len(self.findings)} expectations met." if self.findings else "No expectations."

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
                yield figures_table(self._assessment(), HEADLINES, all_moves=all_moves)
            elif name == "expectations":
                yield expectations_table(self.findings)
            else:
                yield TABLES[name].table(self.snapshot)

    def _heading(self) -> Heading:
        """The title, the summary, the parties, and the moment."""
        snapshot, scenario = self.snapshot, self.scenario
        setting = snapshot.state.setting
        parties = ", ".join(f"{title} ({name})" for name, title in setting.parties)
        outsiders = ", ".join(f"{title} ({_with_side(name, setting)})" for name, title in setting.third_parties)
        counted = f"{len(snapshot.numbers)} of {len(snapshot.history.moves)} moves"
        as_of = f"As of {snapshot.day} ({snapshot.reading})" if snapshot.day else "Before the first move"
        summary = [scenario.summary] if scenario.summary else []
        what_if = [f"What if ({branch.id}): {branch.title}" for branch in self.lineage[-1:]]
        who = [f"Parties: {parties}.", *([f"Third parties: {outsiders}."] if outsiders else [])]
        return Heading(scenario.title, (*summary, *what_if, *who, f"{as_of}: {counted}."))


def _with_side(name: str, setting: Setting) -> str:
    """The id of a third party, with that of the party on whose side it stands."""
    side = setting.side_of(name)
    return name if side is None else f"{name}, with {side}"
