"""The legal moves of generated histories, each of them named by a few numbers.

A `Turn` names a move by its subject, its date, its action (verb, kind, actor) and its override (optional fields), each
by a place in a list that hardly depends on what has happened. So a turn keeps its meaning when turns before it are left
out, and one that has lost what it hung on comes to nothing. What picks turns by chance is in `sim.testing.player`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count, islice, product
from string import ascii_lowercase
from typing import Final

from attrs import evolve, frozen

from sim.model.dates import When
from sim.model.move import Move
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.testing.actions import FIRST_DAY, ActionTable, OpenMoves
from sim.testing.arguments.checks import checked
from sim.testing.arguments.lists import classes_of_moves, classes_of_subjects
from sim.testing.arguments.values import A_STATE, instance
from sim.testing.overrides import DATE_OFFSETS, FieldOverrides, NamingOverride, OverrideChoices, next_turn
from sim.testing.story import START

MAKE, MISS, WAIT = 0, 1, 2
"""What a turn does: it makes a legal move, tries an illegal one, or lets days pass."""


@frozen
class Turn:
    """A move by numbers: the slot of its subject, and the places of date, action and override in their lists.

    `named` has the slots of the subjects that the override names. Of a near miss `override` is the fault.
    """

    slot: int
    date: int = 0
    action: int = 0
    override: int = 0
    named: tuple[int, ...] = ()
    kind: int = MAKE


class Slots:
    """The subjects of a history by number: those of its start first, then those that turns make, each its own slot.

    What a turn makes is called by the order in which it was made, whatever its slot. So no name tells of what was left
    out. With `alike` the names are such as differ in little: `a`, `A`, `aa`, `a-a`, `b` and so on.
    """

    def __init__(self, start: Negotiation, *, alike: bool = False) -> None:
        self._ids = dict(enumerate(start.ids))
        self._slots = {name: slot for slot, name in self._ids.items()}
        self._names = _names_alike() if alike else _letters()
        self._next, self.free = len(self._ids), ""
        self._find_free(start)

    def name(self, slot: int) -> str:
        """The id of the subject in a slot; the one that is free, where there is no subject yet."""
        return self._ids.get(slot, self.free)

    def slot(self, name: str) -> int:
        """The slot of a subject; for the id that is free, the next slot."""
        return self._slots.get(name, self._next)

    def names(self) -> tuple[str, ...]:
        """The ids by slot, and the free one in each slot that has no subject, and at the end."""
        return tuple(self.name(slot) for slot in range(self._next + 1))

    def take(self, slot: int, state: Negotiation) -> None:
        """Give the slot to the subject of the free id, if the last turn has made it."""
        if self.free in state.subjects:
            self._ids[slot], self._slots[self.free] = self.free, slot
            self._next = max(self._next, slot + 1)
            self._find_free(state)

    def _find_free(self, state: Negotiation) -> None:
        self.free = next(name for name in self._names if name not in state.subjects)


class MoveGenerator:
    """The legal moves of histories that begin in a state: with some of the verbs, on some kinds of subjects."""

    @checked(instance("start", Negotiation, A_STATE), classes_of_moves("verbs"), classes_of_subjects("kinds"))
    def __init__(
        self,
        start: Negotiation = START,
        verbs: Iterable[type[Move]] = tuple(MOVES_BY_VERB.values()),
        kinds: Iterable[type[Subject]] = tuple(LIFECYCLES),
    ) -> None:
        self.start, self.actions = start, ActionTable(start, verbs, kinds)
        self.verbs, self.kinds = self.actions.verbs, self.actions.kinds
        self.overrides = {verb: OverrideChoices(verb, start.setting) for verb in self.verbs}
        self.fields = sorted({option.about for each in self.overrides.values() for option in each.options})
        """The names of the optional fields of its moves; `subject` for several subjects of one move."""


# THE MOVE OF A TURN


def day_of(state: Negotiation, name: str, number: int, last: date) -> When | None:
    """The date of that number for a move on a subject, on the day *last* or later; None if there is none."""
    if number >= len(DATE_OFFSETS):
        return None
    offset = DATE_OFFSETS[number]
    turn = next_turn(state.subjects.get(name), last) if offset.of_turn else None
    return offset.after(last, turn)


def basic_move(open_moves: OpenMoves, slots: Slots, turn: Turn, last: date) -> Move | None:
    """The move of a turn without its override, on the day *last* or later; None where it is not legal."""
    name = slots.name(turn.slot)
    when = day_of(open_moves.state, name, turn.date, last)
    action = open_moves.table.action(turn.action)
    if when is None or action is None or action not in open_moves.table.on(open_moves.state.subjects.get(name)):
        return None
    return open_moves.move(action, name, when)


def plain_move(open_moves: OpenMoves, slots: Slots, turn: Turn, last: date) -> Move | None:
    """The move of a turn without optional fields, legal or not; None where there is no such action or date."""
    name, action = slots.name(turn.slot), open_moves.table.action(turn.action)
    when = day_of(open_moves.state, name, turn.date, last)
    if when is None or action is None:
        return None
    opening = open_moves.table.openings.get(action)
    return action.on(name, when) if opening is None else evolve(opening, subject=name, date=when)


def whole_move(generator: MoveGenerator, open_moves: OpenMoves, slots: Slots, turn: Turn, last: date) -> Move | None:
    """The move of a turn, on the day *last* or later; None where it is not legal."""
    move = basic_move(open_moves, slots, turn, last)
    if move is None or not turn.override:
        return move
    override = _override(generator.overrides[type(move)], slots, turn)
    if override is None or not override.suits(open_moves.state, move):
        return None
    return override.applied_to(move)


def _override(choices: OverrideChoices, slots: Slots, turn: Turn) -> FieldOverrides | None:
    """The override of a turn, with the subjects that it names; None if there is none, or if it names one twice."""
    option = choices.option(turn.override)
    if not isinstance(option, NamingOverride):
        return option
    names = tuple(slots.name(slot) for slot in turn.named)
    is_each_once = len({*names, slots.name(turn.slot)}) == option.count + 1
    return option.naming(*names) if is_each_once else None


# DAYS AND NAMES


def free_id(state: Negotiation) -> str:
    """An id that nothing has: the first letter, or word of letters, that is free."""
    return next(name for name in _letters() if name not in state.subjects)


def last_day(state: Negotiation) -> date:
    """The best date of the last move that led to the state; `FIRST_DAY` if there is none."""
    trails = (*(subject.trail for subject in state.subjects.values()), state.said)
    return max((move.date.best for trail in trails for move in islice(trail, 1)), default=FIRST_DAY)


def _letters() -> Iterator[str]:
    """The names a, b, …, z, aa, ab and so on."""
    return ("".join(letters) for length in count(1) for letters in product(ascii_lowercase, repeat=length))


ALIKE: Final = 1 / 4
"""How often the names of a history are such as differ in little."""
_FORMS: Final = ("{}", "{upper}", "{}{}", "{}-{}", "{}_")
"""Names that differ in little, made of a letter: in case, by what they begin with, by a sign."""


def _names_alike() -> Iterator[str]:
    return (form.format(letter, letter, upper=letter.upper()) for letter in _letters() for form in _FORMS)
