"""Moves replayed into a state: each is put to the law, and what its verdict says is done.

`step` takes one move, `replay` many and stops at the first that the law refuses, `audit` passes over it.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from attrs import define, field, frozen
from rpds import HashTrieMap, List

from sim.model.errors import IllegalMoveError
from sim.model.move import Move
from sim.rules.legal_moves import legal_moves_on
from sim.rules.registry import CREATING_MOVES
from sim.rules.state import Negotiation
from sim.rules.subject import StateLike, Subject
from sim.rules.subjects import statements
from sim.rules.subjects.proposals import Propose
from sim.rules.verdict import Effect, Refusal, Rulings, effects_of, judge, rulings_by_table

_STATEMENTS = statements.LIFECYCLE.creating_moves


def step(state: Negotiation, move: Move) -> Negotiation:
    """The state after *move*.

    Raises: IllegalMoveError, with every reason and the way out, if `violations` has any.
    """
    return after(state, move, ruled(state, move))


def ruled(state: StateLike, move: Move) -> Rulings:
    """The rulings on a legal *move*. Raises: IllegalMoveError if the law refuses it."""
    verdict = judge(state, move)
    if isinstance(verdict, Refusal):
        raise illegal_move(verdict)
    return verdict


def illegal_move(refusal: Refusal) -> IllegalMoveError:
    """The error that a refused move raises: every reason, and what else its maker could do with the subject."""
    return IllegalMoveError(refusal.move, refusal.violations, _alternatives(refusal.state, refusal.move))


def _alternatives(state: StateLike, move: Move) -> tuple[str, ...]:
    """The other verbs that who makes the move may use on its subject."""
    if type(move) in CREATING_MOVES or len(move.subjects) != 1 or move.subject not in state.subjects:
        return ()
    if move.by not in (*state.setting.actors, None):
        return ()
    others = legal_moves_on(state, move.subject, move.by, move.date)
    verbs = (other.verb for other in others if other.by == move.by and other.subject == move.subject)
    return tuple(dict.fromkeys(verb for verb in verbs if verb != move.verb))


def after(state: Negotiation, move: Move, rulings: Rulings) -> Negotiation:
    """The state after a legal move, from the rulings on it."""
    subjects, order, said = state.subjects, state.order, state.said
    for name, before, subject, _ in rulings:
        if subject is not None:
            subjects = subjects.insert(name, subject)
            if before is None:
                order = order.push_front(name)
    if type(move) in _STATEMENTS:
        said = said.push_front(move)
    countered_by = state.countered_by
    if type(move) is Propose and move.counters:
        for name in move.counters:
            countered_by = countered_by.insert(name, (*countered_by.get(name, ()), move.subject))
    return Negotiation(state.setting, subjects, order, said, state.version + 1, countered_by)


def reduce(state: Negotiation, move: Move) -> Negotiation:
    """The state that the transitions of *move* lead to; what stands beside the tables is not looked at.

    Raises: IllegalMoveError if there is no transition.
    """
    rulings = rulings_by_table(state, move)
    if not rulings:
        raise illegal_move(Refusal(state, move))
    return after(state, move, rulings)


class Draft:
    """A state under construction, for many moves at once: plain dicts, frozen at the end into the same state."""

    def __init__(self, state: Negotiation) -> None:
        self.setting = state.setting
        self.subjects: dict[str, Subject] = {name: state.subjects[name] for name in state.ids}
        self.said = list(state.statements)
        self.countered_by: dict[str, tuple[str, ...]] = dict(state.countered_by)
        self.version = state.version

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all subjects, in order of creation."""
        return tuple(self.subjects)

    def step(self, move: Move) -> None:
        """Make *move*. Raises: IllegalMoveError, and nothing has changed."""
        self.replay((move,))

    def replay(self, moves: Iterable[Move]) -> None:
        """Make the *moves* in order.

        Raises: IllegalMoveError at the first that the law refuses; those before it stand.
        """
        take = self.take
        for move in moves:
            verdict = judge(self, move)
            if type(verdict) is Refusal:
                raise illegal_move(verdict)
            take(move, verdict)

    def take(self, move: Move, rulings: Rulings) -> None:
        """Do what a legal move does, from the rulings on it."""
        subjects = self.subjects
        for name, _, subject, _ in rulings:
            if subject is not None:
                subjects[name] = subject
        if rulings[0][1] is None:
            self._note_new(move)
        self.version += 1

    def _note_new(self, move: Move) -> None:
        """Note a statement, and what a new proposal counters."""
        if type(move) in _STATEMENTS:
            self.said.append(move)
        elif type(move) is Propose:
            for name in move.counters:
                self.countered_by[name] = (*self.countered_by.get(name, ()), move.subject)

    def frozen(self) -> Negotiation:
        """The state as it stands now."""
        order, said = List(self.ids[::-1]), List(self.said[::-1])
        countered_by = HashTrieMap.convert(self.countered_by)
        return Negotiation(self.setting, HashTrieMap.convert(self.subjects), order, said, self.version, countered_by)


@define
class Trace:
    """A replay that keeps its moves, the state before the first and after each, and the rulings on each."""

    states: list[Negotiation]
    moves: list[Move] = field(factory=list)
    rulings: list[Rulings] = field(factory=list)

    @classmethod
    def of(cls, start: Negotiation, moves: Iterable[Move] = ()) -> "Trace":
        """The trace of these moves. Raises: IllegalMoveError at the first that the law refuses."""
        trace = cls([start])
        for move in moves:
            trace.step(move)
        return trace

    def step(self, move: Move) -> None:
        """Make *move*. Raises: IllegalMoveError, and nothing has changed."""
        self.take(move, ruled(self.states[-1], move))

    def take(self, move: Move, rulings: Rulings) -> None:
        """Make a legal move, from the rulings on it."""
        self.states.append(after(self.states[-1], move, rulings))
        self.moves.append(move)
        self.rulings.append(rulings)

    def before(self, count: int) -> "Trace":
        """The replay of the first *count* moves, to go on from."""
        return Trace(self.states[: count + 1], self.moves[:count], self.rulings[:count])

    def touched(self, position: int) -> tuple[str, ...]:
        """The ids of the subjects that the move at a position (from 0) made or acted on."""
        return touched_by(self.rulings[position])

    def effects(self, position: int) -> tuple[Effect, ...]:
        """The effects of the move at a position (from 0)."""
        return effects_of(self.rulings[position], self.moves[position], self.states[0].setting)


def touched_by(rulings: Rulings) -> tuple[str, ...]:
    """The ids of the subjects that a move made or acted on, from the rulings on it."""
    return tuple(name for name, _, after, _ in rulings if after is not None)


class TraceEffects(Sequence[tuple[Effect, ...]]):
    """The effects of each move of a replay; compared, shown and pickled as a tuple.

    They are worked out when one is first asked for: who only reads a file has no use for them.
    """

    def __init__(self, trace: Trace) -> None:
        self._ruled: tuple[tuple[Rulings, Move], ...] = tuple(zip(trace.rulings, trace.moves, strict=True))
        self._setting = trace.states[0].setting

    @cached_property
    def _effects(self) -> tuple[tuple[Effect, ...], ...]:
        effects = tuple(effects_of(rulings, move, self._setting) for rulings, move in self._ruled)
        self._ruled = ()
        return effects

    def __len__(self) -> int:
        return len(self._effects)

    def __getitem__(self, position: Any) -> Any:
        return self._effects[position]

    def __eq__(self, other: object) -> bool:
        return self._effects == (other._effects if isinstance(other, TraceEffects) else other)

    def __hash__(self) -> int:
        return hash(self._effects)

    def __repr__(self) -> str:
        return repr(self._effects)

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._effects,)


def replay(start: Negotiation, moves: Iterable[Move]) -> Negotiation:
    """The state after all *moves*. Raises: IllegalMoveError at the first that the law refuses."""
    draft = Draft(start)
    draft.replay(moves)
    return draft.frozen()


@frozen
class Audit:
    """A record that may break the rules: the moves that stand, the state they lead to, and every refusal."""

    moves: tuple[Move, ...]
    state: Negotiation
    refusals: tuple[IllegalMoveError, ...]


def audit(start: Negotiation, moves: Iterable[Move]) -> Audit:
    """The moves that stand when each one that the law refuses is passed over, and the refusals."""
    draft, kept, refusals = Draft(start), list[Move](), list[IllegalMoveError]()
    for move in moves:
        try:
            draft.step(move)
        except IllegalMoveError as error:
            refusals.append(error)
        else:
            kept.append(move)
    return Audit(tuple(kept), draft.frozen(), tuple(refusals))
