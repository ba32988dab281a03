"""One of two codings as it is compared: its moves in the names of the first, and its subjects with their histories."""

from functools import cached_property
from typing import Any

from attrs import field, frozen

from sim.history.history import History
from sim.history.readings import earliest, latest
from sim.model.dates import When
from sim.model.move import Move
from sim.records.comparison.names import ACTOR, ISSUE, NameMatch
from sim.records.comparison.wording import trigrams, wording
from sim.rules.subjects.statements import Remark


@frozen
class CodedSubject:
    """A subject of a coding: what it is, who made it on what, in which words, and the positions of the moves on it.

    The author is None where it was declared; the positions count from 0.
    """

    id: str
    kind: type
    author: str | None
    issues: frozenset[str]
    words: frozenset[str]
    positions: tuple[int, ...]


@frozen(slots=False)
class Coding:
    """The record of a coder; *names* are what its names are in the first of the two codings."""

    history: History
    names: NameMatch = field(factory=NameMatch)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Its moves in the names of the first coding, but for those of subjects."""
        return tuple(map(self.names.move, self.history.moves))

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """What each move says in words."""
        return tuple(map(wording, self.moves))

    @property
    def dates(self) -> tuple[When, ...]:
        """The date of each move, with the bounds that the record gives it."""
        return self.history.dates

    @cached_property
    def kinds(self) -> tuple[frozenset[type], ...]:
        """The kinds of subject that each move is on; none for a remark."""
        end = self.history.states[-1].subjects
        return tuple(
            frozenset(() if isinstance(move, Remark) else (type(end[name]) for name in move.subjects))
            for move in self.moves
        )

    @cached_property
    def issues(self) -> tuple[frozenset[str], ...]:
        """The issues of the subjects of each move, or those that a remark is on."""
        by_id = {subject.id: subject.issues for subject in self.subjects}
        return tuple(
            frozenset(move.subjects)
            if isinstance(move, Remark)
            else frozenset[str]().union(*(by_id[name] for name in move.subjects))
            for move in self.moves
        )

    @cached_property
    def subjects(self) -> tuple[CodedSubject, ...]:
        """Its subjects, in the order of their creation."""
        end, positions = self.history.states[-1], dict[str, list[int]]()
        for position, move in enumerate(self.moves):
            for name in () if isinstance(move, Remark) else move.subjects:
                positions.setdefault(name, []).append(position)
        return tuple(self._subject(end.subjects[name], tuple(positions.get(name, ()))) for name in end.ids)

    def _subject(self, subject: Any, positions: tuple[int, ...]) -> CodedSubject:
        made = getattr(subject, "made", subject)
        words = wording(made) if isinstance(made, Move) else _title(made, subject.id)
        return CodedSubject(
            subject.id,
            type(subject),
            subject.author and self.names.of(ACTOR, subject.author),
            frozenset(self.names.of_all(ISSUE, subject.issue)),
            words,
            positions,
        )


def _title(declared: Any, id: str) -> frozenset[str]:
    """The words of a declaration: its title, unless that is its id."""
    return trigrams(declared.title) if declared.title and declared.title != id else frozenset()


def days_between(one: When, other: When) -> int:
    """The days that lie at least between two dates; 0 where they may be one day."""
    return max(0, (earliest(one) - latest(other)).days, (earliest(other) - latest(one)).days)
