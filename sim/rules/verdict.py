"""The verdict on a move: the transition for each subject and what becomes of it, or every reason against it.

The law is asked here and nowhere else: `judge` answers once, and everything else reads its answer.
"""

from collections.abc import Iterable, Iterator
from typing import Any, final

from attrs import frozen

from sim.model.dates import When
from sim.model.errors import Violation
from sim.model.ids import RESERVED
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.conditions import unfit_unless
from sim.rules.consequences import further_subjects
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL, AnyTransition, Reducer, Tone, Transitions
from sim.rules.names import unknown_names
from sim.rules.reasons import reasons_against, violations_by_several
from sim.rules.registry import HANDLERS, NO_HANDLERS, TARGET_HANDLERS
from sim.rules.subject import StateLike, Status, Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Threaten
from sim.rules.subjects.statements import Remark
from sim.rules.time_limits import TimeLimit

Ruling = tuple[str, Subject | None, Subject | None, Transitions]
"""The id of a changed subject, the subject before and after the move, and the transitions applied.

Before it is None what the move makes, after it None where nothing is made, as by a remark. A plain tuple, because a
replay makes one for every move.
"""

Rulings = tuple[Ruling, ...]
"""The rulings on a legal move: its own subjects first, then the further ones that it acts on."""


@final
class Refusal:
    """The verdict on a move that may not be made; `violations` says why, as long as the state stands as it was."""

    __slots__ = ("move", "state")

    def __init__(self, state: StateLike, move: Move) -> None:
        self.state, self.move = state, move

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Every reason, each once."""
        return tuple(dict.fromkeys(reasons_against(self.state, self.move)))


Verdict = Rulings | Refusal


def judge(state: StateLike, move: Move) -> Verdict:  # noqa: C901, PLR0911 - each thing that can be wrong ends it
    """The rulings on *move*, one per subject that it changes, or the refusal with every reason against it.

    Every move of a replay comes through here, and most change one subject; so their ruling is made in this place.
    """
    verb, subjects = type(move), state.subjects
    try:
        (name,) = move.subjects
    except ValueError:
        return _judge_several(state, move)
    subject = None if verb is Remark else subjects.get(name)
    try:
        handler = HANDLERS[verb][type(subject)]
    except KeyError:
        return Refusal(state, move)
    if subject is None and name in RESERVED:
        return Refusal(state, move)
    setting = state.setting
    transitions = handler.find(subject, move, setting)
    if not transitions:
        return Refusal(state, move)
    first = transitions[0]  # where several parts act, all transitions have the same limits and preconditions
    for limit in first.limits:
        when = getattr(move, limit.field) if limit.of is None else limit.of(subject, move)
        if when is not None and (
            not limit.is_kept(when, move.date) or (limit.against is not None and limit.against(subject, move))
        ):
            return Refusal(state, move)
    if first.unless is not None:
        against = first.unless(subject, move, state)
        if against and any(against):
            return Refusal(state, move)
    names_others, over, declared = handler.names_others, move.over, setting.declared
    names_more = move.source or (names_others is not None and names_others(move))
    if (names_more or (over is not None and over not in declared["issue"])) and (
        unknown_names(verb, move, declared, subjects) or (verb is Threaten and any(unfit_unless(state, move)))
    ):
        return Refusal(state, move)
    ruling = (name, subject, first.then(subject, move, transitions, setting), transitions)
    for target in handler.targets:
        if getattr(move, target):
            return _with_further(state, move, (ruling,))
    if handler.acts_further is not None and handler.acts_further(state, ruling):
        return _with_further(state, move, (ruling,))
    return (ruling,)


def _judge_several(state: StateLike, move: Move) -> Verdict:
    """The rulings on a move on several subjects of one kind, all or nothing."""
    if any(violations_by_several(state, move)):
        return Refusal(state, move)
    own = _own_rulings(state, move, is_checked=True)
    if len(own) != len(move.subjects):
        return Refusal(state, move)
    if unknown_names(type(move), move, state.setting.declared, state.subjects):
        return Refusal(state, move)
    return _with_further(state, move, own)


def _with_further(state: StateLike, move: Move, own: Rulings) -> Verdict:
    """The rulings on a move with those on the further subjects that it acts on."""
    rulings, acted_on = list(own), set(move.subjects)
    for target, name, then in further_subjects(state, move, own):
        ruling = None if name in acted_on else _further_ruling(state, move, target, name, then)
        acted_on.add(name)
        if ruling is None or (ruling[3] and any(ruling[3][0].violations(ruling[1], move, state))):
            return Refusal(state, move)
        rulings.append(ruling)
    return tuple(rulings)


def _further_ruling(
    state: StateLike, move: Move, target: str, name: str, then: Reducer[Any, Any] | None
) -> Ruling | None:
    """The ruling on a further subject; None if a transition is missing."""
    subject = state.subjects.get(name)
    handler = TARGET_HANDLERS[target].get(type(move), NO_HANDLERS).get(type(subject))
    transitions = () if handler is None else handler.find(subject, move, state.setting)
    if then is not None:
        return name, subject, then(subject, move, transitions, state.setting), transitions
    if not transitions:
        return None
    return name, subject, transitions[0].then(subject, move, transitions, state.setting), transitions


def _own_rulings(state: StateLike, move: Move, *, is_checked: bool) -> Rulings:
    """The rulings on each subject of a move, as far as its table lets it be made, and what stands beside the table."""
    found = (_own_ruling(state, move, name, is_checked=is_checked) for name in move.subjects)
    return tuple(ruling for ruling in found if ruling is not None)


def _own_ruling(state: StateLike, move: Move, name: str, *, is_checked: bool) -> Ruling | None:
    """The ruling on one subject; None if a transition is missing or, where that is checked, something is against it."""
    subject = None if type(move) is Remark else state.subjects.get(name)
    handler = HANDLERS[type(move)].get(type(subject))
    transitions = () if handler is None else handler.find(subject, move, state.setting)
    if not transitions or (is_checked and any(transitions[0].violations(subject, move, state))):
        return None
    after = transitions[0].then(subject, move, transitions, state.setting)
    if subject is None and isinstance(after, Commitment) and after.id != name:
        after = after.named(name)
    return name, subject, after, transitions


def rulings_by_table(state: StateLike, move: Move) -> Rulings:
    """The rulings that the tables alone give, whatever else speaks against *move*; none if a transition is missing."""
    own = _own_rulings(state, move, is_checked=False)
    if len(own) != len(move.subjects):
        return ()
    further = [_further_ruling(state, move, *each) for each in further_subjects(state, move, own)]
    return () if None in further else (*own, *(each for each in further if each is not None))


def violations(state: StateLike, move: Move) -> tuple[Violation, ...]:
    """Every reason why *move* may not be made now; empty when it may."""
    verdict = judge(state, move)
    return verdict.violations if isinstance(verdict, Refusal) else ()


def is_legal(state: StateLike, move: Move) -> bool:
    """Whether the law lets *move* be made now."""
    return not isinstance(judge(state, move), Refusal)


# EFFECTS


@frozen
class Effect:
    """The change of one part by a move: its subject, whose it is (empty: the subject itself), and the two statuses."""

    subject: str
    whose: str
    before: Status | None
    after: Status | None
    tone: Tone


def effects(state: StateLike, move: Move) -> tuple[Effect, ...]:
    """The effects of *move* here, on its own subject first; empty if the law refuses it."""
    verdict = judge(state, move)
    return () if isinstance(verdict, Refusal) else effects_of(verdict, move, state.setting)


def effects_of(rulings: Rulings, move: Move, setting: Setting) -> tuple[Effect, ...]:
    """The effects of a legal move, from the rulings on it."""
    return tuple(
        Effect(name, whose, each.start, each.to or None, each.tone)
        for name, before, after, transitions in rulings
        for whose, each in zip(_acting(before, after, move, transitions, setting), transitions, strict=True)
    )


def _acting(
    before: Subject | None, after: Subject | None, move: Move, transitions: Transitions, setting: Setting
) -> tuple[str, ...]:
    """The names of the parts of a subject that change by a move."""
    if after is None:
        return ("",)
    if before is not None and transitions and transitions[0].target != "subject":
        return before.acting_elsewhere(move)
    return (before or after).acting(move, setting) if transitions else ()


def transitions_of(rulings: Rulings) -> Iterator[AnyTransition]:
    """The transitions of a legal move, one for each of its effects."""
    return (transition for ruling in rulings for transition in ruling[3])


def tone_of(effects: Iterable[Effect | AnyTransition]) -> Tone:
    """The tone of a move: the strongest of its effects or transitions, hostile before conciliatory before neutral."""
    tones = {effect.tone for effect in effects}
    return HOSTILE if HOSTILE in tones else CONCILIATORY if CONCILIATORY in tones else NEUTRAL


# DATES


def limits_of(rulings: Rulings, move: Move, setting: Setting) -> Iterator[tuple[TimeLimit, When, str]]:
    """The dates that a legal move has to meet, each once, with the id of its subject."""
    for name, subject, after, transitions in rulings:
        for limit in transitions[0].limits if transitions else ():
            when = limit.day(subject, move)
            if when is not None:
                yield limit, when, name
        if subject is not None:
            for whose, each in zip(_acting(subject, after, move, transitions, setting), transitions, strict=True):
                yield from ((limit, when, name) for limit, when in subject.limits_met(move, whose, each))
