"""The table of an audit: the moves that cannot be read or cannot have been made."""

from typing import Final

from sim.records.auditing import AuditedFile, RefusedMove
from sim.report.table.render import NOTHING, Table

_IN_FULL: Final = ("by", "date")


def refusals_table(audited: AuditedFile, *, in_full: bool) -> Table:
    """The table of refusals, one row for each move; *in_full* it says, too, by whom the move is, and when."""
    further = _IN_FULL if in_full else ()
    headers = ("#", "line", *further, "move", "outcome", "reason", "depends on")
    return Table("Refusals", headers, tuple(_row(move, in_full=in_full) for move in audited.refused), ("depends on",))


def _row(move: RefusedMove, *, in_full: bool) -> tuple[str, ...]:
    further = (move.by or NOTHING, move.date or NOTHING) if in_full else ()
    reasons = "; ".join(f"{field}: {reason}" if field else reason for field, reason in move.reasons)
    depends_on = " ".join(f"#{number}" for number in move.depends_on) or NOTHING
    return (str(move.number), str(move.line), *further, move.move or NOTHING, move.outcome, reasons, depends_on)
