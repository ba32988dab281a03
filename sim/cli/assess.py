"""`negsim assess`: the figures of records, and the moves that each is based on."""

from collections.abc import Collection, Iterator, Sequence

import click
from attrs import evolve, frozen

from sim.assess import FIGURES, Assessment, Figure, assess, positions
from sim.cli import options
from sim.cli.corpus import Answers, Part, ask, report_on_all, say_how_many
from sim.cli.output import Block, Report, check_single_table, output_format, print_report, table_or_none
from sim.cli.selection import only_option
from sim.model.dates import When
from sim.model.errors import UnknownNameError
from sim.records.corpus import CaseFile
from sim.records.json_values import Json
from sim.report.json.assess import assess_document, assessments_document
from sim.report.json.positions import positions_part
from sim.report.table.assess import chosen_figures, figures_table, figures_with_values, tension_table
from sim.report.table.positions import TABLES as POSITIONS
from sim.report.table.render import CSVS, JSON, Table
from sim.scenario import Alternative


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
@options.executor
@output_format
@only_option(
    (*FIGURES, *POSITIONS),
    "Such are 'centre' and 'concessions'; also the table 'positions', and 'course', which has every step of these.",
    "figure",
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
    jobs: int,
    dask: str,
    form: str,
    only: tuple[str, ...],
    all_moves: bool,  # noqa: FBT001 - click passes a flag so
    quiet: bool,  # noqa: FBT001 - as above
) -> None:
    """Assess records: agreement, concessions, tension and more.

    Each figure names the moves that it is based on. What is zero everywhere is left out, but not in CSV and JSON. FILE
    is a scenario file, a folder of them, or - for standard input; with several, a column says which one a figure is of.
    """
    if not {*POSITIONS}.isdisjoint(only):
        check_single_table(only, form)
    for moment in (as_of, since):
        options.check_moment(moment, reading)
    question = _Question(as_of, reading, since, branch, only, form, all_moves)
    answers = ask(files, question, jobs, dask, quiet=quiet)
    if not quiet and any(answers):
        print_report(_report(answers, only), form)
    say_how_many(answers)
    ctx.exit(answers.status)


@frozen
class _Assessed:
    """What is printed of a file, and the names of the figures that are not zero, or unknown."""

    part: Part
    with_values: tuple[str, ...] = ()


@frozen
class _Question:
    """A file as of a moment, in a branch or not: its figures, or *only* some, in a format."""

    as_of: When | int | None
    reading: str
    since: When | int | None
    branch: str | None
    only: tuple[str, ...]
    form: str
    all_moves: bool

    def __call__(self, file: CaseFile) -> _Assessed:
        """What is printed of a file. Raises: NegsimError, also if `since` is later than the moment."""
        scenario = file.scenario()
        snapshot = options.snapshot(scenario, self.as_of, self.reading, self.branch)
        before = None if self.since is None else options.snapshot(scenario, self.since, self.reading, self.branch)
        if before is not None and (before.read_on > snapshot.read_on or not {*before.numbers} <= {*snapshot.numbers}):
            raise UnknownNameError(f"{file.name}: --since is later than the moment asked about; give an earlier one")
        assessment = assess(snapshot, before, scenario.weights)
        lineage = scenario.lineage(self.branch) if self.branch else ()
        if self.form == JSON:
            return _Assessed(Part(self._document(scenario.title, lineage, assessment)))
        chosen = tuple(chosen_figures(assessment, self.only or None))
        if self.form in CSVS:
            return _Assessed(Part(blocks=(self._only_table(assessment, chosen),)))
        return _Assessed(Part(blocks=tuple(self._tables(assessment, chosen))), figures_with_values(chosen))

    def _document(self, title: str, lineage: tuple[Alternative, ...], assessment: Assessment) -> Json:
        only = self.only or None
        document = assess_document(title, lineage, assessment, only)
        return document | positions_part(assessment.view, only)

    def _only_table(self, assessment: Assessment, chosen: Sequence[Figure]) -> Table:
        of_positions = [name for name in self.only if name in POSITIONS]
        if of_positions:
            return POSITIONS[of_positions[0]](positions(assessment.view))
        return figures_table(chosen, all_moves=True, all_subjects=True)

    def _tables(self, assessment: Assessment, chosen: Sequence[Figure]) -> Iterator[Table]:
        only = self.only or None
        yield figures_table(chosen, all_moves=self.all_moves, all_subjects=_asks_for_figures(self.only))
        if only is None or "tension" in only:
            yield tension_table(assessment, all_moves=self.all_moves)
        for name in only or ("positions",):
            if name in POSITIONS:
                yield POSITIONS[name](positions(assessment.view))


def _asks_for_figures(only: tuple[str, ...]) -> bool:
    return not {*only}.isdisjoint(FIGURES)


def _report(answers: Answers[_Assessed], only: tuple[str, ...]) -> Report:
    """The report on the files, for people with the figures that are not zero in all of them."""
    report = report_on_all(answers, lambda each: each.part, assessments_document)

    def blocks() -> Iterator[Block]:
        figures, *others = report.blocks()
        assert isinstance(figures, Table)
        if _asks_for_figures(only):
            yield table_or_none(figures)
        elif not only:
            yield _without(figures, {*FIGURES}.difference(*(each.with_values for _, each in answers)))
        yield from others

    return evolve(report, blocks=blocks)


def _without(figures: Table, names: Collection[str]) -> Table:
    """The table of figures without those of these names."""
    name = figures.headers.index("figure")
    return evolve(figures, rows=tuple(row for row in figures.rows if row[name] not in names))
