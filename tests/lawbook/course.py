"""How something reads from day to day: what it has been since when, and what it is to be from a day ahead."""

from datetime import date

from attrs import evolve, frozen

from sim.model.dates import When

WITHIN_A_TERM = ("in-place", "in-force", "suspended", "leaving", "in-breach")
"""What ends with its term."""

BROKEN = ("in-breach", "leaving")

PAUSED = ("suspended", "deferred")


@frozen
class Turn:
    """A day from which it has a status, and a measure its level (-1, 0 or 1).

    What is suspended may have a last day, after which it is what it was before.
    """

    since: date
    status: str
    level: int = 0
    until: date | None = None
    then: str = ""


@frozen
class Course:
    """The turns in order, the last day of the term, and the day before which what is in force is pending."""

    turns: tuple[Turn, ...] = ()
    term: date | None = None
    begin: date = date.min

    def at(self, day: date) -> Turn:
        """The turn that a day lies in."""
        return next(turn for turn in reversed(self.turns) if turn.since <= day)

    def stored(self, day: date) -> str:
        """The status on a day, whatever the term."""
        turn = self.at(day)
        return turn.then if turn.until is not None and day > turn.until else turn.status

    def reads(self, day: date) -> str:
        """The status on a day; what is broken after the term does not end with it, nor a notice after that."""
        status = self.stored(day)
        if self.term is not None and day > self.term and status in WITHIN_A_TERM:
            return status if status in BROKEN and self.at(day).since > self.term else "expired"
        return "pending" if status == "in-force" and day < self.begin else status

    def ahead(self, day: date) -> Turn | None:
        """The next turn after a day."""
        return next((turn for turn in self.turns if turn.since > day), None)

    def turned(
        self,
        day: date,
        status: str,
        effective: date | None = None,
        until: date | None = None,
        by_levels: int = 0,
    ) -> "Course":
        """The same until a day (`effective`, if later), then of another status; nothing else stays announced.

        Who is leaving leaves on the day of the notice all the same; what is to be resumed stays suspended until then.
        """
        begin, now = max(effective or day, day), self.stored(day)
        kept = [turn for turn in self.turns if turn.since <= day]
        if begin > day and now == "leaving":
            kept += [turn for turn in self.turns if day < turn.since < begin]
        elif now in PAUSED and status == kept[-1].then:
            kept[-1] = evolve(kept[-1], until=None)
        level = min(max(self.at(day).level + by_levels, -1), 1)
        return evolve(self, turns=(*kept, Turn(begin, status, level, until, now)))

    def without(self, turn: Turn) -> "Course":
        """The same without one turn."""
        return evolve(self, turns=tuple(other for other in self.turns if other is not turn))

    def put_off(self, day: date, to: date | None) -> "Course":
        """The same, with what is announced put off, or off altogether."""
        coming = self.ahead(day)
        kept = tuple(turn for turn in self.turns if turn.since <= day)
        return evolve(self, turns=kept if coming is None or to is None else (*kept, evolve(coming, since=to)))

    def paused_until(self, day: date, to: date | None) -> "Course":
        """The same, with another last day of its suspension."""
        now = self.at(day)
        return evolve(self, turns=tuple(evolve(turn, until=to) if turn is now else turn for turn in self.turns))


def best(when: When | None) -> date | None:
    """The best day of an end; None for none."""
    return None if when is None else when.best
