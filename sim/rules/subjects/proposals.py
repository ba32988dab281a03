"""Proposals: what is put to the other side. An offer, a request, or a plan of what its author will do itself.

A proposal asks the answer of every party that is not its sole author, keeps each answer and each vote on it, and its
status follows from them (`sim.rules.subjects.answers`).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from sim.model.dates import LIKELY, When
from sim.model.errors import Violation, in_line, one_of
from sim.model.frozen import FrozenDict, frozen_dict
from sim.model.ids import BOTH, ids
from sim.model.move import (
    Adjourn,
    CarryOut,
    Commit,
    Convene,
    Extend,
    Lapse,
    Move,
    Withdraw,
    check_choice,
    holds,
    optional_day,
)
from sim.model.setting import JOINT_INDEX, Setting
from sim.rules.lifecycle import (
    CONCILIATORY,
    HOSTILE,
    NEUTRAL,
    SAME,
    Case,
    Fields,
    Guard,
    Lifecycle,
    Transition,
    Transitions,
)
from sim.rules.preconditions import a_later_day, end_set_by, no_extension, no_threat, sets, stands_until
from sim.rules.roles import (
    ANYBODY,
    AUTHOR,
    CLOCK,
    EITHER,
    PARTY,
    Role,
    as_author,
    beside_the_author,
    either_way,
    neither,
)
from sim.rules.subject import NO_MOVES, MadeSubject, StateLike, Status
from sim.rules.subjects.answers import (
    ACCEPTED,
    AWAITED,
    NO,
    NO_VOTES,
    OPPOSED,
    PROVISIONAL,
    REJECTED,
    TABLED,
    YES,
    Answers,
    Votes,
    status_of,
)
from sim.rules.time_limits import TimeLimit

__all__ = ["Accept", "Oppose", "Proposal", "Propose", "Ratify", "Reject", "Repudiate"]

# MOVES

OFFER: Final = "offer"
REQUEST: Final = "request"
PLAN: Final = "plan"
KINDS: Final = (OFFER, REQUEST, PLAN)

SUBSTANCE: Final = "substance"
PROCEDURE: Final = "procedure"
MATTERS: Final = (SUBSTANCE, PROCEDURE)

Terms = str | FrozenDict[str, str]
"""Terms in words, or the value of each term, such as `25 %`."""


def as_terms(value: str | Mapping[str, str] | None) -> Terms | None:
    """Terms as a field holds them."""
    return frozen_dict(value) if isinstance(value, Mapping) else value


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
    matter: str = field(
        default=SUBSTANCE,
        validator=check_choice,
        metadata=holds(
            "choice",
            "Substance, or procedure: to meet, or to extend a time limit. Procedure counts in no figure.",
            choices=MATTERS,
        ),
    )
    terms: Terms | None = field(
        default=None,
        converter=as_terms,
        metadata=holds("terms", "What is proposed: in words, or the value of each term, such as `{wage: 5 %}`."),
    )
    if_: str | None = field(default=None, metadata=holds("text", "The condition it is made on."))
    counters: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The other side's proposals that this one answers.", name="subject"),
    )
    replaces: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The open proposals that this one takes the place of at once.", name="subject"),
    )
    settles: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The proposals that are settled once this one is accepted in full.", name="subject"),
    )
    subject_to: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The third parties that have to ratify it for its author.", name="third-party"),
    )
    concedes: str | None = field(default=None, metadata=holds("text", "What its author gives up by it."))
    expires: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The last day on which it can be answered.")
    )


@frozen(kw_only=True)
class Oppose(Move):
    """A party that was asked says no; or refers the matter, with a no, to those who have to ratify."""

    subject_to: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The third parties whose yes would stand for its own.", name="third-party"),
    )


@frozen(kw_only=True)
class Accept(Move):
    """A party that was asked says yes, or yes subject to ratification; or puts it to its ratifiers again."""

    subject_to: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The third parties that have to ratify it.", name="third-party"),
    )


@frozen(kw_only=True)
class Ratify(Move):
    """A third party that was named in `subject-to` votes yes."""


@frozen(kw_only=True)
class Reject(Move):
    """A third party that was named in `subject-to` votes no."""


@frozen(kw_only=True)
class Repudiate(Move):
    """A party disowns what was agreed."""


# STATE

CARRIED_OUT: Final = "carried-out"
WITHDRAWN: Final = "withdrawn"
SUPERSEDED: Final = "superseded"
SETTLED: Final = "settled"
REPUDIATED: Final = "repudiated"
LAPSED: Final = "lapsed"
OPEN: Final = (TABLED, OPPOSED, REJECTED, PROVISIONAL)
AGREED: Final = (ACCEPTED, CARRIED_OUT)


@frozen
class Proposal(MadeSubject):
    """A proposal: the move that made it, its status and the move that brought it there, its answers, its expiry.

    `given` and `votes` are the parts of its `answers`. `in_force_as` has the ids of the commitments that put it into
    force.
    """

    made: Propose
    status: Status
    turn: Move
    given: FrozenDict[str, str]
    expires: When | None
    votes: Votes = NO_VOTES
    in_force_as: tuple[str, ...] = ()

    @property
    def answers(self) -> Answers:
        """The answers of the parties that it asks, and the votes on them."""
        return Answers(self.given, self.votes)

    @property
    def since(self) -> When:
        """Since when it has its status."""
        return self.turn.date

    @property
    def kind(self) -> str:
        """`offer`, `request` or `plan`."""
        return self.made.kind

    @property
    def is_open(self) -> bool:
        """Whether it may still be answered."""
        return self.status in OPEN

    @property
    def links(self) -> tuple[str, ...]:
        """The ids of the proposals that it counters, replaces or settles."""
        made = self.made
        return (*made.counters, *made.replaces, *made.settles)

    def is_expired(self, day: date, reading: str = LIKELY) -> bool:
        """Whether it is still open on *day*, but past its expiry."""
        return self.expires is not None and self.status in OPEN and self.expires.is_past(day, reading)

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The day after its expiry."""
        return () if self.expires is None else self.expires.past_from(reading)

    def is_agreed(self) -> bool:
        """Whether it was accepted, and neither disowned nor settled by another since."""
        return self.kind != PLAN and self.status in AGREED

    def is_harm_by(self, party: str | None, when: When) -> bool:
        """Whether it is a plan that *party* has carried out."""
        return self.kind == PLAN and self.status == CARRIED_OUT and self.author == party


def has_links(state: StateLike, proposal: Proposal) -> bool:
    """Whether anything could be settled with a proposal."""
    made = proposal.made
    return bool(made.counters or made.replaces or made.settles or proposal.id in state.countered_by)


# REDUCERS


def proposed(_: None, move: Propose, transitions: Transitions, setting: Setting) -> Proposal:
    """The proposal on the table, awaiting the answer of every party that is not its sole author."""
    awaited = FrozenDict({party: AWAITED for party in setting.party_ids if party != move.by})
    votes = FrozenDict({(move.by or "", name): AWAITED for name in move.subject_to}) if move.subject_to else NO_VOTES
    trail, expires = NO_MOVES.push_front(move), end_set_by(move, move.expires)
    return Proposal(trail, move, transitions[0].to, move, awaited, expires, votes)


def answered(proposal: Proposal, move: Move, transitions: Transitions, setting: Setting) -> Proposal:
    """The proposal with the answer or the vote of who moves."""
    trail, made, status, given = proposal.trail.push_front(move), proposal.made, transitions[0].to, proposal.given
    turn = proposal.turn if status == proposal.status else move
    if is_plain_answer(proposal, move):
        given = given.insert(move.by or "", ACCEPTED if type(move) is Accept else OPPOSED)
        return Proposal(trail, made, status, turn, given, proposal.expires, NO_VOTES, proposal.in_force_as)
    answers = answers_after(proposal, move)
    return Proposal(trail, made, status, turn, answers.given, proposal.expires, answers.votes, proposal.in_force_as)


def changed(proposal: Proposal, move: Move, transitions: Transitions, setting: Setting) -> Proposal:
    """The proposal in the status that the transition leads to."""
    return _with(proposal, move, transitions[0].to, move, proposal.expires, proposal.in_force_as)


def extended(proposal: Proposal, move: Extend, transitions: Transitions, setting: Setting) -> Proposal:
    """The proposal with a later expiry, or without one."""
    expires = end_set_by(move, move.expires)
    return _with(proposal, move, proposal.status, proposal.turn, expires, proposal.in_force_as)


def put_into_force(proposal: Proposal, move: Move, transitions: Transitions, setting: Setting) -> Proposal:
    """The proposal carried out as the commitments that the move makes or extends."""
    to = transitions[0].to
    turn = proposal.turn if to == proposal.status else move
    in_force_as = tuple(dict.fromkeys((*proposal.in_force_as, *move.subjects)))
    return _with(proposal, move, to, turn, proposal.expires, in_force_as)


def _with(
    proposal: Proposal, move: Move, status: Status, turn: Move, expires: When | None, in_force_as: tuple[str, ...]
) -> Proposal:
    trail = proposal.trail.push_front(move)
    return Proposal(trail, proposal.made, status, turn, proposal.given, expires, proposal.votes, in_force_as)


def is_plain_answer(proposal: Proposal, move: Any) -> bool:
    """Whether a move is the answer of one party, and no votes are asked for or outstanding."""
    verb = type(move)
    return (verb is Accept or verb is Oppose) and not proposal.votes and not move.subject_to and move.by != BOTH


def answers_after(proposal: Proposal, move: Move) -> Answers:
    """The answers to a proposal once *move* has been made."""
    answers, by = proposal.answers, move.by or ""
    match move:
        case Accept():
            parties = tuple(answers.given) if by == BOTH else (by,)
            return answers.with_answers(parties, ACCEPTED, _put_to(answers, by, move))
        case Oppose():
            return answers.with_answers((by,), OPPOSED, move.subject_to)
    return answers.with_vote(by, YES if isinstance(move, Ratify) else NO)


def _put_to(answers: Answers, by: str, move: Accept) -> tuple[str, ...]:
    """Those who have to ratify a yes: those that it names, and after a lost vote all who were asked before."""
    if not answers.votes or not answers.is_lost_for(by):
        return move.subject_to
    return tuple(dict.fromkeys((*answers.ratifiers_of(by), *move.subject_to)))


def status_after(proposal: Proposal, move: Move) -> Status:
    """The status of an open proposal once it has that answer or vote."""
    if is_plain_answer(proposal, move):
        answer = ACCEPTED if type(move) is Accept else OPPOSED
        status = status_of({**proposal.given, move.by or "": answer}.values())
    else:
        status = answers_after(proposal, move).status
    return TABLED if proposal.made.kind == PLAN and status != OPPOSED else status


# ROLES


def _may_not_answer(proposal: Proposal, by: str | None, setting: Setting) -> str:
    if by is not None and by in proposal.answers.given:
        last = next(move for move in proposal.trail if move.by in (by, BOTH))
        answer = OPPOSED if proposal.answers.opposes(by) else ACCEPTED
        return f"{by} has {answer} it already{in_line(last.where)}{_VOTES[answer]}"
    if by == proposal.author:
        asked = setting.other(by) if by in setting.party_ids else "the parties"
        return f"{by} made it{in_line(proposal.made.where)}; the answer is for {asked} to give"
    if by == BOTH:
        return f"each party answers for itself; write one move for {' and one for '.join(setting.party_ids)}"
    return f"only a party that was asked may: {one_of(sorted(proposal.answers.given))}"


_VOTES: Final = {
    OPPOSED: "; the votes of a body are `accept` with `subject-to`, then `reject` as often as it votes",
    ACCEPTED: "",
}


def _may_accept(proposal: Proposal, by: str | None, setting: Setting) -> bool:
    given = proposal.given
    if by == BOTH:
        return len(given) == len(setting.party_ids) and not proposal.votes and ACCEPTED not in given.values()
    if not proposal.votes:
        return given.get(by or "", ACCEPTED) != ACCEPTED
    answers = proposal.answers
    return by is not None and (answers.is_lost_for(by) or (by in given and not answers.has_accepted(by)))


def _may_not_vote(proposal: Proposal, by: str | None, setting: Setting) -> str:
    if by in setting.party_ids or by == BOTH:
        return "a party opposes or accepts; a third party named in `subject-to` votes"
    ratifiers = proposal.answers.ratifiers
    if by in ratifiers:
        return f"{by} has ratified it already"
    if ratifiers:
        return f"it is subject to {one_of(ratifiers)} only"
    return f"it is subject to nobody’s vote; name {by} in `subject-to` of a party's `propose`, `accept` or `oppose`"


MAY_OPPOSE = Role(
    "a party that is asked and does not oppose it already",
    lambda proposal, by, setting: (
        by in proposal.given and (proposal.given[by] != OPPOSED or not proposal.answers.opposes(by))
    ),
    _may_not_answer,
    beside_the_author,
)
MAY_ACCEPT = Role(
    "a party that is asked and has not accepted it already, or whose ratifier has said no; both, where both are asked",
    _may_accept,
    _may_not_answer,
    lambda author, side: (False,) if author is not None and author != JOINT_INDEX else (False, True),
)
MAY_RATIFY = Role(
    "a third party named in `subject-to` that has not ratified it already",
    lambda proposal, by, setting: any(vote != YES for vote in proposal.answers.votes_of(by)),
    _may_not_vote,
    neither,
)
MAY_REJECT = Role(
    "a third party named in `subject-to`",
    lambda proposal, by, setting: bool(proposal.answers.votes_of(by)),
    _may_not_vote,
    neither,
)
MAY_REPLACE = Role(
    "the author of what it replaces; both, if a party made that",
    lambda proposal, by, setting: by == proposal.author or (by == BOTH and proposal.author in setting.party_ids),
    lambda proposal, by, setting: (
        f"{proposal.author} made {proposal.id}{in_line(proposal.made.where)}, and only its author may replace it; "
        + ("name it under `settles`" if proposal.author == BOTH else "the other side counters it (`counters`)")
    ),
    lambda author, side: as_author(author, side) if author in (None, JOINT_INDEX) else (*as_author(author, side), True),
)
THE_ACTOR = Role("who makes that move", lambda proposal, by, setting: by in setting.actors, lambda *_: "", either_way)

# GUARDS, LIMITS, PRECONDITIONS, EXAMPLES


def an_answer(case: Case) -> Fields | None:
    """The fields of a yes that leads to the status wanted: with a ratifier, if it must not do so at once."""
    outsiders = case.state.setting.third_parties
    proposal: Proposal = case.subject
    plain = Accept(subject=proposal.id, by=case.by, date=When.of(case.day))
    if status_after(proposal, plain) == case.to:
        return {}
    return {"subject_to": outsiders[0][0]} if outsiders and case.by != BOTH and case.to == PROVISIONAL else None


ENDS_OPPOSITION: Final = Guard[Proposal, Accept](
    "who accepts a plan has opposed it",
    lambda proposal, move: (
        len(proposal.answers.opponents) == len(proposal.answers.given)
        if move.by == BOTH
        else proposal.answers.opposes(move.by or "")
    ),
)
IN_TIME: Final = (
    TimeLimit(
        lambda proposal, move: proposal.expires if proposal.status in OPEN else None,
        "{id} expired on {limit}; extend it first, let it lapse or withdraw it",
        ", when {id} expires",
    ),
)
"""The expiry of a proposal that is open: no answer is later, nor what carries it out or replaces it."""


def unfit_links(_: None, move: Propose, state: StateLike) -> Iterable[Violation]:
    """The violations by links to what is no proposal or the author's own, and by ratifiers that answer for nobody."""
    return () if not (move.counters or move.settles or move.subject_to) else _unfit_links(_, move, state)


def _unfit_links(_: None, move: Propose, state: StateLike) -> Iterator[Violation]:
    for name in move.counters:
        countered = state.subjects.get(name)
        if isinstance(countered, Proposal) and countered.author in (move.by, BOTH):
            is_own = countered.author == move.by
            advice = "replaces`, a counter-proposal answers the other side's" if is_own else "settles`"
            yield Violation(f"{countered.author} made {name}; name it under `{advice}", "counters", name)
    yield from no_proposals(move.counters, "counters", "only a proposal can be countered", state)
    yield from no_proposals(move.settles, "settles", "only a proposal can be settled", state)
    if move.subject_to and move.by not in state.setting.party_ids:
        reason = "a party names its ratifiers when it proposes alone, or when it accepts; leave it out here"
        yield Violation(reason, "subject_to", move.subject_to[0])
    elif move.subject_to and move.kind == PLAN:
        yield Violation("a plan asks for no yes, so nobody ratifies it; leave it out", "subject_to", move.subject_to[0])


def no_proposals(names: tuple[str, ...], field: str, reason: str, state: StateLike) -> Iterator[Violation]:
    """The violations by names of what is no proposal, in that field, for that reason."""
    for name in names:
        if name in state.subjects and not isinstance(state.subjects[name], Proposal):
            yield Violation(f"{name} is no proposal; {reason}", field, name)


def ratifiers_for_nobody(proposal: Proposal, move: Accept | Oppose, state: StateLike) -> Iterable[Violation]:
    """The violations by ratifiers of a joint yes, or of an answer to a plan."""
    return () if not move.subject_to else _ratifiers_for_nobody(proposal, move, state)


def _ratifiers_for_nobody(proposal: Proposal, move: Accept | Oppose, state: StateLike) -> Iterator[Violation]:
    if move.subject_to and move.by == BOTH:
        reason = "both accept together only where nothing is reserved; write one move for each"
        yield Violation(reason, "subject_to", move.subject_to[0])
    elif move.subject_to and proposal.kind == PLAN:
        yield Violation("nobody ratifies a plan; leave it out", "subject_to", move.subject_to[0])


def no_later_expiry(proposal: Proposal, move: Extend, state: StateLike) -> Iterable[Violation]:
    """The violations by an extension that does not move the expiry to a later day, or to none."""
    end, present = move.expires, proposal.expires
    is_plain = move.until is None and move.deadline is None and move.effective is None and move.under is None
    if is_plain and end is not None and (present is None or present.may_be_before(end)):
        return ()
    return _no_later_expiry(proposal, move)


def _no_later_expiry(proposal: Proposal, move: Extend) -> Iterator[Violation]:
    yield from no_extension(move, {"expires": proposal.expires})
    if move.under is not None:
        yield Violation("`under` is for a commitment; leave it out here", "under", move.under)


def not_carried_out_so(proposal: Proposal, move: CarryOut, state: StateLike) -> Iterator[Violation]:
    """The violations by the fields of a threat, and by what a plan would settle."""
    yield from no_threat(proposal, move, state)
    yield from no_proposals(move.settles, "settles", "only a proposal can be settled", state)
    if move.settles and proposal.kind == PLAN:
        yield Violation("a plan settles nothing; leave it out", "settles", move.settles[0])


def what_is_proposed(case: Case) -> Fields:
    """An issue and a kind."""
    return {"issue": case.issues, "kind": case.kind or OFFER}


def what_is_undertaken(case: Case) -> Fields:
    """An issue, where it is a commitment that is made."""
    return {"issue": case.issues}


def a_later_expiry(case: Case) -> Fields:
    """An expiry after the present one."""
    return {"expires": a_later_day(case.subject.expires, case.day)}


# LIFECYCLE

ASKED: Final = (OFFER, REQUEST)

# A table reads by its rows; the formatter would give each part a line of its own.
# fmt: off
LIFECYCLE: Final = Lifecycle(
    "proposal",
    Proposal,
    Transition(None, Propose, TABLED, by=ANYBODY, tone=NEUTRAL, kinds=KINDS,
               limits=(sets("expires"),), unless=unfit_links, then=proposed, example=what_is_proposed),
    Transition(OPEN, Oppose, OPPOSED, by=MAY_OPPOSE, tone=HOSTILE,
               limits=IN_TIME, unless=ratifiers_for_nobody, then=answered),
    Transition(CARRIED_OUT, Oppose, CARRIED_OUT, by=MAY_OPPOSE, tone=HOSTILE, kinds=(PLAN,),
               limits=IN_TIME, unless=ratifiers_for_nobody, then=answered),
    *(Transition(starts, Accept, to, by=MAY_ACCEPT, tone=CONCILIATORY, kinds=ASKED, outcome=status_after,
                 limits=IN_TIME, unless=ratifiers_for_nobody, then=answered, example=an_answer)
      for starts, to in (((TABLED, OPPOSED, PROVISIONAL), ACCEPTED), (OPEN, PROVISIONAL), (OPPOSED, OPPOSED),
                         ((OPPOSED, REJECTED), REJECTED), (REJECTED, TABLED))),
    *(Transition(OPPOSED, Accept, to, by=MAY_ACCEPT, tone=CONCILIATORY, kinds=(PLAN,), guard=ENDS_OPPOSITION,
                 outcome=status_after, limits=IN_TIME, unless=ratifiers_for_nobody, then=answered, example=an_answer)
      for to in (TABLED, OPPOSED)),
    Transition(CARRIED_OUT, Accept, SAME, by=MAY_ACCEPT, tone=CONCILIATORY, kinds=(PLAN,), guard=ENDS_OPPOSITION,
               unless=ratifiers_for_nobody, then=answered),
    *(Transition(starts, Ratify, to, by=MAY_RATIFY, tone=CONCILIATORY, kinds=ASKED, outcome=status_after,
                 limits=IN_TIME, then=answered)
      for starts, to in (((OPPOSED, REJECTED, PROVISIONAL), ACCEPTED),
                         ((OPPOSED, REJECTED, PROVISIONAL), PROVISIONAL),
                         ((TABLED, REJECTED), TABLED), (OPPOSED, OPPOSED), ((OPPOSED, REJECTED), REJECTED))),
    *(Transition(starts, Reject, to, by=MAY_REJECT, tone=HOSTILE, kinds=ASKED, outcome=status_after,
                 limits=IN_TIME, then=answered)
      for starts, to in (((TABLED, REJECTED, PROVISIONAL), REJECTED), ((OPPOSED, REJECTED, PROVISIONAL), OPPOSED))),
    Transition(OPEN, Withdraw, WITHDRAWN, by=AUTHOR, tone=NEUTRAL, kinds=(OFFER,), then=changed),
    Transition(PROVISIONAL, Withdraw, WITHDRAWN, by=AUTHOR, tone=NEUTRAL, kinds=(REQUEST,), then=changed),
    Transition((TABLED, OPPOSED, REJECTED), Withdraw, WITHDRAWN, by=AUTHOR, tone=CONCILIATORY, kinds=(REQUEST, PLAN),
               then=changed),
    Transition(CARRIED_OUT, Withdraw, WITHDRAWN, by=AUTHOR, tone=CONCILIATORY, kinds=(PLAN,), then=changed),
    Transition(AGREED, Repudiate, REPUDIATED, by=PARTY, tone=HOSTILE, kinds=ASKED, then=changed),
    Transition(OPEN, Propose, SUPERSEDED, by=MAY_REPLACE, tone=NEUTRAL, target="replaces",
               limits=IN_TIME, then=changed, example=what_is_proposed),
    Transition(TABLED, CarryOut, CARRIED_OUT, by=AUTHOR, tone=NEUTRAL, kinds=(PLAN,),
               limits=IN_TIME, unless=not_carried_out_so, then=changed),
    Transition(OPPOSED, CarryOut, CARRIED_OUT, by=AUTHOR, tone=HOSTILE, kinds=(PLAN,),
               limits=IN_TIME, unless=not_carried_out_so, then=changed),
    Transition(ACCEPTED, CarryOut, CARRIED_OUT, by=EITHER, tone=NEUTRAL, kinds=ASKED,
               limits=IN_TIME, unless=not_carried_out_so, then=changed),
    Transition(AGREED, Commit, CARRIED_OUT, by=THE_ACTOR, tone=NEUTRAL, kinds=ASKED, target="under",
               then=put_into_force, example=what_is_undertaken),
    Transition(AGREED, Extend, CARRIED_OUT, by=THE_ACTOR, tone=NEUTRAL, kinds=ASKED, target="under",
               then=put_into_force),
    *(Transition((*OPEN, *AGREED), verb, SETTLED, by=THE_ACTOR, tone=NEUTRAL, target="settles", then=changed,
                 example=what_is_undertaken)
      for verb in (Accept, Ratify, CarryOut, Commit, Convene, Adjourn)),
    Transition(OPEN, Extend, SAME, by=AUTHOR, tone=NEUTRAL,
               limits=(sets("expires"),), unless=no_later_expiry, then=extended, example=a_later_expiry),
    Transition(OPEN, Lapse, LAPSED, by=CLOCK, tone=NEUTRAL, limits=(stands_until("expires"),), then=changed),
)
# fmt: on
