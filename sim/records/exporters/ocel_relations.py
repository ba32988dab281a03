"""The relations of an object-centric log: what a move has to do with which objects, and objects with each other."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sim.history.snapshot import Record, Step
from sim.model.condition import Condition
from sim.model.ids import ids
from sim.model.move import Move, key_of
from sim.rules.names import NAME_FIELDS
from sim.rules.registry import lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.statements import RecordedAct, Remark

CASE: Final = "case"
PARTY: Final = "party"
THIRD_PARTY: Final = "third-party"
ISSUE: Final = "issue"
SOURCE: Final = "source"
PARTICIPATION: Final = "participation"
ACT: Final = "act"

Relation = tuple[str, str]
"""The id of an object, and what it is to that which it is related to."""


@frozen
class Objects:
    """The ids of the objects of a case: `case/type/id`, with `case/participation/commitment/party` for a part."""

    case: str
    record: Record

    @property
    def end(self) -> Negotiation:
        """The state at the end, which has every subject that is ever made."""
        return self.record.states[-1]

    def of(self, kind: str, name: str) -> str:
        """The id of an object."""
        return f"{self.case}/{kind}/{name}"

    def subject(self, name: str) -> str:
        """The id of a subject."""
        return self.of(kind_of(self.end.subjects[name]), name)

    def actors(self, by: str | None) -> tuple[str, ...]:
        """The ids of those who `by` stands for: both parties for a joint act, nobody for the clock."""
        setting = self.record.start.setting
        return tuple(
            self.of(PARTY if name in setting.party_ids else THIRD_PARTY, name) for name in setting.acting_as(by)
        )

    def part(self, name: str, whose: str) -> str:
        """The id of the part that somebody has in a commitment; of the subject itself where nobody is named."""
        return self.of(PARTICIPATION, f"{name}/{whose}") if whose else self.subject(name)

    def named(self, move: Move) -> Iterator[tuple[str, str]]:
        """What the fields of a move name beside its subjects: the key of the field, and the id of the object."""
        for field, namespace in NAME_FIELDS[type(move)]:
            for name in ids(getattr(move, field)):
                known = self.subject(name) if namespace == "subject" else self.of(namespace, name)
                yield ("on" if field == "subjects" else key_of(field)), known
        for field in ("if_", "unless"):
            condition = getattr(move, field, None)
            for name in condition.subjects if isinstance(condition, Condition) else ():
                if name in self.end.subjects:  # a condition may name what is never made
                    yield key_of(field), self.subject(name)


def kind_of(subject: Subject) -> str:
    """The type of a subject: proposal, measure, commitment, talks or act."""
    return ACT if isinstance(subject, RecordedAct) else lifecycle_of(subject).noun


def relations_of_move(step: Step, objects: Objects) -> list[Relation]:
    """The objects of a move, each with what it is to it; each pair once."""
    move, before = step.move, objects.record.states[step.number - 1].subjects
    found: list[Relation] = [(objects.case, "in"), *((actor, "by") for actor in objects.actors(move.by))]
    if not isinstance(move, Remark):
        found += [(objects.subject(name), "acts-on" if name in before else "makes") for name in move.subjects]
    own = set(move.subjects)
    for effect in step.effects:
        if effect.after is not None and effect.subject not in own:
            found.append((objects.subject(effect.subject), "acts-on"))
        if effect.after is not None and effect.whose:
            is_new = effect.whose not in getattr(before.get(effect.subject), "participation", ())
            found.append((objects.part(effect.subject, effect.whose), "makes" if is_new else "acts-on"))
    found += [(known, key) for key, known in objects.named(move)]  # last, as some readers keep the last of a pair alone
    return list(dict.fromkeys(found))


def relations_of_subject(subject: Subject, objects: Objects) -> list[Relation]:
    """The objects that a subject has to do with: its case, author and issues, and what its moves name."""
    found: list[Relation] = [(objects.case, "in")]
    found += [(actor, "by") for actor in objects.actors(subject.author)]
    found += [(objects.of(ISSUE, name), ISSUE) for name in subject.issue]
    if isinstance(subject, Commitment):
        found += [(objects.of(SOURCE, name), SOURCE) for name in getattr(subject.made, "source", ())]
    for move in subject.moves:
        own = subject.id in move.subjects
        found += [(known, key) for key, known in objects.named(move) if own and key not in (ISSUE, SOURCE)]
    return [pair for pair in dict.fromkeys(found) if pair[0] != objects.subject(subject.id)]
