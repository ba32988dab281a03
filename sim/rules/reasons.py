"""The reasons against a move that is refused, each with what could be written instead."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from attrs import evolve

from sim.model.errors import MANY, Violation, did_you_mean, in_line, with_article
from sim.model.ids import RESERVED, ids, reserved
from sim.model.move import Commit, Convene, Extend, Move
from sim.rules.conditions import unfit_unless
from sim.rules.names import known_ids, not_an_actor, undeclared, unmade
from sim.rules.registry import CREATING_MOVES, TARGET_FIELDS, lifecycle_of
from sim.rules.settlement import linked
from sim.rules.subject import StateLike, Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import IN_PLACE, Impose, Measure, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Proposal, Ratify
from sim.rules.subjects.statements import Remark
from sim.rules.subjects.talks import BreakOff, Talks


def reasons_against(state: StateLike, move: Move) -> Iterator[Violation]:
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
        yield from violations_by_several(state, move)
        for name in move.subjects:
            for found in _violations_on_subject(state, move, name):
                yield found if name in found.reason else evolve(found, reason=f"{name}: {found.reason}")
    if isinstance(move, Threaten):
        yield from unfit_unless(state, move)
    acted_on = dict.fromkeys(move.subjects, "subject")
    for target in TARGET_FIELDS.get(type(move), ()):
        for name in ids(getattr(move, target, ())):
            if name in acted_on:
                yield Violation(f"{name} is named under {acted_on[name]} as well; name it once", target, name)
            elif name in state.subjects and _is_acted_on(state, move, target, name):
                acted_on[name] = target
                yield from _out_of_reach(state, move, state.subjects[name], target)


def violations_by_several(state: StateLike, move: Move) -> Iterator[Violation]:
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
    (Extend, Commitment): lambda commitment, move: (
        "; a notice of exit is put off by who is leaving, or by both" if move.by not in commitment.participation else ""
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
