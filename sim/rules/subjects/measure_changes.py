"""What a move makes of a measure: at once, or from a later day where that is announced."""

from typing import Any, Final

from attrs import evolve

from sim.model.dates import When
from sim.model.move import CarryOut, Extend, Move, Resume, Suspend
from sim.model.setting import Setting
from sim.rules.lifecycle import Transitions
from sim.rules.phases import Phase, Turn
from sim.rules.preconditions import end_set_by
from sim.rules.subject import NO_MOVES, Status
from sim.rules.subjects.measures import (
    DEFERRED,
    EASED,
    IN_PLACE,
    LIFTED,
    NO_ENDS,
    RAISED,
    SUSPENDED,
    THREATENED,
    THREATS,
    Comply,
    Ease,
    Ends,
    Extent,
    Impose,
    Lift,
    Measure,
    Raise,
    Threaten,
    extent_of,
)


def threatened(_: None, move: Threaten, transitions: Transitions, setting: Setting) -> Measure:
    """The measure that is threatened, with its deadline."""
    ends = NO_ENDS if move.deadline is None else Ends(end_set_by(move, move.deadline))
    return Measure(NO_MOVES.push_front(move), move, transitions[0].to, move, ends, extent_of(move.level))


def imposed(_: None, move: Impose, transitions: Transitions, setting: Setting) -> Measure:
    """The measure that is in place, or announced for a later day."""
    trail = NO_MOVES.push_front(move)
    if move.effective is None and move.until is None:
        return Measure(trail, move, transitions[0].to, move, NO_ENDS, extent_of(move.level))
    until, effective = end_set_by(move, move.until), end_set_by(move, move.effective)
    announced = None if effective is None else Measure(trail, move, THREATENED, move, NO_ENDS, extent_of(move.level))
    ends = Ends(None, until, None, effective, announced)
    return Measure(trail, move, transitions[0].to, move, ends, extent_of(move.level))


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
        is_called_off = isinstance(announced.turn, Lift) and to != LIFTED and earlier < day
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
    """What is announced for a day, where the measure stands otherwise before it.

    A term may have been extended since, unless nothing was left then for the move to change.
    """
    move: Any = announced.turn
    until = end_set_by(move, getattr(move, "until", None))
    is_term = until is not None and not isinstance(move, Suspend) and announced.status != LIFTED
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
    present = ends_met(measure, phase)
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


def ends_met(measure: Measure, phase: Phase) -> dict[str, When | None]:
    """The ends that can be moved in a phase, by the field of `extend`: of a suspended measure the suspension's."""
    announced = measure.ends.effective
    is_ahead = announced is not None and Turn(announced) in phase.ahead
    ahead = {"effective": announced} if is_ahead else {}
    if phase.status == THREATENED:
        return ahead or {"deadline": phase.of.ends.deadline}
    return ahead | {"until": phase.of.ends.paused_until if _is_paused(phase) else phase.of.ends.until}
