"""The lifecycle of measures: which move leads from which status to which, by whom, and when."""

from collections.abc import Iterator
from typing import Final

from sim.model.dates import When, ends_before_it_begins
from sim.model.errors import Violation
from sim.model.move import CarryOut, Extend, Lapse, Move, Resume, Suspend, Withdraw
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL, SAME, Case, Fields, Guard, Lifecycle, Transition
from sim.rules.phases import Phase
from sim.rules.preconditions import a_later_day, no_extension, sets, sets_a_term
from sim.rules.roles import ALONE, AUTHOR, AUTHOR_BESIDE_OUTSIDER, CLOCK, OTHER_SIDE, OUTSIDER
from sim.rules.subject import StateLike
from sim.rules.subjects.measure_changes import (
    carried_out,
    changed,
    complied_with,
    ends_met,
    extended,
    imposed,
    threatened,
    turned,
)
from sim.rules.subjects.measures import (
    CARRIED_OUT,
    COMPLIED,
    DEFERRED,
    IN_PLACE,
    LAPSED,
    LIFTED,
    STANDING,
    SUPERSEDED,
    SUSPENDED,
    THREATENED,
    THREATS,
    WITHDRAWN,
    Comply,
    Ease,
    Impose,
    Lift,
    Measure,
    Raise,
    Threaten,
)
from sim.rules.time_limits import TimeLimit

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
        yield from no_extension(move, ends_met(measure, phase))
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
    name, present = next(iter(ends_met(measure, phase).items()))
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
