"""Turns of a machine by chance: legal moves, illegal ones to be refused, and days that pass."""

from collections import deque
from datetime import date
from random import Random
from typing import Final

from attrs import evolve

from sim.model.dates import When
from sim.rules.registry import LIFECYCLES
from sim.testing.actions import OpenMoves
from sim.testing.aims import FAULTS, VARIANTS, Aims, NearMiss
from sim.testing.overrides import next_turn
from sim.testing.player import AT_TURNS, LATER, SAME_DAY, TRIES, Played, Player
from sim.testing.turns import MISS, WAIT, Slots, Turn

_WAIT_FOR_TURN: Final = 0.8
"""How often days pass until about the next turn of a subject, where it has one."""
_REMEMBERED: Final = 3
"""The turns ago at the most that an action was legal which has become illegal."""
_ON_NOTHING: Final = 0.1
"""How often an illegal move is on what nobody has made."""
_MADE_AGAIN: Final = 0.1
"""How often it would make what there is already."""


class MachinePlayer(Player):
    """Turns of a machine by chance: the same for the same aims, source and states."""

    def __init__(self, aims: Aims, source: Random) -> None:
        super().__init__(aims, source)
        self._kinds = [kind for kind in LIFECYCLES if kind in aims.generator.kinds]
        self._before = deque[tuple[OpenMoves, date]](maxlen=_REMEMBERED)

    def turn(self, open_moves: OpenMoves, slots: Slots, last: date) -> Played | None:
        """A turn in a state, on the day *last* or later; None if there is none."""
        played = self._turn(open_moves, slots, last)
        self._before.append((open_moves, last))
        return played

    def _turn(self, open_moves: OpenMoves, slots: Slots, last: date) -> Played | None:
        self._change_now_and_then()
        if self._source.random() < self.emphasis.waits:
            waited = self._wait(open_moves, slots, last)
            if waited is not None:
                return waited
        if self._aims.tries and self._source.random() < self.emphasis.misses:
            missed = self._miss(open_moves, slots, last)
            if missed is not None:
                return missed
        return self._legal(open_moves, slots, last)

    def _wait(self, open_moves: OpenMoves, slots: Slots, last: date) -> Played | None:
        """Days that pass, mostly until about the day on which a subject turns."""
        name = self.subject(open_moves, slots)
        turns = next_turn(open_moves.state.subjects.get(name), last) is not None
        number = self._source.choice(AT_TURNS if turns and self._source.random() < _WAIT_FOR_TURN else LATER)
        turn = Turn(slots.slot(name), number, kind=WAIT)
        step = self._aims.wait(open_moves.state, slots, turn, last)
        return None if step is None else (turn, step)

    def _miss(self, open_moves: OpenMoves, slots: Slots, last: date) -> Played | None:
        """An illegal move: on any subject, on what has been touched last more often; or a legal one that is spoilt."""
        for _ in range(TRIES):
            make = self._source.choice((self._legal_turn, self._closed_turn, self._illegal_turn))
            turn = make(open_moves, slots, last)
            fault = self._source.randint(1, len(FAULTS)) if make == self._legal_turn else 0
            moves = () if turn is None else self._aims.attempts(open_moves, slots, turn, last, fault)
            for _ in range(TRIES if moves else 0):
                variant = self._source.randrange(len(moves))
                if turn is not None and self._aims.is_miss(open_moves.state, moves[variant]):
                    numbered = evolve(turn, override=fault * VARIANTS + variant, kind=MISS)
                    return numbered, NearMiss(moves[variant])
        return None

    def _legal_turn(self, open_moves: OpenMoves, slots: Slots, last: date) -> Turn | None:
        played = self._try(open_moves, slots, last)
        return None if played is None else evolve(played[0], named=())

    def _closed_turn(self, open_moves: OpenMoves, slots: Slots, last: date) -> Turn | None:
        """A turn of an action that was legal a few turns ago, and may have become illegal since."""
        if not self._before:
            return None
        before, day = self._source.choice(self._before)
        name = self.subject(before, slots)
        if name not in before.state.subjects:
            return None
        actions = self._actions(before, name)
        for _ in range(TRIES if actions.options else 0):
            action = actions(self._source)
            if before.move(action, name, When.of(day)) is not None:
                return Turn(slots.slot(name), SAME_DAY, self._generator.actions.numbers[action])
        return None

    def _illegal_turn(self, open_moves: OpenMoves, slots: Slots, last: date) -> Turn | None:
        """A turn of an action on a subject as it does not stand: most often one that has just been touched."""
        name = self._touched(open_moves) if self._source.random() >= _ON_NOTHING else slots.free
        subject = open_moves.state.subjects.get(name)
        kind = type(subject) if subject is not None and self._source.random() >= _MADE_AGAIN else None
        if subject is None:
            kind = self._source.choice(self._kinds)
        actions = list(self._generator.actions.of_kind(kind))
        if not actions:
            return None
        action = self._source.choice(actions)
        date_number = self._date(open_moves.state, name, last)
        return Turn(slots.slot(name), date_number, self._generator.actions.numbers[action])

    def _touched(self, open_moves: OpenMoves) -> str:
        """The id of a subject of the kinds of the emphasis, alive or not."""
        names = [name for name in open_moves.state.ids if type(open_moves.state.subjects[name]) in self.emphasis.kinds]
        return self._recent(names or open_moves.state.ids or ("",))
