"""Laws 4, 5 and 6: what may be done, what may not, and that what is done makes a difference."""

from collections.abc import Hashable, Iterable, Iterator
from itertools import chain

from sim.history.history import History
from sim.model.errors import IllegalMoveError, Violation, one_of
from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.rules.subject import Status
from sim.rules.subjects.statements import Act, Remark
from sim.rules.verdict import Effect
from sim.testing.laws import outside
from sim.testing.laws.attempts import attempts, beginnings
from sim.testing.laws.positions import Position, nth, positions
from sim.testing.laws.rules import Rules, law
from sim.testing.laws.snapshots import Snapshots
from sim.testing.laws.tables import expected_uses, is_objected
from sim.testing.plain import differences, named

# REFUSED

Judged = list[tuple[Move, tuple[Violation, ...]]]
"""Moves that are tried, each with its violations."""


@law(4, from_outside=outside.refused_moves)
def a_refused_move_leaves_nothing_behind(history: History, rules: Rules) -> Iterator[str]:
    """A refused move leaves nothing behind; `step` accepts a move exactly when `violations` is empty."""
    tried = [(position, _judged(position, rules)) for position in positions(history)]
    snapshots = Snapshots(history)
    for position, _ in tried:
        snapshots.take(position.number, position.state)
    for position, judged in tried:
        yield from (f"{position}, {reason}" for reason in _refusals(position.state, judged, rules))
    yield from (f"moves that were refused have changed {difference}" for difference in snapshots.changes())
    yield from _audited(history, tried, rules)
    for position, judged in tried:
        yield from (f"{position}, {reason}" for reason in _acceptances(position.state, judged, rules))


def _judged(position: Position, rules: Rules) -> Judged:
    tried = (
        attempts(position.state, name, by, position.day, position.verbs)
        for by in position.by_values
        for name in position.targets
    )
    return [(move, rules.violations(position.state, move)) for move in chain.from_iterable(tried)]


def _refusals(state: Negotiation, judged: Judged, rules: Rules) -> Iterator[str]:
    for move, against in judged:
        if against:
            yield from _refusal(state, move, against, rules)


def _refusal(state: Negotiation, move: Move, against: tuple[Violation, ...], rules: Rules) -> Iterator[str]:
    try:
        rules.step(state, move)
    except IllegalMoveError as refused:
        if refused.violations != against:
            yield f"{named(move)} is refused because {_said(refused.violations)}, and not because {_said(against)}"
    else:
        yield f"{named(move)} is accepted, although {_said(against)}"


def _acceptances(state: Negotiation, judged: Judged, rules: Rules) -> Iterator[str]:
    for move, against in judged:
        if not against:
            try:
                rules.step(state, move)
            except IllegalMoveError as refused:
                yield f"nothing speaks against {named(move)}, but it is refused: {_said(refused.violations)}"


def _audited(history: History, tried: list[tuple[Position, Judged]], rules: Rules) -> Iterator[str]:
    """The differences of an audit of the record with refused moves among its own."""
    mixed = list(history.moves)
    for position, judged in reversed(tried):
        mixed[position.number : position.number] = [move for move, against in judged if against][:2]
    audited = rules.audit(history.start, mixed)
    if audited.moves != history.moves:
        yield f"of {len(history.moves)} moves an audit keeps {len(audited.moves)} where refused ones stand between them"
    for difference in differences(history.states[-1], audited.state):
        yield f"where refused moves stand between the others, an audit leads to another state: {difference}"


def _said(reasons: tuple[Violation, ...]) -> str:
    return "; ".join(violation.reason for violation in reasons) or "of nothing"


# LEGAL


@law(5, from_outside=outside.legal_moves_made)
def legal_moves_are_sound_and_complete(history: History, rules: Rules) -> Iterator[str]:
    """What `legal_moves` offers is accepted, and every row that applies is among it; what no row covers is refused."""
    for position in positions(history, 4):
        offered = list(rules.legal_moves(position.state, position.actor, position.day))
        for reason in chain(_unsound(position, offered, rules), _incomplete(position, offered, rules)):
            yield f"{position}, {reason}"


def _unsound(position: Position, offered: list[Move], rules: Rules) -> Iterator[str]:
    for move in offered:
        against = rules.violations(position.state, move)
        if against:
            yield f"{named(move)} is offered, although {_said(against)}"
        if move.by not in position.by_values:
            yield f"{named(move)} is offered to {position.actor or 'the clock'}"


def _incomplete(position: Position, offered: list[Move], rules: Rules) -> Iterator[str]:
    state = position.state
    known = {use for move in offered for use in _kinds_of_use(state, move, rules)}
    for by in position.by_values:
        tried = (attempts(state, name, by, position.day) for name in position.targets)
        for move in chain(beginnings(state, by, position.day), *tried):
            yield from _misjudged(state, move, known, rules)


def _misjudged(state: Negotiation, move: Move, known: set[Hashable], rules: Rules) -> Iterator[str]:
    """The differences between the verdict on a move and the tables."""
    against, expected = rules.violations(state, move), expected_uses(state, move)
    is_lawful = bool(expected) and not is_objected(state, move, expected)
    done = _in_order(use.effect for use in expected if is_lawful)
    for difference in differences(done, _in_order(rules.effects(state, move))):
        yield f"what {named(move)} does is not what its rows say: {difference}"
    if is_lawful and against:
        yield f"{named(move)} is refused, although a row covers it: {_said(against)}"
    elif not is_lawful and not against:
        yield f"{named(move)} is accepted, although no row covers it"
    elif is_lawful and not known.issuperset(_kinds_of_use(state, move, rules)):
        yield f"{named(move)} is legal, but nothing of its kind is offered"


def _in_order(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    return tuple(sorted(effects, key=lambda effect: (effect.subject, effect.whose)))


def _kinds_of_use(state: Negotiation, move: Move, rules: Rules) -> Iterator[Hashable]:
    """Verb, by, and each effect that has to be offered; for a new subject its kind.

    What a move that makes no subject does to further ones is a consequence, and need not be offered by itself.
    """
    makes_new = any(name not in state.subjects for name in move.subjects)
    for effect in rules.effects(state, move):
        if effect.subject in move.subjects or makes_new:
            is_new = effect.subject not in state.subjects or type(move) is Remark
            yield type(move), move.by, getattr(move, "kind", "") if is_new else effect


# DONE


@law(6)
def every_legal_move_changes_the_state(history: History, rules: Rules) -> Iterator[str]:
    """Every legal move changes what it acts on, as its rows say; a remark and an act are added to the statements."""
    for number, move in enumerate(history.moves):
        before, after = history.states[number : number + 2]
        for reason in _idle(before, move, after, rules.effects(before, move)):
            yield f"{nth(history, number + 1)} {reason}"
    for position in positions(history):
        for move in rules.legal_for(position.actor, position.state, position.day):
            done = rules.effects(position.state, move)
            for reason in _idle(position.state, move, rules.step(position.state, move), done):
                yield f"{position}, {named(move)} {reason}"


def _idle(before: Negotiation, move: Move, after: Negotiation, done: tuple[Effect, ...]) -> Iterator[str]:
    """The effects of a move that are missing in the state after it."""
    if isinstance(move, (Remark, Act)):
        if after.statements[-1:] != (move,):
            yield "is not added to the statements"
        return
    if not done:
        yield "changes no subject"
    for effect in done:
        if before.subjects.get(effect.subject) == after.subjects.get(effect.subject):
            yield f"does not change {effect.subject}"
        statuses = _statuses(after, effect)
        if effect.after not in statuses:
            yield f"leaves {effect.subject} {one_of(statuses)}, and its row leads to {effect.after}"


def _statuses(after: Negotiation, effect: Effect) -> tuple[Status, ...]:
    """The statuses of the part that a move has changed, then and on later days."""
    subject = after.subjects.get(effect.subject)
    part = None if subject is None else subject.parts.get(effect.whose)
    return ("unmade",) if part is None else tuple(dict.fromkeys(phase.status for phase in part.phases()))
