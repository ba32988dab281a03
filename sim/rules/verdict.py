"""The verdict on a move: the transition for each subject and what becomes of it, or every reason against it.

The law is asked here and nowhere else: `judge` answers once, and everything else reads its answer.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final, final

from attrs import evolve, frozen

from sim.model.dates import When
from sim.model.errors import MANY, Violation, did_you_mean, in_line, with_article
from sim.model.ids import RESERVED, ids, reserved
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.conditions import unfit_unless
from sim.rules.consequences import further_subjects
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL, Reducer, Tone, Transitions
from sim.rules.names import known_ids, not_an_actor, undeclared, unknown_names, unmade
from sim.rules.registry import (
    CREATING_MOVES,
    HANDLERS,
    NO_HANDLERS,
    TARGET_FIELDS,
    TARGET_HANDLERS,
    lifecycle_of,
)
from sim.rules.settlement import linked
from sim.rules.subject import StateLike, Status, Subject
from sim.rules.subjects.commitments import Commit, Commitment
from sim.rules.subjects.measures import IN_PLACE, Impose, Measure, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Proposal, Ratify
from sim.rules.subjects.statements import Remark
from sim.rules.subjects.talks import BreakOff, Convene, Talks
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
        return tuple(dict.fromkeys(_violations(self.state, self.move)))


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
        if when is not None and (limit.against(subject, move) or not limit.is_kept(when, move.date)):
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
    if any(_violations_by_several(state, move)):
        return Refusal(state, move)
    own = _own_rulings(state, move, is_checked=True)
    if len(own) != len(move.subjects):
        return Refusal(state, move)
    if unknown_names(type(move), move, state.setting.declared, state.subjects):
        return Refusal(state, move)
    return _with_further(state, move, own)


def _violations_by_several(state: StateLike, move: Move) -> Iterator[Violation]:
    """The violations by a move on several subjects at once, beside those on each of them."""
    verb, kinds = type(move), {type(state.subjects[name]) for name in move.subjects if name in state.subjects}
    if verb is Remark:
        return
    if verb in CREATING_MOVES and verb is not Commit:
        yield Violation(f"{verb.verb} makes one subject; write one move for each", "subject", move.subjects[1])
    elif len(kinds) > 1:
        yield Violation("one act is on several subjects of one kind; write one move for each kind", "subject")
    for name in move.subjects:
        if name in RESERVED:
            yield Violation(reserved(name), "subject", name)
    for name, other in _settling_each_other(state, move):
        yield Violation(f"{name} would settle {other}; write one move for each", "subject", other)


def _settling_each_other(state: StateLike, move: Move) -> Iterator[tuple[str, str]]:
    """The pairs of proposals in a list of which one hangs together with the other, so that it could settle it."""
    for name in move.subjects:
        if isinstance(state.subjects.get(name), Proposal) and type(move) in (Accept, Ratify):
            links = linked(state, (name,))
            yield from ((name, other) for other in move.subjects if other != name and other in links)


def _with_further(state: StateLike, move: Move, own: Rulings) -> Verdict:
    """The rulings on a move with those on the further subjects that it acts on."""
    rulings, acted_on = list(own), set(move.subjects)
    for target, name, then in further_subjects(state, move, own):
        ruling = None if name in acted_on else _further_ruling(state, move, target, name, then)
        acted_on.add(name)
        if ruling is None or any(any(each.violations(ruling[1], move, state)) for each in ruling[3][:1]):
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
    return after.acting(move, setting) if transitions else ()


def tone_of(effects: Sequence[Effect]) -> Tone:
    """The tone of a move: the strongest of its effects, hostile before conciliatory before neutral."""
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


# REASONS


def _violations(state: StateLike, move: Move) -> Iterator[Violation]:
    """Every reason against a move that is refused."""
    yield from undeclared(state.setting, type(move), partial(getattr, move))
    yield from unmade(state, move)
    strangers = tuple(not_an_actor(state.setting, move.by))
    yield from strangers
    if strangers:
        return
    if len(move.subjects) == 1:
        yield from _violations_on_subject(state, move, move.subject)
    else:
        yield from _violations_by_several(state, move)
        for name in move.subjects:
            for found in _violations_on_subject(state, move, name):
                yield found if name in found.reason else evolve(found, reason=f"{name}: {found.reason}")
    if isinstance(move, Threaten):
        yield from unfit_unless(state, move)
    acted_on = dict.fromkeys(move.subjects, "subject")
    for target in TARGET_FIELDS[type(move)]:
        for name in ids(getattr(move, target, ())):
            if name in acted_on:
                yield Violation(f"{name} is named under {acted_on[name]} as well; name it once", target, name)
            elif name in state.subjects and _is_acted_on(state, move, target, name):
                acted_on[name] = target
                yield from _out_of_reach(state, move, state.subjects[name], target)


def _is_acted_on(state: StateLike, move: Move, target: str, name: str) -> bool:
    """Whether a move acts at once on a subject that it names."""
    if isinstance(move, Commit) and target == "replaces":
        return False
    return target != "as_" or isinstance(state.subjects[name], Measure)


def _violations_on_subject(state: StateLike, move: Move, name: str) -> Iterator[Violation]:
    verb = type(move)
    subject = None if verb is Remark else state.subjects.get(name)
    if subject is None and verb not in CREATING_MOVES:
        yield _not_there(state, move, name)
    elif subject is not None and verb in CREATING_MOVES and not (verb is Commit and isinstance(subject, Commitment)):
        yield _taken(subject, move)
    elif verb is not Remark and subject is None and name in RESERVED:
        yield Violation(reserved(name), "subject", name)
    else:
        yield from _unfit(state, move, subject)


def _not_there(state: StateLike, move: Move, name: str) -> Violation:
    subjects, known = state.subjects, known_ids(state)
    is_short = len(known) <= MANY
    fit = [other for other in known if type(move) in lifecycle_of(subjects[other]).moves] if is_short else known
    return Violation(f"nobody has made {name!r} yet{did_you_mean(name, fit)}", "subject", name)


def _taken(subject: Subject, move: Move) -> Violation:
    noun = with_article(lifecycle_of(subject).noun)
    made = in_line(subject.moves[0].where) if subject.moves else ""
    advice = _INSTEAD.get((type(move), type(subject)), "choose another id")
    return Violation(f"the id {subject.id!r} names {noun} already{made}; {advice}", "subject", subject.id)


_INSTEAD: Final = {
    (Impose, Measure): "`raise` or `ease` a measure that is in place, `carry-out` a threat, or choose another id",
    (Threaten, Measure): "`raise` or `ease` a measure that is in place, or choose another id",
    (Commit, Proposal): "give the commitment an id of its own, and name the proposal in `under`",
}
"""The advice on a second subject under an id, by the move and the kind of subject that has it."""


def _unfit(state: StateLike, move: Move, subject: Subject | None, target: str = "subject") -> Iterator[Violation]:
    """Why the table of a subject, or what stands beside it, does not let a move be made."""
    lifecycle = CREATING_MOVES[type(move)] if subject is None else lifecycle_of(subject)
    for reason in lifecycle.why_not(subject, move, state.setting, target):
        yield Violation(reason + _way_out(subject, move))
    index = lifecycle.indexes.get((type(move), target))
    if index is not None:
        yield from index.violations(subject, move, state)


def _way_out(subject: Subject | None, move: Move) -> str:
    """What is written instead of a move that a reader may take for possible; empty where there is nothing to say."""
    return "" if subject is None else ADVICE.get((type(move), type(subject)), lambda *_: "")(subject, move)


Advice = Callable[[Any, Any], str]


def _on_opposing(proposal: Proposal, move: Oppose) -> str:
    if not proposal.is_agreed():
        return ""
    votes = f"a vote that fails is `subject-to` on the answer of {move.by} (of its author: on `propose`), then `reject`"
    return f"; who disowns what was agreed writes `repudiate`; {votes}"


ADVICE: Final[dict[tuple[type[Move], type[Subject]], Advice]] = {
    (Oppose, Proposal): _on_opposing,
    (Accept, Proposal): lambda proposal, move: (
        "; a plan is not accepted: `accept` only ends an opposition to it" if proposal.kind == "plan" else ""
    ),
    (Convene, Talks): lambda talks, move: "; adjourn the round first" if talks.status == "in-session" else "",
    (BreakOff, Talks): lambda talks, move: (
        "; who refuses to meet opposes a request to meet (`matter: procedure`)" if talks.status == "idle" else ""
    ),
}


def _out_of_reach(state: StateLike, move: Move, subject: Subject, target: str) -> Iterator[Violation]:
    """Why a move may not act on a further subject."""
    for violation in _unfit(state, move, subject, target):
        advice = _instead_of_replacing(subject) if target == "replaces" else ""
        whole = Violation(f"{subject.id} cannot be {_SAID[target]}: {violation.reason}{advice}", target, subject.id)
        yield violation if violation.field is not None else whole


def _instead_of_replacing(subject: Subject) -> str:
    if isinstance(subject, Measure) and subject.status == IN_PLACE:
        return "; what is in place is raised or eased (`raise`, `ease`)"
    if isinstance(subject, Proposal) and subject.is_agreed():
        return "; what was agreed is settled by another agreement (`settles`)"
    return ""


_SAID: Final = {"replaces": "replaced", "under": "put into force", "settles": "settled", "as_": "raised"}
