"""What a policy sees: the state as it unfolds, every move so far with its tone, and the dates that lie ahead."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from attrs import frozen

from sim.forecast.open_subjects import OpenSubjects
from sim.history.replay import Draft
from sim.model.dates import When
from sim.model.errors import did_you_mean
from sim.model.move import Move
from sim.rules.lifecycle import TONES, Tone
from sim.rules.state import Negotiation
from sim.rules.verdict import Rulings


class MadeMove(NamedTuple):
    """A move that has been made, its tone, which is that of the row for its own subject, and its tightened date."""

    move: Move
    tone: Tone
    when: When


_played: Callable[[tuple[Move, Tone, When]], MadeMove] = partial(tuple.__new__, MadeMove)
"""One that has these fields, made in half the time that calling the class takes."""


@frozen
class CalendarEvent:
    """A dated thing that both sides know: an election, an expiry, the day on which talks are due."""

    id: str
    date: When
    title: str


def nothing_dated(name: str, known: Iterable[CalendarEvent]) -> str:
    """The complaint about a name under which nothing dated is known; empty if something is."""
    ids = [each.id for each in known]
    return "" if name in ids else f"the calendar has no {name!r}{did_you_mean(name, ids)}"


class PolicyContext(Draft):
    """A state under way, for both policies to look at and for nobody but the run to change.

    Beside the `setting`, the `subjects` by id and the `version` of every state it has the moves so far (those of the
    record first), the present `day`, the day on which the forecast begins, that on which it ends, and the calendar.
    `lineup` holds the subjects that a move may still be about. `changed` begins with the ids of all subjects, and has
    that of a subject again for each change.
    """

    def __init__(
        self,
        state: Negotiation,
        played: Iterable[MadeMove],
        since: date,
        until: date,
        calendar: tuple[CalendarEvent, ...],
    ) -> None:
        super().__init__(state)
        self.lineup = OpenSubjects(self.subjects.values(), self.setting)
        self.changed = list(self.subjects)
        self.played = list(played)
        self.recorded = len(self.played)
        self._seen: dict[str, int] = {}
        self.since, self.until, self.calendar = since, until, calendar
        self.turn_to(When.of(since))

    def copy(self) -> "PolicyContext":
        """One that goes on from here by itself."""
        other = object.__new__(PolicyContext)
        own = {
            "subjects": dict(self.subjects),
            "lineup": self.lineup.copy(),
            "changed": list(self.changed),
            "said": list(self.said),
            "played": list(self.played),
            "_seen": dict(self._seen),
        }
        for name, value in (self.__dict__ | own).items():
            setattr(other, name, value)  # a dict put in place as a whole is slower to read from
        return other

    def turn_to(self, when: When) -> None:
        """Let it be this day."""
        self.day, self.when = when.best, when

    def make(self, move: Move, rulings: Rulings) -> MadeMove:
        """Make a legal move, from the rulings on it, and say in what tone."""
        self.take(move, rulings)
        for name, _, subject, _ in rulings:
            if subject is not None:
                self.changed.append(name)
                self.lineup.take_in(name, subject)
        played = _played((move, rulings[0][3][0].tone, move.date))
        self.played.append(played)
        return played

    @property
    def made(self) -> list[MadeMove]:
        """The moves that the run has made so far, oldest first."""
        return self.played[self.recorded :]

    def by(self, party: str) -> Iterator[MadeMove]:
        """The moves of *party* alone, the newest first; joint ones are not among them."""
        return (each for each in reversed(self.played) if each.move.by == party)

    def unanswered(self, party: str, delay: int = 0, tones: Collection[Tone] = TONES) -> Iterator[MadeMove]:
        """The moves of the other side alone to which *party* has made none since, the newest first.

        With a *delay* in days only those are meant that are as old as that, and only moves of *party* that came when
        they were count as an answer. A move of none of the *tones* asks for no answer and is none.
        """
        other, answered_from = self.setting.other(party), None
        for each in reversed(self.played):
            if each.tone not in tones:
                continue
            made = each.when.best.toordinal()
            if each.move.by == party and answered_from is None:
                answered_from = made
            elif each.move.by == other and made + delay <= self.day.toordinal():
                if answered_from is not None and answered_from >= made + delay:
                    return
                yield each

    def take_turn(self, party: str) -> None:
        """Let *party* have had its turn: what has been made so far is no news to it any more."""
        self._seen[party] = len(self.played)

    def news(self, party: str) -> list[MadeMove]:
        """The moves of the other side alone since the last turn of *party*; at its first turn those unanswered."""
        if party not in self._seen:
            return list(self.unanswered(party))[::-1]
        other = self.setting.other(party)
        return [each for each in self.played[self._seen[party] :] if each.move.by == other]

    def last_tone(self, party: str) -> Tone | None:
        """The tone of the last move of *party* alone; None if it has made none."""
        return next((each.tone for each in self.by(party)), None)
