"""The state between the two sides, and what a move makes of it.

States are immutable and share what they have in common, so that keeping every one of them is cheap. `reduce` says
what a move changes, `step` first asks the law; `Draft` does the same for many moves at once.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from attrs import field, frozen
from rpds import HashTrieMap, List

from sim.model.errors import IllegalMoveError, InvalidSettingError
from sim.model.ids import RESERVED, reserved
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.legal_moves import legal_moves_on
from sim.rules.lifecycle import Subject
from sim.rules.subjects import statements
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks
from sim.rules.verdict import CREATING_MOVES, Position, Ruling, permitted, rulings, violations

Entity = TypeVar("Entity", bound=Subject)

_STATED = statements.LIFECYCLE.makers


@frozen
class Negotiation:
    """What stands between two parties: the entities by id, the statements, and how many moves led here.

    `order` and `said` hold the ids and the statements with the newest first; `ids` and `statements` give them as they
    came.
    """

    setting: Setting
    subjects: "HashTrieMap[str, Subject]" = field(factory=HashTrieMap, repr=False)
    order: "List[str]" = field(factory=List, repr=False)
    said: "List[Move]" = field(factory=List, repr=False)
    version: int = 0

    @classmethod
    def begin(cls, setting: Setting, declared: Iterable[Commitment | Talks] = ()) -> "Negotiation":
        """The state before the first move, with the commitments and talks that are declared.

        Raises: InvalidSettingError if two of them share an id, or one has a reserved word for an id.
        """
        draft = Draft(cls(setting))
        for subject in declared:
            if subject.id in RESERVED:
                raise InvalidSettingError((reserved(subject.id),))
            if subject.id in draft.subjects:
                raise InvalidSettingError((f"the id {subject.id!r} is declared twice; an id names one subject",))
            draft.subjects[subject.id] = subject
        return draft.frozen()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all subjects, in order of creation."""
        return tuple(self.order)[::-1]

    @property
    def statements(self) -> tuple[Move, ...]:
        """The remarks and acts, oldest first."""
        return tuple(self.said)[::-1]

    @property
    def proposals(self) -> dict[str, Proposal]:
        """The proposals by id, in order of creation."""
        return self._of(Proposal)

    @property
    def measures(self) -> dict[str, Measure]:
        """The measures by id, in order of creation."""
        return self._of(Measure)

    @property
    def commitments(self) -> dict[str, Commitment]:
        """The commitments by id, in order of creation."""
        return self._of(Commitment)

    @property
    def talks(self) -> dict[str, Talks]:
        """The formats of talks by id, in order of creation."""
        return self._of(Talks)

    @property  # a method would be called on the class as well
    def _repr_pretty_(self) -> Callable[[Any, bool], None]:
        brief = f"<Negotiation: {len(self.order)} subjects after {self.version} moves>"
        return lambda printer, cycle: printer.text(brief)

    def _of(self, kind: type[Entity]) -> dict[str, Entity]:
        entities = ((name, self.subjects[name]) for name in self.ids)
        return {name: entity for name, entity in entities if isinstance(entity, kind)}


class Draft:
    """A state under construction, for many moves at once: plain dicts, frozen at the end into the same state."""

    def __init__(self, state: Negotiation) -> None:
        self.setting = state.setting
        self.subjects: dict[str, Subject] = {name: state.subjects[name] for name in state.ids}
        self.said = list(state.statements)
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
        for move in moves:
            found = permitted(self, move)
            if not found:
                raise refusal(self, move)
            self.take(move, found)

    def take(self, move: Move, found: list[Ruling]) -> None:
        """Change what *move* changes, given the rulings that permit it here."""
        subjects, setting = self.subjects, self.setting
        for name, subject, rows, conduct in found:
            reducer = conduct.reducer
            after = reducer(subject, move, rows, setting)
            if after is not None:
                subjects[name] = after
            if subject is None and type(move) in _STATED:
                self.said.append(move)
        self.version += 1

    def frozen(self) -> Negotiation:
        """The state as it stands now."""
        order, said = List(self.ids[::-1]), List(self.said[::-1])
        return Negotiation(self.setting, HashTrieMap.convert(self.subjects), order, said, self.version)


def reduce(state: Negotiation, move: Move) -> Negotiation:
    """The state that the rows for *move* lead to; what stands beside the tables is not looked at.

    Raises: IllegalMoveError if there is no row.
    """
    found = rulings(state, move)
    if not found:
        raise refusal(state, move)
    return _after(state, move, found)


def step(state: Negotiation, move: Move) -> Negotiation:
    """The state after *move*. Raises: IllegalMoveError, with every reason and the way out, if `violations` has any."""
    found = permitted(state, move)
    if not found:
        raise refusal(state, move)
    return _after(state, move, found)


def refusal(position: Position, move: Move) -> IllegalMoveError:
    """The error that a refused move raises: every reason, and what else its maker could do with the subject."""
    return IllegalMoveError(move, violations(position, move), _alternatives(position, move))


def _alternatives(position: Position, move: Move) -> tuple[str, ...]:
    if (
        type(move) in CREATING_MOVES
        or move.subject not in position.subjects
        or move.by not in (*position.setting.actors, None)
    ):
        return ()
    others = legal_moves_on(position, move.subject, move.by, move.date)
    verbs = (other.verb for other in others if other.by == move.by and other.subject == move.subject)
    return tuple(dict.fromkeys(verb for verb in verbs if verb != move.verb))


def _after(state: Negotiation, move: Move, found: list[Ruling]) -> Negotiation:
    subjects, order, said = state.subjects, state.order, state.said
    for name, subject, rows, conduct in found:
        after = conduct.reducer(subject, move, rows, state.setting)
        if after is not None:
            subjects = subjects.insert(name, after)
            if subject is None:
                order = order.push_front(name)
    if type(move) in _STATED:
        said = said.push_front(move)
    return Negotiation(state.setting, subjects, order, said, state.version + 1)
