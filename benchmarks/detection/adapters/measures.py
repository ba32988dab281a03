"""The link between the machine and the book of measures."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from benchmarks.detection.system import FRAME, SETTING, System, day_of
from benchmarks.detection.systems.measures import MeasureBook
from sim import Negotiation
from sim.model.condition import Condition
from sim.moves import (
    CarryOut,
    Comply,
    DeclaredMeasure,
    Ease,
    Extend,
    Impose,
    Lapse,
    Lift,
    Measure,
    Move,
    Raise,
    Resume,
    Suspend,
    Threaten,
    Withdraw,
)


class BookAdapter:
    """Measures in memory."""

    def __init__(self, make: Callable[..., MeasureBook]) -> None:
        self.book = make(FRAME, {"embargo": ("aland", date(2012, 5, 1))})
        self.day = date(2013, 1, 1)

    def today(self, day: date) -> None:
        """It is that day."""
        self.day = day

    def apply(self, move: Move) -> None:  # noqa: C901 - one for each verb
        """Ask the book to make it. Raises: RefusedError."""
        day, by, names, book = move.date.best, move.by or "", move.subjects, self.book
        match move:
            case Threaten():
                deadline = day_of(move.deadline)
                book.threaten(day, by, move.subject, move.issue, deadline=deadline, replaces=move.replaces)
            case Impose():
                effective, until = day_of(move.effective), day_of(move.until)
                book.impose(day, by, move.subject, move.issue, effective=effective, until=until, replaces=move.replaces)
            case CarryOut():
                book.carry_out(day, by, names, day_of(move.effective), day_of(move.until))
            case Raise():
                book.change_level(day, by, names, 1, day_of(move.until))
            case Ease():
                book.change_level(day, by, names, -1, day_of(move.until))
            case Suspend():
                book.suspend(day, by, names, day_of(move.until))
            case Resume():
                book.resume(day, by, names, day_of(move.until))
            case Lift():
                book.lift(day, by, names)
            case Comply():
                book.comply(day, by, names)
            case Withdraw():
                book.withdraw(day, by, names)
            case Extend():
                deadline, until, effective = day_of(move.deadline), day_of(move.until), day_of(move.effective)
                book.extend(day, by, names, deadline=deadline, until=until, effective=effective)
            case Lapse():
                book.lapse(day, names)

    def state(self) -> Mapping[str, str]:
        """The status of each measure, as it reads today."""
        return self.book.statuses(self.day)

    def since(self) -> Mapping[str, date | None]:
        """The day since which each reads so."""
        return self.book.since(self.day)

    def ends(self) -> Mapping[str, date | None]:
        """The day on which that ends."""
        return self.book.ends(self.day)

    def fingerprint(self) -> str:
        """All that the book keeps, as a text."""
        return repr(self.book.entries)


def book_has(move: Move) -> bool:
    """Whether the book has a word for a move: of what is announced it knows impositions only, and no conditions."""
    match move:
        case Threaten():
            return not isinstance(move.if_, Condition) and not isinstance(move.unless, Condition) and _is_one(move)
        case Impose():
            return _is_one(move)
        case CarryOut():
            return move.as_ is None and not move.settles
        case Raise() | Ease() | Suspend() | Resume() | Lift():
            return move.effective is None
        case Extend():
            return move.expires is None and move.under is None
    return True


def _is_one(move: Move) -> bool:
    return len(move.subjects) == 1


MEASURES: Final = System(
    "measures",
    Negotiation.begin(SETTING, (Measure.declared(DeclaredMeasure(subject="embargo", by="aland", since="2012-05-01")),)),
    Measure,
    MeasureBook,
    BookAdapter,
    book_has,
)
