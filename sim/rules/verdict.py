"""The verdict on a move: the transition for each subject and what becomes of it, or every reason against it.

The law is asked here and nowhere else: `judge` answers once, and everything else reads its answer.
"""

from collections.abc import Iterator
from functools import partial
from typing import final

from attrs import frozen

from sim.model.dates import When
from sim.model.errors import MANY, Violation, did_you_mean, in_line, with_article
from sim.model.ids import RESERVED, reserved
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.lifecycle import Tone, Transitions
from sim.rules.names import known_ids, not_an_actor, undeclared, unknown_names, unmade
from sim.rules.preconditions import TimeLimit
from sim.rules.registry import (
    CREATING_MOVES,
    HANDLERS,
    NO_HANDLERS,
    TARGET_FIELDS,
    TARGET_HANDLERS,
    Handlers,
    lifecycle_of,
    targets,
)
from sim.rules.subject import StateLike, Status, Subject
from sim.rules.subjects.commitments import Commit, Commitment
from sim.rules.subjects.statements import Remark

Ruling = tuple[str, Subject | None, Subject | None, Transitions]
"""The id of a changed subject, the subject before and after the move, and the transitions applied.

Before it is None what the move makes, after it None where nothing is made, as by a remark. A plain tuple, because a
replay makes one for every move.
"""

Rulings = tuple[Ruling, ...]
"""The rulings on a legal move: its own subject first, then those that it targets."""


@final
class Refusal:
    """The verdict on a move that may not be made; `violations` says why, as long as the state stands as it was."""

    __slots__ = ("move", "state")

    def __init__(self, state: StateLike, move: Move) -> None:
        self.state, self.move = state, move

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Every reason, each once."""
        return tuple(dict.fromkeys(_violations(self.state, self.move)))


Verdict = Rulings | Refusal


def judge(state: StateLike, move: Move) -> Verdict:  # noqa: PLR0911 - each thing that can be wrong ends it
    """The rulings on *move*, one per subject that it changes, or the refusal with every reason against it.

    Every move of a replay comes through here, and most change one subject; so their ruling is made in this place.
    """
    verb, name, subjects = type(move), move.subject, state.subjects
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
    first = transitions[0]  # where two parties act, both transitions have the same limits and preconditions
    for limit in first.limits:
        when = limit.of(subject, move)
        if when is not None and not limit.is_kept(when, move.date):
            return Refusal(state, move)
    if first.unless is not None and any(first.unless(subject, move, subjects)):
        return Refusal(state, move)
    if (handler.names_others or move.over or move.source) and unknown_names(verb, move, setting.declared, subjects):
        return Refusal(state, move)
    ruling = (name, subject, first.then(subject, move, transitions, setting), transitions)
    if handler.target_field is None or not getattr(move, handler.target_field):
        return (ruling,)
    return _with_targets(state, move, ruling)


def _with_targets(state: StateLike, move: Move, ruling: Ruling) -> Verdict:
    """The rulings on a move that acts on further subjects, whose own subject has its ruling already."""
    rulings = [ruling, *_rulings_on_targets(state, move)]
    if len(rulings) <= len(targets(move)):
        return Refusal(state, move)
    for _, subject, _, transitions in rulings[1:]:
        if any(transitions[0].violations(subject, move, state.subjects)):
            return Refusal(state, move)
    return tuple(rulings)


def _rulings_on_targets(state: StateLike, move: Move) -> Iterator[Ruling]:
    """The rulings on the subjects that a move targets, as far as there is a transition."""
    for name in targets(move):
        ruling = _ruling(state, move, name, TARGET_HANDLERS)
        if ruling is not None:
            yield ruling


def _ruling(state: StateLike, move: Move, name: str, handlers: Handlers) -> Ruling | None:
    """The ruling on one subject, whatever speaks against it beside the table; None if a transition is missing."""
    subject = None if type(move) is Remark else state.subjects.get(name)
    handler = handlers.get(type(move), NO_HANDLERS).get(type(subject))
    transitions = () if handler is None else handler.find(subject, move, state.setting)
    if not transitions:
        return None
    return name, subject, transitions[0].then(subject, move, transitions, state.setting), transitions


def rulings_by_table(state: StateLike, move: Move) -> Rulings:
    """The rulings that the tables alone give, whatever else speaks against *move*; none if a transition is missing."""
    own = _ruling(state, move, move.subject, HANDLERS)
    rulings = () if own is None else (own, *_rulings_on_targets(state, move))
    return rulings if len(rulings) == 1 + len(targets(move)) else ()


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
        for name, _, after, transitions in rulings
        for whose, each in zip(("",) if after is None else after.acting(move.by, setting), transitions, strict=True)
    )


# DATES


def limits_of(rulings: Rulings, move: Move) -> Iterator[tuple[TimeLimit, When, str]]:
    """The dates that a legal move has to meet, each once, with the id of its subject."""
    for name, subject, _, transitions in rulings:
        for limit in transitions[0].limits:
            when = limit.of(subject, move)
            if when is not None:
                yield limit, when, name


# REASONS


def _violations(state: StateLike, move: Move) -> Iterator[Violation]:
    """Every reason against a move that is refused."""
    yield from undeclared(state.setting, type(move), partial(getattr, move))
    yield from unmade(state, move)
    strangers = tuple(not_an_actor(state.setting, move.by))
    yield from strangers
    if strangers:
        return
    yield from _violations_on_subject(state, move)
    field = TARGET_FIELDS.get(type(move), "")
    for name in targets(move):
        if name in state.subjects:
            yield from _irreplaceable(state, move, state.subjects[name], field)


def _violations_on_subject(state: StateLike, move: Move) -> Iterator[Violation]:
    verb = type(move)
    subject = None if verb is Remark else state.subjects.get(move.subject)
    if subject is None and verb not in CREATING_MOVES:
        yield _not_there(state, move)
    elif subject is not None and verb in CREATING_MOVES and not (verb is Commit and isinstance(subject, Commitment)):
        yield _taken(subject, move)
    elif verb is not Remark and subject is None and move.subject in RESERVED:
        yield Violation(reserved(move.subject), "subject", move.subject)
    else:
        yield from _unfit(state, move, subject)


def _not_there(state: StateLike, move: Move) -> Violation:
    subjects, ids = state.subjects, known_ids(state)
    is_short = len(ids) <= MANY
    fit = [name for name in ids if type(move) in lifecycle_of(subjects[name]).moves] if is_short else ids
    return Violation(f"nobody has made {move.subject!r} yet{did_you_mean(move.subject, fit)}", "subject", move.subject)


def _taken(subject: Subject, move: Move) -> Violation:
    noun = with_article(lifecycle_of(subject).noun)
    made = in_line(subject.moves[0].where) if subject.moves else ""
    return Violation(f"the id {move.subject!r} names {noun} already{made}; choose another id", "subject", move.subject)


def _unfit(state: StateLike, move: Move, subject: Subject | None, target: str = "subject") -> Iterator[Violation]:
    """Why the table of a subject, or what stands beside it, does not let a move be made."""
    lifecycle = CREATING_MOVES[type(move)] if subject is None else lifecycle_of(subject)
    for reason in lifecycle.why_not(subject, move, state.setting, target):
        yield Violation(reason)
    index = lifecycle.indexes.get((type(move), target))
    if index is not None:
        yield from index.violations(subject, move, state.subjects)


def _irreplaceable(state: StateLike, move: Move, subject: Subject, target: str) -> Iterator[Violation]:
    """Why a move may not take the place of a subject."""
    for violation in _unfit(state, move, subject, target):
        whole = Violation(f"{subject.id} cannot be replaced: {violation.reason}", target, subject.id)
        yield violation if violation.field is not None else whole
