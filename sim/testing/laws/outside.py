"""The laws as they can be judged from outside: by the moves that a system accepts, and by what it tells after them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from hypothesis.errors import InvalidArgument

from sim.history.history import History
from sim.model.errors import NegsimError
from sim.model.move import Move
from sim.rules.legal_moves import legal_moves
from sim.rules.registry import CREATING_MOVES, LIFECYCLES, lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subjects.statements import Act, Remark
from sim.rules.verdict import violations
from sim.testing.adapter import Adapter, tell_day
from sim.testing.aspects import STATUS, AsOf, Leaves, Told, changes
from sim.testing.laws.attempts import attempts
from sim.testing.laws.positions import AT_ANY_TIME, Position, after, nth, positions, spread
from sim.testing.laws.reordering import followed, newest_first
from sim.testing.laws.system import LegalMoveRefusedError, Refusals, System, make, told_by
from sim.testing.plain import exchanged, named, opposite

# PLAYED


def told_after_each(history: History, system: System) -> list[Told]:
    """What a fresh system tells at the start and after each move."""
    with system.opened() as adapter:
        return list(_played(adapter, history))


def told_after(history: History, system: System, number: int) -> Told:
    """What a fresh system tells that is asked only after so many moves."""
    with system.opened() as adapter:
        play(adapter, history, range(1, number + 1))
        return told_by(adapter)


def _played(adapter: Adapter, history: History) -> Iterator[Told]:
    yield told_by(adapter)
    for number in range(1, len(history.moves) + 1):
        play(adapter, history, (number,))
        yield told_by(adapter)


def play(adapter: Adapter, history: History, numbers: Sequence[int]) -> None:
    """Make moves of a history in a system, each on its day. Raises: LegalMoveRefusedError."""
    for number in numbers:
        tell_day(adapter, history.dates[number - 1].best)
        make(adapter, history.moves[number - 1], nth(history, number))


# THE SAME


def same_state(history: History, system: System) -> Iterator[str]:
    """Where the same moves lead elsewhere when they are made again."""
    first, second = told_after_each(history, system), told_after_each(history, system)
    for number, (before, now) in enumerate(zip(first, second, strict=True)):
        yield from (f"{after(history, number)}, when all is done again, {place}" for place in changes(before, now))


def same_prefix(history: History, system: System) -> Iterator[str]:
    """Where a system that is asked only after so many moves tells something else than one that is asked after each."""
    whole = told_after_each(history, system)
    for number in spread(len(whole), 6):
        first_told = told_after(history, system, number)
        how = f"asked first {after(history, number)}, and not after each move"
        yield from (f"{how}, {place}" for place in changes(whole[number], first_told))


# LEGAL AND ILLEGAL

_MANY: Final = 8
"""The most moves that are tried at one position."""


def refused_moves(history: History, system: System) -> Iterator[str]:
    """The illegal moves that the system does not refuse, and what comes of those that it does."""
    if not system.refusal:
        raise InvalidArgument("this law tries illegal moves; name the exception by which the system refuses: refusal=…")
    undisturbed = _visited(history, system)
    with system.opened() as adapter:
        for position in _visiting(history, adapter):
            for move in _tried(position, system):
                yield from (f"{position}, {reason}" for reason in _let_pass(adapter, move, system.refusal))
        changed = changes(undisturbed, told_by(adapter))
        yield from (f"at the end, with refused moves between the others, {place}" for place in changed)


def _visited(history: History, system: System) -> Told:
    """What the system tells at the end that is asked at the positions."""
    with system.opened() as adapter:
        for _ in _visiting(history, adapter):
            told_by(adapter)
        return told_by(adapter)


def _visiting(history: History, adapter: Adapter) -> Iterator[Position]:
    """The positions, each once the moves up to it are made."""
    made = 0
    for position in _later(history):
        play(adapter, history, range(made + 1, position.number + 1))
        made = position.number
        yield position


def _later(history: History) -> Iterator[Position]:
    """Positions of a history after its first move: before it no day is known."""
    return (position for position in positions(history) if position.number)


def _let_pass(adapter: Adapter, move: Move, refusal: Refusals) -> Iterator[str]:
    """What speaks against how a system takes an illegal move."""
    before = told_by(adapter)
    try:
        adapter.apply(move)
    except refusal:
        yield from (
            f"the refused {named(move)} leaves this behind: {place}" for place in changes(before, told_by(adapter))
        )
    except Exception as error:  # noqa: BLE001 - whatever else it raises is the finding
        yield f"{named(move)} is illegal, but the system does not refuse it: it raises {error!r}"
    else:
        yield f"{named(move)} is illegal, but the system accepts it"


def _tried(position: Position, system: System) -> list[Move]:
    """Illegal moves of the verbs of the history that the system supports."""
    verbs = tuple(dict.fromkeys(type(move) for move in position.history.moves))
    tried = [
        move
        for by in position.by_values
        for name in position.targets
        for move in attempts(position.state, name, by, position.day, verbs)
        if system.supports(move) and violations(position.state, move)
    ]
    return [tried[number] for number in spread(len(tried), _MANY)]


def legal_moves_made(history: History, system: System) -> Iterator[str]:
    """A move that is legal and that the system does not make, by raising LegalMoveRefusedError."""
    told_after(history, system, len(history.moves))
    verbs = {type(move) for move in history.moves}
    for position in _later(history):
        offered = legal_moves(position.state, position.actor, position.day)
        moves = [move for move in offered if type(move) in verbs and system.supports(move)]
        for number in spread(len(moves), _MANY):
            with system.opened() as adapter:
                play(adapter, history, range(1, position.number + 1))
                make(adapter, moves[number], f"{position}, {named(moves[number])}")
    yield from ()


# OTHER PARTIES, ANOTHER ORDER

Turn = Callable[[Leaves], Leaves]


def exchanged_parties(history: History, system: System) -> Iterator[str]:
    """Where a party that does what the other did does not stand where the other stood.

    Nothing is said where that does not hold in the model either, as the parties begin otherwise.
    """
    party_ids = history.start.setting.party_ids
    other = _legal(history.start, [exchanged(move, party_ids) for move in history.moves])

    def turned(leaves: Leaves) -> Leaves:
        return {
            tuple(opposite(name, party_ids) for name in path): opposite(value, party_ids)
            for path, value in leaves.items()
        }

    yield from _apart("with the parties exchanged", history, other, system, turned)


def another_order(history: History, system: System) -> Iterator[str]:
    """Where moves of one day that share no subject lead elsewhere in another order."""
    order = newest_first(
        [
            links | {earlier for earlier in range(number) if history.dates[earlier].best < history.dates[number].best}
            for number, links in enumerate(followed(history))
        ]
    )
    other = _legal(history.start, [history.moves[position] for position in order])
    yield from _apart("with the newest of all free moves of a day first", history, other, system, lambda leaves: leaves)


def _legal(start: Negotiation, moves: Sequence[Move]) -> History | None:
    """The history of these moves; None if the model refuses it."""
    try:
        return History.of(start, moves)
    except NegsimError:
        return None


def _apart(how: str, history: History, other: History | None, system: System, turned: Turn) -> Iterator[str]:
    """The differences between what the two lead to, where the model has none."""
    if other is None or not all(map(system.supports, other.moves)):
        return
    one = told_after(history, system, len(history.moves))
    try:
        two = told_after(other, system, len(other.moves))
    except LegalMoveRefusedError as refused:
        yield f"{how}, {refused}"
    else:
        alike = [aspect for aspect in one if turned(aspect.expected(_end(history))) == aspect.expected(_end(other))]
        for aspect in alike:
            yield from (f"{how}, {place}" for place in aspect.differences(turned(one[aspect]), two[aspect]))


def _end(history: History) -> AsOf:
    day = history.last_day or AT_ANY_TIME.best
    return AsOf(history.states[-1], day, tuple(LIFECYCLES), lambda: history)


# ENDED AND KEPT


def ended_again(history: History, system: System) -> Iterator[str]:
    """What has a status that no row leads out of, and has another one later."""
    ended: Leaves = {}
    for number, each in enumerate(told_after_each(history, system)):
        statuses, state = each[STATUS], history.states[number]
        for path, status in ended.items():
            if statuses.get(path) != status:
                now = statuses.get(path, "no longer there")
                yield f"{after(history, number)}, {', '.join(path)} is {now}, and had ended as {status}"
        ended = {path: status for path, status in statuses.items() if _has_ended(state, path[0], status)}


def _has_ended(state: Negotiation, name: str, status: str) -> bool:
    if name not in state.subjects:
        return False
    lifecycle = lifecycle_of(state.subjects[name])
    return status in lifecycle.statuses and all(row.start != status for row in lifecycle.transitions)


def lost(history: History, system: System) -> Iterator[str]:
    """The subjects that a move has made and the system does not tell, and those that it tells and nobody made.

    Acts it may tell or not.
    """
    course = told_after_each(history, system)
    kept = _ids(course[0])
    known = kept | {name for move in history.moves if isinstance(move, Act) for name in move.subjects}
    for number, each in enumerate(course):
        if number:
            made = _made_by(history.moves[number - 1])
            kept, known = kept | made, known | made
        there = _ids(each)
        yield from (f"{after(history, number)}, {name} is lost" for name in sorted(kept - there))
        yield from (f"{after(history, number)}, {name} is there, and nobody made it" for name in sorted(there - known))


def _ids(each: Told) -> set[str]:
    return {name for name, *_ in each[STATUS]}


def _made_by(move: Move) -> set[str]:
    return set(move.subjects) if type(move) in CREATING_MOVES and not isinstance(move, Remark | Act) else set()
