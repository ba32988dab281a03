"""How a part in a commitment reads from day to day: what it has been since when, and is to be from a day ahead."""

from datetime import date
from typing import Any

from attrs import evolve, frozen

from sim.model.dates import When

WITHIN_A_TERM = ("in-force", "suspended", "leaving", "in-breach")
"""What ends with its term."""

BROKEN = ("in-breach", "leaving")


@frozen
class Turn:
    """A day from which a part has a status, the last day of its term, and that of its suspension if it has one.

    Of a notice `leaves` is the day on which it takes effect.
    """

    since: date
    status: str
    term: date | None = None
    until: date | None = None
    leaves: date | None = None


@frozen
class Course:
    """The turns in order, and the day before which what is in force is pending."""

    turns: tuple[Turn, ...] = ()
    begin: date = date.min

    def at(self, day: date) -> Turn:
        """The turn that a day lies in; before the first the first."""
        return next((turn for turn in reversed(self.turns) if turn.since <= day), self.turns[0])

    def stored(self, day: date) -> str:
        """The status on a day, whatever the term."""
        turn = self.at(day)
        return "in-force" if turn.until is not None and day > turn.until else turn.status

    def reads(self, day: date) -> str:
        """The status on a day; what is broken after the term does not end with it, nor a notice after that."""
        status, turn = self.stored(day), self.at(day)
        if turn.term is not None and day > turn.term and status in WITHIN_A_TERM:
            return status if status in BROKEN and turn.since > turn.term else "expired"
        return "pending" if status == "in-force" and day < self.begin else status

    def ahead(self, day: date) -> Turn | None:
        """The next turn after a day."""
        return next((turn for turn in self.turns if turn.since > day), None)

    def turned(self, day: date, status: str, effective: date | None = None, **given: Any) -> "Course":
        """The same until a day (`effective`, if later), then a turn of another status; nothing else stays announced.

        Who is leaving leaves on the day of the notice all the same; what is to be resumed stays suspended until then.
        """
        begin, now, turn = max(effective or day, day), self.stored(day), self.at(day)
        kept = [turn for turn in self.turns if turn.since <= day]
        if now == "leaving" and turn.leaves is not None and turn.leaves < begin:
            kept.append(Turn(turn.leaves, "left", turn.term))
        elif now == "suspended" and status == "in-force":
            kept[-1] = evolve(kept[-1], until=None)
        return evolve(self, turns=(*kept, Turn(begin, status, **{"term": turn.term} | given)))

    def put_off(self, day: date, to: date | None) -> "Course":
        """The same, with what is announced put off, or off altogether."""
        coming = self.ahead(day)
        *before, now = (turn for turn in self.turns if turn.since <= day)
        kept = (*before, evolve(now, leaves=to))
        return evolve(self, turns=kept if coming is None or to is None else (*kept, evolve(coming, since=to)))

    def extended(self, day: date, to: date | None) -> "Course":
        """The same, with another last day of the term from now on, also of what is announced."""
        now = self.at(day)
        turns = [evolve(turn, term=to) if turn is now or turn.since > day else turn for turn in self.turns]
        return evolve(self, turns=tuple(turns))

    def paused_until(self, day: date, to: date | None) -> "Course":
        """The same, with another last day of its suspension."""
        now = self.at(day)
        return evolve(self, turns=tuple(evolve(turn, until=to) if turn is now else turn for turn in self.turns))


def best(when: When | None) -> date | None:
    """The best day of an end; None for none."""
    return None if when is None else when.best
