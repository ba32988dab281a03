"""Histories made move by move, each of them legal.

A move is four picks: its date, its subject by name, the action (verb, kind, actor) and the override (optional fields).
What is not legal now is left out of the options. What picks is an argument: hypothesis in `sim.testing.strategies`, a
`random.Random` in `at_random`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, count, islice, product
from math import gcd
from random import Random
from string import ascii_lowercase
from typing import Final, Protocol, TypeVar

from attrs import frozen

from sim.history.history import History
from sim.history.replay import Trace
from sim.model.dates import When
from sim.model.move import Move
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.testing.actions import FIRST_DAY, ActionTable, OpenMoves
from sim.testing.overrides import DATE_OFFSETS, OverrideChoices
from sim.testing.story import START

Option = TypeVar("Option")


class Pick(Protocol):
    """A choice of one of the options for which the test holds; None if none is chosen."""

    def __call__(self, options: Sequence[Option], fits: Callable[[Option], bool], /) -> Option | None: ...  # noqa: D102


NO_SUBJECT: Final = ""
"""The name of no subject."""

SUBJECTS_IN_PLAY: Final = 4
"""Subjects in play at once beside the declared ones: few, so that each of them sees many moves."""

Focus = tuple[frozenset[type[Subject]], int]
"""What histories are about: the kinds of subjects, and how many of these are in play at once."""


_EMPHASIS: Final = 8
"""Further copies of what moves have made among the names to pick from, where one subject is in play at once."""


@frozen(cache_hash=True)
class NameChoice:
    """A name to pick; `is_made`: only once a move has made a subject of that name."""

    name: str
    is_made: bool = False

    def fits(self, state: Negotiation) -> bool:
        """Whether it can be picked in a state."""
        return not self.is_made or self.name in state.subjects


class MoveGenerator:
    """The legal moves of histories that begin in a state: with some of the verbs, on some kinds of subjects.

    About as many subjects as are *in play* are alive at once, beside the declared ones.
    """

    def __init__(
        self,
        start: Negotiation = START,
        verbs: Iterable[type[Move]] = tuple(MOVES_BY_VERB.values()),
        kinds: Iterable[type[Subject]] = tuple(LIFECYCLES),
        in_play: int = SUBJECTS_IN_PLAY,
    ) -> None:
        self.start, self.actions = start, ActionTable(start, verbs, kinds)
        self.verbs, self.kinds = self.actions.verbs, self.actions.kinds
        self.overrides = {verb: OverrideChoices(verb, start.setting) for verb in self.verbs}
        self._in_play = in_play
        self._narrower = dict[Focus, MoveGenerator]()
        self._untaken = (name for name in _letters() if name not in start.subjects)
        self._pool: list[str] = []
        self._by_count = dict[int, tuple[NameChoice, ...]]()

    def about(self, focus: Focus) -> "MoveGenerator":
        """The generator of such histories with a focus; this one where nothing could be made."""
        if focus not in self._narrower:
            kinds, in_play = focus
            narrower = MoveGenerator(self.start, self.verbs, self.kinds.intersection(kinds), in_play)
            self._narrower[focus] = narrower if narrower.actions.openings else self
        return self._narrower[focus]

    def can_continue(self, state: Negotiation, when: When) -> bool:
        """Whether anything may happen on that day."""
        return bool(self.actions.openings) or self._any_is_open(OpenMoves(self.actions, state), state, when)

    def _any_is_open(self, open_moves: OpenMoves, state: Negotiation, when: When) -> bool:
        return bool(self.actions.openings) or any(open_moves.any_on(name, when) for name in state.ids)

    def next_move(self, state: Negotiation, last: date, pick: Pick) -> Move | None:
        """A legal move, on the day *last* or later; None if a pick comes to none.

        It takes four picks in any case.
        """
        open_moves = OpenMoves(self.actions, state)
        names = self._names(state, open_moves)
        offset = pick(
            DATE_OFFSETS,
            lambda gap: gap.is_possible_after(last) and self._any_is_open(open_moves, state, gap.after(last)),
        )
        when = (offset or DATE_OFFSETS[0]).after(last)
        choice = pick(self._choices(names), lambda choice: choice.fits(state) and open_moves.any_on(choice.name, when))
        name = choice.name if choice else NO_SUBJECT
        actions = self.actions.on(state.subjects.get(name)) if name else ()
        action = pick(actions, lambda action: open_moves.move(action, name, when) is not None)
        move = open_moves.move(action, name, when) if action else None
        overrides = self.overrides[type(move)].among(names) if move else ()
        override = pick(overrides, _once(lambda override: move is not None and override.suits(state, move)))
        return override.applied_to(move) if move and override and offset else None

    def _choices(self, names: tuple[str, ...]) -> "tuple[NameChoice, ...]":
        """The names, with further copies of those that moves can have made."""
        if len(names) not in self._by_count:
            copies = ([NameChoice(name), *self._further(name)] for name in names)
            self._by_count[len(names)] = tuple(chain.from_iterable(copies))
        return self._by_count[len(names)]

    def _further(self, name: str) -> "list[NameChoice]":
        copies = 0 if name in self.start.subjects else _EMPHASIS // self._in_play
        return [NameChoice(name, is_made=True)] * copies

    def names(self, state: Negotiation) -> tuple[str, ...]:
        """The names in play: declared ones, those that moves have made, and at least one that is free."""
        return self._names(state, OpenMoves(self.actions, state))

    def _names(self, state: Negotiation, open_moves: OpenMoves) -> tuple[str, ...]:
        made = [name for name in state.order if name not in self.start.subjects]
        ended = sum(not open_moves.verbs_on(name) for name in made)
        return (*self.start.ids, *self._first_names(max(self._in_play + ended, len(made) + 1)))

    def _first_names(self, count: int) -> list[str]:
        self._pool.extend(islice(self._untaken, max(count - len(self._pool), 0)))
        return self._pool[:count]


def _once(test: Callable[[Option], bool]) -> Callable[[Option], bool]:
    """The same test, which asks but once about each option: some stand among the options several times."""
    return cache(test)


def last_day(state: Negotiation) -> date:
    """The best date of the last move that led to the state; `FIRST_DAY` if there is none."""
    trails = (*(subject.trail for subject in state.subjects.values()), state.said)
    return max((move.date.best for trail in trails for move in islice(trail, 1)), default=FIRST_DAY)


def at_random(seed: int, turns: int, generator: MoveGenerator | None = None) -> History:
    """A random history of so many moves; the same for the same seed."""
    return generate_history(generator or MoveGenerator(), turns, random_pick(Random(seed)))  # noqa: S311 - a test, not a secret


def generate_history(generator: MoveGenerator, turns: int, pick: Pick) -> History:
    """A history of so many moves; of fewer if no move is legal any more."""
    trace, day = Trace.of(generator.start), last_day(generator.start)
    while len(trace.moves) < turns and generator.can_continue(trace.states[-1], When.of(day)):
        move = generator.next_move(trace.states[-1], day, pick)
        assert move is not None
        trace.step(move)
        day = move.date.best
    return History.of_trace(trace)


def random_pick(source: Random) -> Pick:
    """A pick in which options that fit have about the same chance."""

    def pick(options: Sequence[Option], fits: Callable[[Option], bool], /) -> Option | None:
        there = from_there_on(options, source.randrange(len(options) or 1))
        return next((option for option in there if fits(option)), None)

    return pick


def from_there_on(options: Sequence[Option], number: int) -> Iterator[Option]:
    """All the options, the one of that number first, and then in leaps that differ by the number.

    So of options that fit none is met first much more often than others, though neighbours often fit alike.
    """
    count = len(options)
    leaps = _leaps(count)
    leap = leaps[number * 7 % len(leaps)]
    for _ in range(count):
        yield options[number]
        number = (number + leap) % count


@cache
def _leaps(count: int) -> tuple[int, ...]:
    """The leaps by which so many options are all reached."""
    return tuple(leap for leap in range(1, count + 1) if gcd(leap, count) == 1)


def _letters() -> Iterator[str]:
    """The names a, b, …, z, aa, ab and so on."""
    return ("".join(letters) for length in count(1) for letters in product(ascii_lowercase, repeat=length))
