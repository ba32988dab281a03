"""Measures: a harm that one side threatens or does to the other.

A sanction, a tariff, a strike, a blockade, the withdrawal from a pact. Who foretells harm without threatening an act
of its own warns, and a warning is a remark.

Source: T. C. Schelling, The Strategy of Conflict (1960), on threats and warnings.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import evolve, field, frozen

from sim.model.condition import Condition, as_condition
from sim.model.dates import LIKELY, When, ends_before_it_begins
from sim.model.errors import InvalidFieldError, Violation, Where
from sim.model.ids import ids
from sim.model.move import CarryOut, Extend, Lapse, Move, Resume, Suspend, Withdraw, holds, optional_day
from sim.model.setting import Setting
from sim.rules.lifecycle import (
    CONCILIATORY,
    HOSTILE,
    NEUTRAL,
    SAME,
    AnyTransition,
    Case,
    Fields,
    Guard,
    Lifecycle,
    Transition,
    Transitions,
)
from sim.rules.phases import Phase, Phases, Turn, first_turn, phase_left, phase_on, phases_met, turning_days, with_end
from sim.rules.preconditions import a_later_day, end_set_by, no_extension, sets, sets_a_term
from sim.rules.roles import ALONE, AUTHOR, AUTHOR_BESIDE_OUTSIDER, CLOCK, OTHER_SIDE, OUTSIDER
from sim.rules.subject import NO_MOVES, MadeSubject, StateLike, Status
from sim.rules.time_limits import TimeLimit

__all__ = ["Comply", "DeclaredMeasure", "Ease", "Impose", "Lift", "Measure", "Raise", "Threaten"]

# MOVES


@frozen(kw_only=True)
class Threaten(Move):
    """A party or a third party announces a harm that it will do, on a condition or not."""

    issue: tuple[str, ...] = field(converter=ids, metadata=holds("ids", "The issue, or several.", name="issue"))
    action: str | None = field(default=None, metadata=holds("text", "What it threatens to do."))
    level: str | None = field(default=None, metadata=holds("text", "How far it is to go, such as `25 %`."))
    if_: str | Condition | None = field(
        default=None,
        converter=as_condition,
        metadata=holds("condition", "What would bring it about (a deterrent threat)."),
    )
    unless: str | Condition | None = field(
        default=None, converter=as_condition, metadata=holds("condition", "What would avert it (a compellent threat).")
    )
    deadline: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day past which the threat is due.")
    )
    replaces: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The own threats that this one takes the place of.", name="subject"),
    )


@frozen(kw_only=True)
class Impose(Move):
    """A party or a third party does a harm, or announces it for a later day."""

    issue: tuple[str, ...] = field(converter=ids, metadata=holds("ids", "The issue, or several.", name="issue"))
    action: str | None = field(default=None, metadata=holds("text", "What it does."))
    level: str | None = field(default=None, metadata=holds("text", "How far it goes, such as `25 %`."))
    effective: When | None = field(
        default=None,
        converter=optional_day,
        metadata=holds("date", "The day from which it is in place, if later; until then it reads threatened."),
    )
    until: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The last day on which it is in place.")
    )
    replaces: tuple[str, ...] = field(
        default=(),
        converter=ids,
        metadata=holds("ids", "The own threats that this takes the place of.", name="subject"),
    )


@frozen(kw_only=True)
class Comply(Move):
    """The side that a measure is aimed at does what it demands."""


@frozen(kw_only=True)
class Raise(Move):
    """The author makes a measure that is in place harder."""

    to: str | None = field(default=None, metadata=holds("text", "How far it goes from then on, such as `25 %`."))
    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it takes effect, if later.")
    )
    until: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The last day on which it is in place.")
    )


@frozen(kw_only=True)
class Ease(Move):
    """The author makes a measure that is in place milder."""

    to: str | None = field(default=None, metadata=holds("text", "How far it goes from then on, such as `10 %`."))
    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it takes effect, if later.")
    )
    until: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The last day on which it is in place.")
    )


@frozen(kw_only=True)
class Lift(Move):
    """A measure that is in place or suspended is ended."""

    effective: When | None = field(
        default=None, converter=optional_day, metadata=holds("date", "The day from which it is lifted, if later.")
    )


# STATE

THREATENED: Final = "threatened"
DEFERRED: Final = "deferred"
IN_PLACE: Final = "in-place"
CARRIED_OUT: Final = "carried-out"
COMPLIED: Final = "complied"
WITHDRAWN: Final = "withdrawn"
SUSPENDED: Final = "suspended"
LIFTED: Final = "lifted"
SUPERSEDED: Final = "superseded"
LAPSED: Final = "lapsed"
CARRIED_THROUGH: Final = (IN_PLACE, CARRIED_OUT)
"""The statuses to which a threat is brought that is made true."""

STANDING: Final = (THREATENED, DEFERRED, IN_PLACE, SUSPENDED)
THREATS: Final = (THREATENED, DEFERRED)

EASED: Final = -1
RAISED: Final = 1


@frozen(kw_only=True)
class DeclaredMeasure:
    """A measure that is in place before the record begins, as a scenario declares it.

    Raises: InvalidFieldError if it ends before it begins.
    """

    subject: str
    by: str
    title: str | None = None
    issue: tuple[str, ...] = field(default=(), converter=ids)
    over: str | None = None
    level: str | None = None
    since: When | None = field(default=None, converter=optional_day)
    until: When | None = field(default=None, converter=optional_day)
    source: tuple[str, ...] = field(default=(), converter=ids)
    quote: str | None = None
    note: str | None = None
    where: Where | None = field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if reason := ends_before_it_begins(self.since, self.until):
            raise InvalidFieldError(reason)


@frozen
class Ends:
    """The days on which a measure turns though nobody moves, each None where there is none.

    `deadline`: the last day of a threat. `until`: the last day of the measure. `paused_until`: the last day of its
    suspension, or of a threat's deferral. `effective`: the day from which the last change takes effect, and `before`
    the measure as it stands until then.
    """

    deadline: When | None = None
    until: When | None = None
    paused_until: When | None = None
    effective: When | None = None
    before: "Measure | None" = None
    first_turn: date = field(init=False, eq=False, repr=False)

    @first_turn.default
    def _(self) -> date:
        """The first day on which a move may meet the measure otherwise than in its status."""
        return first_turn((self.until, self.paused_until), (self.effective,))


NO_ENDS: Final = Ends()


@frozen
class Extent:
    """How far a measure goes: eased (-1), as imposed (0) or raised (1), and the level in words."""

    step: int = 0
    level: str | None = None


AS_IMPOSED: Final = Extent()


def _extent(level: str | None) -> Extent:
    """The extent of what is imposed at a level."""
    return AS_IMPOSED if level is None else Extent(0, level)


@frozen
class Measure(MadeSubject):
    """A measure: what made it, its status and the move that brought it there, its ends, and its level.

    `status` is that to which the last change leads, be it on a later day; `statuses` tells how it reads on a day.
    """

    made: Threaten | Impose | DeclaredMeasure
    status: Status
    turn: Move | None
    ends: Ends = NO_ENDS
    extent: Extent = AS_IMPOSED

    @property
    def step(self) -> int:
        """Its level against that at which it was imposed: -1 for eased, 0 for as imposed, 1 for raised."""
        return self.extent.step

    @property
    def level(self) -> str | None:
        """Its level in words."""
        return self.extent.level

    @classmethod
    def declared(cls, declaration: DeclaredMeasure) -> "Measure":
        """A measure that is in place."""
        until, since = declaration.until, declaration.since
        end = until if until is None or since is None else until.no_earlier_than(since)
        ends = NO_ENDS if end is None else Ends(until=end)
        return cls(NO_MOVES, declaration, IN_PLACE, None, ends, _extent(declaration.level))

    @property
    def title(self) -> str:
        """Its title if it was declared with one, else its id."""
        return (self.made.title if isinstance(self.made, DeclaredMeasure) else None) or self.id

    @property
    def since(self) -> When | None:
        """Since when it has its status."""
        if self.turn is None:
            return self.made.since if isinstance(self.made, DeclaredMeasure) else None
        return self.turn.date if self.ends.effective is None else self.ends.effective

    @property
    def kind(self) -> str:
        """`threat` if it was threatened first, else `imposition`."""
        return "threat" if isinstance(self.made, Threaten) else "imposition"

    @property
    def is_timed(self) -> bool:
        """Whether days may turn the status in which a move meets it."""
        return self.ends is not NO_ENDS

    def is_unturned(self, when: When) -> bool:
        """Whether a move of that date meets it in its status: no day has turned it yet, and no change is announced."""
        latest, ends = when.latest, self.ends
        return ends.before is None and latest is not None and latest < ends.first_turn

    def phases_met(self, when: When) -> Iterator[Phase]:
        """The phases that a move of that date may meet: that of its best day first.

        Where no day has turned it yet that is its status alone, without the turns ahead.
        """
        if self.is_unturned(when):
            return iter((Phase(self.status, self.status, self),))
        return phases_met(self.phases(), when)

    @property
    def deadline(self) -> When | None:
        """The last day of the threat."""
        return self.ends.deadline

    @property
    def effective(self) -> When | None:
        """The day from which its last change takes effect, where that was announced."""
        return self.ends.effective

    def phases(self) -> Phases:
        """The phases of its status: until what is announced takes effect, until it ends, and past that."""
        ends = self.ends
        if ends is NO_ENDS:
            return (Phase(self.status, self.status, self),)
        if ends.effective is None or ends.before is None:
            return self._own_phases()
        turn = Turn(ends.effective)
        before = [phase.before(turn) for phase in ends.before.phases()]
        return (*before, *[phase.after(turn) for phase in self._own_phases()])

    def _own_phases(self) -> Phases:
        phases: Phases = (Phase(self.status, self.status, self),)
        phases = with_end(phases, self.ends.paused_until, (DEFERRED,), THREATENED)
        phases = with_end(phases, self.ends.paused_until, (SUSPENDED,), IN_PLACE)
        return with_end(phases, self.ends.until, (IN_PLACE, SUSPENDED))

    def on(self, day: date, reading: str = LIKELY) -> Phase:
        """The phase of a day under a reading."""
        return phase_on(self.phases(), day, reading)

    def statuses(self, day: date, reading: str = LIKELY) -> dict[str, Status]:
        """Its status as it reads on *day*, under the empty name."""
        return {"": self.status if self.ends is NO_ENDS else self.on(day, reading).reads}

    def is_due(self, day: date, reading: str = LIKELY) -> bool:
        """Whether it is a threat past its deadline on *day*."""
        if self.ends is NO_ENDS:
            return False
        phase = self.on(day, reading)
        deadline = phase.of.ends.deadline
        return phase.status == THREATENED and deadline is not None and deadline.is_past(day, reading)

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The day after its deadline, and those on which it turns."""
        if self.ends is NO_ENDS:
            return ()
        after = () if self.ends.deadline is None else self.ends.deadline.past_from(reading)
        return (*after, *turning_days(self.phases(), reading))

    def limits_met(self, move: Move, whose: str, transition: AnyTransition) -> Iterator[tuple[TimeLimit, When]]:
        """The dates that a move has to meet, so that it meets the phase from which the transition leads."""
        if self.ends is NO_ENDS:
            return iter(())
        return phase_left(phases_met(self.phases(), move.date), transition).limits()

    def met_by(self, move: Move, transition: AnyTransition) -> Phase:
        """The phase in which a move meets it; where no day has turned it yet, without the turns ahead."""
        return phase_left(self.phases_met(move.date), transition)

    def is_harm_by(self, party: str | None, when: When) -> bool:
        """Whether *party* has it in place."""
        met = self.phases_met(when)
        return self.author == party and any(phase.status == IN_PLACE and not phase.is_over for phase in met)


# REDUCERS


def threatened(_: None, move: Threaten, transitions: Transitions, setting: Setting) -> Measure:
    """The measure that is threatened, with its deadline."""
    ends = NO_ENDS if move.deadline is None else Ends(end_set_by(move, move.deadline))
    return Measure(NO_MOVES.push_front(move), move, transitions[0].to, move, ends, _extent(move.level))


def imposed(_: None, move: Impose, transitions: Transitions, setting: Setting) -> Measure:
    """The measure that is in place, or announced for a later day."""
    trail = NO_MOVES.push_front(move)
    if move.effective is None and move.until is None:
        return Measure(trail, move, transitions[0].to, move, NO_ENDS, _extent(move.level))
    until, effective = end_set_by(move, move.until), end_set_by(move, move.effective)
    announced = None if effective is None else Measure(trail, move, THREATENED, move, NO_ENDS, _extent(move.level))
    ends = Ends(None, until, None, effective, announced)
    return Measure(trail, move, transitions[0].to, move, ends, _extent(move.level))


def changed(measure: Measure, move: Move, transitions: Transitions, setting: Setting) -> Measure:
    """The measure in the status that the transition leads to, without any end."""
    trail = measure.trail.push_front(move)
    return Measure(trail, measure.made, transitions[0].to, move, NO_ENDS, measure.extent)


Turning = Suspend | Resume | Lift | Raise | Ease | CarryOut
"""The moves that change what stands, at once or from a later day."""
_LEVELLING: Final = (Raise, Ease, CarryOut)
"""Those that also change the level."""


def turned(measure: Measure, move: Turning, transitions: Transitions, setting: Setting) -> Measure:
    """The measure changed at once, or from a later day where that is announced; what else is announced still comes."""
    to, until, trail = transitions[0].to, getattr(move, "until", None), measure.trail.push_front(move)
    if measure.ends is NO_ENDS and move.effective is None and until is None:
        extent = _levelled(measure.extent, move) if isinstance(move, _LEVELLING) else measure.extent
        return Measure(trail, measure.made, to, move, NO_ENDS, extent)
    phase, until = measure.met_by(move, transitions[0]), end_set_by(move, until)
    if move.effective is None:
        after = _changed_at_once(measure, phase, move, to, until)
    else:
        after = _changed_later(measure, phase, move, move.effective.no_earlier_than(move.date), to, until)
    return evolve(after, trail=trail)


def _changed(standing: Measure, move: Turning, to: Status, until: When | None) -> Measure:
    """What stands, changed to a status; *until* is the day that the move gives under that name."""
    ends, extent = standing.ends, standing.extent
    match move:
        case Suspend():
            ends = Ends(ends.deadline, ends.until, until)
        case Resume():
            ends = Ends(ends.deadline, until or ends.until)
        case Lift():
            ends = NO_ENDS
        case _:
            ends = Ends(None, until or ends.until, ends.paused_until)
            extent = _levelled(extent, move)
    return Measure(standing.trail, standing.made, to, move, NO_ENDS if ends == NO_ENDS else ends, extent)


def _levelled(extent: Extent, move: Raise | Ease | CarryOut) -> Extent:
    """The extent a level up or down."""
    step, level = (-1 if isinstance(move, Ease) else 1), (move.level if isinstance(move, CarryOut) else move.to)
    return Extent(min(max(extent.step + step, EASED), RAISED), extent.level if level is None else level)


# WHAT IS ANNOUNCED

_LEADS_TO: Final[dict[type[Move], dict[Status, Status]]] = {
    Suspend: {IN_PLACE: SUSPENDED, THREATENED: DEFERRED},
    Resume: {SUSPENDED: IN_PLACE, DEFERRED: THREATENED},
    Lift: {IN_PLACE: LIFTED, SUSPENDED: LIFTED},
    Raise: {IN_PLACE: IN_PLACE, SUSPENDED: SUSPENDED},
    Ease: {IN_PLACE: IN_PLACE, SUSPENDED: SUSPENDED},
    CarryOut: {IN_PLACE: IN_PLACE, SUSPENDED: SUSPENDED},
}
"""Where what is announced leads, by the status that it finds on its day; in any other it changes nothing."""


def _changed_at_once(measure: Measure, phase: Phase, move: Turning, to: Status, until: When | None) -> Measure:
    """The measure changed where it is met, without what was announced and would change nothing any more.

    Where it was only announced itself, nothing stays announced.
    """
    after = _changed(_standing(phase), move, to, until)
    for day, announced in () if phase.status in THREATS else _announced_after(measure, phase.of):
        found, again = _standing(after.on(day.best)), _again(announced, day, after)
        if (again.status, again.extent) != (found.status, found.extent):
            after = again
    return after


def _changed_later(measure: Measure, phase: Phase, move: Turning, day: When, to: Status, until: When | None) -> Measure:
    """The measure changed from a later day, in the order of the days that are announced.

    An announced end falls where something else is announced for a later day, and all where the measure is only
    announced itself.
    """
    met: Measure = phase.of
    everything = [] if phase.status in THREATS else _announced_after(measure, met)
    after = _until_then(met, move)
    for earlier, announced in everything:
        is_called_off = announced.status == LIFTED and to != LIFTED and earlier < day
        if earlier <= day and not is_called_off:
            after = _again(announced, earlier, after)
    after = _announced(after, move, day, until)
    for later, announced in everything:
        if later > day:
            after = _again(announced, later, after)
    return after


def _until_then(met: Measure, move: Turning) -> Measure:
    """The measure as it stands until a change takes effect; what is to be resumed stays suspended until then."""
    return evolve(met, ends=evolve(met.ends, paused_until=None)) if isinstance(move, Resume) else met


def _announced_after(measure: Measure, met: Measure) -> list[tuple[When, Measure]]:
    """The days for which changes are announced, after what a move meets, each with the measure from then on."""
    announced = list[tuple[When, Measure]]()
    while measure is not met and measure.ends.effective is not None and measure.ends.before is not None:
        announced.append((measure.ends.effective, measure))
        measure = measure.ends.before
    return announced[::-1]


def _announced(before: Measure, move: Turning, day: When, until: When | None) -> Measure:
    """The measure as it stands before a day, and from then on as a move changes what it finds."""
    found = _standing(before.on(day.best))
    to = _LEADS_TO[type(move)].get(found.status)
    then = found if to is None else _changed(found, move, to, until)
    return evolve(then, turn=move, ends=evolve(then.ends, effective=day, before=before))


def _again(announced: Measure, day: When, before: Measure) -> Measure:
    """What is announced for a day, where the measure stands otherwise before it."""
    move: Any = announced.turn
    until = end_set_by(move, getattr(move, "until", None))
    is_term = until is not None and not isinstance(move, Suspend)
    return _announced(before, move, day, announced.ends.until if is_term else until)


def _standing(phase: Phase) -> Measure:
    """The measure as it stands in a phase, as if nothing were announced."""
    it: Measure = phase.of
    if phase.status == it.status and it.ends.effective is None:
        return it
    paused_until = it.ends.paused_until if phase.status == it.status else None
    ends = Ends(it.ends.deadline, it.ends.until, paused_until)
    return Measure(it.trail, it.made, phase.status, it.turn, NO_ENDS if ends == NO_ENDS else ends, it.extent)


def carried_out(measure: Measure, move: CarryOut, transitions: Transitions, setting: Setting) -> Measure:
    """The threat made true: in place, from a later day where that is announced."""
    extent = measure.extent if move.level is None else Extent(measure.step, move.level)
    trail, effective, ends = measure.trail.push_front(move), end_set_by(move, move.effective), NO_ENDS
    if move.until is not None:
        ends = Ends(until=end_set_by(move, move.until))
    done = Measure(trail, measure.made, transitions[0].to, move, ends, extent)
    if effective is None:
        return done
    threat = Measure(trail, measure.made, THREATENED, move, NO_ENDS, extent)
    return evolve(done, ends=evolve(ends, effective=effective, before=threat))


def complied_with(measure: Measure, move: Comply, transitions: Transitions, setting: Setting) -> Measure:
    """The measure as it stands, its demand met."""
    return evolve(measure, trail=measure.trail.push_front(move))


def extended(measure: Measure, move: Extend, transitions: Transitions, setting: Setting) -> Measure:
    """The measure with a later end, or none, of what it stands in."""
    phase, trail = measure.met_by(move, transitions[0]), measure.trail.push_front(move)
    present = _ends_of(measure, phase)
    given = [name for name in present if getattr(move, name) is not None]
    name = next(iter([*given, *(name for name, end in present.items() if end is not None), *present]))
    end = end_set_by(move, getattr(move, name))
    met: Measure = phase.of
    if name == "effective":
        return evolve(met if end is None else _put_off(measure, end), trail=trail)
    if name == "until" and _is_paused(phase):
        return evolve(_with_pause(measure, met, end), trail=trail)
    return evolve(_with_end(measure, name, end), trail=trail)


def _put_off(measure: Measure, day: When) -> Measure:
    """The measure, what was announced last put off to that day."""
    before = measure.ends.before
    if before is None or before.status in THREATS:
        return evolve(measure, ends=evolve(measure.ends, effective=day))
    return _again(measure, day, before)


def _with_pause(measure: Measure, met: Measure, until: When | None) -> Measure:
    """The measure, its suspension with another last day; what is announced comes all the same."""
    ends = evolve(met.ends, paused_until=until)
    after = evolve(met, ends=NO_ENDS if ends == NO_ENDS else ends)
    for day, announced in _announced_after(measure, met):
        after = _again(announced, day, after)
    return after


def _with_end(measure: Measure, name: str, end: When | None) -> Measure:
    """The measure with that end, before and after what is announced."""
    ends = measure.ends
    if ends.before is not None:
        ends = evolve(ends, before=_with_end(ends.before, name, end))
    changed_end: dict[str, Any] = {name: end}
    ends = evolve(ends, **changed_end)
    return evolve(measure, ends=NO_ENDS if ends == NO_ENDS else ends)


def _is_paused(phase: Phase) -> bool:
    return phase.status in (SUSPENDED, DEFERRED) and not phase.is_over


def _ends_of(measure: Measure, phase: Phase) -> dict[str, When | None]:
    """The ends that can be moved in a phase, by the field of `extend`: of a suspended measure the suspension's."""
    announced = measure.ends.effective
    is_ahead = announced is not None and Turn(announced) in phase.ahead
    ahead = {"effective": announced} if is_ahead else {}
    if phase.status == THREATENED:
        return ahead or {"deadline": phase.of.ends.deadline}
    return ahead | {"until": phase.of.ends.paused_until if _is_paused(phase) else phase.of.ends.until}


# GUARDS, LIMITS, PRECONDITIONS, EXAMPLES


def recorded_harm(case: Case) -> Fields | None:
    """The first other subject, by its id, that records a harm by who moves; None if there is none."""
    others = ((name, subject) for name, subject in case.state.subjects.items() if subject is not case.subject)
    when = When.of(case.day)
    harm = min((name for name, subject in others if subject.is_harm_by(case.by, when)), default=None)
    return None if harm is None else {"as_": harm}


ELSEWHERE: Final = Guard[Measure, CarryOut](
    "`as` names the subject that records the harm", lambda measure, move: move.as_ is not None, recorded_harm
)
EFFECTIVE: Final = (sets("effective"),)
ENDS_SET: Final = sets_a_term()


def on_what_it_replaces(case: Case) -> None:
    """No example: the move has one on the threat that it replaces."""
    return


INSTEAD: Final = Guard[None, Threaten](
    "it `replaces` another threat", lambda measure, move: bool(move.replaces), on_what_it_replaces
)


def stands_until(measure: Measure, move: Lapse) -> When | None:
    """The day before which a measure does not lapse: the end of what it stands in."""
    phase = _phase_of(measure, move)
    return None if phase is None else (phase.of.ends.deadline if phase.status in THREATS else phase.of.ends.until)


STANDS_UNTIL: Final = TimeLimit(stands_until, "it stands until {limit}", ", as it stood until then", is_start=True)


def _phase_of(measure: Measure, move: Move) -> Phase | None:
    """The phase in which a move may meet what has not ended for good; None if it has."""
    return next((phase for phase in measure.phases_met(move.date) if phase.status in STANDING), None)


def after_its_term(measure: Measure, move: Resume) -> str:
    """Why a measure cannot be resumed from that day: it has ended by then."""
    phase = _phase_of(measure, move)
    return "" if phase is None else ends_before_it_begins(move.effective, move.until or phase.of.ends.until)


def no_term_of_a_threat(measure: Measure, move: Resume) -> str:
    """Why a threat that stands again has no last day."""
    phase = _phase_of(measure, move)
    is_threat = phase is not None and phase.status == DEFERRED
    return "`until` is for what is in place; leave it out for a threat" if is_threat else ""


RESUMED: Final = (sets("effective", after_its_term), sets("until", no_term_of_a_threat))


def no_end_moved(measure: Measure, move: Extend, state: StateLike) -> Iterator[Violation]:
    """The violations by an extension of an end that the measure does not stand in, or to no later day."""
    phase = _phase_of(measure, move)
    if phase is not None:
        yield from no_extension(move, _ends_of(measure, phase))
    if move.under is not None:
        yield Violation("`under` is for a commitment; leave it out here", "under", move.under)


def not_carried_out_so(measure: Measure, move: CarryOut, state: StateLike) -> Iterator[Violation]:
    """The violations by an `as` that names no harm of who carries the threat out, or by fields for something else."""
    for name in move.settles:
        yield Violation("`settles` is for what was agreed or promised; leave it out for a threat", "settles", name)
    if move.as_ is None or move.as_ not in state.subjects:
        return
    recorded = state.subjects[move.as_]
    if move.as_ in move.subjects or not recorded.is_harm_by(move.by, move.date):
        yield Violation(
            f"{move.as_} records no harm that {move.by} has done; first record the treaty left, the talks broken off, "
            "the measure put in place or the hostile act",
            "as_",
            move.as_,
        )
    elif not isinstance(recorded, Measure):
        for name in ("level", "effective", "until"):
            if (value := getattr(move, name)) is not None:
                yield Violation(f"{name} is for a measure; {move.as_} is none, leave it out", name, str(value))


def what_it_does(case: Case) -> Fields:
    """An issue and an action."""
    return {"issue": case.issues, "action": "a measure"}


def a_later_end(case: Case) -> Fields | None:
    """A later day for the end of what the measure stands in."""
    measure: Measure = case.subject
    phase = next((each for each in measure.phases_met(When.of(case.day)) if each.status == case.to), None)
    if phase is None:
        return None
    name, present = next(iter(_ends_of(measure, phase).items()))
    return {name: a_later_day(present, case.day)}


# LIFECYCLE


# A table reads by its rows; the formatter would give each part a line of its own.
# fmt: off
LIFECYCLE: Final = Lifecycle(
    "measure",
    Measure,
    Transition(None, Threaten, THREATENED, by=ALONE, tone=NEUTRAL, guard=INSTEAD,
               limits=(sets("deadline"),), then=threatened),
    Transition(None, Threaten, THREATENED, by=ALONE, tone=HOSTILE,
               limits=(sets("deadline"),), then=threatened, example=what_it_does),
    Transition(THREATS, Threaten, SUPERSEDED, by=AUTHOR, tone=NEUTRAL, target="replaces",
               then=changed, example=what_it_does),
    Transition(None, Impose, IN_PLACE, by=ALONE, tone=HOSTILE,
               limits=ENDS_SET, then=imposed, example=what_it_does),
    Transition(THREATS, Impose, SUPERSEDED, by=AUTHOR, tone=NEUTRAL, target="replaces",
               then=changed, example=what_it_does),
    Transition(THREATS, CarryOut, CARRIED_OUT, by=AUTHOR, tone=NEUTRAL,
               guard=ELSEWHERE, limits=ENDS_SET, unless=not_carried_out_so, then=changed),
    Transition(THREATS, CarryOut, IN_PLACE, by=AUTHOR, tone=HOSTILE,
               limits=ENDS_SET, unless=not_carried_out_so, then=carried_out),
    Transition(IN_PLACE, CarryOut, SAME, by=AUTHOR, tone=HOSTILE, target="as_", then=turned),
    Transition(IN_PLACE, Raise, SAME, by=AUTHOR, tone=HOSTILE, limits=ENDS_SET, then=turned),
    Transition(IN_PLACE, Ease, SAME, by=AUTHOR, tone=CONCILIATORY, limits=ENDS_SET, then=turned),
    Transition(IN_PLACE, Suspend, SUSPENDED, by=AUTHOR_BESIDE_OUTSIDER, tone=CONCILIATORY,
               limits=ENDS_SET, then=turned),
    Transition(IN_PLACE, Suspend, SUSPENDED, by=OUTSIDER, tone=NEUTRAL,
               limits=ENDS_SET, then=turned),
    Transition(THREATENED, Suspend, DEFERRED, by=AUTHOR_BESIDE_OUTSIDER, tone=CONCILIATORY,
               limits=ENDS_SET, then=turned),
    Transition(THREATENED, Suspend, DEFERRED, by=OUTSIDER, tone=NEUTRAL,
               limits=ENDS_SET, then=turned),
    Transition(SUSPENDED, Resume, IN_PLACE, by=AUTHOR_BESIDE_OUTSIDER, tone=HOSTILE,
               limits=RESUMED, then=turned),
    Transition(SUSPENDED, Resume, IN_PLACE, by=OUTSIDER, tone=NEUTRAL,
               limits=RESUMED, then=turned),
    Transition(DEFERRED, Resume, THREATENED, by=AUTHOR_BESIDE_OUTSIDER, tone=HOSTILE,
               limits=RESUMED, then=turned),
    Transition(DEFERRED, Resume, THREATENED, by=OUTSIDER, tone=NEUTRAL,
               limits=RESUMED, then=turned),
    Transition((IN_PLACE, SUSPENDED), Lift, LIFTED, by=AUTHOR_BESIDE_OUTSIDER, tone=CONCILIATORY,
               limits=EFFECTIVE, then=turned),
    Transition((IN_PLACE, SUSPENDED), Lift, LIFTED, by=OUTSIDER, tone=NEUTRAL, limits=EFFECTIVE, then=turned),
    Transition(THREATS, Comply, COMPLIED, by=OTHER_SIDE, tone=CONCILIATORY, then=changed),
    Transition((IN_PLACE, SUSPENDED), Comply, SAME, by=OTHER_SIDE, tone=CONCILIATORY, then=complied_with),
    Transition(THREATS, Withdraw, WITHDRAWN, by=AUTHOR, tone=CONCILIATORY, then=changed),
    Transition(STANDING, Extend, SAME, by=AUTHOR, tone=NEUTRAL, is_late=True,
               limits=(sets("deadline"), *ENDS_SET), unless=no_end_moved, then=extended, example=a_later_end),
    Transition((THREATENED, DEFERRED, IN_PLACE), Lapse, LAPSED, by=CLOCK, tone=NEUTRAL, is_late=True,
               limits=(STANDS_UNTIL,), then=changed),
)
# fmt: on
