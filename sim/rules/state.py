"""The state between the two sides: immutable, and sharing what it has in common with other states.

So keeping every state of a record is cheap.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from attrs import field, frozen
from rpds import HashTrieMap, List

from sim.model.errors import InvalidSettingError
from sim.model.ids import RESERVED, reserved
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks

Entity = TypeVar("Entity", bound=Subject)


@frozen
class Negotiation:
    """The state between two parties: the subjects by id, the statements, and the number of moves that led here.

    `order` and `said` hold the ids and the statements with the newest first; `ids` and `statements` give them as they
    came. `countered_by` has the ids of the proposals that counter one, by its id.
    """

    setting: Setting
    subjects: "HashTrieMap[str, Subject]" = field(factory=HashTrieMap, repr=False)
    order: "List[str]" = field(factory=List, repr=False)
    said: "List[Move]" = field(factory=List, repr=False)
    version: int = 0
    countered_by: "HashTrieMap[str, tuple[str, ...]]" = field(factory=HashTrieMap, repr=False)

    @classmethod
    def begin(cls, setting: Setting, declared: Iterable[Commitment | Measure | Talks] = ()) -> "Negotiation":
        """The state before the first move, with the commitments, measures and talks that are declared.

        Raises: InvalidSettingError if two of them share an id, or one has a reserved word for an id.
        """
        subjects: dict[str, Subject] = {}
        for subject in declared:
            if subject.id in RESERVED:
                raise InvalidSettingError((reserved(subject.id),))
            if subject.id in subjects:
                raise InvalidSettingError((f"the id {subject.id!r} is declared twice; an id names one subject",))
            subjects[subject.id] = subject
        return cls(setting, HashTrieMap.convert(subjects), List(tuple(subjects)[::-1]))

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
        return {name: entity for name, entity in entities if type(entity) is kind}  # isinstance of a protocol is slow
