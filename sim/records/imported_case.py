"""What every importer brings: cases, each with its declarations and with rows that are to become its moves."""

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen

from sim.model.frozen import FrozenDict

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
"""The row became no move, though nothing is wrong with it: it says nothing that a move could, or says it again."""
REFUSED: Final = "refused"
"""The row cannot be read, or its move cannot have been made: it contradicts the law or other rows."""
OUTCOMES: Final = (READ, LINKED, GUESSED, ACT, REMARK, DROPPED, REFUSED)
"""Every outcome of a row, in the order in which reports have them."""


@frozen
class UnreadableValue:
    """A value of an item that an importer cannot read: its text, and a complaint that ends with the way out."""

    text: str
    complaint: str


@frozen
class ImportedRow:
    """A row of a source: its number, counted from 1 as its user counts, and the move that it becomes.

    `item` is a move as an item of `moves` in a scenario file has it, and may hold `UnreadableValue`s; None for a row
    that is left out, or that cannot be read at all, whose outcome is `refused`. `outcome` says how the move came about,
    `reason` why, in a sentence; a row without an item has one. `columns` are the source's names for the keys of the
    item, where they differ from these; `column` is the one to blame where there is no item.
    """

    number: int
    item: Mapping[str, Any] | None
    outcome: str = READ
    reason: str = ""
    columns: Mapping[str, str] = FrozenDict()
    column: str = ""


@frozen
class ImportedCase:
    """A case of a source: its name, which becomes that of its file, its title, its declarations and its rows.

    `setting` has the sections of a scenario file that declare what there is before the first move, as that file has
    them: parties, third-parties, issues, commitments, measures, talks, sources; also scenario, summary and weights.
    Its values may be nodes of the reader of scenario files; `setting_file` is then the file that they stand in.
    `notes` are sentences on what an importer did, for the report.
    """

    name: str
    title: str
    setting: Mapping[str, Any]
    rows: tuple[ImportedRow, ...] = ()
    notes: tuple[str, ...] = ()
    setting_file: str = ""
