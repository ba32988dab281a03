"""The law of DESIGN.md, section 1, told once more by hand: what a move does to what there is, or that it may not.

Nothing here asks `sim.rules` for more than the classes of moves: it is the second opinion that the law is tested
against. A `Book` is read from the moves of a record alone. Ends are read by their best day.
"""

from collections.abc import Iterable
from datetime import date

from lawbook.attempts import attempts, on_several, openings
from lawbook.book import Book
from lawbook.verdict import Verdict, judged, on_a_day, read
from sim.model.move import Move

__all__ = ["Book", "Entry", "Verdict", "attempts", "entries", "judged", "on_a_day", "on_several", "openings", "read"]

Entry = tuple[type[Move], str | None, str | None]
"""A verb, who makes the move, and the status that it leads to."""


def entries(book: Book, name: str, beside: Iterable[str], day: date) -> set[Entry]:
    """Everything that may be done with a subject on a day; a threat may be carried out as one of those `beside` it."""
    tried = ((move, judged(book, move)) for move in attempts(book.setting, name, beside, day))
    return {
        (type(move), move.by, to)
        for move, verdict in tried
        if verdict is not None
        for (subject, _), (_, to, _) in verdict.changes.items()
        if subject == name
    }
