"""Proposals: what is put to the other side. An offer, a request, or a plan of what its author will do itself.

A proposal awaits the answer of every party that is not its sole author, keeps each answer, and its status follows
from the answers.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import field, frozen

from sim.model.dates import LIKELY, When
from sim.model.errors import Violation, in_line
from sim.model.frozen import FrozenDict
from sim.model.ids import BOTH, ids
from sim.model.move import CarryOut, Extend, Lapse, Move, Withdraw, check_choice, holds, optional_day
from sim.model.setting import JOINT_INDEX, Setting
from sim.rules.lifecycle import (
    CONCILIATORY,
    HOSTILE,
    NEUTRAL,
    SAME,
    Fields,
    Guard,
    Lifecycle,
    Transition,
    Transitions,
)
from sim.rules.preconditions import TimeLimit, a_later_day, end_set_by, extends, no_threat_to_record, sets, stands_until
from sim.rules.roles import ANYBODY, AUTHOR, CLOCK, EITHER, Role, as_author, beside_the_author
from sim.rules.subject import NO_MOVES, MadeSubject, Status, Subjects

__all__ = ["Accept", "Oppose", "Proposal", "Propose"]

# MOVES

OFFER: Final = "offer"
REQUEST: Final = "request"
PLAN: Final = "plan"
KINDS: Final = (OFFER, REQUEST, PLAN)


@frozen(kw_only=True)
class Propose(Move):
    """A party, both, or a third party puts something on the table."""

    issue: tuple[str, ...] = field(converter=ids, metadata=holds("ids", "The issue, or several.", name="issue"))
    kind: str = field(
        default=OFFER,
        validator=check_choice,
        metadata=holds(
            "choice",
            "An offer asks to be accepted, a request asks the other side to do or stop something, a plan says what "
            "its author will do itself.",
            choices=KINDS,
        ),
    )
    terms: str | None = field(default=None, metadata=holds("text", "What is proposed."))
    if_: str | None = field(default=None, metadata=holds("text", "The condition it is made on."))
    counters: str | None = field(
        default=None, metadata=holds("id", "The other side's proposal that this one answers.", name="subject")
    )
    replaces: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The proposals that this one takes the place of.", name="subject"),
    )
    concedes: str | None = field(default=None, metadata=holds("text", "What its author gives up by it."))
    expires: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The last day on which it can be answered.")
    )


@frozen(kw_only=True)
class Oppose(Move):
    """A party that was asked says no."""


@frozen(kw_only=True)
class Accept(Move):
    """A party that was asked says yes, or yes subject to a reservation."""

    subject_to: str | None = field(
        default=None, metadata=holds("text", "The reservation; a second `accept` without one lifts it.")
    )


# STATE

TABLED: Final = "tabled"
OPPOSED: Final = "opposed"
PROVISIONAL: Final = "provisional"
ACCEPTED: Final = "accepted"
CARRIED_OUT: Final = "carried-out"
WITHDRAWN: Final = "withdrawn"
SUPERSEDED: Final = "superseded"
LAPSED: Final = "lapsed"
OPEN: Final = (TABLED, OPPOSED, PROVISIONAL)

AWAITED: Final = "awaited"
"""The answer of a party that has not answered yet; the others are `opposed`, `provisional` and `accepted`."""


@frozen
class Proposal(MadeSubject):
    """A proposal: the move that made it, its status and the move that brought it there, its answers, its expiry."""

    made: Propose
    status: Status
    turn: Move
    answers: FrozenDict[str, str]
    expires: When | None

    @property
    def since(self) -> When:
        """Since when it has its status."""
        return self.turn.date

    @property
    def kind(self) -> str:
        """`offer`, `request` or `plan`."""
        return self.made.kind

    def is_expired(self, day: date, reading: str = LIKELY) -> bool:
        """Whether it is still open on *day*, but past its expiry."""
        return self.expires is not None and self.status in OPEN and self.expires.is_past(day, reading)

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The day after its expiry."""
        return () if self.expires is None else self.expires.past_from(reading)

    def is_agreed(self) -> bool:
        """Whether it was accepted and has not been replaced since."""
        return self.kind != PLAN and self.status in (ACCEPTED, CARRIED_OUT)

    def is_harm_by(self, party: str | None) -> bool:
        """Whether it is a plan that *party* has carried out."""
        return self.kind == PLAN and self.status == CARRIED_OUT and self.author == party


# REDUCERS


def proposed(_: None, move: Propose, transitions: Transitions, setting: Setting) -> Proposal:
    """The proposal on the table, awaiting the answer of every party that is not its sole author."""
    awaited = FrozenDict({party: AWAITED for party in setting.party_ids if party != move.by})
    return Proposal(NO_MOVES.push_front(move), move, transitions[0].to, move, awaited, end_set_by(move, move.expires))


def _answered(proposal: Proposal, move: Move, answer: str, status: Status) -> Proposal:
    turn = proposal.turn if status == proposal.status else move
    answers = proposal.answers.insert(move.by or "", answer)
    return Proposal(proposal.trail.push_front(move), proposal.made, status, turn, answers, proposal.expires)


def opposed(proposal: Proposal, move: Oppose, transitions: Transitions, setting: Setting) -> Proposal:
    """The proposal with a no."""
    return _answered(proposal, move, OPPOSED, transitions[0].to)


def accepted(proposal: Proposal, move: Accept, transitions: Transitions, setting: Setting) -> Proposal:
    """The proposal with a yes, with or without a reservation."""
    return _answered(proposal, move, ACCEPTED if move.subject_to is None else PROVISIONAL, transitions[0].to)


def changed(proposal: Proposal, move: Move, transitions: Transitions, setting: Setting) -> Proposal:
    """The proposal in the status that the transition leads to."""
    trail = proposal.trail.push_front(move)
    return Proposal(trail, proposal.made, transitions[0].to, move, proposal.answers, proposal.expires)


def extended(proposal: Proposal, move: Extend, transitions: Transitions, setting: Setting) -> Proposal:
    """The proposal with a later expiry."""
    trail = proposal.trail.push_front(move)
    expires = end_set_by(move, move.expires)
    return Proposal(trail, proposal.made, proposal.status, proposal.turn, proposal.answers, expires)


# ROLES


def _may_not_answer(proposal: Proposal, by: str | None, setting: Setting) -> str:
    if by is not None and by in proposal.answers:
        last = next(move for move in proposal.trail if move.by == by)
        return f"{by} has {_answer_in_words(proposal.answers[by])} it already{in_line(last.where)}"
    if by == proposal.author:
        asked = setting.other(by) if by in setting.party_ids else "the parties"
        return f"{by} made it{in_line(proposal.made.where)}; the answer is for {asked} to give"
    if by == BOTH:
        return f"each party answers for itself; write one move for {' and one for '.join(setting.party_ids)}"
    return f"only a party that was asked may: {' or '.join(sorted(proposal.answers))}"


def _answer_in_words(answer: str) -> str:
    return OPPOSED if answer == OPPOSED else ACCEPTED


def _others(proposal: Proposal, by: str | None) -> list[str]:
    return [answer for party, answer in proposal.answers.items() if party != by]


def _is_accepted_by_others(proposal: Proposal, by: str | None) -> bool:
    return all(answer == ACCEPTED for answer in _others(proposal, by))


def _is_opposed_by_another(proposal: Proposal, by: str | None) -> bool:
    return OPPOSED in _others(proposal, by)


MAY_OPPOSE = Role(
    "an awaited party that does not oppose it already",
    lambda proposal, by, setting: proposal.answers.get(by, OPPOSED) != OPPOSED,
    _may_not_answer,
    beside_the_author,
)
MAY_ACCEPT = Role(
    "an awaited party that has not accepted it already",
    lambda proposal, by, setting: proposal.answers.get(by, ACCEPTED) != ACCEPTED,
    _may_not_answer,
    beside_the_author,
)
MAY_REPLACE = Role(
    "the author of what it replaces; both, if a party made that",
    lambda proposal, by, setting: by == proposal.author or (by == BOTH and proposal.author in setting.party_ids),
    lambda proposal, by, setting: (
        f"{proposal.author} made {proposal.id}{in_line(proposal.made.where)}, and only its author may replace it"
    ),
    lambda author, side: as_author(author, side) if author in (None, JOINT_INDEX) else (*as_author(author, side), True),
)

# GUARDS, LIMITS, PRECONDITIONS, EXAMPLES


def reservation(subjects: Subjects, proposal: Proposal, by: str | None, day: date) -> Fields | None:
    """The fields of a yes that leaves it short of accepted; None where a no decides."""
    if _is_opposed_by_another(proposal, by):
        return None
    return {"subject_to": "a confirmation"} if _is_accepted_by_others(proposal, by) else {}


ALL_ACCEPT: Final = Guard[Proposal, Accept](
    "every awaited party has accepted without reservation",
    lambda proposal, move: move.subject_to is None and _is_accepted_by_others(proposal, move.by),
    lambda subjects, proposal, by, day: {} if _is_accepted_by_others(proposal, by) else None,
)
ONE_OPPOSES: Final = Guard[Proposal, Accept](
    "one awaited party still opposes it",
    lambda proposal, move: _is_opposed_by_another(proposal, move.by),
    lambda subjects, proposal, by, day: {} if _is_opposed_by_another(proposal, by) else None,
)
WITH_RESERVE: Final = Guard[Proposal, Accept](
    "an awaited party has a reservation or has not answered yet, and none opposes it",
    lambda proposal, move: True,  # its transitions come after those of the other two
    reservation,
)
IN_TIME: Final = (
    TimeLimit(
        lambda proposal, move: proposal.expires if proposal.status in OPEN else None,
        "{id} expired on {limit}; extend it first, let it lapse or withdraw it",
        ", when {id} expires",
    ),
)
"""The expiry of a proposal that is open: no answer is later, nor what carries it out or replaces it."""


def counters_the_other_side(_: None, move: Propose, subjects: Subjects) -> Iterator[Violation]:
    """The violation by a `counters` that names no proposal, or one of the same author."""
    countered = subjects.get(move.counters) if move.counters is not None else None
    if countered is None:
        return
    if not isinstance(countered, Proposal):
        yield Violation(f"{move.counters} is no proposal; only a proposal can be countered", "counters", move.counters)
    elif countered.author in (move.by, BOTH):
        yield Violation(
            f"{countered.author} made {move.counters}; name it under `replaces`, a counter-proposal answers the "
            "other side's",
            "counters",
            move.counters,
        )


def what_is_proposed(_: object, kind: str, by: str | None, issues: tuple[str, ...], day: date) -> Fields:
    """An issue and a kind."""
    return {"issue": issues, "kind": kind or OFFER}


def a_later_expiry(proposal: Proposal, kind: str, by: str | None, issues: tuple[str, ...], day: date) -> Fields:
    """An expiry after the present one."""
    return {"expires": a_later_day(proposal.expires, day)}


# LIFECYCLE

ASKED: Final = (OFFER, REQUEST)

# A table reads by its rows; the formatter would give each part a line of its own.
# fmt: off
LIFECYCLE: Final = Lifecycle(
    "proposal",
    Proposal,
    Transition(None, Propose, TABLED, by=ANYBODY, tone=NEUTRAL, kinds=KINDS,
               limits=(sets("expires"),), unless=counters_the_other_side, then=proposed, example=what_is_proposed),
    Transition((TABLED, PROVISIONAL, OPPOSED), Oppose, OPPOSED, by=MAY_OPPOSE, tone=HOSTILE,
               limits=IN_TIME, then=opposed),
    Transition(CARRIED_OUT, Oppose, CARRIED_OUT, by=MAY_OPPOSE, tone=HOSTILE, kinds=(PLAN,),
               limits=IN_TIME, then=opposed),
    Transition(OPEN, Accept, ACCEPTED, by=MAY_ACCEPT, tone=CONCILIATORY, kinds=ASKED,
               guard=ALL_ACCEPT, limits=IN_TIME, then=accepted),
    Transition(OPPOSED, Accept, OPPOSED, by=MAY_ACCEPT, tone=CONCILIATORY, kinds=ASKED,
               guard=ONE_OPPOSES, limits=IN_TIME, then=accepted),
    Transition(OPEN, Accept, PROVISIONAL, by=MAY_ACCEPT, tone=CONCILIATORY, kinds=ASKED,
               guard=WITH_RESERVE, limits=IN_TIME, then=accepted),
    Transition(OPEN, Withdraw, WITHDRAWN, by=AUTHOR, tone=NEUTRAL, kinds=(OFFER,), then=changed),
    Transition(OPEN, Withdraw, WITHDRAWN, by=AUTHOR, tone=CONCILIATORY, kinds=(REQUEST, PLAN), then=changed),
    Transition(CARRIED_OUT, Withdraw, WITHDRAWN, by=AUTHOR, tone=CONCILIATORY, kinds=(PLAN,), then=changed),
    Transition(OPEN, Propose, SUPERSEDED, by=MAY_REPLACE, tone=NEUTRAL, target="replaces",
               limits=IN_TIME, then=changed, example=what_is_proposed),
    Transition(TABLED, CarryOut, CARRIED_OUT, by=AUTHOR, tone=NEUTRAL, kinds=(PLAN,),
               limits=IN_TIME, unless=no_threat_to_record, then=changed),
    Transition(OPPOSED, CarryOut, CARRIED_OUT, by=AUTHOR, tone=HOSTILE, kinds=(PLAN,),
               limits=IN_TIME, unless=no_threat_to_record, then=changed),
    Transition(ACCEPTED, CarryOut, CARRIED_OUT, by=EITHER, tone=NEUTRAL, kinds=ASKED,
               limits=IN_TIME, unless=no_threat_to_record, then=changed),
    Transition(OPEN, Extend, SAME, by=AUTHOR, tone=NEUTRAL,
               limits=(sets("expires"),), unless=extends("expires"), then=extended, example=a_later_expiry),
    Transition(OPEN, Lapse, LAPSED, by=CLOCK, tone=NEUTRAL, limits=(stands_until("expires"),), then=changed),
)
# fmt: on
