"""The law of DESIGN.md, section 1, told once more by hand: what a move does to what there is, or that it may not.

Nothing here asks `sim.rules` for more than the classes of moves: it is the second opinion that the law is tested
against. A `Book` is read from the moves of a record alone. Ends are read by their best day.
"""

from lawbook.attempts import attempts, on_several, openings
from lawbook.book import Book
from lawbook.verdict import Verdict, judged, read

__all__ = ["Book", "Verdict", "attempts", "judged", "on_several", "openings", "read"]
