"""`negsim run`: the moves of a record, what stands as of a day, the expectations met and unmet."""

from collections.abc import Iterator
from typing import Any, Final

import click

from sim.assess import assess
from sim.cli import options
from sim.cli.printing import say
from sim.history.snapshot import Snapshot
from sim.model.dates import When
from sim.model.errors import NegsimError
from sim.report.json.record import document
from sim.report.table.assess import HEADLINES, figures_table
from sim.report.table.changes import left_out_tables
from sim.report.table.record import TABLES, expectations_table, moves_table
from sim.report.table.render import CSVS, JSON, Table, stacked
from sim.scenario import Alternative, Finding, Scenario

ALL: Final = ("moves", *TABLES, "figures", "expectations")


@click.command("run")
@options.files
@options.moment
@options.branch
@options.output_format
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
    status, documents, tables = 0, [], []
    wanted = only or (("moves",) if form in CSVS else ALL)
    options.one_table(wanted, form)
    for file in files:
        try:
            scenario = options.scenario_in(file)
            view = options.view_of(scenario, as_of, reading, branch)
            lineage = scenario.lineage(branch) if branch else ()
        except NegsimError as error:
            options.complain(error)
            status = options.AT_FAULT
            continue
        found = scenario.findings(branch)
        if not all(finding.met for finding in found):
            status = max(status, options.UNMET)
        if quiet or "expectations" not in wanted:
            _print_unmet(found)
        if quiet:
            continue
        if form == JSON:
            whole = document(scenario.title, view, found, lineage, scenario.weights)
            documents.append({key: part for key, part in whole.items() if key not in ALL or key in wanted})
        elif form in CSVS:
            tables.append((file, next(_tables(scenario, view, found, wanted, ()))))
        else:
            _print(scenario, lineage, view, found, form, wanted)
    if tables:
        options.print_table(stacked(tables, "scenario") if len(files) > 1 else tables[0][1], form)
    if documents:
        printed: Any = documents[0] if len(files) == 1 else documents
        options.print_json(printed)
    ctx.exit(status)


def _print_unmet(found: tuple[Finding, ...]) -> None:
    for finding in found:
        if not finding.met:
            say(options.unmet_line(finding), err=True)


def _print(
    scenario: Scenario,
    lineage: tuple[Alternative, ...],
    view: Snapshot,
    found: tuple[Finding, ...],
    form: str,
    wanted: tuple[str, ...],
) -> None:
    options.print_text(f"{_header(scenario, lineage, view, form)}\n", form)
    options.print_tables(_tables(scenario, view, found, wanted, lineage), form)
    if "expectations" in wanted:
        options.print_text(f"{_tally(found)}\n", form)


def _tables(
    scenario: Scenario,
    view: Snapshot,
    found: tuple[Finding, ...],
    wanted: tuple[str, ...],
    lineage: tuple[Alternative, ...],
) -> Iterator[Table]:
    for name in ALL:
        if name in wanted:
            if name == "moves":
                yield moves_table(view)
                yield from left_out_tables(lineage)
            elif name == "figures":
                yield figures_table(assess(view, None, scenario.weights), HEADLINES)
            elif name == "expectations":
                yield expectations_table(found)
            else:
                yield TABLES[name].table(view)


def _header(scenario: Scenario, lineage: tuple[Alternative, ...], view: Snapshot, form: str) -> str:
    """The title, the summary, the parties, and as of when the record is looked at."""
    parties = ", ".join(f"{title} ({name})" for name, title in view.state.setting.parties)
    counted = f"{len(view.numbers)} of {len(view.history.moves)} moves"
    as_of = f"As of {view.day} ({view.reading}): {counted}" if view.day else f"Before the first move: {counted}"
    summary = [scenario.summary] if scenario.summary else []
    what_if = [f"What if ({branch.id}): {branch.title}" for branch in lineage[-1:]]
    return options.opening(scenario.title, [*summary, *what_if, f"Parties: {parties}.", f"{as_of}."], form)


def _tally(found: tuple[Finding, ...]) -> str:
    met = sum(finding.met for finding in found)
    return f"\n{met} of {len(found)} expectations met." if found else "\nNo expectations."
