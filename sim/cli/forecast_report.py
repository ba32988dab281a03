"""The report of `negsim forecast`: the tables of a baseline, and its differences from the other cases."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from sim.cli.output import Block, Heading, Report
from sim.forecast.ensembles import Contrast
from sim.records.json_values import Json
from sim.report.json.forecast import forecast_document
from sim.report.table.forecast import TABLES, Case, differences_table
from sim.report.table.forecast_words import BLOCKS, differences_blocks, finding_of, head
from sim.report.table.render import Table, stacked

DIFFERENCES = "differences"
ALL = (*BLOCKS, DIFFERENCES)
"""The tables of a forecast, in the order in which they are printed."""


def forecast_report(title: str, cases: Sequence[Case], contrasts: Sequence[Contrast], only: Sequence[str]) -> Report:
    """The report on some cases, the baseline first, or on *only* some of its tables."""
    printed = _Forecasts(title, cases, contrasts, only)
    return Report(document=printed.document, table=printed.single_table, blocks=printed.blocks)


@frozen
class _Forecasts:
    title: str
    cases: Sequence[Case]
    contrasts: Sequence[Contrast]
    only: Sequence[str]

    def document(self) -> Json:
        """The document, in which every table is."""
        return forecast_document(self.title, self.cases, self.contrasts)

    def single_table(self) -> Table:
        """The table for CSV; of several differences each row says from which case it is."""
        (wanted,) = self.only or ((DIFFERENCES,) if len(self.cases) == 2 else ("outcomes",))
        if wanted != DIFFERENCES:
            return TABLES[wanted](self.cases[0])
        baseline, *others = self.cases
        tables = [differences_table(baseline, *pair) for pair in zip(others, self.contrasts, strict=True)]
        if len(tables) == 1:
            return tables[0]
        return stacked(zip((case.id for case in others), map(_with_any_other, tables), strict=True), "pair")

    def blocks(self) -> Iterator[Block]:
        """The finding with the assumptions, then the tables."""
        baseline, *others = self.cases
        wanted = self.only or ALL
        yield Heading(finding_of(self.cases), tuple(head(self.title, self.cases)))
        for name in BLOCKS:
            if name in wanted:
                yield from BLOCKS[name](baseline)
        if DIFFERENCES in wanted:
            for case, contrast in zip(others, self.contrasts, strict=True):
                yield from differences_blocks(baseline, case, contrast)


def _with_any_other(differences: Table) -> Table:
    """The differences under a header that fits every other case."""
    figure, of, baseline, _, *others = differences.headers
    return evolve(differences, headers=(figure, of, baseline, "other", *others))
