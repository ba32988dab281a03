"""Turns by chance, aimed at where mistakes are: subjects in play, days on which something ends, all kinds of acts."""

from collections.abc import Container, Hashable, Iterator, Sequence
from datetime import date
from itertools import islice
from random import Random
from typing import Final

from sim.model.dates import When
from sim.model.move import Move
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.testing.actions import Action, OpenMoves
from sim.testing.aims import Aims, Step
from sim.testing.emphasis import Emphasis, WeightedChoice
from sim.testing.overrides import DATE_OFFSETS, NamingOverride, next_turn
from sim.testing.turns import Slots, Turn, day_of

TRIES: Final = 6
"""How often another subject, day or action is tried in place of one that is not legal."""
_DECLARED: Final = 0.3
"""How often what is declared is taken, where moves have made something as well."""
_NEW_WHERE_FEW: Final = 0.4
"""How often something new is made, where fewer are alive than the emphasis has in play."""
_NEWEST: Final = 4
"""The subjects among which one is picked that a move is to name: the newest of those that fit."""
_STRETCH: Final = 1 / 30
"""The chance that the emphasis changes with a turn: long histories have several."""
_PLAIN_DATES: Final = tuple(number for number, each in enumerate(DATE_OFFSETS) if each.form == "{day}")
SAME_DAY: Final = 0
LATER: Final = tuple(number for number in _PLAIN_DATES if not DATE_OFFSETS[number].of_turn and DATE_OFFSETS[number].gap)
AT_TURNS: Final = tuple(number for number in _PLAIN_DATES if DATE_OFFSETS[number].of_turn)
_OPEN: Final = tuple(number for number in range(len(DATE_OFFSETS)) if number not in _PLAIN_DATES)

Played = tuple[Turn, Step]
"""A turn, and what it comes to."""


class Player:
    """Turns by chance: the same for the same aims, source and states."""

    def __init__(self, aims: Aims, source: Random) -> None:
        self._aims, self._source = aims, source
        self._generator = aims.generator
        self._outsiders = frozenset(aims.generator.start.setting.outsiders)
        self._alive: dict[str, tuple[Subject, bool]] = {}
        self._change()

    def _change(self) -> None:
        """Take another emphasis."""
        self.emphasis = Emphasis.by_chance(self._source, self._generator)
        self._weighted = dict[Hashable, WeightedChoice[Action]]()
        self._overrides = dict[type[Move], WeightedChoice[int]]()

    def turn(self, open_moves: OpenMoves, slots: Slots, last: date) -> Played | None:
        """A turn in a state, on the day *last* or later; None if there is none."""
        self._change_now_and_then()
        return self._legal(open_moves, slots, last)

    def _change_now_and_then(self) -> None:
        if self._source.random() < _STRETCH:
            self._change()

    def _legal(self, open_moves: OpenMoves, slots: Slots, last: date) -> Played | None:
        for _ in range(TRIES):
            played = self._try(open_moves, slots, last)
            if played is not None:
                return played
        return self._any(open_moves, slots, last)

    def _try(self, open_moves: OpenMoves, slots: Slots, last: date) -> Played | None:
        name = self.subject(open_moves, slots)
        number = self._date(open_moves.state, name, last)
        when = day_of(open_moves.state, name, number, last)
        actions = self._actions(open_moves, name)
        if when is None or not actions.options:
            return None
        for _ in range(TRIES):
            plain = self._plain(open_moves, slots.slot(name), name, number, actions(self._source), when)
            if plain is not None:
                return self._with_override(open_moves, slots, *plain)
        return None

    def _plain(
        self, open_moves: OpenMoves, slot: int, name: str, number: int, action: Action, when: When
    ) -> tuple[Turn, Move] | None:
        """The turn of an action without optional fields; None if it is not legal, or the system has no word for it."""
        move = open_moves.move(action, name, when)
        if move is None or not self._aims.supports(move):
            return None
        return Turn(slot, number, self._generator.actions.numbers[action]), move

    def _any(self, open_moves: OpenMoves, slots: Slots, last: date) -> Played | None:
        """Any legal turn on the day *last*: the emphasis may leave none."""
        names = [*open_moves.state.ids, slots.free]
        self._source.shuffle(names)
        for name in names:
            actions = [*self._generator.actions.on(open_moves.state.subjects.get(name))]
            self._source.shuffle(actions)
            for action in actions:
                plain = self._plain(open_moves, slots.slot(name), name, SAME_DAY, action, When.of(last))
                if plain is not None:
                    return plain
        return None

    def subject(self, open_moves: OpenMoves, slots: Slots) -> str:
        """The id of a subject that is alive, or the free one: what moves have made comes first, the newest before."""
        made, declared = self._alive_of_emphasis(open_moves)
        if self._is_to_be_new(made, declared):
            return slots.free
        if made and (not declared or self._source.random() >= _DECLARED):
            return self._recent(made)
        return self._source.choice(declared) if declared else slots.free

    def _is_to_be_new(self, made: Sequence[str], declared: Sequence[str]) -> bool:
        if not self._generator.actions.openings:
            return False
        if len(made) >= self.emphasis.in_play:
            return self._source.random() < self.emphasis.fresh
        return not (made or declared) or self._source.random() < _NEW_WHERE_FEW

    def _recent(self, names: Sequence[str]) -> str:
        """One of the names, the last of them most often."""
        return names[-1 - int(self._source.random() ** 2 * len(names))]

    def _alive_of_emphasis(self, open_moves: OpenMoves) -> tuple[list[str], list[str]]:
        """The subjects of the kinds of the emphasis that are alive: those that moves have made, and declared ones."""
        made, declared = list[str](), list[str]()
        start, kinds = self._generator.start.subjects, self.emphasis.kinds
        for name in open_moves.state.ids:
            subject = open_moves.state.subjects[name]
            if type(subject) in kinds and self._is_alive(open_moves, name, subject):
                (declared if name in start else made).append(name)
        return made, declared

    def _is_alive(self, open_moves: OpenMoves, name: str, subject: Subject) -> bool:
        known = self._alive.get(name)
        if known is None or known[0] is not subject:
            known = self._alive[name] = subject, bool(open_moves.verbs_on(name))
        return known[1]

    def _date(self, state: Negotiation, name: str, last: date) -> int:
        """The number of a date: mostly the same day, the days about the next turn of the subject, or later ones."""
        emphasis, source = self.emphasis, self._source
        if self._aims.waits:
            return SAME_DAY
        if source.random() < emphasis.at_turns and next_turn(state.subjects.get(name), last) is not None:
            return source.choice(AT_TURNS)
        if source.random() < emphasis.later:
            return source.choice(LATER)
        if source.random() < emphasis.open_dates:
            return source.choice(_OPEN)
        return SAME_DAY

    def _actions(self, open_moves: OpenMoves, name: str) -> WeightedChoice[Action]:
        """The actions on a subject as it stands, by the emphasis; those that make one, where there is none."""
        subject = open_moves.state.subjects.get(name)
        key = None if subject is None else (type(subject), frozenset(open_moves.verbs_on(name)))
        if key not in self._weighted:
            self._weighted[key] = WeightedChoice(self._making() if key is None else self._acting(*key))
        return self._weighted[key]

    def _making(self) -> Iterator[tuple[Action, float]]:
        actions = self._generator.actions
        for action, weight in actions.of_kind(None).items():
            if actions.kind_made[action] in self.emphasis.kinds:
                yield action, weight * self.emphasis.weight(action, self._outsiders)

    def _acting(self, kind: type[Subject], verbs: Container[type[Move]]) -> Iterator[tuple[Action, float]]:
        for action, weight in self._generator.actions.of_kind(kind).items():
            if action.verb in verbs:
                yield action, weight * self.emphasis.weight(action, self._outsiders)

    def _with_override(self, open_moves: OpenMoves, slots: Slots, turn: Turn, move: Move) -> Played:
        """The turn with optional fields, now and then."""
        if self._source.random() >= self.emphasis.overrides:
            return turn, move
        overrides = self._override_choice(type(move))
        for _ in range(TRIES // 2 if overrides.options else 0):
            number = overrides(self._source)
            option = self._generator.overrides[type(move)].options[number]
            names = self._named(open_moves.state, move, option) if isinstance(option, NamingOverride) else ()
            if names is None:
                continue
            override = option.naming(*names) if isinstance(option, NamingOverride) else option
            if override.suits(open_moves.state, move) and self._aims.supports(override.applied_to(move)):
                named = tuple(slots.slot(name) for name in names)
                return Turn(turn.slot, turn.date, turn.action, number, named), override.applied_to(move)
        return turn, move

    def _override_choice(self, verb: type[Move]) -> WeightedChoice[int]:
        if verb not in self._overrides:
            choices, fields = self._generator.overrides[verb], self.emphasis.fields
            numbered = enumerate(zip(choices.options, choices.weights, strict=True))
            self._overrides[verb] = WeightedChoice(
                (number, weight * fields[option.about]) for number, (option, weight) in numbered
            )
        return self._overrides[verb]

    def _named(self, state: Negotiation, move: Move, option: NamingOverride) -> tuple[str, ...] | None:
        """The subjects that an override names, of those that fit; None if too few do."""
        fits = (
            name for name in reversed(state.ids) if name not in move.subjects and option.fits_name(state, move, name)
        )
        fit = [*islice(fits, _NEWEST)][::-1]
        if len(fit) < option.count:
            return None
        names = list[str]()
        while len(names) < option.count:
            name = self._recent(fit)
            fit.remove(name)
            names.append(name)
        return tuple(names)
