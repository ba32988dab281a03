"""The report of `negsim run` on a record: its summary, its tables, and how many of its expectations are met."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from attrs import field, frozen

from sim.assess import Assessment, assess
from sim.cli.output import Block, Heading, Report, is_for_people
from sim.history.snapshot import Snapshot
from sim.model.setting import Setting
from sim.records.json_values import Json
from sim.report.json.record import run_document
from sim.report.prose.names import Names
from sim.report.prose.summary import summary_of
from sim.report.table.assess import HEADLINES, chosen_figures, figures_table
from sim.report.table.marked import ADVERSE, FAVOURABLE, Marked
from sim.report.table.queries import left_out_tables
from sim.report.table.reading import (
    Extent,
    expectations_for_people,
    figures_for_people,
    moves_for_people,
    subjects_for_people,
)
from sim.report.table.record import TABLES, expectations_table, moves_table
from sim.report.table.render import NOTHING, Table
from sim.scenario import Alternative, Finding, Scenario

MOVES, FIGURES, EXPECTATIONS = "moves", "figures", "expectations"
ALL: Final = (MOVES, *TABLES, FIGURES, EXPECTATIONS)
"""The tables, in the order in which they are printed."""


@frozen
class Asked:
    """What is printed of a record: *only* some tables, if any are named, in a format, and how much of each."""

    only: Sequence[str]
    form: str
    extent: Extent
    is_single: bool

    @property
    def listed(self) -> Extent:
        """How much the tables list: all of it, but on a terminal."""
        return self.extent if is_for_people(self.form) else Extent(all=True)

    def __contains__(self, name: str) -> bool:
        return not self.only or name in self.only


@frozen(slots=False)
class RunReport:
    """A scenario as of a moment, in a branch or not, with the findings on its expectations and what is asked of it."""

    scenario: Scenario
    snapshot: Snapshot
    lineage: tuple[Alternative, ...]
    findings: tuple[Finding, ...]
    asked: Asked
    names: Names = field(init=False)

    @names.default
    def _(self) -> Names:
        return Names(self.snapshot.state)

    @property
    def report(self) -> Report:
        """The report, each form of it made when it is asked for."""
        return Report(document=self._document, table=self._table_of_data, blocks=self._blocks)

    @cached_property
    def _assessment(self) -> Assessment:
        return assess(self.snapshot, None, self.scenario.weights)

    def _document(self) -> Json:
        document = run_document(self.scenario.title, self.lineage, self._assessment, self.findings)
        return {key: part for key, part in document.items() if key not in ALL or key in self.asked}

    def _table_of_data(self) -> Table:
        """The one table of CSV, in which all have their ids."""
        name = self.asked.only[0] if self.asked.only else MOVES
        if name == MOVES:
            return moves_table(self.snapshot)
        if name == FIGURES:
            return figures_table(chosen_figures(self._assessment, HEADLINES), all_moves=True)
        return expectations_table(self.findings) if name == EXPECTATIONS else TABLES[name].table(self.snapshot)

    # FOR PEOPLE

    def _blocks(self) -> Iterator[Block]:
        yield self._heading() if self.asked.is_single else self._overview()
        for name in ALL:
            if name in self.asked:
                yield from self._tables(name)
        if EXPECTATIONS in self.asked:
            yield self._met_in_words()

    def _tables(self, name: str) -> Iterator[Table]:
        extent = self.asked.listed
        if name == MOVES:
            yield moves_for_people(self.snapshot, self.names, extent)
            yield from left_out_tables(self.lineage)
        elif name == FIGURES:
            yield figures_for_people(chosen_figures(self._assessment, HEADLINES), self.names)
        elif name == EXPECTATIONS:
            yield expectations_for_people(self.findings, extent)
        else:
            yield subjects_for_people(TABLES[name], self.snapshot, self.names, extent)

    def _met_in_words(self) -> str:
        if not self.findings:
            return "No expectations."
        are_hidden = any(finding.met for finding in self.findings) and not self.asked.listed.all
        is_unmet = any(not finding.met for finding in self.findings)
        said = f"{self._met} expectations met{' (--all lists them)' if are_hidden else ''}."
        return Marked(said, ADVERSE if is_unmet else FAVOURABLE)

    @property
    def _met(self) -> str:
        return f"{sum(finding.met for finding in self.findings)} of {len(self.findings)}"

    @property
    def _counted(self) -> str:
        return f"{len(self.snapshot.numbers)} of {len(self.snapshot.history.moves)}"

    def _overview(self) -> Table:
        """The title of the record, the moment, and how many of its moves count, as a row of a table of records."""
        snapshot, day = self.snapshot, self.snapshot.day
        headers = ("title", "what if", "as of", "moves", "expectations met")
        what_if = self.lineage[-1].title if self.lineage else NOTHING
        as_of = f"{day} ({snapshot.reading})" if day else NOTHING
        row = (self.scenario.title, what_if, as_of, self._counted, self._met if self.findings else NOTHING)
        return Table("Records", headers, (row,), optional=("what if", "expectations met"))

    def _heading(self) -> Heading:
        """The title, the summaries of the file and of the record, and the names with their ids.

        Above a few tables the moment stands in place of the summary and the names.
        """
        scenario, snapshot = self.scenario, self.snapshot
        summary = [scenario.summary] if scenario.summary else []
        what_if = [f"What if ({branch.id}): {branch.title}" for branch in self.lineage[-1:]]
        if self.asked.only:
            as_of = f"As of {snapshot.day} ({snapshot.reading})" if snapshot.day else "Before the first move"
            return Heading(scenario.title, (*summary, *what_if, f"{as_of}: {self._counted} moves."))
        lines = summary_of(snapshot, self._assessment)
        return Heading(scenario.title, (*summary, *what_if), lines, tuple(_ids(snapshot.state.setting)))


def _ids(setting: Setting) -> Iterator[str]:
    """The names of parties, third parties and issues, each with its id, which a call takes."""
    kinds = {
        "Parties": [f"{title} ({name})" for name, title in setting.parties],
        "Third parties": [f"{title} ({_with_side(name, setting)})" for name, title in setting.third_parties],
        "Issues": [f"{title} ({name})" for name, title in setting.issues],
    }
    return (f"{kind}: {', '.join(named)}." for kind, named in kinds.items() if named)


def _with_side(name: str, setting: Setting) -> str:
    """The id of a third party, with that of the party on whose side it stands."""
    side = setting.side_of(name)
    return name if side is None else f"{name}, with {side}"
