"""The tables of a record as of a day: its moves, its subjects, and the expectations met and unmet."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from attrs import frozen

from sim.history.effect_words import effects_in_words
from sim.history.snapshot import Snapshot, Step
from sim.history.standing import Standing, standing
from sim.model.move import Move
from sim.report.table.marked import ADVERSE, FAVOURABLE, Marked
from sim.report.table.meaning import in_tone, status_in_colour
from sim.report.table.naming import IDS, Naming
from sim.report.table.render import NOTHING, Table
from sim.report.words import CLOCK, as_of_in_words, content, level_in_words
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import PROCEDURE, Proposal
from sim.rules.subjects.talks import Talks
from sim.scenario.expectations import Expectation, Finding


def moves_table(snapshot: Snapshot, among: Iterable[int] | None = None) -> Table:
    """The table of the moves that count (or those *among* them), one row each."""
    headers = ("#", "date", "party", "move", "subject", "effect")
    return Table("Moves", headers, tuple(move_row(step) for step in snapshot.steps(among)))


def move_row(step: Step) -> tuple[str, ...]:
    """The cells of a move: what it is, and what it did."""
    number, day, by, verb, subjects = move_cells(step)
    effect = effects_in_words(step.move, step.effects)
    return number, day, by, in_tone(verb, step.tone), subjects, in_tone(effect, step.tone) if effect else NOTHING


def move_cells(step: Step) -> tuple[str, ...]:
    """The number of a move, its date, party, verb and subject."""
    move = step.move
    over = f" (over {move.over})" if move.over else ""
    return str(step.number), str(move.date), move.by or CLOCK, _verb(move), f"{move.names}{over}"


def _verb(move: Move) -> str:
    """The verb, with the kind of what is said, done or proposed."""
    kinds = (getattr(move, "kind", ""), _matter(getattr(move, "matter", "")))
    kind = ", ".join(filter(None, kinds))
    return f"{move.verb} ({kind})" if kind else move.verb


def _matter(matter: str) -> str:
    """The matter of a proposal, if it is not substance."""
    return matter if matter == PROCEDURE else ""


Rows = tuple[tuple[str, ...], ...]


@frozen
class Section:
    """The table of one kind of subject: its title and headers, and the rows of one subject in a snapshot.

    The cells in the columns `key` tell a row from all others; `optional` are headers as a table has them.
    """

    title: str
    headers: tuple[str, ...]
    rows_of: Callable[[Any, Snapshot, Naming], Rows]
    key: tuple[int, ...] = (0,)
    optional: tuple[str, ...] = ()

    def subjects(self, snapshot: Snapshot) -> tuple[Subject, ...]:
        """The subjects of this kind in a snapshot, in order of creation."""
        subjects = (snapshot.state.subjects[name] for name in snapshot.state.ids)
        return tuple(subject for subject in subjects if SECTION_OF.get(type(subject)) is self)

    def rows(self, subject: Subject, snapshot: Snapshot) -> Rows:
        """The rows of a subject, in which all have their ids."""
        return self.rows_of(subject, snapshot, IDS)

    def table(self, snapshot: Snapshot, among: Iterable[Subject] | None = None, naming: Naming = IDS) -> Table:
        """The table for a snapshot: the subjects of this kind (or those *among* them) in order of creation."""
        subjects = self.subjects(snapshot) if among is None else among
        rows = (row for subject in subjects for row in self.rows_of(subject, snapshot, naming))
        return Table(self.title, self.headers, tuple(rows), self.optional)


def _proposal_rows(proposal: Proposal, snapshot: Snapshot, naming: Naming) -> Rows:
    made, since, status = proposal.made, str(proposal.since), _status(proposal, snapshot)
    kind = ", ".join(filter(None, (made.kind, _matter(made.matter))))
    answers = _answers(proposal, snapshot.history.start.setting.party_ids, naming)
    terms = content(proposal) or made.note or NOTHING
    by, issue = naming.actor(made.by), naming.issues(made.issue) or NOTHING
    return ((proposal.id, kind, by, issue, status, since, answers, terms),)


def _answers(proposal: Proposal, party_ids: Iterable[str], naming: Naming) -> str:
    """The answer of each party that is asked, with the votes on it; also those on what its author has proposed."""
    answers, told = proposal.answers, list[str]()
    for party in party_ids:
        votes = ", ".join(
            f"{naming.actor(ratifier)} {vote}" for (whose, ratifier), vote in answers.votes.items() if whose == party
        )
        answer = answers.given.get(party, PROPOSED if votes else "")
        if answer:
            name = naming.actor(party)
            told.append(f"{name} {answer} ({votes})" if votes else f"{name} {answer}")
    return ", ".join(told) or NOTHING


PROPOSED: Final = "proposed"
"""The word for the answer of an author whose proposal others have to ratify."""


def _status(subject: Subject, snapshot: Snapshot, whose: str = "") -> str:
    """The status of a subject, or of a party's part in it, in words."""
    return status_in_colour(subject, snapshot.statuses_of(subject)[whose])


def _measure_rows(measure: Measure, snapshot: Snapshot, naming: Naming) -> Rows:
    made, stands = measure.made, standing(measure, snapshot.read_on, snapshot.reading)
    by, issue = naming.actor(made.by), naming.issues(made.issue) or NOTHING
    status, since = _status(measure, snapshot), _since(stands)
    level, action = level_in_words(stands.of) or NOTHING, content(measure) or NOTHING
    return ((measure.id, by, issue, status, since, level, action, _condition(measure, stands)),)


def _condition(measure: Measure, stands: Standing) -> str:
    """The conditions of a threat and the end that it has, and until when a measure is in place."""
    given = ((word, getattr(measure.made, field, None)) for word, field in _FIELDS.items())
    ends = (("by", stands.of.ends.deadline), ("suspended until", stands.suspended_until), ("until", stands.until))
    return ", ".join(f"{word} {text}" for word, text in (*given, *ends) if text) or NOTHING


_FIELDS: Final = {"if": "if_", "unless": "unless"}


def _commitment_rows(commitment: Commitment, snapshot: Snapshot, naming: Naming) -> Rows:
    actors = snapshot.history.start.setting.actors
    return tuple(_part_row(commitment, who, snapshot, naming) for who in actors if who in commitment.participation)


def _part_row(commitment: Commitment, party: str, snapshot: Snapshot, naming: Naming) -> tuple[str, ...]:
    stands = standing(commitment.participation[party], snapshot.read_on, snapshot.reading)
    issue, status = naming.issues(commitment.made.issue) or NOTHING, _status(commitment, snapshot, party)
    ends = (("suspended until ", stands.suspended_until), ("", stands.until))
    until = ", ".join(f"{word}{text}" for word, text in ends if text) or NOTHING
    return commitment.id, commitment.title, issue, naming.actor(party), status, _since(stands), until


def _since(stands: Standing) -> str:
    return NOTHING if stands.since is None else str(stands.since)


def _talks_rows(talks: Talks, snapshot: Snapshot, naming: Naming) -> Rows:
    agreed = talks.next_round
    place = (agreed and agreed.place) or ""
    next_round = ", ".join(filter(None, (str(talks.due or ""), place))) or NOTHING
    since, mandate = str(talks.since or NOTHING), talks.mandate or NOTHING
    issue, status = naming.issues(talks.issue) or NOTHING, _status(talks, snapshot)
    return ((talks.id, talks.title, issue, status, since, next_round, mandate),)


def expectations_table(findings: Iterable[Finding]) -> Table:
    """The table of expectations, one row each."""
    headers = ("line", "as of", "subject", "expected", "found", "met")
    return Table("Expectations", headers, tuple(map(_finding_row, findings)))


def _finding_row(finding: Finding) -> tuple[str, ...]:
    asked, met = finding.expectation, Marked("yes", FAVOURABLE) if finding.met else Marked("NO", ADVERSE)
    expected, found = asked.expected_in_words, finding.found_in_words
    return str(asked.line or ""), moment_in_words(asked), asked.about, expected, found, met


def moment_in_words(asked: Expectation) -> str:
    """The day that an expectation asks about, the reading and the branch, for a cell."""
    return ", ".join(filter(None, (as_of_in_words(asked), asked.branch)))


SECTION_OF: Final[dict[type[Subject], Section]] = {
    Proposal: Section(
        "Proposals", ("proposal", "kind", "by", "issue", "status", "since", "answers", "terms"), _proposal_rows
    ),
    Measure: Section(
        "Measures",
        ("measure", "by", "issue", "status", "since", "level", "action", "condition"),
        _measure_rows,
        optional=("level",),
    ),
    Commitment: Section(
        "Commitments",
        ("commitment", "title", "issue", "party", "status", "since", "until"),
        _commitment_rows,
        key=(0, 3),
        optional=("until",),
    ),
    Talks: Section(
        "Talks",
        ("talks", "title", "issue", "status", "since", "next round", "mandate"),
        _talks_rows,
        optional=("issue",),
    ),
}
"""The table of each kind of subject."""

TABLES: Final = {section.title.lower(): section for section in SECTION_OF.values()}
"""One table for each kind of subject, by name."""
