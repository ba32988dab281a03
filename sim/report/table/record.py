"""The tables of a record as of a day: its moves, its subjects, and the expectations met and unmet."""

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


def moves_table(snapshot: Snapshot) -> Table:
    """The table of the moves that count, one row each."""
    headers = ("#", "date", "party", "move", "subject", "effect")
    return Table("Moves", headers, tuple(_move_row(step) for step in snapshot.steps()))


def _move_row(step: Step) -> tuple[str, ...]:
    move = step.move
    over = f" (over {move.over})" if move.over else ""
    effect = ", ".join(dict.fromkeys(_effect(effect, move) for effect in step.effects if effect.after)) or NOTHING
    return str(step.number), str(move.date), move.by or "the clock", _verb(move), f"{move.subject}{over}", effect


def _verb(move: Move) -> str:
    kind = getattr(move, "kind", "")
    return f"{move.verb} ({kind})" if kind else move.verb


def _effect(effect: Effect, move: Move) -> str:
    status = spoken(effect.after or "")
    return status if effect.subject == move.subject else f"{effect.subject} {status}"


Rows = tuple[tuple[str, ...], ...]


@frozen
class Section:
    """The table of one kind of subject: its title and headers, and the rows of one subject in a snapshot.

    The cells in the columns `key` tell a row from all others.
    """

    title: str
    headers: tuple[str, ...]
    rows: Callable[[Any, Snapshot], Rows]
    key: tuple[int, ...] = (0,)

    def table(self, snapshot: Snapshot) -> Table:
        """The table for a snapshot: the subjects in order of creation."""
        subjects = (snapshot.state.subjects[name] for name in snapshot.state.ids)
        of_this_kind = (subject for subject in subjects if SECTION_OF.get(type(subject)) is self)
        rows = (row for subject in of_this_kind for row in self.rows(subject, snapshot))
        return Table(self.title, self.headers, tuple(rows))


def _proposal_rows(proposal: Proposal, snapshot: Snapshot) -> Rows:
    answers = ", ".join(f"{party} {answer}" for party, answer in sorted(proposal.answers.items()))
    made = proposal.made
    terms, since, status = made.terms or made.note or NOTHING, str(proposal.since), _status(proposal, snapshot)
    return ((proposal.id, made.kind, made.by or "", _listed(made.issue), status, since, answers, terms),)


def _status(subject: Subject, snapshot: Snapshot, whose: str = "") -> str:
    """The status of a subject, or of a party's part in it, in words."""
    return str(snapshot.statuses_of(subject)[whose])


def _measure_rows(measure: Measure, snapshot: Snapshot) -> Rows:
    made, since, condition = measure.made, str(measure.since), _condition(measure)
    return (
        (measure.id, made.by or "", _listed(made.issue), _status(measure, snapshot), since, made.action, condition),
    )


def _condition(measure: Measure) -> str:
    parts = [f"{word} {text}" for word in ("if", "unless") if (text := getattr(measure.made, _FIELDS[word], None))]
    return ", ".join([*parts, *([f"by {measure.deadline}"] if measure.deadline else [])]) or NOTHING


_FIELDS: Final = {"if": "if_", "unless": "unless"}


def _commitment_rows(commitment: Commitment, snapshot: Snapshot) -> Rows:
    party_ids = snapshot.history.start.setting.party_ids
    return tuple(_part_row(commitment, party, snapshot) for party in party_ids if party in commitment.participation)


def _part_row(commitment: Commitment, party: str, snapshot: Snapshot) -> tuple[str, ...]:
    part = commitment.part_of(party, snapshot.read_on, snapshot.reading)
    since = str((part and part.since) or NOTHING)
    issue, status = _listed(commitment.made.issue), _status(commitment, snapshot, party)
    return commitment.id, commitment.title, issue, party, status, since


def _talks_rows(talks: Talks, snapshot: Snapshot) -> Rows:
    agreed = talks.next_round
    place = (agreed and agreed.place) or ""
    next_round = ", ".join(filter(None, (str(talks.due or ""), place))) or NOTHING
    since, mandate = str(talks.since or NOTHING), talks.mandate or NOTHING
    return ((talks.id, talks.title, _status(talks, snapshot), since, next_round, mandate),)


def expectations_table(findings: Iterable[Finding]) -> Table:
    """The table of expectations, one row each."""
    headers = ("line", "as of", "subject", "expected", "found", "met")
    return Table("Expectations", headers, tuple(map(_finding_row, findings)))


def _finding_row(finding: Finding) -> tuple[str, ...]:
    expectation, met = finding.expectation, "yes" if finding.met else "NO"
    as_of = ", ".join(filter(None, (str(expectation.as_of or "the end"), expectation.reading, expectation.branch)))
    line = str(expectation.where.line)
    return line, as_of, expectation.about, expectation.expected, finding.found, met


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or NOTHING


SECTION_OF: Final[dict[type[Subject], Section]] = {
    Proposal: Section(
        "Proposals", ("proposal", "kind", "by", "issue", "status", "since", "answers", "terms"), _proposal_rows
    ),
    Measure: Section("Measures", ("measure", "by", "issue", "status", "since", "action", "condition"), _measure_rows),
    Commitment: Section(
        "Commitments", ("commitment", "title", "issue", "party", "status", "since"), _commitment_rows, key=(0, 3)
    ),
    Talks: Section("Talks", ("talks", "title", "status", "since", "next round", "mandate"), _talks_rows),
}
"""The table of each kind of subject."""

TABLES: Final = {section.title.lower(): section for section in SECTION_OF.values()}
"""One table for each kind of subject, by name."""
