"""The tables of a record as of a day: its moves, what stands, and the expectations met and unmet."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from attrs import frozen

from sim.history.snapshot import Snapshot, Step
from sim.model.move import Move
from sim.report.table.render import NOTHING, Table
from sim.rules.lifecycle import spoken
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks
from sim.rules.verdict import Effect
from sim.scenario.expectations import Finding


def moves_table(view: Snapshot) -> Table:
    """The moves that count, one row each."""
    headers = ("#", "date", "party", "move", "subject", "effect")
    return Table("Moves", headers, tuple(_move_row(step) for step in view.steps()))


def _move_row(step: Step) -> tuple[str, ...]:
    move = step.move
    over = f" (over {move.over})" if move.over else ""
    effect = ", ".join(dict.fromkeys(_effect(effect, move) for effect in step.effects if effect.after)) or NOTHING
    return str(step.number), str(move.date), move.by or "the clock", _named(move), f"{move.subject}{over}", effect


def _named(move: Move) -> str:
    kind = getattr(move, "kind", "")
    return f"{move.verb} ({kind})" if kind else move.verb


def _effect(effect: Effect, move: Move) -> str:
    status = spoken(effect.after or "")
    return status if effect.subject == move.subject else f"{effect.subject} {status}"


Rows = tuple[tuple[str, ...], ...]


@frozen
class Section:
    """One of the tables of what stands: its title, its headers, and the rows of one subject as of a view.

    The cells at the places `named` tell a row from all others.
    """

    title: str
    headers: tuple[str, ...]
    rows: Callable[[Any, Snapshot], Rows]
    named: tuple[int, ...] = (0,)

    def table(self, view: Snapshot) -> Table:
        """The table as of a view: the subjects in order of creation."""
        found = (view.state.subjects[name] for name in view.state.ids)
        rows = (row for each in found if SECTION_OF.get(type(each)) is self for row in self.rows(each, view))
        return Table(self.title, self.headers, tuple(rows))


def _proposal_rows(proposal: Proposal, view: Snapshot) -> Rows:
    answers = ", ".join(f"{party} {answer}" for party, answer in sorted(proposal.answers.items()))
    made = proposal.made
    terms, since, status = made.terms or made.note or NOTHING, str(proposal.since), _status(proposal, view)
    return ((proposal.id, made.kind, made.by or "", _several(made.issue), status, since, answers, terms),)


def _status(subject: Subject, view: Snapshot, whose: str = "") -> str:
    """How a subject stands, or a party's part in it, in words."""
    return str(view.statuses_of(subject)[whose])


def _measure_rows(measure: Measure, view: Snapshot) -> Rows:
    made, since, condition = measure.made, str(measure.since), _condition(measure)
    return ((measure.id, made.by or "", _several(made.issue), _status(measure, view), since, made.action, condition),)


def _condition(measure: Measure) -> str:
    parts = [f"{word} {text}" for word in ("if", "unless") if (text := getattr(measure.made, _FIELDS[word], None))]
    return ", ".join([*parts, *([f"by {measure.deadline}"] if measure.deadline else [])]) or NOTHING


_FIELDS: Final = {"if": "if_", "unless": "unless"}


def _commitment_rows(commitment: Commitment, view: Snapshot) -> Rows:
    party_ids = view.history.start.setting.party_ids
    return tuple(_part_row(commitment, party, view) for party in party_ids if party in commitment.participation)


def _part_row(commitment: Commitment, party: str, view: Snapshot) -> tuple[str, ...]:
    part = commitment.part_of(party, view.read_on, view.reading)
    since = str((part and part.since) or NOTHING)
    issue, status = _several(commitment.made.issue), _status(commitment, view, party)
    return commitment.id, commitment.title, issue, party, status, since


def _talks_rows(talks: Talks, view: Snapshot) -> Rows:
    agreed = talks.next_round
    place = (agreed and agreed.place) or ""
    next_round = ", ".join(filter(None, (str(talks.due or ""), place))) or NOTHING
    since, mandate = str(talks.since or NOTHING), talks.mandate or NOTHING
    return ((talks.id, talks.title, _status(talks, view), since, next_round, mandate),)


def expectations_table(found: Iterable[Finding]) -> Table:
    """The expectations, one row each, met or not."""
    headers = ("line", "as of", "subject", "expected", "found", "met")
    return Table("Expectations", headers, tuple(_finding_row(each) for each in found))


def _finding_row(finding: Finding) -> tuple[str, ...]:
    asked = finding.expectation
    as_of = ", ".join(filter(None, (str(asked.as_of or "the end"), asked.reading, asked.branch)))
    return str(asked.where.line), as_of, asked.about, asked.expected, finding.found, "yes" if finding.met else "NO"


def _several(names: Iterable[str]) -> str:
    return ", ".join(names) or NOTHING


SECTION_OF: Final[dict[type[Subject], Section]] = {
    Proposal: Section(
        "Proposals", ("proposal", "kind", "by", "issue", "status", "since", "answers", "terms"), _proposal_rows
    ),
    Measure: Section("Measures", ("measure", "by", "issue", "status", "since", "action", "condition"), _measure_rows),
    Commitment: Section(
        "Commitments", ("commitment", "title", "issue", "party", "status", "since"), _commitment_rows, named=(0, 3)
    ),
    Talks: Section("Talks", ("talks", "title", "status", "since", "next round", "mandate"), _talks_rows),
}
"""The table of each kind of subject."""

TABLES: Final = {section.title.lower(): section for section in SECTION_OF.values()}
"""One table for each kind of subject, by name."""
