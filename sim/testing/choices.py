"""Choices by hypothesis: picks for a generator, and the candidates among which a machine chooses a move.

Each is a choice by name, so that a history shrinks to the moves that matter.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

from attrs import evolve
from hypothesis import strategies as st

from sim.model.dates import When
from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.rules.verdict import is_legal
from sim.testing.actions import Action, OpenMoves
from sim.testing.generator import MoveGenerator, Option, Pick, from_there_on
from sim.testing.near_misses import NEAR_MISSES, refused

# PICKS


def drawn_pick(draw: st.DrawFn) -> Pick:
    """A pick by hypothesis that names an option, in one choice; where that does not fit, another one that does."""

    def pick(options: Sequence[Option], fits: Callable[[Option], bool], /) -> Option | None:
        named = draw(_number_below(max(len(options), 1)))
        return next((option for option in from_there_on(options, named) if fits(option)), None)

    return pick


def named_pick(draw: st.DrawFn) -> Pick:
    """A pick by hypothesis that names an option, in one choice, and comes to none where that one does not fit.

    While a history shrinks, what hung on a move that is left out so falls with it.
    """

    def pick(options: Sequence[Option], fits: Callable[[Option], bool], /) -> Option | None:
        named = draw(_number_below(max(len(options), 1)))
        return options[named] if options and fits(options[named]) else None

    return pick


@lru_cache(4096)
def _number_below(count: int) -> st.SearchStrategy[int]:
    """The numbers from 0 up to *count*; kept, for to make a strategy costs more than to draw from it."""
    return st.integers(0, count - 1)


# CANDIDATES


class Candidates:
    """The moves that can be made in a state on a day, of those of the generator that the system supports.

    The newest subject comes first, so that the rest keep their meaning when moves before them are left out; and each
    pick is one choice where it can be, for hypothesis leaves out short runs of choices. So failures shrink.
    """

    def __init__(self, generator: MoveGenerator, supports: Callable[[Move], bool], faults: Collection[str]) -> None:
        self._generator, self._supports, self._faults = generator, supports, tuple(faults)
        self._actions: dict[type, dict[type[Move], tuple[Action, ...]]] = {}

    def update(self, state: Negotiation, day: date) -> None:
        """Look at another state, on another day."""
        self._state, self._when = state, When.of(day)
        self._free = next(name for name in self._generator.names(state) if name not in state.subjects)
        self._open = OpenMoves(self._generator.actions, state)
        self._names = (self._free, *reversed(state.ids))
        self._basic: dict[type[Move], tuple[Move, ...]] = {}

    def basic(self, verb: type[Move]) -> tuple[Move, ...]:
        """The legal moves of that verb, without optional fields."""
        if verb not in self._basic:
            self._basic[verb] = tuple(self._all_basic(verb))
        return self._basic[verb]

    def legal(self, verb: type[Move], draw: st.DrawFn) -> Move:
        """A legal move of that verb, some with optional fields."""
        move = draw(_one_of(self.basic(verb)))
        overrides = self._generator.overrides[verb].among(self._names)
        suits = cache(lambda override: override.suits(self._state, move) and self._supports(override.applied_to(move)))
        override = drawn_pick(draw)(overrides, suits)
        return override.applied_to(move) if override else move

    def illegal(self, draw: st.DrawFn) -> Move:
        """An illegal move: an action for another subject, say, or a legal one that is spoilt in one thing."""
        name = draw(_one_of(tuple(name for name in self._names if any(self.near_misses(name)))))
        return draw(_one_of(tuple(dict.fromkeys((*self.near_misses(name), *self._spoilt(name))))))

    def _spoilt(self, name: str) -> Iterator[Move]:
        """The near misses of the first legal move on a subject."""
        legal = (
            self._open.move(action, name, self._when) for group in self._actions_on(name).values() for action in group
        )
        first = next((move for move in legal if move is not None), None)
        if first is not None:
            for fault in self._faults:
                spoilt = refused(self._state, NEAR_MISSES[fault](self._generator, self._state, first))
                yield from (move for move in spoilt if self._supports(move))

    def near_misses(self, *names: str) -> Iterator[Move]:
        """The illegal moves on the subjects of these names; without names, on any."""
        groups = (group for name in self._names for group in self._actions_on(name).values())
        actions = tuple(dict.fromkeys(action for group in groups for action in group))
        attempts = (self._attempt(name, action) for name in names or self._names for action in actions)
        return (move for move in attempts if self._supports(move) and not is_legal(self._state, move))

    def _all_basic(self, verb: type[Move]) -> Iterator[Move]:
        for name in self._names:
            for action in self._actions_on(name).get(verb, ()):
                move = self._open.move(action, name, self._when)
                if move is not None and self._supports(move):
                    yield move

    def _attempt(self, name: str, action: Action) -> Move:
        """The move for an action, legal or not."""
        makes = action in self._actions_on(self._free).get(action.verb, ())
        made = self._open.move(action, self._free, self._when) if makes else None
        return action.on(name, self._when) if made is None else evolve(made, subject=name)

    def _actions_on(self, name: str) -> dict[type[Move], tuple[Action, ...]]:
        """The actions under a name, by verb."""
        subject = self._state.subjects.get(name)
        if type(subject) not in self._actions:
            actions = dict.fromkeys(self._generator.actions.on(subject))
            by_verb = {
                action.verb: tuple(other for other in actions if other.verb is action.verb) for action in actions
            }
            self._actions[type(subject)] = by_verb
        return self._actions[type(subject)]


def _one_of(options: tuple[Option, ...]) -> st.SearchStrategy[Option]:
    return st.integers(0, len(options) - 1).map(options.__getitem__)


@st.composite
def legal_moves(draw: st.DrawFn, verb: type[Move]) -> Move:
    """The legal moves of a verb, in the present state of the machine that draws."""
    return _candidates(draw).legal(verb, draw)


@st.composite
def illegal_moves(draw: st.DrawFn) -> Move:
    """Illegal moves, in the present state of the machine that draws."""
    return _candidates(draw).illegal(draw)


def _candidates(draw: st.DrawFn) -> Candidates:
    candidates: Candidates = draw(st.runner()).candidates
    return candidates
