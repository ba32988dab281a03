"""The options of decision makers as of a day: what each could do with what there is, and what excludes what."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final

from attrs import frozen

from sim.history.replay import step
from sim.history.snapshot import Snapshot
from sim.model.errors import one_of
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Commit, Convene, Extend, Move, Withdraw
from sim.records.exporters.names import title_of
from sim.rules.legal_moves import legal_moves_on
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, spoken
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import THREATS, Comply, Measure
from sim.rules.subjects.participation import IN_FORCE, PENDING
from sim.rules.subjects.proposals import Proposal, Repudiate
from sim.rules.subjects.talks import AgreeToContinue, Talks
from sim.rules.verdict import effects, is_legal, tone_of

YES: Final = "Y"
NO: Final = "N"

_SPOKEN: Final = {Comply.verb: "comply with", Commit.verb: "join"}
"""The verbs that do not stand before a subject as they are."""


@frozen(slots=False)  # for what is worked out once and kept
class Option:
    """A choice of one decision maker on one subject: to do one of these moves, or not.

    `upheld` is what it keeps up by none of them, such as a measure in place; empty where a move takes the option.
    """

    by: str
    state: Negotiation
    day: date
    subject: Subject
    moves: tuple[Move, ...]
    upheld: str = ""

    @property
    def is_joint(self) -> bool:
        """Whether the moves are made by both parties together."""
        return self.moves[0].by == BOTH

    @property
    def status_quo(self) -> str:
        """Whether it is taken before anybody moves: yes where it keeps something up."""
        return YES if self.upheld else NO

    @property
    def changed(self) -> str:
        """Its value when one of the moves is made."""
        return NO if self.upheld else YES

    @property
    def verbs(self) -> tuple[str, ...]:
        """The verbs of the moves, in the order of the table."""
        return tuple(dict.fromkeys(move.verb for move in self.moves))

    @property
    def name(self) -> str:
        """What is done if it is taken."""
        done = self.upheld or self._acts
        return f"{done} {title_of(self.subject)}{', together' if self.is_joint else ''}"

    @property
    def description(self) -> str:
        """What its two values mean, with the moves that change it."""
        name, joint = self.subject.id, " (together, so each party has to choose it)" if self.is_joint else ""
        return f"{self.changed}: {self._acts} {name}{joint}; {self.status_quo}: {name} stays as it is"

    @property
    def _acts(self) -> str:
        return one_of(_SPOKEN.get(verb, spoken(verb)) for verb in self.verbs)

    @property
    def is_reversible(self) -> bool:
        """Whether who has made one of the moves can lead the subject back to where it stands now."""
        name, now = self.subject.id, self._standing(self.state)
        return any(
            self._standing(step(after, back)) == now
            for _, after in self.outcomes
            if self._standing(after) != now
            for back in legal_moves_on(after, name, self.by, self.day)
            if name in back.subjects
        )

    @cached_property
    def outcomes(self) -> tuple[tuple[Move, Negotiation], ...]:
        """The state after each of the moves."""
        return tuple((move, step(self.state, move)) for move in self.moves)

    @cached_property
    def touched(self) -> frozenset[str]:
        """The ids of the subjects that some of the moves change."""
        return frozenset(effect.subject for move in self.moves for effect in effects(self.state, move))

    def _standing(self, state: Negotiation) -> object:
        """The statuses of the subject in a state, and of a measure how far it goes."""
        subject = state.subjects[self.subject.id]
        return subject.statuses(self.day), subject.step if isinstance(subject, Measure) else None

    def excludes(self, other: "Option") -> bool:
        """Whether not both can change: two ways of one actor with a subject, or the law lets neither follow the other.

        Two may choose the same, be it a joint act, which each has to choose, or an act after which the other's is moot.
        """
        if self.subject.id == other.subject.id:
            if self.by == other.by:
                return True
            if self.verbs == other.verbs:
                return False
        elif other.subject.id not in self.touched and self.subject.id not in other.touched:
            return False
        return not (self._is_followed_by(other) or other._is_followed_by(self))  # noqa: SLF001 - one of its own kind

    def _is_followed_by(self, other: "Option") -> bool:
        return any(is_legal(after, move) for _, after in self.outcomes for move in other.moves)


def options_of(view: Snapshot, day: date, by: str) -> Iterator[Option]:
    """The options that somebody has as of a day, on the subjects in order of creation.

    They are the legal moves on what there is, grouped by what they do to the subject. Not among them: what somebody
    could newly make, an act on an expired proposal, an extension where no end lies ahead, a joint act that one
    may make alone as well, and for a third party all but what it has made, is bound by or has to ratify.
    """
    state = view.state
    for name in state.ids:
        subject, groups = state.subjects[name], dict[tuple[str, str], list[Move]]()
        if _is_expired(subject, day) or not _is_concerned(by, subject, state):
            continue
        legal = [move for move in legal_moves_on(state, name, by, day) if name in move.subjects]
        alone = {move.verb for move in legal if move.by == by}
        for move in legal:
            if (move.by == by or move.verb not in alone) and not (isinstance(move, Extend) and _is_open(subject, day)):
                groups.setdefault((move.by or "", _course(move, subject, state)), []).append(move)
        for (_, course), moves in groups.items():
            yield Option(by, state, day, subject, tuple(moves), _upheld(moves[0], course, subject, by, day))


def _is_concerned(by: str, subject: Subject, state: Negotiation) -> bool:
    """Whether a subject is the business of somebody: every one that of a party."""
    if by in state.setting.party_ids or subject.author == by or by in subject.parts:
        return True
    return isinstance(subject, Proposal) and any(ratifier == by for _, ratifier in subject.votes)


def _is_expired(subject: Subject, day: date) -> bool:
    return isinstance(subject, Proposal) and subject.is_expired(day)


def _is_open(subject: Subject, day: date) -> bool:
    """Whether no end of a subject lies ahead."""
    return all(turn <= day for turn in subject.turning_days())


def _course(move: Move, subject: Subject, state: Negotiation) -> str:
    """What the moves of one option have in common: their tone, or for some verbs that they are the same."""
    if isinstance(move, Convene | AgreeToContinue):
        return Convene.verb
    is_apart = isinstance(move, Extend | CarryOut) or (isinstance(move, Withdraw) and isinstance(subject, Proposal))
    return move.verb if is_apart else tone_of(effects(state, move))


def _upheld(move: Move, course: str, subject: Subject, by: str, day: date) -> str:
    """What is kept up by none of the moves of a course, as words before the name of the subject; empty if nothing is.

    *move* is the first of them.
    """
    match subject:
        case Proposal() if isinstance(move, Withdraw):
            return "stand by"
        case Proposal() if isinstance(move, Repudiate):
            return "abide by"
        case Measure() if course == CONCILIATORY and subject.author == move.by:
            return "uphold the threat" if subject.statuses(day)[""] in THREATS else "keep up"
        case Commitment() if course == HOSTILE and subject.statuses(day).get(by) in (IN_FORCE, PENDING):
            return "abide by"
        case Talks() if course == HOSTILE:
            return "stay in"
    return ""
