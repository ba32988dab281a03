"""The tables of a record for people: with names, and of what is long or over with no more than how much it is."""

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from attrs import evolve, frozen

from sim.assess import Figure
from sim.history.snapshot import Snapshot, Step
from sim.report.prose.names import Names, shortened
from sim.report.table.assess import figures_table
from sim.report.table.record import Section, expectations_table, move_row
from sim.report.table.render import NOTHING, LeftOut, Table
from sim.rules.phases import EXPIRED
from sim.rules.registry import LIFECYCLES
from sim.rules.subject import Subject
from sim.rules.subjects.proposals import CARRIED_OUT, PLAN, Proposal
from sim.scenario.expectations import Finding

MOST: Final = 60
"""The most moves, and the most subjects of a kind, that are listed unless all are asked for."""

_LONGEST_TITLE: Final = 36
"""The most characters of the title of what a move is about."""

_MOST_ISSUES: Final = 2
"""The most issues of a subject that are named, unless all are asked for."""

Item = TypeVar("Item")


@frozen
class Extent:
    """How much the tables list: of what is many no more than the last, of subjects no more than those open; or all."""

    all: bool = False
    ended: bool = False


@frozen
class Named:
    """The names of those who act; of many issues, where not all is listed, the title of the first, and how many."""

    names: Names
    extent: Extent

    def actor(self, by: str | None) -> str:
        """Who makes a move."""
        return self.names.actor(by)

    def issues(self, issues: Sequence[str]) -> str:
        """The titles of some issues."""
        if self.extent.all or len(issues) <= _MOST_ISSUES:
            return ", ".join(map(self.names.issue, issues))
        return f"{self.names.issue(issues[0])} and {len(issues) - 1} more"


def moves_for_people(snapshot: Snapshot, names: Names, extent: Extent) -> Table:
    """The table of the moves that count, with a column for what they are about, where there is room."""
    numbers, left_out = _last(snapshot.numbers, extent)
    headers = ("#", "date", "by", "move", "subject", "title", "effect")
    rows = (_move_row(step, names) for step in snapshot.steps(numbers))
    return Table("Moves", headers, tuple(rows), ("title",), ("title",), left_out, breaks_ids=True)


def _move_row(step: Step, names: Names) -> tuple[str, ...]:
    number, day, _, verb, subject, effect = move_row(step)
    titles = dict.fromkeys(filter(None, (_title(name, names) for name in step.move.subjects)))
    return number, day, names.actor(step.move.by), verb, subject, "; ".join(titles) or NOTHING, effect


def _title(name: str, names: Names) -> str:
    """The title of a subject or an issue in short; empty if it says no more than the id."""
    title, issue = names.content(name), names.issue(name)
    if title == name.replace("-", " "):
        title = issue if issue != name else ""
    return shortened(title, _LONGEST_TITLE)


def subjects_for_people(section: Section, snapshot: Snapshot, names: Names, extent: Extent) -> Table:
    """The table of the subjects of a kind."""
    subjects = section.subjects(snapshot)
    is_whole = extent.all or extent.ended
    listed = [each for each in subjects if is_whole or not has_ended(each, snapshot)]
    ended = len(subjects) - len(listed)
    last, left_out = _last(listed, extent)
    table = section.table(snapshot, last, Named(names, extent))
    return evolve(table, left_out=(*left_out, *((LeftOut(ended, _ended),) if ended else ())))


def has_ended(subject: Subject, snapshot: Snapshot) -> bool:
    """Whether a subject reads, in all its parts, as what no move leads on from, or has expired.

    An offer or a request that is carried out has ended, too; what it leaves behind stands among the commitments.
    """
    ended = {*LIFECYCLES[type(subject)].ended}
    if isinstance(subject, Proposal) and subject.made.kind != PLAN:
        ended.add(CARRIED_OUT)
    return all(each.status in ended or EXPIRED in each.words for each in snapshot.statuses_of(subject).values())


def figures_for_people(chosen: Iterable[Figure], names: Names) -> Table:
    """The table of figures."""
    return figures_table([_with_names(figure, names) for figure in chosen])


def _with_names(figure: Figure, names: Names) -> Figure:
    """A figure that has the names of issues and parties in place of their ids."""
    setting = names.state.setting
    parties = {name: names.actor(name) for name in setting.party_ids}
    issues = {name: names.issue(name) for name in setting.issue_ids}
    named = (issues if figure.name in _OF_ISSUES else parties).get(figure.of, figure.of)
    kinds = {"issue": issues, "party": parties}
    value = figure.value
    if isinstance(value, str) and figure.unit in kinds:
        value = ", ".join(kinds[figure.unit].get(name, name) for name in value.split(", "))
    return evolve(figure, of=named, value=value)


_OF_ISSUES: Final = ("agreement", "share of tension")
"""The figures of which there is one for each issue."""


def expectations_for_people(findings: Iterable[Finding], extent: Extent) -> Table:
    """The table of the expectations that are not met, or of all."""
    if extent.all:
        return expectations_table(findings)
    table = expectations_table(finding for finding in findings if not finding.met)
    return evolve(table, title="Unmet expectations")


def _last(items: Sequence[Item], extent: Extent) -> tuple[Sequence[Item], tuple[LeftOut, ...]]:
    """The last of many items, and how many are left out; all if there are few, or all are asked for."""
    if extent.all or len(items) <= MOST:
        return items, ()
    return items[-MOST:], (LeftOut(len(items) - MOST, _earlier),)


def _earlier(count: int) -> str:
    return f"{count:,} earlier (--all)"


def _ended(count: int) -> str:
    return f"{count:,} that {'has' if count == 1 else 'have'} ended (--ended)"
