"""Commitments: a treaty, a moratorium, a promise. The status is that of the part of each who is bound by it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import evolve, field, frozen

from sim.model.dates import LIKELY, When, ends_before_it_begins
from sim.model.errors import InvalidFieldError, Violation, in_line
from sim.model.frozen import FrozenDict
from sim.model.ids import BOTH, ids
from sim.model.move import CarryOut, Commit, Extend, Move, Resume, Suspend, holds, optional_day
from sim.model.private import OF_A_DECLARATION, only_of
from sim.model.setting import Setting
from sim.rules.lifecycle import (
    CONCILIATORY,
    HOSTILE,
    NEUTRAL,
    SAME,
    UNKNOWN,
    Acted,
    AnyTransition,
    Case,
    Fields,
    Guard,
    Lifecycle,
    Transition,
    TransitionIndex,
    Transitions,
)
from sim.rules.phases import turning_days
from sim.rules.preconditions import a_later_day, end_set_by, no_extension, no_threat, sets, sets_a_term
from sim.rules.roles import ALONE, ANYBODY, TOGETHER
from sim.rules.subject import NO_MOVES, StateLike, Status, Subject
from sim.rules.subjects.participation import (
    BINDING,
    ENDED,
    FULFILLED,
    IN_BREACH,
    IN_FORCE,
    LEAVING,
    LEFT,
    NO_ENDS,
    PENDING,
    REPLACEABLE,
    SUPERSEDED,
    SUSPENDED,
    Ends,
    Participation,
)
from sim.rules.time_limits import TimeLimit

__all__ = ["Breach", "Commitment", "Declaration", "Leave"]

# MOVES


@frozen(kw_only=True)
class Leave(Move):
    """Who is bound gives a commitment up; with a later `effective` that is a notice of exit. Both together end it."""

    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it takes effect, if later.")
    )


@frozen(kw_only=True)
class Breach(Move):
    """Who is bound breaks a commitment without leaving it, or does not keep a promise by its day.

    It is what the source records as done; an accuser's word is a remark.
    """


# STATE


@frozen
class Declaration:
    """A commitment that is in force before the record begins, as a scenario declares it.

    Raises: InvalidFieldError if it ends before it begins.
    """

    subject: str
    title: str | None = None
    issue: tuple[str, ...] = field(default=(), converter=ids)
    since: When | None = field(default=None, converter=optional_day)
    until: When | None = field(default=None, converter=optional_day)
    source: tuple[str, ...] = field(default=(), converter=ids)
    quote: str | None = None
    note: str | None = None
    private: tuple[str, ...] = field(default=(), converter=ids, validator=only_of(OF_A_DECLARATION))

    def __attrs_post_init__(self) -> None:
        if reason := ends_before_it_begins(self.since, self.until):
            raise InvalidFieldError(reason)


@frozen
class Commitment(Subject):
    """A commitment: what made it (a move or a declaration), and the part in it of each who is bound.

    `replaces` has the ids of the commitments whose place it takes; `replaced_by` that of the one that takes its own.
    """

    id: str
    made: Commit | Declaration
    participation: FrozenDict[str, Participation]
    replaces: tuple[str, ...] = ()
    replaced_by: str = ""

    @classmethod
    def declared(cls, declaration: Declaration, parties: tuple[str, ...]) -> "Commitment":
        """A commitment in force for these *parties*."""
        until, since = declaration.until, declaration.since
        end = until if until is None or since is None else until.no_earlier_than(since)
        ends = Ends(end, begins=since) if end or since else NO_ENDS
        parts = FrozenDict({party: Participation(IN_FORCE, since, None, ends) for party in parties})
        return cls(NO_MOVES, declaration.subject, declaration, parts)

    @property
    def title(self) -> str:
        """Its title, or its id if it has none."""
        return self.made.title or self.id

    @property
    def author(self) -> str | None:
        """Who undertook it first, by a move; None for a declared one."""
        return self.made.by if isinstance(self.made, Commit) else None

    @property
    def kind(self) -> str:
        """Always `commitment`."""
        return "commitment"

    @property
    def issue(self) -> tuple[str, ...]:
        """The issues that it is about."""
        return self.made.issue

    @property
    def parts(self) -> "FrozenDict[str, Participation]":
        """The part of each who has one, as moves and declarations left it."""
        return self.participation

    @property
    def until(self) -> When | None:
        """The last day of the longest part; None if a part has none."""
        ends = [part.until for part in self.participation.values()]
        return max((end for end in ends if end is not None), default=None) if all(ends) else None

    def acting(self, move: Move, setting: Setting) -> tuple[str, ...]:
        """Those for whom a move is made: both parties, or one; of a notice put off by both, who is leaving still."""
        acting = setting.acting_as(move.by)
        if isinstance(move, Extend) and move.effective is not None and move.by == BOTH:
            leaving = tuple(party for party in acting if self.statused(party) == LEAVING)
            still = tuple(party for party in leaving if self.status_of(party, move.date.best) == LEAVING)
            return still or leaving or acting
        return acting

    def named(self, name: str) -> "Commitment":
        """The same, under another id."""
        return evolve(self, id=name)

    def is_joined_by(self, parties: Iterable[str]) -> bool:
        """Whether all of these have a part in it."""
        return all(party in self.participation for party in parties)

    def acting_elsewhere(self, move: Move) -> tuple[str, ...]:
        """Those whose part is superseded when another commitment takes its place."""
        return tuple(party for party, part in self.participation.items() if part.is_replaceable(move.date))

    def part_of(self, party: str) -> Participation | None:
        """The part of *party*; None if it has none."""
        return self.participation.get(party)

    def status_of(self, party: str, day: date, reading: str = LIKELY) -> Status | None:
        """The status of *party* as it reads on *day*; None if it has no part."""
        part = self.participation.get(party)
        return None if part is None else part.on(day, reading).reads

    def statused(self, party: str) -> Status | None:
        """The status that *party* was brought to by a move or declaration, whatever the day makes of it."""
        part = self.participation.get(party)
        return None if part is None else part.status

    def statuses(self, day: date, reading: str = LIKELY) -> dict[str, Status]:
        """The status of each who has a part, as it reads on *day*."""
        return {party: part.on(day, reading).reads for party, part in self.participation.items()}

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The days on which a part turns."""
        parts = self.participation.values()
        return tuple(day for part in parts for day in turning_days(part.phases(), reading))

    def binds(self, party: str, day: date, reading: str = LIKELY) -> bool:
        """Whether *party* is bound on *day*, be it pending, suspended, leaving or in breach."""
        return self.status_of(party, day, reading) in (*BINDING, PENDING)

    def limits_met(self, move: Move, whose: str, transition: AnyTransition) -> Iterator[tuple[TimeLimit, When]]:
        """The dates that a move has to meet, so that it meets the phase from which the transition leads."""
        part = self.participation.get(whose)
        is_acted_on = part is not None and transition.target == "subject"  # what is superseded is so in any phase
        return part.limits_met(move, transition) if part is not None and is_acted_on else iter(())

    def is_harm_by(self, party: str | None, when: When) -> bool:
        """Whether *party* has suspended it, broken it, left it or given notice."""
        part = None if party is None else self.participation.get(party)
        return part is not None and part.status in (SUSPENDED, LEAVING, LEFT, IN_BREACH)


# REDUCERS


def committed(commitment: Commitment | None, move: Commit, transitions: Transitions, setting: Setting) -> Commitment:
    """The commitment with the part of who undertakes or joins it."""
    joined = commitment or Commitment(NO_MOVES, move.subject, move, FrozenDict(), move.replaces)
    until, begins = end_set_by(move, move.until), end_set_by(move, move.effective)
    if until is None and commitment is not None:
        until = commitment.until
    ends = NO_ENDS if until is None and begins is None else Ends(until, begins=begins)
    parts = joined.participation
    for party, transition in zip(setting.acting_as(move.by), transitions, strict=True):
        parts = parts.insert(party, Participation(transition.to, None, move, ends))
    replaces = joined.replaces
    if commitment is not None and move.replaces:
        replaces = tuple(dict.fromkeys((*replaces, *move.replaces)))
    return Commitment(joined.trail.push_front(move), joined.id, joined.made, parts, replaces)


def changed(commitment: Commitment, move: Move, transitions: Transitions, setting: Setting) -> Commitment:
    """The commitment with each part that acts in the status that its transition leads to."""
    parts = commitment.participation
    for party, transition in zip(setting.acting_as(move.by), transitions, strict=True):
        part = parts[party]
        ends = part.ends if part.ends is NO_ENDS else _kept(part, move, transition)
        parts = parts.insert(party, Participation(transition.to, part.declared, move, ends))
    trail, made = commitment.trail.push_front(move), commitment.made
    return Commitment(trail, commitment.id, made, parts, commitment.replaces, commitment.replaced_by)


def turned(
    commitment: Commitment, move: Suspend | Resume | Leave, transitions: Transitions, setting: Setting
) -> Commitment:
    """The commitment with each part that acts in another status, from a later day where that is announced."""
    paused = move.until if isinstance(move, Suspend) else None
    if move.effective is None and paused is None:
        return changed(commitment, move, transitions, setting)
    parts = commitment.participation
    for party, transition in zip(setting.acting_as(move.by), transitions, strict=True):
        part, effective = parts[party], end_set_by(move, move.effective)
        before = None if effective is None or transition.to == LEAVING else _until_then(part, move, transition)
        kept, until = _kept(part, move, transition), end_set_by(move, paused)
        is_breached = transition.to == LEAVING and part.ends.is_breached
        ends = Ends(kept.until, until, effective, before, kept.begins, kept.superseded, kept.is_replaced, is_breached)
        parts = parts.insert(party, Participation(transition.to, part.declared, move, ends))
    return _with_parts(commitment, move, parts)


def broken(commitment: Commitment, move: Breach, transitions: Transitions, setting: Setting) -> Commitment:
    """The commitment with the part of who acts in breach; a notice of exit stays one."""
    (party,), (transition,) = commitment.acting(move, setting), transitions
    part = commitment.participation[party]
    if transition.to == LEAVING:
        return _with_parts(commitment, move, commitment.participation)
    phase = part.met_by(move, transition)
    met, is_late = phase.of, phase.is_over
    is_breached = is_late or met.ends.is_breached
    ends = part.ends if part.ends is NO_ENDS else evolve(_kept(part, move, transition), is_breached=is_breached)
    turn = met.turn if met.status == IN_BREACH and not is_late else move
    return _with_parts(
        commitment, move, commitment.participation.insert(party, Participation(IN_BREACH, part.declared, turn, ends))
    )


def extended(commitment: Commitment, move: Extend, transitions: Transitions, setting: Setting) -> Commitment:
    """The commitment with a later end, or none, for each part that acts."""
    parts = commitment.participation
    for party, transition in zip(commitment.acting(move, setting), transitions, strict=True):
        part = parts[party]
        name, held = _end_moved(part, transition)
        parts = parts.insert(party, _with_end(part, held, end_set_by(move, getattr(move, name))))
    return _with_parts(commitment, move, parts)


def _with_end(part: Participation, name: str, end: When | None) -> Participation:
    """The part with that end, before and after what is announced."""
    changed_end: dict[str, Any] = {name: end}
    ends = evolve(part.ends, is_breached=False, **changed_end)
    if ends.before is not None and name != "effective":
        ends = evolve(ends, before=_with_end(ends.before, name, end))
    return part.with_ends(NO_ENDS if ends == NO_ENDS else ends)


def superseded(
    commitment: Commitment,
    move: Commit,
    transitions: Transitions,
    setting: Setting,
    replaced_by: str = "",
    day: When | None = None,
) -> Commitment:
    """The commitment, its place taken by the one of that id, from a later day (None: from the move's)."""
    begins, is_replaced = (move.date, True) if day is None else (day, False)
    parts = {
        party: part.with_ends(evolve(part.ends, superseded=begins, is_replaced=is_replaced))
        if _may_be_superseded(part, move)
        else part
        for party, part in commitment.participation.items()
    }
    trail, made = commitment.trail.push_front(move), commitment.made
    return Commitment(trail, commitment.id, made, FrozenDict(parts), commitment.replaces, replaced_by or move.subject)


def _may_be_superseded(part: Participation, move: Commit) -> bool:
    """Whether a part has not ended for good when another commitment takes its place."""
    return part.status in (*BINDING, LEFT) or part.is_replaceable(move.date)


def _met(part: Participation, move: Move, transition: AnyTransition) -> Participation:
    """The part as the move meets it, as if nothing else were announced."""
    if part.is_unturned(move.date):
        return part
    met: Participation = part.met_by(move, transition).of
    return met


def _until_then(part: Participation, move: Move, transition: AnyTransition) -> Participation:
    """The part as it stands until a change takes effect; what is to be resumed stays suspended until then."""
    met = _met(part, move, transition)
    return met.with_ends(evolve(met.ends, paused_until=None)) if isinstance(move, Resume) else met


def _kept(part: Participation, move: Move, transition: AnyTransition) -> Ends:
    """The ends that a part keeps when its status changes: when it begins, its last day, and what takes its place."""
    if part.ends is NO_ENDS:
        return NO_ENDS
    met = _met(part, move, transition).ends
    return Ends(met.until, begins=met.begins, superseded=part.ends.superseded, is_replaced=part.ends.is_replaced)


def _with_parts(commitment: Commitment, move: Move, parts: FrozenDict[str, Participation]) -> Commitment:
    trail = commitment.trail.push_front(move)
    return Commitment(trail, commitment.id, commitment.made, parts, commitment.replaces, commitment.replaced_by)


def _end_moved(part: Participation, transition: AnyTransition) -> tuple[str, str]:
    """The field of an extension that moves the end of a part where it is met, and the end that it moves."""
    if transition.start == LEAVING:
        return "effective", "effective"
    if transition.start == SUSPENDED and part.ends.paused_until is not None:
        return "until", "paused_until"
    return "until", "until"


# ROLES AND GUARDS

BOUND = evolve(ALONE, words="who is bound")
ALL_BOUND = evolve(ANYBODY, words="who is bound, or both")

LATER: Final = Guard[Participation, Leave](
    "`effective` is a later day",
    lambda part, move: move.effective is not None and move.date.may_be_before(move.effective),
    lambda case: {"effective": a_later_day(None, case.day)},
)

# LIMITS

LAST_DAY: Final = TimeLimit(
    lambda commitment, move: None if commitment is None else commitment.until,
    "{id} ended on {limit}; extend it first, or undertake a new one",
    ", when {id} ends",
)
"""Nobody joins a commitment later."""
EFFECTIVE: Final = (sets("effective"),)
ENDS_SET: Final = sets_a_term()


def _after_its_last_day(commitment: Commitment, move: Resume) -> str:
    """The complaint about a resumption that takes effect when the part of who resumes has ended; empty if none."""
    part = commitment.participation.get(move.by or "")
    return ends_before_it_begins(move.effective, None if part is None else part.until)


RESUMED: Final = (
    sets("effective", _after_its_last_day),
    sets("until", lambda commitment, move: "`until` is for a measure; extend the commitment, or leave it out"),
)

# PRECONDITIONS AND EXAMPLES


def unfit_commitment(commitment: Commitment | None, move: Commit, state: StateLike) -> Iterable[Violation]:
    """The violations by what is undertaken: ends that no day puts after its beginning, links to what does not fit."""
    return (
        ()
        if commitment is None and not (move.effective or move.settles or move.replaces)
        else _unfit_commitment(commitment, move, state)
    )


def _unfit_commitment(commitment: Commitment | None, move: Commit, state: StateLike) -> Iterator[Violation]:
    until = move.until if commitment is None else move.until or commitment.until
    if reason := ends_before_it_begins(move.effective, until):
        yield Violation(reason, "effective", str(move.effective))
    if commitment is not None and commitment.replaced_by:
        yield Violation(f"{commitment.id} has been replaced by {commitment.replaced_by}; join that instead")
    if move.settles and move.by != BOTH and move.under is None:
        reason = "a promise settles proposals only by both, or `under` an accepted proposal"
        yield Violation(reason, "settles", move.settles[0])
    yield from _unfit_replaced(move, state)


def _unfit_replaced(move: Commit, state: StateLike) -> Iterator[Violation]:
    for name in move.replaces:
        replaced = state.subjects.get(name)
        if replaced is None:
            continue
        if not isinstance(replaced, Commitment) or name in move.subjects:
            yield Violation(f"{name} is not another commitment, and only that can be replaced", "replaces", name)
        elif replaced.replaced_by and replaced.replaced_by not in move.subjects:
            yield Violation(f"{name} has been replaced by {replaced.replaced_by} already", "replaces", name)


def not_carried_out_so(commitment: Commitment, move: CarryOut, state: StateLike) -> Iterator[Violation]:
    """The violations by the fields of a threat."""
    yield from no_threat(commitment, move, state)


def no_end_moved(commitment: Commitment, move: Extend, state: StateLike) -> Iterator[Violation]:
    """The violations by an extension of an end that a part does not stand in, or to no later day."""
    acting = (party for party in commitment.acting(move, state.setting) if party in commitment.participation)
    yield from dict.fromkeys(found for party in acting for found in _no_end_moved(commitment, party, move))


def _no_end_moved(commitment: Commitment, party: str, move: Extend) -> Iterator[Violation]:
    part = commitment.participation[party]
    phase = next((phase for phase in part.phases_met(move.date) if phase.status in BINDING), None)
    if phase is None:
        return
    if phase.status == LEAVING:
        yield from no_extension(move, {"effective": part.ends.effective})
        if move.effective is None:
            yield Violation("a notice of exit takes effect some day; give effective, or resume it", "effective")
    elif phase.status == SUSPENDED and part.ends.paused_until is not None:
        yield from no_extension(move, {"until": part.ends.paused_until})
    else:
        yield from no_extension(move, {"until": part.ends.until})
    if reason := ends_before_it_begins(part.ends.begins, move.until):
        yield Violation(reason, "until", str(move.until))


def about_an_issue(case: Case) -> Fields:
    """An issue."""
    return {"issue": case.issues}


def a_later_end(case: Case) -> Fields | None:
    """A later day for the end of what the part of who acts stands in."""
    commitment: Commitment = case.subject
    acting = case.state.setting.acting_as(case.by)
    parts = [part for party, part in commitment.participation.items() if party in acting]
    if case.to == LEAVING:
        notices = [part.ends.effective for part in parts]
        return {"effective": a_later_day(max((end for end in notices if end), default=None), case.day)}
    ends = [end for part in parts for end in (part.ends.until, part.ends.paused_until, part.ends.begins)]
    return {"until": a_later_day(max((end for end in ends if end is not None), default=None), case.day)}


# LIFECYCLE


class PartyIndex(TransitionIndex):
    """The transitions of one move, for each part that acts."""

    def __init__(self, transitions: Iterable[AnyTransition]) -> None:
        super().__init__(transitions)
        first = self.transitions[0]
        self._is_elsewhere = first.target != "subject"
        self._may_put_off = first.move is Extend

    def find(
        self, commitment: Commitment | None, move: Move, setting: Setting, status: Status | None = UNKNOWN
    ) -> Transitions:
        """The transition of each part that acts; none when one of them lacks its own."""
        find_one, parts = TransitionIndex.find, None if commitment is None else commitment.participation
        transitions: Transitions = ()
        for party in self._acting(commitment, move, setting):
            transition = find_one(self, None if parts is None else parts.get(party), move, setting)
            if not transition:
                return ()
            transitions += transition
        return transitions

    def _acting(self, commitment: Commitment | None, move: Move, setting: Setting) -> tuple[str, ...]:
        if commitment is not None:
            if self._is_elsewhere:
                return commitment.acting_elsewhere(move)
            if self._may_put_off:
                return commitment.acting(move, setting)
        return setting.acting_as(move.by)


class PartyByParty(Lifecycle):
    """A lifecycle of the part of each who is bound: a joint move needs a transition for each of the two."""

    index = PartyIndex

    def acted_on(self, subject: Commitment | None, by: str | None, setting: Setting) -> tuple[Acted, ...]:
        """The part of each who acts."""
        return self._acted(subject, setting.acting_as(by))

    def acted_by(self, subject: Commitment | None, move: Move, setting: Setting) -> tuple[Acted, ...]:
        """The part of each for whom the move is made."""
        return self._acted(subject, setting.acting_as(move.by) if subject is None else subject.acting(move, setting))

    def standing(self, subject: Any, acted: Acted, move: Move) -> str:
        """The status, in words, of the part of who acts; what is pending or superseded says from which day."""
        part = acted.part
        if isinstance(part, Participation):
            phase = part.on(move.date.best)
            if phase.reads == PENDING:
                line = "" if part.turn is None else in_line(part.turn.where)
                return f"for {acted.whose} it is {PENDING}, in force from {part.begins}{line}"
            if phase.status == SUPERSEDED:
                return f"for {acted.whose} it has been {SUPERSEDED} since {part.ends.superseded}"
        return super().standing(subject, acted, move)

    @staticmethod
    def _acted(subject: Commitment | None, acting: tuple[str, ...]) -> tuple[Acted, ...]:
        return tuple(Acted(party, None if subject is None else subject.participation.get(party)) for party in acting)


# A table reads by its rows; the formatter would give each part a line of its own.
# fmt: off
LIFECYCLE: Final = PartyByParty(
    "commitment",
    Commitment,
    Transition(None, Commit, IN_FORCE, by=ANYBODY, tone=CONCILIATORY,
               limits=(*ENDS_SET, LAST_DAY), unless=unfit_commitment, then=committed, example=about_an_issue),
    Transition(REPLACEABLE, Commit, SUPERSEDED, by=ANYBODY, tone=NEUTRAL, target="replaces", then=superseded,
               example=about_an_issue),
    Transition(IN_FORCE, Suspend, SUSPENDED, by=BOUND, tone=HOSTILE,
               limits=ENDS_SET, then=turned),
    Transition((SUSPENDED, LEAVING, LEFT, IN_BREACH), Resume, IN_FORCE, by=BOUND, tone=CONCILIATORY,
               limits=RESUMED, then=turned),
    Transition((IN_FORCE, SUSPENDED, IN_BREACH), Leave, ENDED, by=TOGETHER, tone=NEUTRAL,
               limits=EFFECTIVE, then=turned),
    Transition((IN_FORCE, SUSPENDED, IN_BREACH), Leave, LEAVING, by=BOUND, tone=HOSTILE,
               guard=LATER, limits=EFFECTIVE, then=turned),
    Transition((IN_FORCE, SUSPENDED, IN_BREACH), Leave, LEFT, by=BOUND, tone=HOSTILE, limits=EFFECTIVE, then=turned),
    Transition((IN_FORCE, SUSPENDED, IN_BREACH), Breach, IN_BREACH, by=BOUND, tone=HOSTILE, is_late=True, then=broken),
    Transition(LEAVING, Breach, LEAVING, by=BOUND, tone=HOSTILE, is_late=True, then=broken),
    Transition(BINDING, CarryOut, FULFILLED, by=BOUND, tone=CONCILIATORY, is_late=True,
               unless=not_carried_out_so, then=changed),
    Transition(BINDING, Extend, SAME, by=ALL_BOUND, tone=NEUTRAL, is_late=True,
               limits=ENDS_SET, unless=no_end_moved, then=extended, example=a_later_end),
)
# fmt: on
