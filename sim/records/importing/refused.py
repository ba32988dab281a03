"""The rows that became no move, each with the place, the reason and the way out: a table of its own."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sim.records.imported_case import REFUSED

COLUMNS: Final = ("case", "row", "column", "move", "outcome", "reason", "way out")
"""The columns of the table of refused rows."""

_CORRECT: Final = "correct the row, or leave it out"


@frozen
class RefusedRow:
    """A row that became no move, or one reason of several; `row` is None for what concerns the case as a whole.

    `move` is what it says as far as it can be read; `outcome` tells what was refused from what an importer dropped.
    """

    case: str
    row: int | None
    column: str
    move: str
    reason: str
    way_out: str
    outcome: str = REFUSED

    @classmethod
    def of_complaint(cls, case: str, row: int | None, column: str, move: str, complaint: str) -> "RefusedRow":
        """A refused row, from a complaint whose last part is the way out."""
        return cls(case, row, column, move, *reason_and_way_out(complaint))

    @property
    def cells(self) -> tuple[str, ...]:
        """Its cells, in the order of the columns."""
        row = "" if self.row is None else str(self.row)
        return (self.case, row, self.column, self.move, self.outcome, self.reason, self.way_out)

    def __str__(self) -> str:
        complaint = "; ".join(filter(None, (self.reason, self.way_out)))
        return ": ".join(filter(None, (self._place, self.move, complaint)))

    @property
    def _place(self) -> str:
        row = "" if self.row is None else f"row {self.row:,}"
        return ", ".join(filter(None, (self.case, row, self.column and f"column {self.column}")))


def reason_and_way_out(complaint: str, otherwise: str = _CORRECT) -> tuple[str, str]:
    """The parts of a complaint: why, and after its last semicolon outside quotation marks what can be done.

    What can be done *otherwise* is for a complaint that does not say it.

    >>> reason_and_way_out("'10 %' is no whole number; write digits, such as 0 or 12")
    ("'10 %' is no whole number", 'write digits, such as 0 or 12')
    """
    last = next((at for at in _breaks(complaint) if _is_quoted_whole(complaint[at:])), None)
    return (complaint, otherwise) if last is None else (complaint[:last], complaint[last + 2 :])


def _breaks(text: str) -> Iterator[int]:
    """The places before which a complaint may give its reason, and after which the way out, likeliest first."""
    at = text.rfind("; ")
    while at > 0:
        yield at
        at = text.rfind("; ", 0, at)
    if (at := text.rfind(": write ")) > 0:
        yield at


def _is_quoted_whole(text: str) -> bool:
    return all(text.count(mark) % 2 == 0 for mark in "'\"")
