"""`negsim assess`: the figures of records, and the moves that each is based on."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import PurePath
from typing import Final

import click
from attrs import frozen

from sim.assess import FIGURES, Assessment, assess, positions
from sim.cli import options
from sim.cli.output import Block, Report, check_single_table, output_format, print_report, table_or_none
from sim.cli.process import INVALID
from sim.model.dates import When
from sim.model.errors import NegsimError, UnknownNameError
from sim.report.json.assess import assess_document, assessments_document
from sim.report.json.positions import positions_part
from sim.report.json.values import Json
from sim.report.table.assess import figures_table, figures_with_values, tension_table
from sim.report.table.positions import TABLES as POSITIONS
from sim.report.table.render import Table, stacked
from sim.scenario import Alternative, Scenario

_SCENARIO: Final = "scenario"
"""The header over the names of the files."""


@click.command("assess")
@options.files
@options.moment
@click.option(
    "--since",
    type=options.MomentType(),
    metavar="DATE|#N",
    help="Count conduct from the end of this day, or after move N, and say whether tension has eased since.",
)
@options.branch
@output_format
@click.option(
    "--only",
    type=click.Choice((*FIGURES, *POSITIONS)),
    multiple=True,
    metavar="FIGURE",
    help="Print only this figure (may be repeated), such as 'centre' or 'concessions'; or the table 'positions', or "
    "'course', which has every step of these.",
)
@click.option(
    "--moves", "all_moves", is_flag=True, help="Name all moves behind a figure, and not only the first three."
)
@options.quiet
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    as_of: When | int | None,
    reading: str,
    since: When | int | None,
    branch: str | None,
    form: str,
    only: tuple[str, ...],
    all_moves: bool,  # noqa: FBT001 - click passes a flag so
    quiet: bool,  # noqa: FBT001 - as above
) -> None:
    """Assess records: agreement, concessions, tension and more.

    Each figure names the moves that it is based on. What is zero everywhere is left out, but not in CSV and JSON. FILE
    is a scenario file, or - for standard input; with several, a column says which one a figure is of.
    """
    if not {*POSITIONS}.isdisjoint(only):
        check_single_table(only, form)
    status, assessed = 0, list[_Assessed]()
    for file in files:
        try:
            assessed.append(_assessed(file, as_of, reading, since, branch))
        except NegsimError as error:
            options.complain(error)
            status = INVALID
    if assessed and not quiet:
        print_report(_report(assessed, only, all_moves=all_moves, is_single=len(files) == 1), form)
    ctx.exit(status)


@frozen
class _Assessed:
    """A file, its scenario and its assessment, in a branch or not."""

    file: str
    scenario: Scenario
    lineage: tuple[Alternative, ...]
    assessment: Assessment


def _assessed(
    file: str, as_of: When | int | None, reading: str, since: When | int | None, branch: str | None
) -> _Assessed:
    """The assessment of a file. Raises: NegsimError, also if *since* is later than the moment."""
    scenario = options.scenario_in(file)
    snapshot = options.snapshot(scenario, as_of, reading, branch)
    before = None if since is None else options.snapshot(scenario, since, reading, branch)
    if before is not None and (before.read_on > snapshot.read_on or not {*before.numbers} <= {*snapshot.numbers}):
        raise UnknownNameError(f"{file}: --since is later than the moment asked about; give an earlier one")
    lineage = scenario.lineage(branch) if branch else ()
    return _Assessed(file, scenario, lineage, assess(snapshot, before, scenario.weights))


def _report(assessed: Sequence[_Assessed], names: tuple[str, ...], *, all_moves: bool, is_single: bool) -> Report:
    """The report on the files: of a single one its own, of several one in which each is named."""
    only, files = names or None, [each.file for each in assessed]
    of_positions = [name for name in names or ("positions",) if name in POSITIONS]

    def table(of: Callable[[Assessment], Table], labels: Sequence[str]) -> Table:
        if is_single:
            return of(assessed[0].assessment)
        labelled = zip(labels, assessed, strict=True)
        return stacked(((label, of(each.assessment)) for label, each in labelled), _SCENARIO)

    def blocks() -> Iterator[Block]:
        shown, labels = names or figures_with_values(each.assessment for each in assessed), _labels(files)
        is_asked = not {*names}.isdisjoint(FIGURES)
        told = table(partial(figures_table, only=shown, all_moves=all_moves, all_subjects=is_asked), labels)
        yield table_or_none(told) if is_asked else told
        if only is None or "tension" in only:
            yield table(partial(tension_table, all_moves=all_moves), labels)
        yield from (positions_of(name, labels) for name in of_positions)

    def positions_of(name: str, labels: Sequence[str]) -> Table:
        return table(lambda assessment: POSITIONS[name](positions(assessment.view)), labels)

    def csv() -> Table:
        if names and of_positions:
            return positions_of(of_positions[0], files)
        return table(partial(figures_table, only=only, all_moves=True, all_subjects=True), files)

    def document() -> Json:
        of_each = (
            (
                each.file,
                assess_document(each.scenario.title, each.lineage, each.assessment, only)
                | positions_part(each.assessment.view, only),
            )
            for each in assessed
        )
        return next(of_each)[1] if is_single else assessments_document(of_each)

    return Report(document=document, table=csv, blocks=blocks)


def _labels(files: Sequence[str]) -> list[str]:
    """The names by which a reader tells these files apart: without their folders, unless two would be called alike."""
    names = [PurePath(file).name for file in files]
    return names if len({*names}) == len(names) else list(files)
