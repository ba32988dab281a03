"""What every importer brings: cases, each with its declarations and with rows that are to become its moves."""

from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen

READ: Final = "read"
"""The row says all that the move says."""
LINKED: Final = "linked"
"""The row says which earlier move it answers or changes, by an id or a key of its own."""
GUESSED: Final = "guessed"
"""The subject that the move is on was chosen by a rule of the importer."""
REMARK: Final = "remark"
"""The row became a remark: words that change nothing."""
ACT: Final = "act"
"""The row became an act: a step that no other move expresses."""
DROPPED: Final = "dropped"
"""The row became no move."""


@frozen
class ImportedRow:
    """A row of a source: its number, counted from 1 as its user counts, and the move that it becomes.

    `item` is a move as an item of `moves` in a scenario file has it; None for a row that is dropped. `outcome` says how
    the move came about, `reason` why, in a sentence; a row that is dropped has one.
    """

    number: int
    item: Mapping[str, Any] | None
    outcome: str = READ
    reason: str = ""


@frozen
class ImportedCase:
    """A case of a source: its name, which becomes that of its file, its title, its declarations and its rows.

    `setting` has the sections of a scenario file that declare what there is before the first move, as that file has
    them: parties, third-parties, issues, commitments, measures, talks, sources.
    """

    name: str
    title: str
    setting: Mapping[str, Any]
    rows: tuple[ImportedRow, ...] = ()
    notes: tuple[str, ...] = field(default=())
