"""Turns by hypothesis: picked by chance, and told to it as numbers, so that a failing history shrinks by its names.

A history begins with a seed. From any but 0 a player picks all turns, and each of their numbers is told to hypothesis
as a choice of one. With the seed 0 hypothesis chooses the numbers itself. So the first step of shrinking, to the seed
0, gives the same history again, of which every number can then be lowered and every turn left out.
"""

from datetime import date
from functools import lru_cache
from math import inf
from random import Random
from typing import Final

from hypothesis import assume, strategies as st

from sim.history.history import History
from sim.history.replay import Trace
from sim.model.dates import When
from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.testing import coverage
from sim.testing.actions import OpenMoves
from sim.testing.aims import Aims, Step
from sim.testing.machine_player import MachinePlayer
from sim.testing.overrides import NamingOverride
from sim.testing.player import Player
from sim.testing.turns import ALIKE, MAKE, MoveGenerator, Slots, Turn, last_day

SEEDS: Final = st.integers(-(2**22), 2**22)
"""So few that hypothesis draws each as often as any other. 0, to which they shrink, is at no end: these come more."""
_NUMBERS: Final = st.integers(0, 2**22 - 1)
"""What a number may be, whatever it names: one that is too high names nothing."""
STOP, SKIP, FIRST = 0, 1, 2
"""What the first number of a turn says: no more, not this time; from `FIRST` on it names kind, slot and action."""
_ACTIONS, _KINDS, _DATES = 512, 4, 16
"""By these the first number of a turn is told apart into slot, kind and action, the second into override and date.

The action comes last: hypothesis tries the numbers one and two below, and these are to be the actions before.

There are so few numbers, as hypothesis spends more time on one than the law on a move.
"""


@lru_cache(16_384)
def _just(number: int) -> st.SearchStrategy[int]:
    """A number, as a choice of one; kept, for to make a strategy costs more than to draw from it."""
    return st.integers(number, number)


class Choices:
    """The choices of a history: from any *seed* but 0 chance picks them and tells hypothesis, from 0 on it chooses."""

    def __init__(self, draw: st.DrawFn, seed: int) -> None:
        self._draw = draw
        self.source = Random(2**32 + seed) if seed else None  # noqa: S311 - a test, not a secret

    def tell(self, *numbers: int) -> None:
        """Tell hypothesis of numbers that chance has picked."""
        for number in numbers:
            self._draw(_just(number))

    def choose(self) -> int:
        """A number that hypothesis chooses."""
        return self._draw(_NUMBERS)

    def slots(self, generator: MoveGenerator) -> Slots:
        """The slots of a history, whose names differ in little now and then."""
        if self.source is None:
            return Slots(generator.start, alike=self.choose() == 1)
        alike = self.source.random() < ALIKE
        self.tell(int(alike))
        return Slots(generator.start, alike=alike)

    def turn(self, generator: MoveGenerator, first: int) -> Turn:
        """The turn that begins with that number, the rest of it chosen by hypothesis."""
        rest, number = divmod(first - FIRST, _ACTIONS)
        rest, has_more = divmod(rest, 2)
        slot, kind = divmod(rest, _KINDS)
        override, date = divmod(self.choose() if has_more else 0, _DATES)
        action = generator.actions.action(number) if kind == MAKE else None
        option = None if action is None else generator.overrides[action.verb].option(override)
        count = option.count if isinstance(option, NamingOverride) else 0
        return Turn(slot, date, number, override, tuple(self.choose() for _ in range(count)), kind)


def numbers_of(turn: Turn) -> tuple[int, ...]:
    """The numbers of a turn, in the order in which they are chosen."""
    first = FIRST + (turn.slot * _KINDS + turn.kind) * 2 * _ACTIONS + turn.action
    if turn.override or turn.date:
        return (first + _ACTIONS, turn.override * _DATES + turn.date, *turn.named)
    return (first,)


# TURNS


_MISFITS: Final = 60
"""So many turns that come to nothing end a history: they are few but where hypothesis chooses numbers at random."""


class DrawnTurns:
    """The turns of a history, one after the other.

    Where chance picks them, they end after *length*. The *aims* say what they may be.
    """

    def __init__(self, choices: Choices, aims: Aims, length: float = inf) -> None:
        self._choices, self._aims, self._left = choices, aims, length
        self._slots = choices.slots(aims.generator)
        make = MachinePlayer if aims.waits else Player
        self._player = None if choices.source is None else make(aims, choices.source)
        self.has_more, self._misfits, self._slot = True, 0, 0

    def next(self, open_moves: OpenMoves, last: date) -> Step | None:
        """The step of the next turn, on the day *last* or later; None if it comes to none, or if there is no more."""
        return self._chosen(open_moves, last) if self._player is None else self._played(self._player, open_moves, last)

    def _played(self, player: Player, open_moves: OpenMoves, last: date) -> Step | None:
        self._left -= 1
        played = player.turn(open_moves, self._slots, last) if self._left >= 0 else None
        if played is None:
            self.has_more = False
            self._choices.tell(STOP)
            return None
        turn, step = played
        self._choices.tell(*numbers_of(turn))
        self._slot = turn.slot
        return step

    def _chosen(self, open_moves: OpenMoves, last: date) -> Step | None:
        first = self._choices.choose()
        self.has_more = first != STOP and self._misfits < _MISFITS
        if first in (STOP, SKIP):
            return None
        turn = self._choices.turn(self._aims.generator, first)
        self._slot = turn.slot
        step = self._aims.step(open_moves, self._slots, turn, last)
        self._misfits += step is None
        return step

    def plainest(self, state: Negotiation, last: date) -> Move | None:
        """The first legal move of all on the day *last*, without optional fields."""
        generator = self._aims.generator
        open_moves = OpenMoves(generator.actions, state)
        for name in (self._slots.free, *state.ids):
            for action in generator.actions.on(state.subjects.get(name)):
                move = open_moves.move(action, name, When.of(last))
                if move is not None:
                    self._slot = self._slots.slot(name)
                    return move
        return None

    def note(self, state: Negotiation) -> None:
        """Note the state after the last turn: it may have made the subject of its slot."""
        self._slots.take(self._slot, state)


_PACES: Final = (5, 15, 40)
"""Moves in a history on average: most are short, that many be tried, some long, for what takes long."""
_LONGEST: Final = 250


def _length(source: Random | None, least: int, most: int | None) -> int:
    """The length of a history that chance picks."""
    if source is None:
        return 0
    length = least + int(source.expovariate(1 / source.choice(_PACES)))
    return min(length, max(least, _LONGEST) if most is None else most)


def drawn_history(draw: st.DrawFn, generator: MoveGenerator, least: int, most: int | None) -> History:
    """A history of a generator, of so many moves; of fewer than *least* where no more can be made.

    What chance picks is drawn as the one element of a list without twins. In such lists hypothesis leaves out the tries
    to put one value in place of another, which come to the same history again, and cost a fifth of the time.
    """
    seed = draw(SEEDS)
    if not seed:
        return _history_of(draw, 0, generator, least, most)
    told = _told_histories(seed, generator, least, most)
    (history,) = draw(st.lists(told, min_size=1, max_size=1, unique_by=id))
    return history


@st.composite
def _told_histories(draw: st.DrawFn, seed: int, generator: MoveGenerator, least: int, most: int | None) -> History:
    """The one history that chance picks from a seed, told to hypothesis."""
    return _history_of(draw, seed, generator, least, most)


def _history_of(draw: st.DrawFn, seed: int, generator: MoveGenerator, least: int, most: int | None) -> History:
    choices, trace, day = Choices(draw, seed), Trace.of(generator.start), last_day(generator.start)
    turns = DrawnTurns(choices, Aims(generator), _length(choices.source, least, most))
    while turns.has_more and (most is None or len(trace.moves) < most):
        move = turns.next(OpenMoves(generator.actions, trace.states[-1]), day)
        if isinstance(move, Move):
            trace.step(move)
            turns.note(trace.states[-1])
            day = move.date.best
    while len(trace.moves) < least:
        plainest = turns.plainest(trace.states[-1], day)
        if plainest is None:
            break
        trace.step(plainest)
        turns.note(trace.states[-1])
    coverage.record(trace)
    return History.of_trace(trace)


def drawn_move(draw: st.DrawFn, generator: MoveGenerator) -> Move:
    """A legal move in the first state of a generator; where there is none, the example is thrown away."""
    history = drawn_history(draw, generator, 1, 1)
    assume(bool(history.moves))
    return history.moves[0]
