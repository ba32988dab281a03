"""The entries of a journal: what was recorded of a record, when, by whom and why. They are never changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Final

from attrs import frozen

Item = Mapping[str, Any]
"""A move as an item of `moves` in a scenario file has it: texts, lists and mappings."""

FIRST: Final = 0
"""In place of the entry of a move, before the first move."""


@frozen
class Declare:
    """Sections of a scenario file other than its moves; a part that is declared again replaces the one before.

    A section or a part that is None is taken back.
    """

    sections: Mapping[str, Any]

    verb: ClassVar[str] = "declare"


@frozen
class Add:
    """A move, at the end (None) or after the move that another entry has added; `FIRST` is the beginning."""

    item: Item
    after: int | None = None

    verb: ClassVar[str] = "add"


@frozen
class Amend:
    """Another reading of the move that an entry has added; it keeps its place."""

    move: int
    item: Item

    verb: ClassVar[str] = "amend"


@frozen
class Retract:
    """The move that an entry has added is no longer in the record."""

    move: int

    verb: ClassVar[str] = "retract"


@frozen
class Redact:
    """Texts of an entry have been removed from the store; `paths` says which, as JSON pointers (RFC 6901)."""

    entry: int
    paths: tuple[str, ...]

    verb: ClassVar[str] = "redact"


Action = Declare | Add | Amend | Retract | Redact


@frozen
class Entry:
    """One entry of a record: its number, counted from 1, and what was recorded.

    `id` is unique in the record: who tries again with the same id writes nothing twice. `recorded` is in UTC and never
    before that of the entry before, whose SHA-256 is `previous`; `hash` is its own.
    """

    number: int
    id: str
    recorded: datetime
    recorded_by: str
    reason: str
    action: Action
    previous: str
    hash: str
