"""The first of the two folds: from the entries of a journal to the record that they give; the second is replay.

Any number of first entries gives what the record was known to be by then.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import field, frozen

from sim.model.errors import JournalError
from sim.records.journal.entries import FIRST, Action, Add, Amend, Declare, Entry, Item, Redact, Retract

WHOLE: Final = ("forecast",)
"""The sections with keys that are declared as a whole."""


@frozen
class RecordedMove:
    """A move of a record: the entry that added it, the one that gave its present reading, and the move as it reads."""

    added: int
    read: int
    item: Item


@frozen
class RecordedPart:
    """A part of a section, or a section that has none: its value, and the entry that declared it."""

    value: Any
    read: int


@frozen
class FoldedRecord:
    """A record as its entries give it: its sections, each a part or parts by id, and its moves in order."""

    sections: Mapping[str, RecordedPart | Mapping[str, RecordedPart]]
    moves: tuple[RecordedMove, ...]

    def number_of(self, entry: int) -> int | None:
        """The number of the move that an entry has added; None if it is not in the record."""
        return next((number for number, move in enumerate(self.moves, 1) if move.added == entry), None)

    def has(self, section: str, part: str = "") -> bool:
        """Whether there is such a section, or such a part of it."""
        content = self.sections.get(section)
        return bool(content) and (not part or (isinstance(content, Mapping) and part in content))


def folded(entries: Iterable[Entry]) -> FoldedRecord:
    """The record that these entries give, which are the first of a journal. Raises: JournalError."""
    draft = RecordDraft()
    for entry in entries:
        draft.take(entry.number, entry.action)
    return draft.frozen()


def _ring() -> dict[int, int]:
    return {FIRST: FIRST}


@frozen
class RecordDraft:
    """A record under construction. Its moves are a ring of entries, so that none has to be looked for."""

    sections: dict[str, RecordedPart | dict[str, RecordedPart]] = field(factory=dict)
    moves: dict[int, RecordedMove] = field(factory=dict)
    _following: dict[int, int] = field(factory=_ring)
    _preceding: dict[int, int] = field(factory=_ring)

    def take(self, number: int, action: Action) -> None:
        """Do what an entry of this number records. Raises: JournalError if it is about a move that is not there."""
        match action:
            case Add(item, after):
                self._insert(RecordedMove(number, number, item), self._preceding[FIRST] if after is None else after)
            case Amend(move, item):
                self._check(number, move)
                self.moves[move] = RecordedMove(move, number, item)
            case Retract(move):
                self._remove(number, move)
            case Declare(sections):
                for name, value in sections.items():
                    self._declare(number, name, value)
            case Redact():  # pragma: no branch - there is no other
                pass  # the texts are gone from the entries themselves

    def _insert(self, move: RecordedMove, before: int) -> None:
        if before != FIRST:
            self._check(move.added, before)
        after = self._following[before]
        self._following[before], self._following[move.added] = move.added, after
        self._preceding[after], self._preceding[move.added] = move.added, before
        self.moves[move.added] = move

    def _remove(self, number: int, move: int) -> None:
        self._check(number, move)
        before, after = self._preceding.pop(move), self._following.pop(move)
        self._following[before], self._preceding[after] = after, before
        del self.moves[move]

    def _check(self, number: int, move: int) -> None:
        if move not in self.moves:
            raise JournalError(f"entry @{number} is about the move of entry @{move}, which is not in the record then")

    def _declare(self, number: int, name: str, value: Any) -> None:
        """Let a section have the parts that are declared beside those it has, or be this value."""
        if value is None:
            self.sections.pop(name, None)
        elif not isinstance(value, dict) or name in WHOLE:
            self.sections[name] = RecordedPart(value, number)
        else:
            before = self.sections.get(name)
            parts = dict(before) if isinstance(before, dict) else {}
            for part, content in value.items():
                parts.pop(part, None) if content is None else parts.update({part: RecordedPart(content, number)})
            self.sections[name] = parts

    def copy(self) -> "RecordDraft":
        """Another draft of the same record."""
        return RecordDraft(dict(self.sections), dict(self.moves), dict(self._following), dict(self._preceding))

    def in_order(self) -> Iterable[RecordedMove]:
        """The moves in the order of the record."""
        at = self._following[FIRST]
        while at != FIRST:
            yield self.moves[at]
            at = self._following[at]

    def frozen(self) -> FoldedRecord:
        """The record as it stands now."""
        return FoldedRecord(dict(self.sections), tuple(self.in_order()))
