"""The contributions to tension: each thing that stands between the two sides, as it reads on a day."""

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from sim.assess.opposition import (
    AGAINST,
    MovesById,
    awaits_only_votes,
    is_of_substance,
    moves_against,
    moves_against_replaced,
    settled_by,
)
from sim.history.triggers import can_be_discharged
from sim.model.condition import Condition
from sim.model.dates import LIKELY
from sim.model.move import CarryOut, Convene, Move
from sim.rules.state import Negotiation
from sim.rules.subject import StateLike
from sim.rules.subjects import measures, participation, proposals, talks
from sim.rules.subjects.answers import TABLED
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure, Threaten
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks

_MEASURE: Final = {
    measures.THREATENED: "measure threatened",
    measures.DEFERRED: "measure deferred",
    measures.CARRIED_OUT: "measure threatened",
    measures.SUSPENDED: "measure suspended",
}
_IN_PLACE: Final = {
    measures.EASED: "measure eased",
    measures.AS_IMPOSED.step: "measure in place",
    measures.RAISED: "measure raised",
}
_PARTICIPATION: Final = {
    participation.SUSPENDED: "participation suspended",
    participation.IN_BREACH: "participation in breach",
    participation.LEAVING: "participation leaving",
    participation.LEFT: "participation left",
}


@frozen
class Contribution:
    """One thing that adds to tension: its kind (a key of `Weights.by_kind`), its subject, its issues and its moves.

    `whose` is the author of a measure, or the party or third party whose part in a commitment it is. `issues` are those
    for whose sake it stands, in equal shares. `moves` are those that it rests on, oldest first.
    """

    kind: str
    subject: str
    whose: str
    issues: tuple[str, ...]
    moves: tuple[Move, ...]


def as_written(move: Move) -> date:
    """The best day of a move as its record has it, before dates are tightened."""
    return move.date.best


def standing(
    state: Negotiation,
    day: date,
    reading: str = LIKELY,
    discharged: Container[str] = frozenset(),
    best_day: Callable[[Move], date] = as_written,
) -> Iterator[Contribution]:
    """The contributions to tension in a state, read on a day under a reading, whatever they weigh.

    What a state does not tell is given: the ids of the threats that are *discharged*, and the *best_day* of each move.
    """
    proposed, formats = state.proposals, state.talks
    texts = [name for name, proposal in proposed.items() if awaits_only_votes(proposal, day, reading)]
    settled_soon = settled_by(texts, state)
    on_day = StateOnDay(state, day, reading, discharged, settled_soon, last_met(formats.values(), best_day), best_day)
    for subjects in (proposed, state.measures, state.commitments, formats):
        for subject in subjects.values():
            yield from on_day.contributions_of(subject)


def last_met(formats: Iterable[Talks], best_day: Callable[[Move], date] = as_written) -> date | None:
    """The day on which the two last met in any of these formats of talks; None if they never did."""
    return max((best_day(move) for each in formats for move in _last_meeting(each)), default=None)


def _last_meeting(format_of_talks: Talks) -> list[Move]:
    """The last move by which talks were convened; none if no move did."""
    meetings = (move for move in format_of_talks.trail if isinstance(move, Convene))
    return [] if format_of_talks.met is None else [next(meetings)]


@frozen
class StateOnDay:
    """A state on a day under a reading, and what it does not tell of one subject alone.

    `discharged` are the ids of threats whose `unless` has been met; `settled_soon` those of the proposals that are
    settled once votes that are outstanding are won; `met` is the day on which the two last met in any format.
    `against_replaced` has what is known already of the moves against what proposals have replaced, and takes the rest.
    """

    state: StateLike
    day: date
    reading: str
    discharged: Container[str]
    settled_soon: Container[str]
    met: date | None
    best_day: Callable[[Move], date]
    against_replaced: MovesById = field(factory=dict)

    def contributions_of(self, subject: object) -> Iterator[Contribution]:
        """The contributions of a subject as it reads on the day."""
        match subject:
            case Proposal() if is_of_substance(subject):
                yield from self._of_proposal(subject)
            case Measure() if self.state.setting.side_of(subject.author) is not None:
                yield from self._of_measure(subject)
            case Commitment():
                yield from self._of_commitment(subject)
            case Talks():
                yield from self._of_talks(subject)

    def _of_proposal(self, proposal: Proposal) -> Iterator[Contribution]:
        if proposal.status == proposals.CARRIED_OUT and proposal.kind == proposals.PLAN:
            yield from self._of_carried_out_plan(proposal)
        elif proposal.id not in self.settled_soon and not proposal.is_expired(self.day, self.reading):
            moves: tuple[Move, ...] = ()
            if proposal.status in AGAINST:
                moves = moves_against(proposal)
            elif proposal.status == TABLED and proposal.made.replaces:
                replaced = moves_against_replaced(proposal, self.state.subjects, self.against_replaced)
                moves = tuple(sorted(dict.fromkeys(replaced), key=lambda move: (self.best_day(move), move.subjects)))
            if moves:
                yield Contribution("opposed", proposal.id, "", _issues_of(proposal, moves), moves)

    def _of_carried_out_plan(self, plan: Proposal) -> Iterator[Contribution]:
        """What is opposed, and done all the same; of a neutral third party the opposition alone."""
        if not (opposing := moves_against(plan)):
            return
        moves = tuple(move for move in plan.moves if move is plan.turn or any(move is no for no in opposing))
        kind = "plan over opposition" if self.state.setting.sides_of(plan.author) else "opposed"
        yield Contribution(kind, plan.id, "", _issues_of(plan, moves), moves)

    def _of_measure(self, measure: Measure) -> Iterator[Contribution]:
        phase = measure.on(self.day, self.reading)
        stands: Measure = phase.of
        kind = _IN_PLACE[stands.step] if phase.status == measures.IN_PLACE else _MEASURE.get(phase.status)
        is_discharged = measure.id in self.discharged and can_be_discharged(measure, self.day, self.reading)
        if kind is None or phase.is_over or is_discharged or not self._still_counts(measure):
            return
        moves = tuple(dict.fromkeys(move for move in (measure.made, stands.turn) if isinstance(move, Move)))
        yield Contribution(kind, measure.id, measure.author or "", _issues_of(measure, moves), moves)

    def _still_counts(self, measure: Measure) -> bool:
        """Whether what a threat was carried out as still counts; true of any other measure."""
        if measure.status != measures.CARRIED_OUT:
            return True
        harm = self.state.subjects.get(measure.turn.as_ or "") if isinstance(measure.turn, CarryOut) else None
        return any(each.whose in ("", measure.author) for each in self.contributions_of(harm))

    def _of_commitment(self, commitment: Commitment) -> Iterator[Contribution]:
        setting = self.state.setting
        for whose in setting.actors if commitment.participation else ():
            part = commitment.participation.get(whose)
            if part is None or setting.side_of(whose) is None:
                continue
            phase = part.on(self.day, self.reading)
            kind = None if phase.is_over else _PARTICIPATION.get(phase.status)
            if kind is not None:
                moves = () if phase.of.turn is None else (phase.of.turn,)
                yield Contribution(kind, commitment.id, whose, _issues_of(commitment, moves), moves)

    def _of_talks(self, subject: Talks) -> Iterator[Contribution]:
        kind = "talks overdue" if subject.is_overdue(self.day, self.reading) else None
        if subject.status in talks.OFF and not self._have_met_since(subject.turn):
            kind = "talks broken off"
        if kind is not None:
            moves = () if subject.turn is None else (subject.turn,)
            yield Contribution(kind, subject.id, "", _issues_of(subject, moves), moves)

    def _have_met_since(self, turn: Move | None) -> bool:
        """Whether the two have met on a later day than that of a move (None: at all), in whatever format."""
        return self.met is not None and (turn is None or self.met > self.best_day(turn))


def _issues_of(subject: Any, moves: tuple[Move, ...]) -> tuple[str, ...]:
    """The issue for whose sake the newest of the *moves* was made, else the subject; else the subject's own issues."""
    for move in (*moves[::-1], getattr(subject, "made", None)):
        over = getattr(move, "over", None)
        if over is not None:
            return (over,)
    return tuple(dict.fromkeys(subject.issue))


def is_averted_by_record(measure: Measure) -> bool:
    """Whether it is a threat with an `unless` that is on the record."""
    return isinstance(measure.made, Threaten) and isinstance(measure.made.unless, Condition)
